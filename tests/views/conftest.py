"""A touch-point, a plan and a vault of a few records, to be varied in a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from vaultcrm.model import (
    Contact,
    Interview,
    Job,
    JobKey,
    NoteKey,
    OtherNote,
    PersonKey,
    Plan,
    Playbook,
    Ref,
    Search,
    Settings,
    Source,
    Touchpoint,
    ready,
)

CALL = Touchpoint(
    key="k3mq7",
    uid="u" * 52,
    step="call-1",
    act="first-call",
    title="Call Dana Lee (Acme): first follow-up",
    person=PersonKey("Dana Lee", "dana-lee"),
    note=NoteKey("acme-screen", "interviews/2026-11-17 Acme.md"),
    job=JobKey("acme-staff-engineer", "Staff Engineer", "Acme"),
    company="Acme",
    via="phone",
    opens=date(2026, 11, 20),
    due=date(2026, 11, 23),
    expires=date(2026, 12, 1),
    planned=date(2026, 11, 20),
    state="open",
    systems=("impressive",),
    rows=("B4",),
    source=Source("interviews/2026-11-17 Acme.md", 3),
    steps=(Source("playbooks/impressive.md", 47),),
    reasons=("the interview was on Tue 17 Nov 2026", "3 business days later is Fri 20 Nov 2026"),
)


@dataclass
class SmallVault:
    """A vault of records, whose links are plain names."""

    contacts: Sequence[Contact] = ()
    interviews: Sequence[Interview] = ()
    jobs: Sequence[Job] = ()
    others: Sequence[OtherNote] = ()
    search: Search | None = None
    settings: Settings = field(default_factory=Settings)
    playbooks: Mapping[str, Playbook] = field(default_factory=dict)

    def find_contact(self, ref: Ref) -> Contact | None:
        return next((c for c in self.contacts if ref.target in (c.stem, c.name)), None)

    def find_job(self, ref: Ref) -> Job | None:
        return next((j for j in self.jobs if ref.target in (j.stem, j.title)), None)

    def person(self, id_: str) -> Contact | None:
        return next((contact for contact in self.contacts if contact.id == id_), None)

    def called(self) -> Iterator[tuple[str, ...]]:
        yield from ((contact.name, *contact.aliases, contact.stem) for contact in self.contacts)
        yield from ((ref.name,) for interview in self.interviews for ref in interview.interviewers)

    def contact_matches(self, query: str, contact: Contact) -> bool:
        return query.casefold() in contact.name.casefold()


@pytest.fixture
def call() -> Callable[..., Touchpoint]:
    """The first call to Dana, with whatever a test changes of it."""
    return lambda **changes: replace(CALL, **changes)


@pytest.fixture
def plan() -> Callable[..., Plan]:
    """The plan of Friday 20 November 2026."""
    return lambda *touchpoints, **more: Plan(date(2026, 11, 20), ready(touchpoints), **more)


@pytest.fixture
def vault() -> Callable[..., SmallVault]:
    return SmallVault
