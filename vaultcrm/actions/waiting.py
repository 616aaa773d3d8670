"""What waits in ``Inbox.md``. On its own, for the agenda looks at it each time, and files nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.notes.inbox import InboxLine, read_inbox

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

INBOX = "Inbox.md"


def entries(vault: NoteVault) -> tuple[InboxLine, ...]:
    """What waits to be filed, in the note's order."""
    path = vault.root / INBOX
    return read_inbox(path.read_text(encoding="utf-8-sig", errors="replace")) if path.is_file() else ()
