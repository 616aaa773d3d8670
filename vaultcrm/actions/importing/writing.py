"""The one place where an import writes: all of it, or nothing; and one ``undo`` takes all of it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vaultcrm.actions.edits import refuse_newer_format
from vaultcrm.errors import VaultcrmError
from vaultcrm.vault.creating import create_notes
from vaultcrm.vault.turns import turn
from vaultcrm.vault.undo import Change, remembered
from vaultcrm.vault.within import own_place
from vaultcrm.vault.writing import write_all_if_unchanged

from .entries import ImportPlan

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def carry_out(vault: NoteVault, plan: ImportPlan, tick: Callable[[], object]) -> None:
    """Write every text of the plan: new notes first, each whole; where the process is killed, a second import does the rest.

    Raises ``CannotWrite`` or ``ChangedMeanwhile``; then nothing is written. ``tick`` is called after each new note.
    """
    refuse_newer_format(vault)
    changes = [Change.of(write.path, write.before.text if write.before else None, write.text) for write in plan.writes]
    with turn(vault.root), remembered(vault.root, changes):
        _write(vault, plan, tick)


def _write(vault: NoteVault, plan: ImportPlan, tick: Callable[[], object]) -> None:
    new = {own_place(vault.root, write.path): write.text for write in plan.writes if write.before is None}
    create_notes(new, tick)
    try:
        write_all_if_unchanged([(write.before, write.text) for write in plan.writes if write.before])
    except VaultcrmError:
        for path in new:
            path.unlink(missing_ok=True)
        raise
