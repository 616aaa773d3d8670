"""The closed grammars of intervals, of days on the command line, and of 'when you will hear from us' in notes."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from vaultcrm.model import Interval
from vaultcrm.model.values import Unit

from .days import WEEKDAYS, add_months, monday_of

_NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1,
    "an": 1,
}
_UNITS: dict[str, Unit] = {
    "minute": "minute", "min": "minute", "hour": "hour", "h": "hour", "day": "day", "d": "day", "business day": "business day",
    "working day": "business day", "week": "week", "w": "week", "wk": "week", "month": "month", "m": "month", "mo": "month",
    "year": "year", "y": "year", "yr": "year",
}  # fmt: skip
_NAMED = {
    "daily": Interval(1, "day"), "weekly": Interval(1, "week"), "biweekly": Interval(2, "week"),
    "fortnightly": Interval(2, "week"), "monthly": Interval(1, "month"), "bimonthly": Interval(2, "month"),
    "quarterly": Interval(3, "month"), "semiannually": Interval(6, "month"), "biannually": Interval(6, "month"),
    "half-yearly": Interval(6, "month"), "yearly": Interval(1, "year"), "annually": Interval(1, "year"),
}  # fmt: skip
_INTERVAL = re.compile(rf"(?:every\s+)?(?:(\d{{1,4}})\s*|({'|'.join(_NUMBERS)})\s+)?([a-z]+(?: day)?s?)")
_MOST: dict[Unit, int] = {"week": 5200, "month": 1200, "year": 100}
YEARS = range(1900, 2200)  # any other is a slip of the finger, and days counted from it would end nowhere


def parse_interval(text: str) -> Interval | None:
    """``3 months``, ``48 hours``, ``2 business days``, ``quarterly``, ``90`` (days); ``None`` for anything else, and for
    more than a hundred years."""
    words = " ".join(text.casefold().split())
    if words in _NAMED:
        return _NAMED[words]
    if words.isdecimal() and len(words) < 5:
        return Interval(int(words), "day") if int(words) else None
    match = _INTERVAL.fullmatch(words)
    if not match:
        return None
    number, word, unit_word = match.groups()
    count = int(number) if number is not None else _NUMBERS[word] if word else 1
    unit = _UNITS.get(unit_word) or _UNITS.get(unit_word.removesuffix("s"))
    if not unit or count > _MOST.get(unit, count):
        return None
    return Interval(count, unit) if number or word or words.startswith("every ") else None


def parse_every(text: str) -> Interval | None:
    """An interval after which something comes again: at least a day, else it would never end."""
    interval = parse_interval(text)
    return interval if interval and interval.count and interval.unit not in ("minute", "hour") else None


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _iso(text: str) -> date | None:
    match = _ISO.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match and int(match[1]) in YEARS else None
    except ValueError:
        return None


def _weekday(word: str) -> int | None:
    hits = [n for n, name in enumerate(WEEKDAYS) if len(word) >= 3 and name.startswith(word)]
    return hits[0] if len(hits) == 1 else None


def parse_day(text: str, today: date) -> date | None:
    """A day as typed: ``2026-11-24``, ``today``, ``tomorrow``, ``fri``, ``+3d``, ``in 2 weeks``; ``None`` if it is none.

    A weekday is the next one after today; ``3 days ago`` and ``-3d`` look back.
    """
    words = " ".join(text.casefold().split())
    fixed = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if words in fixed:
        return today + timedelta(days=fixed[words])
    weekday = _weekday(words.removeprefix("next "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    relative = re.fullmatch(r"(?:(\+|-|in )\s*)?(.+?)( ago)?", words)
    if relative and (relative[1] or relative[3]):
        interval = parse_interval(relative[2])
        if interval and interval.unit in ("day", "week", "month", "year"):
            return _move(today, interval, -1 if relative[1] == "-" or relative[3] else 1)
    return _iso(words)


def parse_past_day(text: str, today: date) -> date | None:
    """The same of something that has been: a weekday, with or without *last*, is the one before today."""
    weekday = _weekday(" ".join(text.casefold().split()).removeprefix("last "))
    if weekday is None:
        return parse_day(text, today)
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _move(day: date, interval: Interval, sign: int = 1) -> date:
    count = interval.count * sign
    if interval.unit in ("month", "year"):
        return add_months(day, count * (12 if interval.unit == "year" else 1))
    return day + timedelta(days=count * (7 if interval.unit == "week" else 1))


def parse_answer(text: str, interviewed: date) -> date | None:
    """The day by which they said they would answer, from the interview's day on (row D1); ``None`` for other words.

    The closed list: a date; ``N days``, ``N weeks``, ``N months`` (with *about*, *in*, *within*, *a*, *two* …); ``early next
    week`` (its Tuesday); ``next week`` and ``end of next week`` (its Friday); ``end of the week`` (this Friday, or the next one
    at a weekend); ``end of the month``.
    """
    words = " ".join(text.casefold().strip(" .!").split())
    if found := _iso(words):
        return found
    words = re.sub(r"^(?:by|within|in|after|about|around|roughly|approximately|the)\s+(?:the\s+)?", "", words)
    words = re.sub(r"^(?:about|around|roughly)\s+", "", words)
    if found := _iso(words):
        return found
    monday = monday_of(interviewed)
    if words in ("early next week", "beginning of next week"):
        return monday + timedelta(days=8)
    if words in ("next week", "end of next week"):
        return monday + timedelta(days=11)
    if words in ("end of the week", "end of week", "end of this week", "this week"):
        friday = monday + timedelta(days=4)
        return friday if friday >= interviewed else friday + timedelta(days=7)
    if words in ("end of the month", "end of month", "end of this month"):
        return interviewed.replace(day=calendar.monthrange(interviewed.year, interviewed.month)[1])
    interval = parse_interval(words)
    return _move(interviewed, interval) if interval and interval.unit in ("day", "week", "month") else None
