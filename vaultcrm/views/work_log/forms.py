"""The record as lines for the terminal, as Markdown, as rows for a spreadsheet, and as data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultcrm.dates import WEEKDAYS
from vaultcrm.views.counting import counted as counted_words
from vaultcrm.views.data import Data, place_data
from vaultcrm.views.days import full_day
from vaultcrm.views.spans import Line, Lines, Span, Style, clean, line, wrapped

from .activities import Activity
from .weeks import Week, WorkLog, counted

COLUMNS_OF_CSV = ("week", "date", "activity", "company", "person", "medium", "outcome")
HEADER = ("Date", "Activity", "Company", "Person", "How", "Outcome")
_MARKS = re.compile(r"([\\|`*_\[\]<>&])")


def cells(one: Activity) -> tuple[str, ...]:
    """What stands under ``HEADER``."""
    return (one.day.isoformat(), one.what, one.company, one.person, one.medium, one.outcome)


def work_log_rows(log: WorkLog) -> list[tuple[str, ...]]:
    """The header and a row for each activity."""
    rows = ((week.name, *cells(one)) for week in log.weeks for one in week.activities)
    return [COLUMNS_OF_CSV, *rows]


def work_log_lines(log: WorkLog) -> Lines:
    """Week by week, a sentence each."""
    found: list[Line] = []
    for week in log.weeks:
        style: Style = "missing" if len(week.activities) < log.minimum else "soft"
        found.append(line(Span(week.name, "heading"), f"  {week.days}  ", Span(counted(week, log.minimum), style)))
        found += [part for one in week.activities for part in wrapped(_sentence(one), "  ", hanging=" " * 8)]
    return tuple(found)


def _sentence(one: Activity) -> str:
    """``Mon 16  Follow-up, e-mail: Dana Lee (Acme); answered 2026-11-19``."""
    who = f"{one.person} ({one.company})" if one.person and one.company else one.person or one.company
    said = ": ".join(filter(None, (", ".join(filter(None, (one.what, one.medium))), who)))
    day = f"{WEEKDAYS[one.day.weekday()][:3].title()} {one.day.day}"
    return f"{day:6}  {'; '.join(filter(None, (said, one.outcome)))}"


def work_log_markdown(log: WorkLog, name: str) -> str:
    """A table a week; whatever the notes say is text in it."""
    return "\n".join(_markdown(log, name)).rstrip() + "\n"


def _markdown(log: WorkLog, name: str) -> Iterator[str]:
    yield from (f"# {title(name)}", "", period(log), "")
    for week in log.weeks:
        yield from (f"## {heading(week, log.minimum)}", "")
        if not week.activities:
            yield from ("Nothing.", "")
            continue
        yield f"| {' | '.join(HEADER)} |"
        yield f"| {' | '.join('---' for _ in HEADER)} |"
        yield from (f"| {' | '.join(map(_cell, cells(one)))} |" for one in week.activities)
        yield ""


def title(name: str) -> str:
    """What the record is called; ``name`` is whose it is."""
    return f"Record of job search activities{f', {clean(name)}' if name else ''}"


def period(log: WorkLog) -> str:
    """From when to when, and how much in all."""
    wanted = f", at least {log.minimum} a week wanted" if log.minimum else ""
    return f"{full_day(log.first)} to {full_day(log.last)}: {counted_words(log.count, 'activity')}{wanted}."


def heading(week: Week, minimum: int) -> str:
    """``2026-W47, 16 to 22 Nov 2026: 4 (3 wanted)``."""
    return f"{week.name}, {week.days}: {counted(week, minimum)}"


def work_log_data(log: WorkLog) -> Data:
    """The keys are a contract, and under test."""
    return {
        "from": log.first.isoformat(),
        "to": log.last.isoformat(),
        "minimum": log.minimum or None,
        "count": log.count,
        "weeks": [_week(week, log.minimum) for week in log.weeks],
    }


def _week(week: Week, minimum: int) -> Data:
    return {
        "week": week.name,
        "from": week.monday.isoformat(),
        "to": week.sunday.isoformat(),
        "count": len(week.activities),
        "enough": len(week.activities) >= minimum if minimum else None,
        "activities": [_activity(one) for one in week.activities],
    }


def _activity(one: Activity) -> Data:
    named = dict(zip(COLUMNS_OF_CSV[1:], cells(one), strict=True))
    return named | {"source": place_data(one.source)}


def _cell(text: str) -> str:
    return _MARKS.sub(r"\\\1", clean(text)).strip() or " "
