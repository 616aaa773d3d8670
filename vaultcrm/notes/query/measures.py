"""Days, lengths of time and birthdays as a query says them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from vaultcrm.dates import YEARS, parse_day, parse_every, parse_interval
from vaultcrm.model import Interval, Interview, PartialDate
from vaultcrm.model.values import Unit

from ..moments import parse_length

_DAYS: dict[Unit, float] = {
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "business day": 1.4, "week": 7, "month": 30.4375, "year": 365.25,
}  # fmt: skip
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
NEVER = float("inf")


class Days(NamedTuple):
    """The days that a part of a date means, both ends included: ``2026-01`` is all of January."""

    first: date
    last: date


def read_days(text: str, today: date | None) -> Days | None:
    """``2026``, ``2026-01``, ``2026-01-15``; with a ``today`` also ``today``, ``-30d``, ``+2w``, ``fri``, ``3 days ago``."""
    if partial := _PARTIAL.fullmatch(text.strip()):
        return _partial(*(int(part) if part else None for part in partial.groups()))
    day = parse_day(text, today) if today else None
    return Days(day, day) if day else None


def _partial(year: int | None, month: int | None, day: int | None) -> Days | None:
    if year not in YEARS or year is None:
        return None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    end = month or 12
    return Days(first, date(year, end, day or monthrange(year, end)[1]))


def is_relative(text: str) -> bool:
    """Whether the words name a day that changes from one day to the next."""
    return read_days(text, None) is None and parse_day(text, date(2026, 1, 1)) is not None


def moved(today: date, length: Interval, sign: int) -> date:
    """``length`` after ``today``, or before it; months clamp to the month's end."""
    day = parse_day(f"{'+' if sign > 0 else '-'}{length.count} {length.unit}", today)
    return day or today


def read_span(text: str) -> Interval | None:
    """A length in days, weeks, months or years: ``30d``, ``3 months``, ``30`` (days)."""
    if text.strip() in ("0", "0d"):
        return Interval(0, "day")
    found = parse_interval(text)
    return found if found and found.unit in ("day", "week", "month", "year") else None


def next_birthday(birthday: PartialDate | None, today: date) -> date | None:
    """The next one, today's included; 29 February clamps to the month's end."""
    if birthday is None:
        return None
    days = (birthday.in_year(year) for year in (today.year, today.year + 1))
    return next((day for day in days if day >= today), None)


def cadence_days(cadence: Interval | str | None) -> float | None:
    """A cadence in days, as it comes out on average."""
    if isinstance(cadence, Interval):
        return cadence.count * _DAYS[cadence.unit]
    return NEVER if cadence else None


def read_cadence(text: str) -> float | None:
    """``3 months``, ``90``, ``never`` in days."""
    return NEVER if text.casefold() == "never" else cadence_days(parse_every(text))


def duration_days(interview: Interview, facts: object) -> float:
    """How long an interview is."""
    return (interview.end - interview.start) / timedelta(days=1)


def read_duration(text: str) -> float | None:
    """``45 minutes``, ``1 hour``, ``90`` (minutes)."""
    found = parse_length(text)
    return found / timedelta(days=1) if found else None
