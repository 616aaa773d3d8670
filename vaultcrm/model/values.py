"""Small values that every record uses: places, problems, intervals, references to notes."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple


class Source(NamedTuple):
    """A place in the vault: ``path`` relative to its root, with ``/``; ``line`` and ``column`` from 1 (0: the whole file).

    A tuple, as ``Ref`` and ``LogLine`` are: there are as many as lines of logs, and found, a tuple is made three times as fast.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


NOWHERE = Source("")

Severity = Literal["error", "warning", "hint"]


class Problem(NamedTuple):
    """Something in the vault that could not be read or taken as it stands.

    ``message`` says what is wrong, ``remedy`` what to do, ``excerpt`` shows the line. An *error* lost something, a
    *warning* was read with a doubt, a *hint* is advice only (it does not make ``doctor`` fail). A tuple, since a
    large vault has thousands of them, and they are sorted.
    """

    source: Source
    message: str
    remedy: str = ""
    excerpt: str = ""
    severity: Severity = "error"


Unit = Literal["minute", "hour", "day", "business day", "week", "month", "year"]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """``count`` times a ``unit``; months clamp to the month's end when they are added (see ``dates.shift``)."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


class Ref(NamedTuple):
    """What a note says to name another one: ``[[target|shown]]``, or a plain name (``linked`` is false then)."""

    target: str
    shown: str | None = None
    linked: bool = True
    source: Source = NOWHERE

    @property
    def name(self) -> str:
        """The text a reader sees: what is shown, else the target without its folder; a plain name has none (``A/S Norsk``)."""
        return self.shown or (self.target.rsplit("/", 1)[-1] if self.linked else self.target)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A birthday: the year may be unknown."""

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> date:
        """The day in a year; that of 29 February is on the 28th of most."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


Moment = date | datetime
Medium = Literal["email", "post", "phone", "linkedin"]
