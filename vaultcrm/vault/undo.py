"""What the last commands wrote, kept outside the vault so that ``undo`` can take it back.

In come the texts before and after a command's writing, out comes the last of these. There is one file a vault in the state
folder, for its owner's eyes only; deleting it loses nothing but the way back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from vaultcrm.digests import sha256
from vaultcrm.errors import CannotWrite, VaultcrmError

from .state import state_home
from .writing import write_output

KEPT = 20
GONE = ""  # in the place of a digest: the command took the note away


@dataclass(frozen=True, slots=True)
class Change:
    """One note that a command wrote: its path in the vault, the text before (``None``: it was made), the digest after.

    The latter is ``GONE`` of a note that was taken away.
    ``was`` is the path that it had, where the command gave it another one; ``by`` the process that wrote it. ``begun`` holds
    while the command writes, or is taken back: where that is killed, some of its notes are perhaps as they were before.
    """

    path: str
    before: str | None
    after: str
    was: str = ""
    by: str = ""
    begun: bool = False

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
    return sha256(data).hexdigest()


@contextmanager
def remembered(root: Path, changes: Sequence[Change]) -> Iterator[None]:
    """Keep what is about to be written: what is killed in the midst can be taken back too, and where it is run again, at once.

    Where the writing is refused, nothing was written, and what was known before is known again. Where nothing can be kept,
    there is no way back; what was written stays written.
    """
    known = _known(root)
    last = known[-1] if known and _is_begun_again(root, known[-1], changes) else []
    first = {change.path: change for change in last}
    again = [replace(change, before=first[change.path].before) if change.path in first else change for change in changes]
    paths = {change.path for change in changes}
    whole = [*(change for change in last if change.path not in paths), *again]
    earlier = known[:-1] if last else known
    if changes:
        _keep(root, earlier, [replace(change, begun=True) for change in whole])
    try:
        yield
    except VaultcrmError:
        with suppress(OSError, CannotWrite):
            _store(_file(root), known)
        raise
    if changes:
        _keep(root, earlier, [replace(change, begun=False) for change in whole])


def _is_begun_again(root: Path, last: Sequence[Change], changes: Sequence[Change]) -> bool:
    """Whether ``last`` was cut short, and all that it did not come to is done by ``changes``; or is done already by both."""
    begun = {(change.path, change.after) for change in last if change.begun}
    open_ = {(change.path, change.after) for change in last if change.begun and is_as_before(root, change)}
    wanted = {(change.path, change.after) for change in changes}
    return open_ <= wanted and (bool(open_) or wanted <= begun)


def is_as_before(root: Path, change: Change) -> bool:
    """Whether the note is as it was before the change: the command, or a first undo, was cut short.

    A new note that a whole command made, and that is gone, was taken away or renamed by somebody.
    """
    path = root / (change.was or change.path)
    if change.before is None:
        return change.begun and not os.path.lexists(path)
    if change.was and (root / change.path).exists():
        return False
    return path.is_file() and path.read_bytes() == change.before.encode("utf-8")


def recall(root: Path) -> tuple[Change, ...]:
    """What the last command wrote that was not taken back yet; nothing where nothing is known."""
    commands = _known(root)
    return tuple(commands[-1]) if commands else ()


def written_here(root: Path, paths: Collection[str], committed: Callable[[str], bytes | None]) -> Mapping[str, str]:
    """By path, what the notes were before this process wrote them, as far as that is not ``committed`` (as it left it).

    What it wrote last is not. A note that it made, or renamed, or that was changed since, is not among them.
    """
    found: dict[str, str | None] = {}
    over: set[str] = set()
    for command in reversed(_known(root)):
        for change in (change for change in command if change.path in paths and change.path not in over):
            is_known = change.path in found and change.after == digest(committed(change.path) or b"")
            if change.by != _me() or change.before is None or is_known:
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


def begin_taking_back(root: Path) -> None:
    """The last command is being taken back: of what it made, some may be gone from now on."""
    known = _known(root)
    _store(_file(root), [*known[:-1], [replace(change, begun=True) for change in known[-1]]])


def forget_last(root: Path) -> None:
    """The last command is taken back: the one before is the last now."""
    path = _file(root)
    _store(path, _known(root)[:-1])


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


def _known(root: Path) -> list[list[Change]]:
    """The last commands, each with what it wrote; none where the file is damaged, or another version's."""
    try:
        return [[_sound(**change) for change in command] for command in json.loads(_file(root).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def _sound(**kept: Any) -> Change:
    """A change of texts that can be written. Raises ``TypeError`` or ``ValueError``."""
    change = Change(**kept)
    before = () if change.before is None else (change.before,)
    "".join((change.path, change.after, change.was, change.by, *before)).encode("utf-8")
    if not isinstance(change.begun, bool) or "\0" in change.path + change.was:
        raise ValueError(change)
    return change


def _keep(root: Path, earlier: Sequence[Sequence[Change]], changes: Sequence[Change]) -> None:
    """One more command, which this process runs. Where it cannot be kept, there is no way back."""
    path = _file(root)
    with suppress(OSError, CannotWrite):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _store(path, [*earlier, [replace(change, by=_me()) for change in changes]][-KEPT:])


def _store(path: Path, commands: Sequence[Sequence[Change]]) -> None:
    found = [[asdict(change) for change in command] for command in commands]
    write_output(path, json.dumps(found, ensure_ascii=False).encode("utf-8"))
