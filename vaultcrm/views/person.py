"""Everything that the vault knows of one person, gathered from all notes (row A3), for a screen, a page or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vaultcrm.model import Contact, Draft, Interview, Job, Plan, Promise, Ref, Touchpoint, Vault, all_notes

from .company import company_of
from .history import Talk, last_contact, names_of, talks_by_person
from .prose import Prose, prose_of
from .there import There, there
from .timeline import Event, timeline, unsent
from .wording import items


@dataclass(frozen=True, slots=True)
class Part:
    """What a person is in a job: ``hiring manager``, ``HR``, ``interviewer``…; ``news`` is the last day of news of it."""

    job: Job
    parts: tuple[str, ...]
    news: date | None


@dataclass(frozen=True, slots=True)
class Pages:
    """What the notes' texts and the clock add to the vault's records.

    ``body`` is the person's note behind its front matter, ``own`` the keys of the user's own, with their values as text.
    """

    body: str = ""
    own: tuple[tuple[str, str], ...] = ()
    drafts: tuple[Draft, ...] = ()
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A contact with all that other notes say of them. ``prose`` is that of the person's own note.

    ``promises`` are open ones with the place where they stand, ``promised`` what a debrief says without a tick.
    """

    contact: Contact
    prose: tuple[Prose, ...]
    own: tuple[tuple[str, str], ...]
    there: There | None
    introduced_by: str | None
    introduced: tuple[str, ...]
    colleagues: tuple[Contact, ...]
    talks: tuple[Talk, ...]
    events: tuple[Event, ...]
    last_contact: date | None
    touchpoints: tuple[Touchpoint, ...]
    drafts: tuple[Draft, ...]
    interviews: tuple[Interview, ...]
    parts: tuple[Part, ...]
    promises: tuple[Promise, ...]
    kept: tuple[Promise, ...]
    promised: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The prose line by line."""
        return tuple(line for part in self.prose for line in part.lines)

    @property
    def missing(self) -> tuple[str, ...]:
        """Which ways to reach the person are not known (row C2)."""
        known = {"email": self.contact.email, "phone": self.contact.phone, "address": self.contact.address}
        return tuple(way for way, value in known.items() if not value)


def person(vault: Vault, plan: Plan, contact: Contact, pages: Pages) -> Person:
    """Gather what is known of ``contact``."""
    talks = talks_by_person(vault, plan.today)
    own_talks = tuple(talks.get(contact.id, ()))
    interviews = interviews_with(vault, contact)
    promises = tuple(promises_to(vault, contact, interviews))
    kept = tuple(promise for promise in promises if promise.done)
    drafts = tuple(draft for draft in pages.drafts if _names(vault, draft.recipient, contact))
    return Person(
        contact=contact,
        prose=prose_of(pages.body),
        own=pages.own,
        there=there(contact.timezone, vault.settings, plan.today, pages.now),
        introduced_by=_introducer(vault, contact),
        introduced=tuple(c.name for c in vault.contacts if c.id != contact.id and _names(vault, c.introduced_by, contact)),
        colleagues=colleagues(vault, contact),
        talks=own_talks,
        events=timeline(own_talks, drafts, kept, interviews),
        last_contact=last_contact(contact, talks, plan.today),
        touchpoints=tuple(t for t in plan.live if t.person and t.person.id == contact.id),
        drafts=unsent(drafts, own_talks),
        interviews=interviews,
        parts=tuple(Part(job, parts, plan.news.get(job.id)) for job, parts in _parts(vault, contact, interviews)),
        promises=tuple(promise for promise in promises if not promise.done),
        kept=kept,
        promised=tuple(text for i in interviews if not i.promises for text in items(i.debrief.promised, names_of(contact))),
    )


def interviews_with(vault: Vault, contact: Contact) -> tuple[Interview, ...]:
    """Those at which the person is an interviewer."""
    return tuple(i for i in vault.interviews if any(_names(vault, ref, contact) for ref in i.interviewers))


def colleagues(vault: Vault, contact: Contact) -> tuple[Contact, ...]:
    """The other people of the same company."""
    firm = (company_of(contact) or "").casefold()
    return tuple(c for c in vault.contacts if firm and c.id != contact.id and (company_of(c) or "").casefold() == firm)


def _introducer(vault: Vault, contact: Contact) -> str | None:
    found = vault.find_contact(contact.introduced_by) if contact.introduced_by else None
    if found:
        return found.name if found.id != contact.id else None
    return contact.introduced_by.name if contact.introduced_by else None


def _names(vault: Vault, ref: Ref | None, contact: Contact) -> bool:
    found = vault.find_contact(ref) if ref else None
    return found is not None and found.id == contact.id


def _parts(vault: Vault, contact: Contact, interviews: Sequence[Interview]) -> Iterator[tuple[Job, tuple[str, ...]]]:
    found = [vault.find_job(i.job) for i in interviews if i.job]
    met = {job.id for job in found if job}
    for job in vault.jobs:
        named: dict[str, Sequence[Ref | None]] = {
            "hiring manager": (job.hiring_manager,), "HR": (job.hr,), "contact": (job.contact,),
            "referred you": (job.referred_by,), "reference": job.references,
        }  # fmt: skip
        parts = [part for part, refs in named.items() if any(_names(vault, ref, contact) for ref in refs)]
        if parts or job.id in met:
            yield job, (*parts, *(("interviewer",) if job.id in met else ()))


def promises_to(vault: Vault, contact: Contact, interviews: Sequence[Interview]) -> Iterator[Promise]:
    """Those in the person's own note, those that name the person, and those of their interviews that name nobody."""
    own = {contact.source.path, *(interview.source.path for interview in interviews)}
    notes = tuple(all_notes(vault))
    for promise in (promise for note in notes for promise in note.promises):
        unnamed = not promise.people and promise.source.path in own
        if unnamed or promise.source.path == contact.source.path or any(_names(vault, ref, contact) for ref in promise.people):
            yield promise
