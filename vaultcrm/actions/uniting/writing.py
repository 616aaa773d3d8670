"""The one place where a merge writes: all of it, or nothing; and one ``undo`` takes all of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.vault.removing import write_and_remove
from vaultcrm.vault.turns import turn
from vaultcrm.vault.undo import Change, remembered

from .plan import Merging

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def carry_out(vault: NoteVault, wanted: Merging) -> None:
    """The joined note first, then links, last the other note goes: where the process is killed, a second merge does the rest.

    Raises ``CannotWrite`` or ``ChangedMeanwhile``; then every file is as it was.
    """
    notes = (wanted.note, *wanted.others)
    changes = [Change.of(note.path, note.before.text, note.text) for note in notes if note.text != note.before.text]
    with turn(vault.root), remembered(vault.root, [Change.gone(wanted.other.source.path, wanted.gone.text), *changes]):
        write_and_remove([(note.before, note.text) for note in notes], [wanted.gone])
