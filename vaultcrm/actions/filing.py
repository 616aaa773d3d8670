"""``inbox``: the lines of ``Inbox.md``, filed one by one; each leaves the inbox only with the writing that takes it in.

In come the vault and an entry, out come the lines that were written.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound
from vaultcrm.model import Contact
from vaultcrm.notes.edit import fill_section, take_from_inbox
from vaultcrm.notes.inbox import InboxLine
from vaultcrm.notes.links import plain
from vaultcrm.vault.shipped import shipped

from .edits import Edit, Wrote, write_edits, written
from .waiting import INBOX, entries

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

SEARCH, TASKS = "search.md", "Tasks"


def entry_number(vault: NoteVault, number: int) -> InboxLine:
    """The entry of that number, from 1, as ``inbox`` lists them. Raises ``NotFound``."""
    found = entries(vault)
    if not 0 < number <= len(found):
        raise NotFound(f"the inbox has no entry {number}", f"It has {len(found)}; `vaultcrm inbox --list` numbers them.")
    return found[number - 1]


def meant(vault: NoteVault, entry: InboxLine) -> Contact | None:
    """The one contact whose name stands in the entry, if there is just one."""
    words = f" {plain(entry.text)} "
    named = [one for one in vault.contacts if any(_stands_in(name, words) for name in (one.name, *one.aliases))]
    return named[0] if len(named) == 1 else None


def file_under(vault: NoteVault, entry: InboxLine, name: str, verb: str, today: date) -> tuple[Wrote, ...]:
    """Into the log of the one whom ``name`` means, on the entry's own day. Raises as ``log`` does."""
    from .choosing import one_contact
    from .logging_contact import log_edit

    path = one_contact(vault, name).source.path
    return _filed(vault, entry, log_edit(vault, path, verb, entry.text, entry.day or today))


def file_as_new(vault: NoteVault, entry: InboxLine, name: str, verb: str, today: date) -> tuple[Wrote, ...]:
    """Into the log of somebody new. Raises ``WrongUsage`` where somebody is called so already."""
    from .logging_contact import log_edit
    from .new import ContactFacts, contact_draft

    note = contact_draft(vault, ContactFacts(name)).asked
    return _filed(vault, entry, log_edit(vault, note.path, verb, entry.text, entry.day or today, fresh=note.text))


def file_as_task(vault: NoteVault, entry: InboxLine, name: str | None, due: date | None = None) -> tuple[Wrote, ...]:
    """As something to do, in the note of the one whom ``name`` means, else in ``search.md``."""
    from .choosing import one_contact

    path = one_contact(vault, name).source.path if name else SEARCH
    fresh = None if name else (shipped("templates") / SEARCH).read_text(encoding="utf-8")
    task = f"- [ ] {entry.text}{f' {due}' if due else ''}"
    return _filed(vault, entry, Edit(path, lambda text: written(text, fill_section(text, TASKS, task)), fresh=fresh))


def drop(vault: NoteVault, entry: InboxLine) -> tuple[Wrote, ...]:
    """Out of the inbox, and nowhere else; ``undo`` brings it back."""
    return write_edits(vault, [_taken(entry)])


def _filed(vault: NoteVault, entry: InboxLine, edit: Edit) -> tuple[Wrote, ...]:
    """The entry is written first where it belongs, and taken out second, as one writing."""
    return write_edits(vault, [edit, _taken(entry)])[:1]


def _taken(entry: InboxLine) -> Edit:
    return Edit(INBOX, partial(take_from_inbox, entry=entry), entry.number)


def _stands_in(name: str, words: str) -> bool:
    at = words.find(plain(name))
    return at > 0 and not words[at - 1].isalnum() and not words[at + len(plain(name))].isalnum()
