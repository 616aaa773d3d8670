"""Contacts, interviews and jobs as lists: one line a note, in columns that fit the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultcrm.model import Contact, Interview, Job

from .company import company_of
from .days import days_ago, full_day
from .history import silence
from .spans import COLUMNS, Line, Lines, Span, Style, clean, fit, line, pad, width


def contact_lines(contacts: Sequence[tuple[Contact, date | None]], today: date, room: int = COLUMNS) -> Lines:
    """Name, title and company, last contact: ``(contact, day of the last contact)`` each."""
    return _table([(c.name, ", ".join(filter(None, (c.title, company_of(c)))), _ago(day, today)) for c, day in contacts], room)


def interview_lines(interviews: Sequence[tuple[Interview, str | None]], room: int = COLUMNS) -> Lines:
    """Day, company and kind, people: ``(interview, company)`` each."""
    return _table([(full_day(i.start.date()), _about(i, company), _people(i)) for i, company in interviews], room)


def job_lines(jobs: Sequence[tuple[Job, date | None]], today: date, room: int = COLUMNS) -> Lines:
    """Title and company, stage, silence: ``(job, day of the last news)`` each."""
    return _table([(_job(j), j.stage or "", silence(j, news, today)) for j, news in jobs], room)


def chosen_lines(header: Sequence[str], rows: Sequence[Sequence[str]], room: int = COLUMNS) -> Lines:
    """Columns of one's own choice under their names; each row has as many cells as the header."""
    shown = [[clean(cell) for cell in row] for row in (header, *rows)]
    widths = _widths([max(width(row[n]) for row in shown) for n in range(len(header))], room)
    return tuple(_row(row, widths, ("soft" if row is shown[0] else "plain",) * len(row)) for row in shown)


def _job(job: Job) -> str:
    return ", ".join(filter(None, (job.title, company_of(job))))


def _about(interview: Interview, company: str | None) -> str:
    return ", ".join(filter(None, (company, interview.kind, interview.status)))


def _people(interview: Interview) -> str:
    return ", ".join(ref.name for ref in interview.interviewers)


def _ago(day: date | None, today: date) -> str:
    return days_ago(day, today) if day else ""


def _table(rows: Sequence[tuple[str, str, str]], room: int) -> Lines:
    widths = _widths([max((width(row[n]) for row in rows), default=0) for n in range(3)], room)
    return tuple(_row(row, widths, ("key", "plain", "soft")) for row in rows)


def _row(cells: Sequence[str], widths: Sequence[int], styles: Sequence[Style]) -> Line:
    fitted = [Span(pad(fit(cell, room), room), style) for cell, room, style in zip(cells, widths, styles, strict=True)]
    return line(*[part for span in fitted for part in ("  ", span)][1:])


def _widths(natural: list[int], room: int) -> list[int]:
    """The columns' widths: where they are too wide together, the widest gives way, as long as it has something to give."""
    left = room - 2 * (len(natural) - 1)
    while sum(natural) > left and max(natural) > 1:
        natural[natural.index(max(natural))] -= 1
    return natural
