"""The one place where a person is forgotten: notes, drafts, links, and what this machine keeps of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.vault.caches import discard
from vaultcrm.vault.removing import write_and_remove
from vaultcrm.vault.turns import turn
from vaultcrm.vault.undo import forget_all

from .plan import Forgetting

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def carry_out(vault: NoteVault, wanted: Forgetting) -> None:
    """What is kept beside the vault first, then the other notes, then those that go, the person's own last.

    Where the process is killed, forgetting once more does the rest. What could be undone cannot be any more, for that keeps
    texts of before. Raises ``CannotWrite`` or ``ChangedMeanwhile``; then every note is as it was.
    """
    with turn(vault.root):
        forget_all(vault.root)
        discard(vault.root)
        write_and_remove([(one.before, one.text) for one in wanted.others], wanted.gone)
