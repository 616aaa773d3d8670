"""``log`` and ``heard``: contact that no playbook asked for, and what they wrote, into the person's own note.

In come the vault and what was said, out comes the line that was written.
"""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import WrongUsage
from vaultcrm.model import Contact, LogLine, Source
from vaultcrm.notes.edit import append_log_line
from vaultcrm.notes.log import log_words
from vaultcrm.notes.verbs import CONTACT, folded

from .choosing import one_contact
from .edits import Edit, Wrote, write_edits

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

LOGGABLE = CONTACT | {"no-answer", "note"}


def log(vault: NoteVault, name: str, verb: str, text: str, on: date, at: time | None = None) -> tuple[Contact, Wrote]:
    """Write ``verb`` and ``text`` into the note of the one whom ``name`` means; ``email from`` says that they wrote.

    Raises ``NotFound`` or ``SeveralFit`` for the name, ``WrongUsage`` for the verb.
    """
    contact = one_contact(vault, name)
    return contact, write_edits(vault, [log_edit(vault, contact.source.path, verb, text, on, at)])[0]


def log_edit(
    vault: NoteVault, path: str, verb: str, text: str, on: date, at: time | None = None, fresh: str | None = None
) -> Edit:
    """The line in the contact's note at ``path``, which is to be made of ``fresh`` where it is not there yet."""
    word, _, way = verb.strip().partition(" ")
    canonical = log_words(vault.settings).verbs.get(folded(word))
    incoming = canonical == "heard" or (way.casefold() == "from" and canonical in CONTACT)
    if canonical not in LOGGABLE or (way and not incoming):
        raise WrongUsage(f"{verb!r} is no verb of contact", f"There are {', '.join(_words(vault))}.")
    own = folded(word) if folded(word) in map(folded, vault.settings.verbs) else canonical
    line = LogLine(Source(path), on, canonical, at, incoming, text=text)
    return Edit(path, partial(append_log_line, line=line, settings=vault.settings, verb=own), fresh=fresh)


def heard(vault: NoteVault, name: str, text: str, on: date, at: time | None = None) -> tuple[Contact, Wrote]:
    """Write down what they wrote or said: contact, which fulfils nothing and holds the chasing for a while (row D6)."""
    return log(vault, name, "heard", text, on, at)


def _words(vault: NoteVault) -> list[str]:
    own = {folded(word) for word in vault.settings.verbs}
    return sorted(LOGGABLE | {word for word in own if log_words(vault.settings).verbs[word] in LOGGABLE})
