"""The ``git`` command: merging plain text, one commit of touched files, what is staged.

In: paths and texts. Out: what git made of them. A vault works without git; nothing here runs unless a command asks for it.
Paths are given as they are, so that a note called ``[draft].md`` is no pattern.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from vaultcrm.errors import CannotWrite
from vaultcrm.notes.merge import Merged

from .programs import git_program

_LABELS = ("-L", "ours", "-L", "base", "-L", "theirs")
# A clone may come from a stranger: no monitor, no hook, no list of attributes from elsewhere; and nobody is called.
_NOTHING_ELSE = tuple(
    word
    for key, value in (("fsmonitor", "false"), ("hooksPath", os.devnull), ("attributesFile", os.devnull))
    for word in ("-c", f"core.{key}={value}")
)
_NOBODY = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
_TOO_MANY = 127  # git counts conflicts in its exit status up to here; what is above is a failure


def look(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git where it only looks, so that it runs and calls nothing that the clone's own settings name."""
    return git(folder, *_NOTHING_ELSE, *words, **_NOBODY)


def git(folder: Path, *words: str, told: str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run git in ``folder``; ``told`` is its stdin. Raises ``CannotWrite`` where there is no git."""
    environment = {**os.environ, "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C.UTF-8", **variables}
    program = git_program()
    try:
        return subprocess.run(
            [program, *words], cwd=folder, env=environment, input=told, capture_output=True, encoding="utf-8",
            errors="surrogateescape" if told else "replace", check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise CannotWrite("git cannot be run", "is it installed?") from error


def version() -> str:
    """``2.39.5``. Raises ``CannotWrite`` where there is no git."""
    return look(Path(tempfile.gettempdir()), "--version").stdout.strip().removeprefix("git version ")


def merge_text(base: str, ours: str, theirs: str) -> Merged:
    """What ``git merge-file`` makes of three texts. Raises ``CannotWrite`` where it refuses (a binary file, say)."""
    with tempfile.TemporaryDirectory(prefix="vaultcrm-") as folder:
        for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
            (Path(folder) / name).write_bytes(text.encode("utf-8"))
        conflicts = merge_files(*(Path(folder) / name for name in ("base", "ours", "theirs")))
        if conflicts is None:
            raise CannotWrite("git cannot merge this text")
        return Merged((Path(folder) / "ours").read_bytes().decode("utf-8"), conflicts > 0)


def merge_files(base: Path, ours: Path, theirs: Path) -> int | None:
    """Merge three files as git itself does, into ``ours``; how many conflicts stand in it, or ``None`` where git refuses."""
    paths = (str(path.absolute()) for path in (ours, base, theirs))
    status = git(ours.absolute().parent, "merge-file", "-q", *_LABELS, *paths).returncode
    return status if 0 <= status <= _TOO_MANY else None


def is_in_git(root: Path) -> bool:
    """Whether a folder lies in git's work tree."""
    return look(root, "rev-parse", "--is-inside-work-tree").stdout.strip() == "true"


def in_conflict(root: Path) -> tuple[str, ...]:
    """The files of the whole work tree whose conflicts git waits for: a commit of single files would take their marks along."""
    return tuple(_names(look(root, "diff", "--cached", "--name-only", "--diff-filter=U", "-z")))


def commit_touched(root: Path, paths: Iterable[str], message: str) -> str | None:
    """One commit of ``paths`` (relative to ``root``; written, new or taken away), whatever else is changed or staged.

    Why git refused, in its own words, else ``None``; the files stay as they are, and new ones are not left staged.
    """
    touched = sorted(set(paths))
    if not touched:
        return None  # to git, no path is every path
    tracked = set(_names(git(root, "ls-files", "-z")))
    new = [path for path in touched if path not in tracked and (root / path).exists()]
    added = _of(root, new, "add") if new else None
    if added and added.returncode:
        return _reason(added)
    known = [path for path in touched if path in tracked] + new
    done = _of(root, known, "commit", "-q", "-m", message) if known else None
    if done is None or done.returncode == 0:
        return None if done else "git does not know these files"
    if new:
        _of(root, new, "rm", "-q", "--cached")
    return _reason(done)


def _of(root: Path, paths: Iterable[str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run git on paths, told by its stdin: thousands have no room in a command line. Hooks may look for patterns of theirs."""
    told = "\0".join(f":(literal){path}" for path in paths)
    return git(root, *words, "--pathspec-from-file=-", "--pathspec-file-nul", told=told, GIT_LITERAL_PATHSPECS="0")


def staged(root: Path) -> frozenset[str]:
    """The files of the vault (relative to it) that the next commit will change."""
    how = ("--cached", "--relative", "--name-only", "--no-ext-diff", "--no-renames", "--diff-filter=d", "-z")
    if not is_in_git(root):
        raise CannotWrite("git cannot say what is staged: this is no repository of git", "`git init` makes one of the folder.")
    found = look(root, "diff", *how)
    if found.returncode:
        raise CannotWrite(f"git cannot say what is staged: {_reason(found)}")
    return frozenset(_names(found))


def _names(listed: subprocess.CompletedProcess[str]) -> list[str]:
    return [name for name in listed.stdout.split("\0") if name]


def _reason(failed: subprocess.CompletedProcess[str]) -> str:
    """What git or a hook said, without its empty lines."""
    lines = [line.strip() for line in (failed.stderr or failed.stdout).splitlines() if line.strip()]
    return "; ".join(lines[:3]) or f"git ended with status {failed.returncode}"
