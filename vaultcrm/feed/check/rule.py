"""What a rule of the linter is, and how the values that several rules read are parsed (RFC 5545, 3.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..lines import ContentLine
from .document import Document, Hit


@dataclass(frozen=True, slots=True)
class Rule:
    """``name`` is what findings cite; ``find`` gives the places where a file breaks it."""

    name: str
    clients: str
    instead: str
    find: Callable[[Document], Iterator[Hit]]


Form = Literal["date", "utc", "local", "zoned"]


@dataclass(frozen=True, slots=True)
class When:
    """A date or date-time as written: its ``form``, and its wall-clock value (midnight for a date)."""

    form: Form
    value: datetime


_DATE = re.compile(r"\d{8}", re.ASCII)
_DATE_TIME = re.compile(r"\d{8}T\d{4}(?:[0-5]\d|60)Z?", re.ASCII)
DURATION = re.compile(
    r"([+-]?)P(?=[\dT])(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?!\d+H\d+S)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)", re.ASCII
)


def when(line: ContentLine) -> When | None:
    """The moment that a property says; ``None`` where it is none (which ``bad-date`` reports)."""
    return moment(line.value, line.parameter("TZID"))


def moment(text: str, zone: str | None) -> When | None:
    """``20261120``, ``20261120T140000`` or ``20261120T140000Z``; a leap second is the second before it.

    Google's year 0, of what was made nobody knows when, is the year 1.
    """
    day = _DATE.fullmatch(text)
    if not day and not _DATE_TIME.fullmatch(text):
        return None
    text = text.replace("0000", "0001", 1) if text.startswith("0000") else text
    try:
        value = datetime.fromisoformat(text if day else f"{text[:13]}{min(text[13:15], '59')}")
    except ValueError:
        return None
    return When("date" if day else "utc" if text.endswith("Z") else "zoned" if zone else "local", value)


def duration(text: str) -> re.Match[str] | None:
    """The parts of ``PT1H``, ``-P1DT12H``, ``P2W``; ``None`` for anything else, as ``PT1H30S``, which leaves a part out."""
    return DURATION.fullmatch(text)


def is_positive(found: re.Match[str]) -> bool:
    """Whether the parts of a duration make it longer than nothing."""
    return found[1] != "-" and any((part or "").strip("0") for part in found.groups()[1:])
