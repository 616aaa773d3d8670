"""What waits in ``Inbox.md``. On its own, for the agenda looks at it each time, and files nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.vault.within import INBOX, own_file

if TYPE_CHECKING:
    from vaultcrm.notes.inbox import InboxLine
    from vaultcrm.vault import NoteVault


def entries(vault: NoteVault) -> tuple[InboxLine, ...]:
    """What waits to be filed, in the note's order."""
    text = inbox_text(vault)
    if not text:
        return ()
    from vaultcrm.notes.inbox import read_inbox

    return read_inbox(text)


def passed_over(vault: NoteVault) -> tuple[InboxLine, ...]:
    """What was jotted down without the mark of a list, and waits in vain."""
    from vaultcrm.notes.inbox import unmarked_lines

    return unmarked_lines(inbox_text(vault))


def inbox_text(vault: NoteVault) -> str:
    """The note as it stands; nothing where there is none, or it lies outside of the vault."""
    path = own_file(vault.root, INBOX)
    return path.read_text(encoding="utf-8-sig", errors="replace") if path else ""
