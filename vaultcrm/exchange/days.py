"""Days as other programs write them: ``17 Nov 2026``, ``17. Nov. 2026``, ``11/17/26, 3:05 PM``, ``17.11.2026``, ``--05-02``.

In: text. Out: a day, or ``None`` where it is none, or where nobody can tell the day from the month.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from vaultcrm.model import PartialDate

NO_YEAR = 1604  # what Apple writes where the year is not known
_LEAP_YEAR = 2000
_LONGEST = 100  # letters; what is cut off is no part of a day
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_WITHOUT_YEAR = re.compile(r"--(\d{2})-?(\d{2})(?:T.*)?|(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?(?:[, ].*)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?:,? (.*))?")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d]{3,})\.?,?(?:\s+(?:de\s+)?(\d{4}))?(?:,? .*)?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?(?:,? .*)?", re.IGNORECASE)
_CLOCK_OF_TWELVE = re.compile(r"[ap]\.?m\.?$", re.IGNORECASE)
_MONTH_WORDS = (
    "jan ene", "feb fév fev", "mar mär mrz", "apr avr abr", "may mai", "jun juin", "jul juil", "aug aoû ago", "sep", "oct okt",
    "nov", "dec dez déc dic",
)  # fmt: skip
_MONTHS: Mapping[str, int] = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}


def a_day(text: str) -> date | None:
    """A day with its year."""
    found = a_birthday(text)
    return date(found.year, found.month, found.day) if found and found.year else None


def a_birthday(text: str) -> PartialDate | None:
    """A day with or without a year."""
    words = " ".join(text[:_LONGEST].split())
    year, month, day = _parts(words)
    if year and year < 100:
        year += 2000 if year < 70 else 1900
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return None
    return PartialDate(month, day, None if year in (0, NO_YEAR) else year)


def _parts(words: str) -> tuple[int | None, int, int]:
    """Year, month and day; a month 0 where there is none."""
    if found := _ISO.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _WITHOUT_YEAR.fullmatch(words):
        return None, int(found[1] or found[3]), int(found[2] or found[4])
    if found := _DOTTED.fullmatch(words):
        return _year(found[3]), int(found[2]), int(found[1])
    if found := _SLASHED.fullmatch(words):
        return _slashed(found)
    if found := _DAY_FIRST.fullmatch(words):
        return _year(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_FIRST.fullmatch(words):
        return _year(found[3]), _month(found[1]), int(found[2])
    return None, 0, 0


def _slashed(found: re.Match[str]) -> tuple[int | None, int, int]:
    """``11/17/26``: which is the day shows where one is above 12, or a clock of twelve hours says that this is American."""
    one, other, year = int(found[1]), int(found[2]), _year(found[3])
    if other > 12 or one == other or _CLOCK_OF_TWELVE.search(found[4] or ""):
        return year, one, other
    return (year, other, one) if one > 12 else (None, 0, 0)


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _month(word: str) -> int:
    folded = word.casefold()
    return _MONTHS.get(folded[:4]) or _MONTHS.get(folded[:3], 0)
