"""Rules that name one day of each month: ``first friday``, ``last business day`` is not one of them, ``15`` is (row A4)."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from .days import WEEKDAYS

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_ORDINAL_WEEKDAY = re.compile(r"(\w+)\s+(\w+)(?:\s+of\s+(?:the|each|every)\s+month)?")


def parse_day_rule(text: str) -> tuple[int, int | None] | None:
    """``(which, weekday)`` of ``first friday`` (Monday is 0), ``(15, None)`` of ``15``; ``None`` for anything else."""
    words = " ".join(text.casefold().split())
    if words.isdecimal() and len(words) < 3 and 1 <= int(words) <= 31:
        return int(words), None
    match = _ORDINAL_WEEKDAY.fullmatch(words)
    if not match or match[1] not in _ORDINALS or match[2] not in WEEKDAYS:
        return None
    return _ORDINALS[match[1]], WEEKDAYS.index(match[2])


def rule_of(follow_up_day: str) -> tuple[int, int | None]:
    """The rule of the settings' ``follow_up_day``; the first Friday where it names none that can be read (row A4)."""
    return parse_day_rule(follow_up_day) or (1, WEEKDAYS.index("friday"))


def day_rule_in_month(rule: tuple[int, int | None], year: int, month: int) -> date:
    """The rule's day in one month; a number past the month's end clamps to it."""
    which, weekday = rule
    last = calendar.monthrange(year, month)[1]
    if weekday is None:
        return date(year, month, min(which, last))
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    end = date(year, month, last)
    return end - timedelta(days=(end.weekday() - weekday) % 7)
