"""A file on a branch that nobody checks out: how a feed gets onto the pages of a git host.

In: a file, and a branch of the remote ``origin``. Out: one commit more on it there, by git's plumbing; work tree, index and
branches of this clone are as they were.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from vaultcrm.errors import CannotWrite

from .finding import FILE
from .programs import git_program

REMOTE = "origin"
_NO_PAGES_BUILD = ".nojekyll"  # the host shows the files as they are, and folders that begin with _ too
_TRIES = 3
_PATIENCE = 120  # seconds for one word with the remote


def tip_of(root: Path, branch: str) -> str | None:
    """The newest commit of the remote's branch, fetched; ``None`` where there is no such branch. Raises ``CannotWrite``."""
    listed = _git(root, "ls-remote", "--heads", REMOTE, f"refs/heads/{branch}")
    if not listed:
        return None
    _git(root, "fetch", "-q", "--no-tags", "--no-write-fetch-head", REMOTE, f"refs/heads/{branch}")
    return listed.split()[0]


def files_of(root: Path, commit: str | None) -> tuple[str, ...]:
    """The paths that a commit holds."""
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit) if commit else ""
    return tuple(path for path in listed.split("\0") if path)


def read_file(root: Path, branch: str, path: str) -> bytes | None:
    """What the remote's branch has at ``path``; ``None`` where there is nothing."""
    tip = tip_of(root, branch)
    return _run(root, "cat-file", "blob", f"{tip}:{path}").stdout if tip and path in files_of(root, tip) else None


def push_file(root: Path, branch: str, path: str, file: Path, tries: int = _TRIES) -> bool:
    """Put the bytes of ``file`` at ``path`` on the remote's branch; ``False`` where they are there already.

    Tried again where somebody else was faster. Raises ``CannotWrite``; the branch is as it was then.
    """
    tip = tip_of(root, branch)
    _must_not_hold_the_vault(branch, files_of(root, tip))
    commit = _commit(root, tip, path, file)
    if commit is None:
        return False
    try:
        _git(root, "push", "-q", "--no-verify", REMOTE, f"{commit}:refs/heads/{branch}")
    except CannotWrite:
        if tries == 1 or tip_of(root, branch) == tip:
            raise
        return push_file(root, branch, path, file, tries - 1)
    return True


def _commit(root: Path, tip: str | None, path: str, file: Path) -> str | None:
    """A commit on top of ``tip`` with the file in it; ``None`` where nothing would change."""
    blob = _git(root, "hash-object", "-w", "--no-filters", "--", str(file.absolute()))
    with tempfile.TemporaryDirectory(prefix="vaultcrm-") as folder:
        empty = Path(folder) / "empty"
        empty.touch()
        nothing = _git(root, "hash-object", "-w", "--no-filters", "--", str(empty))
        index = Path(folder) / "index"
        _git(root, "read-tree", tip or "--empty", index=index)
        for entry in (f"100644,{blob},{path}", f"100644,{nothing},{_NO_PAGES_BUILD}"):
            _git(root, "update-index", "--add", "--cacheinfo", entry, index=index)
        tree = _git(root, "write-tree", index=index)
    if tip and tree == _git(root, "rev-parse", f"{tip}^{{tree}}"):
        return None
    return _git(root, "commit-tree", tree, "-m", "Publish the feed", *(("-p", tip) if tip else ()))


def _must_not_hold_the_vault(branch: str, paths: tuple[str, ...]) -> None:
    if any(path.rpartition("/")[2] == FILE for path in paths):
        raise CannotWrite(f"the branch {branch} holds the vault itself; nothing was sent", "Name a branch for the pages alone.")


def _git(root: Path, *words: str, index: Path | None = None) -> str:
    return _run(root, *words, index=index).stdout.decode("utf-8", "replace").strip()


def _run(root: Path, *words: str, index: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
    environment |= {"GIT_INDEX_FILE": str(index)} if index else {}
    try:
        done = subprocess.run(
            [git_program(), *words], cwd=root, env=environment, capture_output=True, timeout=_PATIENCE, check=False
        )
    except FileNotFoundError as error:
        raise CannotWrite("git cannot be run", "Is it installed?") from error
    except subprocess.TimeoutExpired as error:
        raise CannotWrite(f"git {words[0]} took too long") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise CannotWrite(f"git {words[0]}: {said or f'ended with status {done.returncode}'}")
    return done
