"""Contacts, interviews and jobs as lists: one line a note, in columns that fit 80."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultcrm.model import Contact, Interview, Job

from .company import company_of
from .days import days_ago, full_day
from .history import silence
from .spans import COLUMNS, Lines, Span, fit, line, pad, width


def contact_lines(contacts: Sequence[tuple[Contact, date | None]], today: date) -> Lines:
    """Name, title and company, last contact: ``(contact, day of the last contact)`` each."""
    return _table([(c.name, ", ".join(filter(None, (c.title, company_of(c)))), _ago(day, today)) for c, day in contacts])


def interview_lines(interviews: Sequence[tuple[Interview, str | None]]) -> Lines:
    """Day, company and kind, people: ``(interview, company)`` each."""
    return _table([(full_day(i.start.date()), _about(i, company), _people(i)) for i, company in interviews])


def job_lines(jobs: Sequence[tuple[Job, date | None]], today: date) -> Lines:
    """Title and company, stage, silence: ``(job, day of the last news)`` each."""
    return _table([(_job(j), j.stage or "", silence(j, news, today)) for j, news in jobs])


def _job(job: Job) -> str:
    return ", ".join(filter(None, (job.title, company_of(job))))


def _about(interview: Interview, company: str | None) -> str:
    return ", ".join(filter(None, (company, interview.kind, interview.status)))


def _people(interview: Interview) -> str:
    return ", ".join(ref.name for ref in interview.interviewers)


def _ago(day: date | None, today: date) -> str:
    return days_ago(day, today) if day else ""


def _table(rows: Sequence[tuple[str, str, str]]) -> Lines:
    first, middle, last = _widths([max((width(row[n]) for row in rows), default=0) for n in range(3)])
    return tuple(
        line(Span(pad(fit(a, first), first), "key"), "  ", pad(fit(b, middle), middle), "  ", Span(fit(c, last), "soft"))
        for a, b, c in rows
    )


def _widths(natural: list[int]) -> list[int]:
    """The columns' widths: where they are too wide together, the widest gives way."""
    while sum(natural) > COLUMNS - 4:
        natural[natural.index(max(natural))] -= 1
    return natural
