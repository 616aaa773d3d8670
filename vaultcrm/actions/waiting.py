"""What waits in ``Inbox.md``. On its own, for the agenda looks at it each time, and files nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.notes.inbox import InboxLine, read_inbox, unmarked_lines
from vaultcrm.vault.within import own_file

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

INBOX = "Inbox.md"


def entries(vault: NoteVault) -> tuple[InboxLine, ...]:
    """What waits to be filed, in the note's order."""
    return read_inbox(inbox_text(vault))


def passed_over(vault: NoteVault) -> tuple[InboxLine, ...]:
    """What was jotted down without the mark of a list, and waits in vain."""
    return unmarked_lines(inbox_text(vault))


def inbox_text(vault: NoteVault) -> str:
    """The note as it stands; nothing where there is none, or it lies outside of the vault."""
    path = own_file(vault.root, INBOX)
    return path.read_text(encoding="utf-8-sig", errors="replace") if path else ""
