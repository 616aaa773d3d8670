"""Several edits of a vault's notes as one: all are worked out before the first is written; where one fails, none is.

In come edits (a path, and what is to be done to the text), out come the lines that were written and where they stand now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaultcrm.errors import CannotWrite, EditRefused, VaultcrmError
from vaultcrm.notes.edit import Written
from vaultcrm.vault.checkouts import must_still_stand
from vaultcrm.vault.turns import turn
from vaultcrm.vault.undo import Change, digest, recall, remembered
from vaultcrm.vault.within import own_place
from vaultcrm.vault.writing import Snapshot, create_note, read_for_edit, write_all_if_unchanged

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_Snapshots = Mapping[str, Snapshot | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be done to the note at ``path``, seen from the vault.

    ``line`` is the number of the line that it changes (0: it adds one); ``fresh`` is the text of a note that is not there yet.
    """

    path: str
    change: Callable[[str], Written]
    line: int = 0
    fresh: str | None = None


@dataclass(frozen=True, slots=True)
class Wrote:
    """A line that was written, or taken out, and where."""

    path: str
    number: int
    line: str

    @property
    def place(self) -> str:
        """``path:line``, as editors and terminals jump to it."""
        return f"{self.path}:{self.number}"


def write_edits(vault: NoteVault, edits: Sequence[Edit]) -> tuple[Wrote, ...]:
    """Do all edits; of one note those of lines that stand there first, from the last line up, so that each finds its own.

    Where a command was killed and is typed again, what it wrote already is not written twice. Raises what the edits and the
    writing raise.
    """
    refuse_newer_format(vault)
    with turn(vault.root):
        snapshots = _snapshots(vault, edits)
        return _finished(vault, edits, snapshots) or _carried_out(vault, edits, snapshots, _texts(snapshots))


def finish_edits(vault: NoteVault, edits: Sequence[Edit]) -> tuple[Wrote, ...]:
    """Do what is left of these edits, where a command that wanted just them was cut short; else nothing."""
    refuse_newer_format(vault)
    with turn(vault.root):
        return _finished(vault, edits, _snapshots(vault, edits))


def before_cut_short(root: Path, texts: Mapping[str, str | None]) -> dict[str, str | None]:
    """By path, what stood in those of the notes to which a command that was cut short did all that it wanted."""
    begun = (change for change in recall(root) if change.begun and not change.was and texts.get(change.path) is not None)
    return {one.path: one.before for one in begun if digest((texts[one.path] or "").encode("utf-8")) == one.after}


def _finished(vault: NoteVault, edits: Sequence[Edit], snapshots: _Snapshots) -> tuple[Wrote, ...]:
    """The same command once more, on what it found: nothing where none was cut short, or another one."""
    now = _texts(snapshots)
    first = now | before_cut_short(vault.root, now)
    if first == now:
        return ()
    try:
        _, texts = _worked_out(edits, first)
    except VaultcrmError:
        return ()
    wanted = {path: digest(text.encode("utf-8")) for path, text in texts.items() if text != first[path]}
    same = wanted == {change.path: change.after for change in recall(vault.root)}
    return _carried_out(vault, edits, snapshots, first) if same else ()


def _carried_out(
    vault: NoteVault, edits: Sequence[Edit], snapshots: _Snapshots, first: Mapping[str, str | None]
) -> tuple[Wrote, ...]:
    wrote, texts = _worked_out(edits, first)
    changes = [Change.of(path, first[path], text) for path, text in texts.items() if text != first[path]]
    with remembered(vault.root, changes):
        _write_all(vault, snapshots, texts)
        must_still_stand(vault.root, {vault.root / path: _added(first[path], text) for path, text in texts.items()})
    return wrote


def _added(before: str | None, after: str) -> set[str]:
    return set(after.splitlines()) - set((before or "").splitlines())


def _snapshots(vault: NoteVault, edits: Sequence[Edit]) -> _Snapshots:
    return {edit.path: _snapshot(vault, edit) for edit in edits}


def _texts(snapshots: _Snapshots) -> dict[str, str | None]:
    return {path: snapshot.text if snapshot else None for path, snapshot in snapshots.items()}


def _worked_out(edits: Sequence[Edit], before: Mapping[str, str | None]) -> tuple[tuple[Wrote, ...], dict[str, str]]:
    """The lines, and every note's new text."""
    texts = {edit.path: edit.fresh or "" if (text := before[edit.path]) is None else text for edit in edits}
    wrote: dict[int, Wrote] = {}
    for number, edit in sorted(enumerate(edits), key=lambda one: -one[1].line):
        old, done = texts[edit.path], _changed(edit, texts[edit.path])
        more = done.text.count("\n") - old.count("\n")
        wrote = {index: _moved(one, edit.path, done.number, more) for index, one in wrote.items()}
        wrote[number] = Wrote(edit.path, done.number, done.line)
        texts[edit.path] = done.text
    return tuple(wrote[number] for number in range(len(edits))), texts


def written(before: str, after: str) -> Written:
    """What an edit of any kind wrote: the last line of the new text that the old one has not there."""
    old, new = before.splitlines(), after.splitlines()
    same = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    room = min(len(old), len(new)) - same
    alike = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    at = next((n for n in range(len(new) - alike, same, -1) if new[n - 1].strip()), max(same, 1))
    return Written(after, new[at - 1].strip() if new else "", at)


def _write_all(vault: NoteVault, snapshots: _Snapshots, texts: Mapping[str, str]) -> None:
    """New notes first, which go again where the others refuse: what moves is never nowhere."""
    existing = {path: snapshot for path, snapshot in snapshots.items() if snapshot}
    made: list[Path] = []
    try:
        for path in sorted(snapshots.keys() - existing.keys()):
            create_note(vault.root / path, texts[path])
            made.append(vault.root / path)
        write_all_if_unchanged([(snapshot, texts[path]) for path, snapshot in existing.items()])
    except VaultcrmError:
        for new in made:
            new.unlink()
        raise


def refuse_newer_format(vault: NoteVault) -> None:
    """A vault of a format that this release does not know is read, and never written."""
    from vaultcrm.vault.settings import FORMAT

    if vault.settings.format > FORMAT:
        known = f"the vault has format {vault.settings.format}, and this release writes formats up to {FORMAT}"
        raise CannotWrite(known, "use a newer release of vaultcrm")


def _snapshot(vault: NoteVault, edit: Edit) -> Snapshot | None:
    """The note as it stands; ``None`` where it is to be made."""
    path = own_place(vault.root, edit.path)
    return None if edit.fresh is not None and not path.exists() else read_for_edit(path)


def _changed(edit: Edit, text: str) -> Written:
    try:
        return edit.change(text)
    except EditRefused as refusal:
        raise EditRefused(f"{edit.path}: {refusal.message}; nothing was written", refusal.remedy) from refusal


def _moved(one: Wrote, path: str, number: int, lines: int) -> Wrote:
    """Where a line of before stands, after ``lines`` more were put in at line ``number`` of a note."""
    shift = lines if one.path == path and one.number >= number else 0
    return Wrote(one.path, one.number + shift, one.line)
