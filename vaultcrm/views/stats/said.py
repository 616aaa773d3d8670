"""Every contact that the logs tell of, one by one: who, which medium, which way, which company.

In: a vault and a day. Out: ``Said`` in the order of days; a line that names two people counts as two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import Contact, Interview, Job, LogLine, Ref, Vault

from ..company import company_of, interview_company
from ..history import Note, notes_of
from ..network.forest import person_key

# These are an answer in themselves.
TALKS = frozenset({"call", "met"})
TOUCHES = ("email", "call", "voicemail", "card", "letter", "linkedin", "message", "met", "sent")


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One contact with one person (``person`` is empty where the line names nobody); ``incoming`` is theirs."""

    day: date
    verb: str
    person: str
    incoming: bool
    company: str = ""


def all_said(vault: Vault, today: date) -> tuple[Said, ...]:
    """What is dated until today."""
    return tuple(sorted(said for said in (*_of_contacts(vault), *_of_notes(vault)) if said.day <= today))


def _of_contacts(vault: Vault) -> Iterator[Said]:
    for contact in vault.contacts:
        for entry in filter(_is_contact, contact.log):
            yield from _each(vault, entry, (contact, *(vault.find_contact(ref) or ref for ref in entry.people)), None)


def _of_notes(vault: Vault) -> Iterator[Said]:
    for note in notes_of(vault):
        company = _company(vault, note)
        for entry in filter(_is_contact, note.log):
            yield from _each(vault, entry, [vault.find_contact(ref) or ref for ref in entry.people], company)


def _company(vault: Vault, note: Note) -> str | None:
    if isinstance(note, Interview):
        return interview_company(vault, note)
    return company_of(note) if isinstance(note, Job) else None


def _is_contact(entry: LogLine) -> bool:
    return entry.incoming or entry.verb in TOUCHES


def _each(vault: Vault, entry: LogLine, people: Sequence[Contact | Ref], company: str | None) -> Iterator[Said]:
    """One for each person of a line; for nobody where it names none."""
    named = {one.id if isinstance(one, Contact) else person_key(vault, one): one for one in people}
    for key, one in named.items():
        theirs = company_of(one) if isinstance(one, Contact) else None
        yield Said(entry.day, entry.verb, key, entry.incoming, theirs or company or "")
    if not named:
        yield Said(entry.day, entry.verb, "", entry.incoming, company or "")
