"""One commit of just the lines that a command wrote, where the user's own lines wait in the same note.

In: the paths that a command wrote. Out: what they are to be in the commit, or that the lines cannot be told apart; and
the commit, made by way of an index of its own. The user's lines stay where they are, uncommitted.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vaultcrm.errors import CannotWrite, EditRefused
from vaultcrm.notes.merge import merge_notes

from .git import merge_text
from .programs import git_program
from .undo import recall, written_here

_FILES = ("100644", "100755")
_IN_THE_MIDST = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")


@dataclass(frozen=True, slots=True)
class OwnLines:
    """By path, what each note is to be in the commit; ``mingled`` are those whose lines cannot be told apart."""

    texts: Mapping[str, str]
    mingled: tuple[str, ...] = ()


def own_lines(root: Path, paths: Collection[str], stood: Mapping[str, str] | None = None) -> OwnLines:
    """The notes among ``paths`` that held uncommitted lines already: as committed, with what this process has written.

    ``stood`` are the texts before that, of a process that knows them (``undo``).
    """
    if any(_git(root, "rev-parse", "-q", "--verify", name).returncode == 0 for name in _IN_THE_MIDST):
        return OwnLines({})
    texts: dict[str, str] = {}
    before = stood
    if before is None:
        before = written_here(root, set(paths), lambda path: (_committed(root, path) or "").encode("utf-8"))
    blobs = _blobs(root) if before else {}
    mingled = [*_moved_along(root, paths), *(path for path in sorted(before) if path not in blobs and not _mode(root, path))]
    for path in sorted(before):
        text = before[path]
        committed = None if _is_blob(text, blobs.get(path, "")) else _committed(root, path)
        if committed is None or committed == text:
            continue
        merged = _merged(text, committed, root / path)
        if merged is None or _is_staged(root, path):
            mingled.append(path)
        else:
            texts[path] = merged
    return OwnLines(texts, tuple(mingled))


def _moved_along(root: Path, paths: Collection[str]) -> Iterator[str]:
    """The notes that got another path, and in which lines of the user's own waited then."""
    for change in recall(root):
        if change.was and change.path in paths and _committed(root, change.was) not in (None, change.before):
            yield change.path


def commit_lines(root: Path, paths: Iterable[str], texts: Mapping[str, str], message: str) -> str | None:
    """One commit of ``paths``, of which those of ``texts`` are not what they are on the disk.

    Why git refused, in its own words, else ``None``. What is staged stays so.
    """
    whole = [path for path in sorted(set(paths)) if path not in texts]
    with tempfile.TemporaryDirectory(prefix="vaultcrm-") as folder:
        index = Path(folder) / "index"
        try:
            # Else git would find its own index locked when the commit is made, and that would hold the lines as taken out.
            _must(root, "update-index", "--force-write-index")
            _must(root, "read-tree", "HEAD", index=index)
            _stage(root, whole, texts, index)
            _must(root, "commit", "-q", "-m", message, index=index)
        except CannotWrite as refused:
            return refused.message
    _stage(root, whole, texts, None)
    return None


def _stage(root: Path, whole: Iterable[str], texts: Mapping[str, str], index: Path | None) -> None:
    """Put notes into an index: as they are on the disk, and those of ``texts`` as they are there."""
    above = _must(root, "rev-parse", "--show-prefix").decode("utf-8").strip()
    for path in whole:
        _must(root, "add", "-A", "--", path, index=index)
    for path, text in texts.items():
        blob = _must(root, "hash-object", "-w", "--stdin", "--path", path, data=text.encode("utf-8")).decode().strip()
        _must(root, "update-index", "--cacheinfo", f"{_mode(root, path)},{blob},{above}{path}", index=index)


def _merged(before: str, committed: str, path: Path) -> str | None:
    try:
        merged = merge_notes(before, committed, path.read_bytes().decode("utf-8"), merge_text, path.name)
    except (OSError, UnicodeDecodeError, EditRefused, CannotWrite):
        return None
    return None if merged.conflicted or merged.text == committed else merged.text


def _blobs(root: Path) -> Mapping[str, str]:
    """By path, what git calls the content of each file that is committed: one look for thousands of notes."""
    lines = _git(root, "ls-tree", "-r", "-z", "HEAD").stdout.decode("utf-8", "surrogateescape").split("\0")
    return {path: head.split()[-1] for head, mark, path in (line.partition("\t") for line in lines) if mark}


def _is_blob(text: str, name: str) -> bool:
    """Whether a text is what git calls so (by SHA-1, in newer repositories by SHA-256)."""
    data = text.encode("utf-8")
    kind = "sha256" if len(name) == 64 else "sha1"
    return hashlib.new(kind, b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest() == name


def _committed(root: Path, path: str) -> str | None:
    """The note as it was committed last, with the line endings of the disk; ``None`` of a link, and where there is none."""
    if _mode(root, path) not in _FILES:
        return None
    shown = _git(root, "cat-file", "--filters", f"HEAD:./{path}")
    try:
        return shown.stdout.decode("utf-8") if shown.returncode == 0 else None
    except UnicodeDecodeError:
        return None


def _mode(root: Path, path: str) -> str:
    return _git(root, "ls-tree", "HEAD", "--", path).stdout[:6].decode("ascii", "replace")


def _is_staged(root: Path, path: str) -> bool:
    return _git(root, "diff", "--cached", "--quiet", "HEAD", "--", path).returncode != 0


def _must(root: Path, *words: str, index: Path | None = None, data: bytes | None = None) -> bytes:
    done = _git(root, *words, index=index, data=data)
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").split("\n")
        raise CannotWrite("; ".join(line.strip() for line in said if line.strip()) or f"git {words[0]} refused")
    return done.stdout


def _git(root: Path, *words: str, index: Path | None = None, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Git in bytes, so that line endings stay; where ``index`` is given, with that one."""
    is_literal = "0" if words[0] == "commit" else "1"  # a commit names no paths, and its hooks may look for patterns
    environment = {**os.environ, "GIT_LITERAL_PATHSPECS": is_literal, "LC_ALL": "C.UTF-8"}
    environment |= {"GIT_INDEX_FILE": str(index)} if index else {}
    try:
        command = [git_program(), *words]
        return subprocess.run(command, cwd=root, env=environment, input=data, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise CannotWrite("git cannot be run", "is it installed?") from error
