"""Everything that the vault knows of one person, gathered from all notes (row A3); ``brief`` makes it a screen or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import LIVE, Contact, Interview, Job, Plan, Promise, Ref, Touchpoint, Vault

from .history import Note, Talk, last_contact, last_news, names_of, notes_of, talks_by_person
from .wording import items


@dataclass(frozen=True, slots=True)
class Part:
    """What a person is in a job: ``hiring manager``, ``HR``, ``interviewer``…; ``news`` is the last day of news of it."""

    job: Job
    parts: tuple[str, ...]
    news: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """A contact with all that other notes say of them. ``facts`` is the prose of the person's own note."""

    contact: Contact
    facts: tuple[str, ...]
    introduced_by: str | None
    introduced: tuple[str, ...]
    talks: tuple[Talk, ...]
    last_contact: date | None
    touchpoints: tuple[Touchpoint, ...]
    interviews: tuple[Interview, ...]
    parts: tuple[Part, ...]
    promises: tuple[Promise, ...]
    promised: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Which ways to reach the person are not known (row C2)."""
        known = {"email": self.contact.email, "phone": self.contact.phone, "address": self.contact.address}
        return tuple(way for way, value in known.items() if not value)


def person(vault: Vault, plan: Plan, contact: Contact, body: str) -> Person:
    """Gather what is known of ``contact``; ``body`` is the text of the note behind its front matter."""
    talks = talks_by_person(vault, plan.today)
    interviews = tuple(i for i in vault.interviews if any(_names(vault, ref, contact) for ref in i.interviewers))
    named = _parts(vault, contact, interviews)
    introducer = vault.find_contact(contact.introduced_by) if contact.introduced_by else None
    return Person(
        contact=contact,
        facts=personal_facts(body),
        introduced_by=introducer.name if introducer else contact.introduced_by.name if contact.introduced_by else None,
        introduced=tuple(c.name for c in vault.contacts if _names(vault, c.introduced_by, contact)),
        talks=tuple(talks.get(contact.id, ())),
        last_contact=last_contact(contact, talks, plan.today),
        touchpoints=tuple(t for t in plan.touchpoints if t.state in LIVE and t.person and t.person.id == contact.id),
        interviews=interviews,
        parts=tuple(Part(job, parts, last_news(job, vault, talks, plan.today)) for job, parts in named),
        promises=tuple(p for p in _promises(vault, contact, interviews) if not p.done),
        promised=tuple(text for i in interviews if not i.promises for text in items(i.debrief.promised, names_of(contact))),
    )


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


def _promises(vault: Vault, contact: Contact, interviews: Sequence[Interview]) -> Iterator[Promise]:
    """Those in the person's own note, those that name the person, and those of their interviews that name nobody."""
    own = {contact.source.path, *(interview.source.path for interview in interviews)}
    notes: tuple[Contact | Note, ...] = (*vault.contacts, *notes_of(vault))
    for promise in (promise for note in notes for promise in note.promises):
        unnamed = not promise.people and promise.source.path in own
        if unnamed or promise.source.path == contact.source.path or any(_names(vault, ref, contact) for ref in promise.people):
            yield promise


def personal_facts(body: str) -> tuple[str, ...]:
    """The prose of a note: without headings, the log, tasks, comments, code; list items and paragraphs line by line."""
    kept: list[str] = []
    silent = 0
    fenced = False
    for line in body.splitlines():
        text = line.strip()
        depth = _heading_depth(text)
        if text.startswith(("```", "~~~")):
            fenced = not fenced
        elif depth and not fenced:
            silent = depth if text.strip("# ").casefold() == "log" else (silent if silent and depth > silent else 0)
        elif text and not (silent or fenced or text.startswith(("<!--", "%%", "---")) or _is_task(text)):
            kept.append(text)
    return tuple(kept)


def _heading_depth(text: str) -> int:
    depth = len(text) - len(text.lstrip("#"))
    return depth if 0 < depth < 7 and text[depth : depth + 1] in (" ", "") else 0


def _is_task(text: str) -> bool:
    return text[:2] in ("- ", "* ", "+ ") and text[2:5] in ("[ ]", "[x]", "[X]")
