"""``undo``: take the last thing that a command wrote back out, where the notes have not changed since.

In comes the vault's folder, out comes what was taken out and put back, note by note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import ndiff
from pathlib import Path

from vaultcrm.errors import CannotWrite, ChangedMeanwhile, NotFound, VaultcrmError
from vaultcrm.vault.moving import move_and_write
from vaultcrm.vault.turns import turn
from vaultcrm.vault.undo import GONE, Change, begin_taking_back, digest, forget_last, is_as_before, recall
from vaultcrm.vault.within import own_place
from vaultcrm.vault.writing import Snapshot, create_note, read_for_edit, write_all_if_unchanged


@dataclass(frozen=True, slots=True)
class Undone:
    """A note that is as it was before: the lines that went, and those that are back.

    ``removed``: the note itself went; ``again`` is the path that it has again; ``stood`` is what stood in one that has its own
    still.
    """

    path: str
    taken_out: tuple[str, ...]
    put_back: tuple[str, ...] = ()
    removed: bool = False
    again: str = ""
    stood: str = field(default="", compare=False, repr=False)


def undo(root: Path) -> tuple[Undone, ...]:
    """Take back what the last command wrote, all of it or nothing.

    Raises ``NotFound`` where nothing is known, ``ChangedMeanwhile`` where a note is no longer as the command left it.
    """
    with turn(root):
        return _undo(root)


def _undo(root: Path) -> tuple[Undone, ...]:
    changes = recall(root)
    if not changes:
        raise NotFound("there is nothing to take back", "only what commands wrote on this machine can be undone")
    left = [change for change in changes if not is_as_before(root, change)]
    gone = [change for change in left if change.after == GONE]
    pairs = [(change, _unchanged(root, change)) for change in left if change.after != GONE]
    begin_taking_back(root)
    _bring_back(root, gone)
    try:
        _write_back(root, pairs)
    except VaultcrmError:
        for change in gone:
            _remove(root / change.path)
        raise
    for change, snapshot in pairs:
        if change.before is None:
            _remove(snapshot.path)
    forget_last(root)
    return (*(_undone(change, "") for change in gone), *(_undone(change, snapshot.text) for change, snapshot in pairs))


def _bring_back(root: Path, gone: Sequence[Change]) -> None:
    """The notes that were taken away; where there is another of that name by now, none of them."""
    taken = next((change.path for change in gone if (root / change.path).exists()), None)
    if taken:
        raise ChangedMeanwhile(f"{taken} is there again, and is another; nothing was taken back")
    for change in gone:
        create_note(own_place(root, change.path), change.before or "")


def _write_back(root: Path, pairs: Sequence[tuple[Change, Snapshot]]) -> None:
    """The texts of before, and of a note that was renamed the path of before."""
    texts = [(snapshot, change.before) for change, snapshot in pairs if change.before is not None and not change.was]
    renamed = [
        (snapshot, change.before, root / change.was) for change, snapshot in pairs if change.before is not None and change.was
    ]
    if not renamed:
        write_all_if_unchanged(texts)
    for snapshot, before, path in renamed[:1]:
        move_and_write((snapshot, before), path, texts)


def _unchanged(root: Path, change: Change) -> Snapshot:
    message = f"{change.path} has changed since; nothing was taken back"
    try:
        snapshot = read_for_edit(own_place(root, _stands(root, change)))
    except NotFound:
        raise ChangedMeanwhile(message) from None
    if digest(snapshot.data) != change.after and snapshot.text != change.before:
        raise ChangedMeanwhile(message, "take the line out by hand")
    return snapshot


def _stands(root: Path, change: Change) -> str:
    """Where the note is now: a renaming that was cut short may have written it and not moved it yet."""
    unmoved = change.begun and change.was and not (root / change.path).exists()
    return change.was if unmoved else change.path


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be removed ({(error.strerror or str(error)).lower()})") from error


def _undone(change: Change, after: str) -> Undone:
    if change.before is None:
        return Undone(change.path, (), removed=True)
    stood = "" if change.was else after
    lines = list(ndiff(after.splitlines(), change.before.splitlines()))
    return Undone(change.path, tuple(_marked(lines, "- ")), tuple(_marked(lines, "+ ")), again=change.was, stood=stood)


def _marked(lines: Sequence[str], mark: str) -> Iterator[str]:
    return (line[2:] for line in lines if line.startswith(mark) and line[2:].strip())
