"""What planning and viewing ask of the world, as protocols: a vault, and the public holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeAlias

from .notes import Contact, Interview, Job, OtherNote, Search
from .playbooks import Playbook
from .settings import Settings
from .values import Ref


class Vault(Protocol):
    """What planning and viewing ask of a vault. Sequences come in the order of the notes' paths; look-ups may be lazy."""

    @property
    def settings(self) -> Settings: ...

    @property
    def search(self) -> Search | None: ...

    @property
    def contacts(self) -> Sequence[Contact]: ...

    @property
    def interviews(self) -> Sequence[Interview]: ...

    @property
    def jobs(self) -> Sequence[Job]: ...

    @property
    def others(self) -> Sequence[OtherNote]: ...

    @property
    def playbooks(self) -> Mapping[str, Playbook]: ...

    def find_contact(self, ref: Ref) -> Contact | None:
        """The one person whom ``ref`` names; ``None`` where there is none, or a tie (which is a problem of the vault)."""
        ...

    def find_job(self, ref: Ref) -> Job | None:
        """The one job that ``ref`` names, in the same way."""
        ...

    def person(self, id_: str) -> Contact | None:
        """The person with an id."""
        ...

    def interview(self, id_: str) -> Interview | None:
        """The interview with an id."""
        ...

    def interviews_between(self, first: date, last: date) -> Sequence[Interview]:
        """The interviews that begin on one of these days, where they are held."""
        ...

    def called(self) -> Iterator[tuple[str, ...]]:
        """What people are called, each by their name first; those too who have no note and were interviewers."""
        ...

    def contact_matches(self, query: str, contact: Contact) -> bool:
        """Whether ``contact`` is in the group that ``query`` (``tag:a company:acme``) describes."""
        ...


Note: TypeAlias = Contact | Interview | Job | OtherNote | Search


def all_notes(vault: Vault) -> Iterator[Note]:
    """Every note of a vault that has a log: people, interviews, jobs, others, the search itself."""
    yield from vault.contacts
    yield from vault.interviews
    yield from vault.jobs
    yield from vault.others
    if vault.search:
        yield vault.search


def named_in_keys(note: Note) -> tuple[Ref, ...]:
    """Everyone whom the keys of a note name."""
    match note:
        case Contact():
            found: tuple[Ref | None, ...] = (note.introduced_by,)
        case Interview():
            found = note.interviewers
        case Job():
            found = (note.contact, note.hiring_manager, note.hr, note.referred_by, *note.references)
        case _:
            found = ()
    return tuple([ref for ref in found if ref])


class Holidays(Protocol):
    """Public holidays, brought in from the edge."""

    def name(self, day: date, country: str) -> str | None:
        """The holiday's name on ``day`` in ``country`` (ISO 3166, ``US`` or ``DE-BY``), or ``None`` where it is none."""
        ...
