"""Dates, times and lengths as people write them in notes. A closed grammar: what it does not know is reported, never guessed.

In: text. Out: a value, or ``None`` where the text is none. Pure: nothing here knows what day it is.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from vaultcrm.dates import YEARS
from vaultcrm.model import PartialDate

from .links import unwrapped

DATE = r"\d{4}-\d{1,2}-\d{1,2}"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_MOMENT = re.compile(rf"({DATE})(?:(?:[T,]|\s+at)?\s*([\d:.]+\s*(?:[ap]\.?m\.?)?))?\s*(Z|[+-]\d{{2}}:?\d{{2}})?", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:(\d+(?:[.,]\d+)?|an?|half an)\s*h(?:(?:ou)?rs?)?)?\s*(?:and\s+)?(?:(\d+)\s*(?:m|mins?|minutes?)?\.?)?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([a-z]{3,9})\.?(?:,?\s+(\d{4}))?", re.IGNORECASE)
_NUMBERS = re.compile(r"(?:(\d{4})-|--)?(\d{1,2})-(\d{1,2})")
_LEAP_YEAR = 2000
_LONGEST = 300  # letters; the patterns take long over a line of blanks


def unlinked(text: str) -> str:
    """The text without the brackets of a link: a day is often a link to that day's note. Nothing of what is far too long."""
    return "" if len(text) > _LONGEST else unwrapped(text).strip()


def parse_date(text: str) -> date | None:
    """``2026-11-17``, with or without a time after it; ``None`` too for a date that does not exist."""
    found = _MOMENT.fullmatch(unlinked(text))
    return iso_day(found[1]) if found else None


@lru_cache(maxsize=1 << 14)
def iso_day(text: str) -> date | None:
    """The day of what looks like ``2026-11-17`` (``DATE``); ``None`` where it does not exist, or in a year such as 0026."""
    try:
        day = date(*(int(part) for part in text.split("-")))
    except ValueError:
        return None
    return day if day.year in YEARS else None


def parse_time(text: str) -> time | None:
    """``14:00``, ``14:00:30``, ``2pm``, ``2:30 pm``; a bare number is no time."""
    found = _TIME.fullmatch(text.strip())
    if not found or not (found[2] or found[4]):
        return None
    hour = int(found[1])
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    try:
        return time(hour, int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        return None


def parse_moment(text: str) -> date | datetime | None:
    """A date, or a date and time; with an offset where the text gives one, and as wall-clock time where it does not."""
    found = _MOMENT.fullmatch(unlinked(text))
    day = iso_day(found[1]) if found else None
    if not found or not day or not found[2]:
        return day
    at = parse_time(found[2])
    return datetime.combine(day, at, _offset(found[3])) if at else None


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    if text in "zZ":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes)) if minutes < 24 * 60 else None


def parse_length(text: str) -> timedelta | None:
    """How long a conversation is: ``45 minutes``, ``1 hour``, ``1h30``, ``1.5 hours``, ``1:30``, ``90`` (minutes)."""
    words = " ".join(text.split())
    if clock := re.fullmatch(r"(\d{1,2}):(\d{2})(?::00)?", words):
        return _positive(60 * int(clock[1]) + int(clock[2]))
    found = _LENGTH.fullmatch(words)
    if not found or not (found[1] or found[2]):
        return None
    hours = {"a": 1.0, "an": 1.0, "half an": 0.5}.get((found[1] or "").casefold())
    if hours is None:
        hours = float((found[1] or "0").replace(",", "."))
    return _positive(60 * hours + int(found[2] or 0))


def _positive(minutes: float) -> timedelta | None:
    return timedelta(minutes=minutes) if 0 < minutes <= 7 * 24 * 60 else None


def parse_birthday(text: str) -> PartialDate | None:
    """``1980-05-02``, ``05-02``, ``May 2``, ``July 13th, 1980``, ``2 May 1980``; a date that does not exist is none."""
    words = " ".join(unlinked(text).split())
    if found := _NUMBERS.fullmatch(words):
        return _partial(found[1], int(found[2]), found[3])
    if found := _MONTH_FIRST.fullmatch(words):
        return _partial(found[3], _month(found[1]), found[2])
    if found := _DAY_FIRST.fullmatch(words):
        return _partial(found[3], _month(found[2]), found[1])
    day = parse_date(words)
    return PartialDate(day.month, day.day, day.year) if day else None


def _month(word: str) -> int:
    short = word.casefold()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _partial(year: str | None, month: int, day: str) -> PartialDate | None:
    try:
        date(int(year or _LEAP_YEAR), month, int(day))
    except ValueError:
        return None
    return PartialDate(month, int(day), int(year) if year else None)
