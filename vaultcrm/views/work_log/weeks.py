"""Activities by week (ISO 8601: Monday to Sunday), with what a week is to come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vaultcrm.dates.days import monday_of
from vaultcrm.views.days import MONTHS

from .activities import Activity

_WEEK = timedelta(days=7)
WEEKS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Week:
    """A week with what was done in it; a week in which nothing was done is there too."""

    monday: date
    activities: tuple[Activity, ...]

    @property
    def name(self) -> str:
        """``2026-W47``."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> str:
        """``16 to 22 Nov 2026``."""
        first, last = self.monday, self.sunday
        year = f" {first.year}" if first.year != last.year else ""
        month = f" {MONTHS[first.month - 1]}" if first.month != last.month else ""
        return f"{first.day}{month}{year} to {last.day} {MONTHS[last.month - 1]} {last.year}"


@dataclass(frozen=True, slots=True)
class WorkLog:
    """The record from ``first`` to ``last``, both included; ``minimum`` activities are wanted a week (0: nothing is said)."""

    first: date
    last: date
    minimum: int
    weeks: tuple[Week, ...]

    @property
    def count(self) -> int:
        """All activities."""
        return sum(len(week.activities) for week in self.weeks)


def usual_first(today: date) -> date:
    """Where the record begins when nothing is said: the Monday of the week three weeks before."""
    return monday_of(today) - (WEEKS_SHOWN - 1) * _WEEK


def work_log(done: Iterable[Activity], first: date, last: date, minimum: int) -> WorkLog:
    """The record of a time: of a week that begins before or ends after it, only the days within."""
    within = [one for one in done if first <= one.day <= last]
    weeks = tuple(
        Week(monday, tuple(one for one in within if monday_of(one.day) == monday)) for monday in _mondays(first, last)
    )
    return WorkLog(first, last, minimum, weeks)


def counted(week: Week, minimum: int) -> str:
    """``4 (3 wanted)``, or ``4`` where nothing is said of how many."""
    return f"{len(week.activities)} ({minimum} wanted)" if minimum else str(len(week.activities))


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += _WEEK
