"""People, companies, interviews and jobs as ``--json`` shows them; as in ``data``, the keys are a contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from vaultcrm.model import Contact, Draft, Interview, Job, PartialDate, Promise

from .company import Company, company_of
from .data import Data, iso, place_data, touchpoint_data
from .history import Talk
from .person import Part, Person
from .there import There
from .timeline import Event

# What lists show of each kind of note, also where nothing fits.
LISTED: Mapping[str, Sequence[str]] = {
    "contact": (
        "id", "name", "title", "company", "path", "email", "phone", "address", "linkedin", "prefers", "timezone", "birthday",
        "met", "last_contact", "tags",
    ),
    "interview": (
        "id", "title", "company", "path", "start", "end", "timezone", "kind", "job", "interviewers", "status", "verdict",
        "went", "answer_by", "tags",
    ),
    "job": ("id", "title", "company", "path", "stage", "applied", "decide_by", "last_news", "url", "tags"),
}  # fmt: skip


def person_data(person: Person) -> Data:
    """A person as ``brief --json`` shows them: the contact, and what other notes add."""
    return contact_data(person.contact, person.last_contact) | {
        **_own_note(person.contact),
        "facts": list(person.facts),
        "prose": [{"heading": part.heading, "lines": list(part.lines)} for part in person.prose],
        "own": dict(person.own),
        "there": there_data(person.there),
        "introduced_by": person.introduced_by,
        "introduced": list(person.introduced),
        "colleagues": [{"id": c.id, "name": c.name, "title": c.title} for c in person.colleagues],
        "talks": [talk_data(talk) for talk in person.talks],
        "timeline": [event_data(event) for event in person.events],
        "drafts": [draft_data(draft) for draft in person.drafts],
        "touchpoints": [touchpoint_data(t) for t in person.touchpoints],
        "jobs": [_part_data(part) for part in person.parts],
        "interviews": [interview_data(interview, company_of(interview)) for interview in person.interviews],
        "promises": [promise_data(promise) for promise in person.promises],
        "kept": [promise_data(promise) | {"done_on": iso(promise.done_on)} for promise in person.kept],
        "promised": list(person.promised),
        "share": list(person.contact.share),
        "missing": list(person.missing),
    }


def _own_note(c: Contact) -> Data:
    """What a contact's note says besides what lists show of it."""
    return {
        "aliases": list(c.aliases),
        "salutation": c.salutation,
        "linkedin_ok": c.linkedin_ok,
        "country": c.country,
        "cadence": str(c.cadence) if c.cadence else None,
        "next_contact": iso(c.next_contact),
        "playbooks": list(c.playbooks),
    }


def contact_data(c: Contact, last_contact: date | None) -> Data:
    """A contact's own note, and the last day of contact."""
    return {
        "id": c.id,
        "name": c.name,
        "title": c.title,
        "company": company_of(c),
        "path": c.source.path,
        "email": list(c.email),
        "phone": list(c.phone),
        "address": c.address,
        "linkedin": c.linkedin,
        "prefers": c.prefers,
        "timezone": c.timezone,
        "birthday": birthday_text(c.birthday),
        "met": iso(c.met),
        "last_contact": iso(last_contact),
        "tags": list(c.tags),
    }


def company_data(company: Company) -> Data:
    """A company as ``brief --json`` shows it."""
    return {
        "name": company.name,
        "people": [{"id": c.id, "name": c.name, "title": c.title} for c in company.people],
        "jobs": [{"id": j.id, "title": j.title, "stage": j.stage} for j in company.jobs],
        "interviews": [interview_data(i, company.name) for i in company.interviews],
    }


def interview_data(i: Interview, company: str | None) -> Data:
    """An interview; ``start`` and ``end`` are local to ``timezone``."""
    return {
        "id": i.id,
        "title": i.title,
        "company": company,
        "path": i.source.path,
        "start": i.start.isoformat(timespec="minutes"),
        "end": i.end.isoformat(timespec="minutes"),
        "timezone": i.timezone,
        "kind": i.kind,
        "job": i.job.name if i.job else None,
        "interviewers": [ref.name for ref in i.interviewers],
        "status": i.status,
        "verdict": i.verdict,
        "went": i.went,
        "answer_by": iso(i.answer_by),
        "tags": list(i.tags),
    }


def job_data(j: Job, news: date | None) -> Data:
    """A job; ``last_news`` is the day on which something was last heard of it."""
    return {
        "id": j.id,
        "title": j.title,
        "company": company_of(j),
        "path": j.source.path,
        "stage": j.stage,
        "applied": iso(j.applied),
        "decide_by": iso(j.decide_by),
        "last_news": iso(news),
        "url": j.url,
        "tags": list(j.tags),
    }


def talk_data(talk: Talk) -> Data:
    """A contact, or an attempt or a note of one."""
    return {
        "date": talk.day.isoformat(),
        "what": talk.what,
        "incoming": talk.incoming,
        "text": talk.text,
        "source": place_data(talk.source),
    }


def event_data(event: Event) -> Data:
    """Something that was; ``draft`` is what was written for it."""
    return {
        "date": iso(event.day),
        "what": event.words,
        "text": event.text,
        "draft": draft_data(event.draft) if event.draft else None,
        "source": place_data(event.source),
    }


def draft_data(draft: Draft) -> Data:
    """What was written, by its note."""
    return {
        "path": draft.source.path,
        "touchpoint": draft.touchpoint,
        "act": draft.act,
        "medium": draft.medium,
        "subject": draft.subject,
    }


def there_data(there: There | None) -> Data | None:
    """The time at their place (``null`` without a clock), and by how many minutes their clock is ahead."""
    if there is None:
        return None
    ahead = int(there.ahead.total_seconds() // 60)
    if there.now is None:
        return {"timezone": there.zone, "ahead": ahead, "now": None, "working": None}
    return {
        "timezone": there.zone,
        "ahead": ahead,
        "now": there.now.isoformat(timespec="minutes"),
        "working": there.working,
    }


def promise_data(promise: Promise) -> Data:
    """An open promise."""
    return {"text": promise.text, "due": iso(promise.due), "source": place_data(promise.source)}


def birthday_text(day: PartialDate | None) -> str | None:
    """``1980-05-02``, or ``05-02`` where the year is not known."""
    year = f"{day.year:04}-" if day and day.year else ""
    return f"{year}{day.month:02}-{day.day:02}" if day else None


def birthday_in(day: PartialDate, today: date) -> int:
    """In how many days the next birthday is."""
    days = (day.in_year(year) for year in (today.year, today.year + 1))
    return min((found - today).days for found in days if found >= today)


def _part_data(part: Part) -> Data:
    return job_data(part.job, part.news) | {"parts": list(part.parts)}
