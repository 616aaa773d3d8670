"""What the last commands wrote, kept outside the vault so that ``undo`` can take it back.

In come the texts before and after a command's writing, out comes the last of these. There is one file a vault in the state
folder, for its owner's eyes only; deleting it loses nothing but the way back.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from vaultcrm.errors import CannotWrite

from .state import state_home
from .writing import write_output

KEPT = 20
GONE = ""  # in the place of a digest: the command took the note away


@dataclass(frozen=True, slots=True)
class Change:
    """One note that a command wrote: its path in the vault, the text before (``None``: it was made), the digest after.

    The latter is ``GONE`` of a note that was taken away.
    ``was`` is the path that it had, where the command gave it another one; ``by`` the process that wrote it.
    """

    path: str
    before: str | None
    after: str
    was: str = ""
    by: str = ""

    @staticmethod
    def of(path: str, before: str | None, after: str, was: str = "") -> Change:
        """A change by the texts themselves; of the new one only the digest is kept."""
        return Change(path, before, digest(after.encode("utf-8")), was)

    @staticmethod
    def gone(path: str, before: str) -> Change:
        """A note that was taken away."""
        return Change(path, before, GONE)


def digest(data: bytes) -> str:
    """What tells whether a note is still as it was left."""
    return hashlib.sha256(data).hexdigest()


def remember(root: Path, changes: Sequence[Change]) -> None:
    """Keep what a command has written. Where that cannot be kept, there is no way back; what was written stays written."""
    if not changes:
        return
    path = _file(root)
    with suppress(OSError, CannotWrite):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _store(path, [*_stored(path), [asdict(replace(change, by=_me())) for change in changes]][-KEPT:])


def recall(root: Path) -> tuple[Change, ...]:
    """What the last command wrote that was not taken back yet; nothing where nothing is known."""
    commands = _stored(_file(root))
    return tuple(Change(**change) for change in commands[-1]) if commands else ()


def written_here(root: Path, committed: Callable[[str], bytes | None]) -> Mapping[str, str]:
    """By path, what the notes were before this process wrote them, as far as that is not ``committed`` (as it left it).

    A note that it made, or renamed, or that was changed since, is not among them.
    """
    found: dict[str, str | None] = {}
    over: set[str] = set()
    for command in reversed(_stored(_file(root))):
        for change in (Change(**change) for change in command):
            is_known = change.path in over or change.after == digest(committed(change.path) or b"")
            if change.by != _me() or is_known:
                over.add(change.path)
            elif change.path in found or _is_left(root, change):
                found[change.path] = None if change.was else change.before
    return {path: before for path, before in found.items() if before is not None}


def _is_left(root: Path, change: Change) -> bool:
    try:
        return digest((root / change.path).read_bytes()) == change.after
    except OSError:
        return False


def _me() -> str:
    return str(os.getpid())


def forget_last(root: Path) -> None:
    """The last command is taken back: the one before is the last now."""
    path = _file(root)
    _store(path, _stored(path)[:-1])


def forget_all(root: Path) -> None:
    """Nothing that commands wrote can be taken back any more: the texts of before are gone. Raises ``CannotWrite``."""
    path = _file(root)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be taken away ({(error.strerror or str(error)).lower()})") from error


def _file(root: Path) -> Path:
    name = digest(os.fsencode(root.resolve()))[:20]
    return state_home() / "undo" / f"{name}.json"


def _stored(path: Path) -> list[list[dict[str, str]]]:
    try:
        found: list[list[dict[str, str]]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return found


def _store(path: Path, commands: list[list[dict[str, str]]]) -> None:
    write_output(path, json.dumps(commands, ensure_ascii=False).encode("utf-8"))
