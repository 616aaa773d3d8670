"""Each single thing that was done in search of work, as the notes date it.

In: a vault and a day. Out: ``Activity``s in the order of days: applications, interviews that were held, what was written and
said to people (a follow-up where it belongs to an interview, a job or a step of a system), and looks at openings. Birthday
wishes are none, and what others wrote is none: it is the outcome of what went before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaultcrm.model import Contact, Interview, Job, LogLine, Ref, Source, Vault, all_notes
from vaultcrm.model.values import NOWHERE
from vaultcrm.views.company import company_of, interview_company
from vaultcrm.views.history import WORDS, Note, Talks, held, notes_of, talks_by_person

_DONE = frozenset({"email", "call", "voicemail", "card", "letter", "linkedin", "message", "met", "sent", "no-answer"})
_SPOKEN = frozenset({"call", "met"})
_PRIVATE = frozenset({"birthday"})
_KEEPING_TOUCH = frozenset({"stay-in-touch", "next-contact", "reply"})
_LOOK = "keep-searching"
_ANSWERED_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the record; what is not known is empty."""

    day: date
    what: str
    company: str = ""
    person: str = ""
    medium: str = ""
    outcome: str = ""
    source: Source = NOWHERE


def activities(vault: Vault, today: date) -> tuple[Activity, ...]:
    """Everything until today. One line of a log is one activity, however many people it names."""
    talks = talks_by_person(vault, today)
    found = [*_applications(vault), *_interviews(vault, today), *_said(vault, talks), *_looks(vault)]
    return tuple(sorted((one for one in found if one.day <= today), key=lambda one: (one.day, one.source)))


def _applications(vault: Vault) -> Iterator[Activity]:
    for job in vault.jobs:
        logged = next((line for line in job.log if line.verb == "stage" and line.fact == "applied"), None)
        day = job.applied or (logged.day if logged else None)
        if day:
            people = _names(vault, [ref for ref in (job.contact, job.hr) if ref][:1])
            source = logged.source if logged else Source(job.source.path, job.lines.get("applied", 0))
            outcome = _stage(job, day)
            yield Activity(day, "Application", company_of(job) or job.title, people, job.origin or "", outcome, source)


def _stage(job: Job | None, since: date) -> str:
    """How far it came by the log, which dates it; else by the key. What was before ``since`` came of something else."""
    dated = [(line.day, line.fact) for line in job.log if line.verb == "stage" and line.fact] if job else []
    day, stage = max(dated, default=(None, job.stage if job else None))
    if stage in (None, "lead", "applied") or (day and day < since):
        return ""
    return f"{stage} {day}" if day else str(stage)


def _interviews(vault: Vault, today: date) -> Iterator[Activity]:
    for one in vault.interviews:
        if held(one, today) or (one.end.date() == today and one.status is None):
            job = vault.find_job(one.job) if one.job else None
            what = f"Interview ({one.kind})" if one.kind else "Interview"
            medium = "video" if one.remote else "in person" if one.place else ""
            people = _names(vault, one.interviewers)
            outcome = _stage(job, one.start.date()) or "held"
            yield Activity(one.start.date(), what, interview_company(vault, one) or "", people, medium, outcome, one.source)


def _said(vault: Vault, talks: Talks) -> Iterator[Activity]:
    seen: set[tuple[object, ...]] = set()
    for note, line in _lines(vault):
        people = _people(vault, note, line)
        names = ", ".join(_name(one) for one in people)
        same = (line.day, line.at, line.verb, names, line.text)
        if line.verb in _DONE and not line.incoming and line.step not in _PRIVATE and same not in seen:
            seen.add(same)
            belongs = isinstance(note, Interview | Job) or (line.step and line.step not in _KEEPING_TOUCH)
            what = "Follow-up" if belongs else "Contact"
            company = _company(vault, note, people)
            yield Activity(line.day, what, company, names, WORDS[line.verb], _outcome(line, people, talks), line.source)


def _lines(vault: Vault) -> Iterator[tuple[Contact | Note, LogLine]]:
    for note in all_notes(vault):
        yield from ((note, line) for line in note.log)


def _people(vault: Vault, note: Contact | Note, line: LogLine) -> list[Contact | Ref]:
    """Whom a line means, each once; the owner of the note first."""
    found: list[Contact | Ref] = [note] if isinstance(note, Contact) else []
    for ref in line.people:
        one = vault.find_contact(ref) or ref
        found += [one] if _name(one) not in map(_name, found) else []
    return found


def _company(vault: Vault, note: Contact | Note, people: Sequence[Contact | Ref]) -> str:
    theirs = next((company_of(one) for one in people if isinstance(one, Contact) and one.company), None)
    if isinstance(note, Interview):
        return interview_company(vault, note) or theirs or ""
    return (company_of(note) if isinstance(note, Job) else None) or theirs or ""


def _outcome(line: LogLine, people: Sequence[Contact | Ref], talks: Talks) -> str:
    """A talk is its own; else the day on which they wrote or called back, if they did so within two weeks."""
    if line.verb in _SPOKEN:
        return "spoke"
    if line.verb == "no-answer":
        return "not reached"
    known = [one for one in people if isinstance(one, Contact)]
    heard = (talk for one in known for talk in talks.get(one.id, ()) if talk.incoming)
    days = [talk.day for talk in heard if line.day <= talk.day <= line.day + _ANSWERED_WITHIN]
    return f"answered {min(days)}" if days else ""


def _looks(vault: Vault) -> Iterator[Activity]:
    for note in notes_of(vault):
        looks = (line for line in note.log if line.verb == "did" and line.step == _LOOK)
        yield from (Activity(line.day, "Search for openings", source=line.source) for line in looks)


def _names(vault: Vault, refs: Sequence[Ref]) -> str:
    return ", ".join(dict.fromkeys(_name(vault.find_contact(ref) or ref) for ref in refs))


def _name(one: Contact | Ref) -> str:
    return one.name
