"""What ``--json`` shows: records as plain data. The keys and their order are a contract with scripts, and under test."""

from __future__ import annotations

from datetime import date
from typing import Any

from vaultcrm.model import Contact, Interview, Job, PartialDate, Problem, Promise, Source, Touchpoint

from .company import Company, company_of
from .history import Talk
from .person import Part, Person

Data = dict[str, Any]


def touchpoint_data(t: Touchpoint) -> Data:
    """A touch-point as ``agenda --json`` shows it (``commands.md``, *For scripts*)."""
    return {
        "key": t.key,
        "uid": t.uid,
        "step": t.step,
        "act": t.act,
        "title": t.title,
        "person": t.person and {"id": t.person.id, "name": t.person.name},
        "note": {"id": t.note.id, "path": t.note.path},
        "job": t.job and {"id": t.job.id, "title": t.job.title, "company": t.job.company},
        "via": t.via,
        "opens": t.opens.isoformat(),
        "due": t.due.isoformat(),
        "expires": t.expires.isoformat() if t.expires else None,
        "planned": t.planned.isoformat(),
        "state": t.state,
        "tentative": t.tentative,
        "round": t.round,
        "systems": list(t.systems),
        "rows": list(t.rows),
        "missing": list(t.missing),
        "moved": t.moved,
    }


def why_data(t: Touchpoint) -> Data:
    """A touch-point as the agenda shows it, and where it comes from."""
    return touchpoint_data(t) | {
        "source": _place(t.source),
        "steps": [_place(source) for source in t.steps],
        "reasons": list(t.reasons),
        "waits_for": t.waits_for,
        "closed_on": _iso(t.closed_on),
        "hint": t.hint,
    }


def person_data(person: Person) -> Data:
    """A person as ``brief --json`` shows them: the contact, and what other notes add."""
    return contact_data(person.contact, person.last_contact) | {
        "facts": list(person.facts),
        "introduced_by": person.introduced_by,
        "introduced": list(person.introduced),
        "talks": [talk_data(talk) for talk in person.talks],
        "touchpoints": [touchpoint_data(t) for t in person.touchpoints],
        "jobs": [_part_data(part) for part in person.parts],
        "promises": [promise_data(promise) for promise in person.promises],
        "promised": list(person.promised),
        "share": list(person.contact.share),
        "missing": list(person.missing),
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
        "met": _iso(c.met),
        "last_contact": _iso(last_contact),
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
        "answer_by": _iso(i.answer_by),
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
        "applied": _iso(j.applied),
        "decide_by": _iso(j.decide_by),
        "last_news": _iso(news),
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
        "source": _place(talk.source),
    }


def promise_data(promise: Promise) -> Data:
    """An open promise."""
    return {"text": promise.text, "due": _iso(promise.due), "source": _place(promise.source)}


def problem_data(problem: Problem) -> Data:
    """A problem as ``doctor --json`` shows it."""
    return {
        "path": problem.source.path,
        "line": problem.source.line,
        "column": problem.source.column,
        "severity": problem.severity,
        "message": problem.message,
        "excerpt": problem.excerpt,
        "remedy": problem.remedy,
    }


def birthday_text(day: PartialDate | None) -> str | None:
    """``1980-05-02``, or ``05-02`` where the year is not known."""
    year = f"{day.year:04}-" if day and day.year else ""
    return f"{year}{day.month:02}-{day.day:02}" if day else None


def _part_data(part: Part) -> Data:
    return job_data(part.job, part.news) | {"parts": list(part.parts)}


def _place(source: Source) -> Data:
    return {"path": source.path, "line": source.line}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
