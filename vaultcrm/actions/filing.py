"""``inbox``: the lines of ``Inbox.md``, filed one by one; each leaves the inbox only with the writing that takes it in.

In come the vault and an entry, out come the lines that were written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import EditRefused, NotFound
from vaultcrm.model import Contact
from vaultcrm.notes.edit import Written, fill_section, take_from_inbox
from vaultcrm.notes.inbox import InboxLine, read_inbox
from vaultcrm.notes.links import plain
from vaultcrm.vault.within import INBOX

from .edits import Edit, Wrote, before_cut_short, finish_edits, write_edits, written
from .search_note import search_edit
from .waiting import inbox_text

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

Filing = Callable[[InboxLine], tuple[Wrote, ...]]
TASKS = "Tasks"


def file_number(vault: NoteVault, number: int, file: Filing) -> tuple[InboxLine, tuple[Wrote, ...]]:
    """File the entry of that number, from 1, as ``inbox`` lists them. Raises ``NotFound``, and as ``file`` does.

    Where that was cut short when the entry had left the inbox already, the number still means this one.
    """
    text = inbox_text(vault)
    before = before_cut_short(vault.root, {INBOX: text}).get(INBOX)
    if before is not None and number <= len(found := read_inbox(before)):
        with suppress(EditRefused):
            return found[number - 1], file(found[number - 1])
    entry = _entry_number(read_inbox(text), number)
    return entry, file(entry)


def _entry_number(found: Sequence[InboxLine], number: int) -> InboxLine:
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

    if finished := _made_already(vault, entry, name):
        return finished
    note = contact_draft(vault, ContactFacts(name)).asked
    return _filed(vault, entry, log_edit(vault, note.path, verb, entry.text, entry.day or today, fresh=note.text))


def file_as_task(vault: NoteVault, entry: InboxLine, name: str | None, due: date | None = None) -> tuple[Wrote, ...]:
    """As something to do, in the note of the one whom ``name`` means, else in that of the search."""
    from .choosing import one_contact

    task = f"- [ ] {entry.text}{f' {due}' if due else ''}"

    def add(text: str) -> Written:
        return written(text, fill_section(text, TASKS, task))

    edit = Edit(one_contact(vault, name).source.path, add) if name else search_edit(vault, add)
    return _filed(vault, entry, edit)


def drop(vault: NoteVault, entry: InboxLine) -> tuple[Wrote, ...]:
    """Out of the inbox, and nowhere else; ``undo`` brings it back."""
    return write_edits(vault, [_taken(entry)])


def _filed(vault: NoteVault, entry: InboxLine, edit: Edit) -> tuple[Wrote, ...]:
    """The entry is written first where it belongs, and taken out second, as one writing."""
    return write_edits(vault, [edit, _taken(entry)])[:1]


def _made_already(vault: NoteVault, entry: InboxLine, name: str) -> tuple[Wrote, ...]:
    """Where making the person's note was all that a command came to that was cut short, the entry is taken out."""
    for one in vault.contacts:
        if one.name == name and before_cut_short(vault.root, {one.source.path: vault.text(one.source.path)}):
            standing = vault.text(one.source.path)
            made = Edit(one.source.path, lambda text: written("", text), fresh=standing)
            return finish_edits(vault, [made, _taken(entry)])[:1]
    return ()


def _taken(entry: InboxLine) -> Edit:
    return Edit(INBOX, partial(take_from_inbox, entry=entry), entry.number)


def _stands_in(name: str, words: str) -> bool:
    at = words.find(plain(name))
    return at > 0 and not words[at - 1].isalnum() and not words[at + len(plain(name))].isalnum()
