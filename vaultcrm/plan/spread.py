"""On which day each touch-point is planned, so that nobody is pestered (*Together*; rows A6, F3, F4).

In: items with windows, which never move. Out: the planned day of each, and why it is not its first day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vaultcrm.dates import day_of
from vaultcrm.dates.away import away_on, back_from

from .anchors import say
from .frame import Frame, Touch
from .items import Item, Order

APART = 2
COMPANY_LIMIT = 3


@dataclass(slots=True)
class Load:
    """The touches of each person and company by day, made and planned."""

    people: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    companies: Counter[tuple[str, date]] = field(default_factory=Counter)

    def add(self, person: str | None, company: str | None, day: date) -> None:
        if person:
            self.people[person].append(day)
            if company:
                self.companies[(company.casefold(), day)] += 1

    def near(self, person: str, day: date) -> bool:
        """Whether the person has a touch less than two days from ``day``."""
        return any(abs((day - other).days) < APART for other in self.people.get(person, ()))

    def at(self, company: str | None, day: date) -> int:
        """How many touches the company has on ``day``."""
        return self.companies[(company.casefold(), day)] if company else 0

    def full(self, person: str, company: str | None, day: date) -> int:
        """How full a day is: by the company's touches, or the person's where no company is known."""
        return self.at(company, day) if company else self.people.get(person, []).count(day)


@dataclass(frozen=True, slots=True)
class Planned:
    """An item with its day."""

    item: Item
    day: date
    moved: str | None


def spread(frame: Frame, items: Iterable[Item], given: Iterable[tuple[Order, Touch]] = ()) -> list[Planned]:
    """Give each live item its day, in the order of due, opens, identity; ``given`` are touches that have theirs already."""
    load, waiting = Load(), sorted(given, reverse=True)
    for touch in frame.touches:
        load.add(touch.person, touch.company, touch.day)
    planned = []
    for item in sorted(items, key=lambda item: item.order):
        while waiting and waiting[-1][0] < item.order:
            day, person, company = waiting.pop()[1]
            load.add(person, company, day)
        chosen = _place(frame, item, load)
        load.add(item.who.uid if item.who else None, item.company, chosen.day)
        planned.append(chosen)
    return planned


def _place(frame: Frame, item: Item, load: Load) -> Planned:
    window = item.window
    first = _possible(frame, item, max(window.opens_on, frame.today))
    if window.due_on < frame.today and not window.waits_for:
        return Planned(item, first, f"it was due on {say(window.due_on)}")
    if item.prompt or item.who is None:
        return Planned(item, first, _passed(item, first))
    days = _days(frame, item, first)
    free = [day for day in days if not load.near(item.who.uid, day) and load.at(item.company, day) < COMPANY_LIMIT]
    if free:
        return Planned(item, free[0], _passed(item, free[0]) if free[0] == first else _crowded(item, first, load))
    person = item.who.uid
    emptiest = min(days or [first], key=lambda day: (load.full(person, item.company, day), day))
    crowded = _crowded(item, first, load) if emptiest != first else _passed(item, first)
    return Planned(item, emptiest, crowded)


def _possible(frame: Frame, item: Item, day: date) -> date:
    """The first day from ``day`` on that the user is at home and, for calls and post, that is a business day."""
    while True:
        at_home = _at_home(frame, item, day)
        business = frame.place(item.country).next_business(at_home) if item.via in ("phone", "post") else at_home
        if business == day:
            return day
        day = business


def _at_home(frame: Frame, item: Item, day: date) -> date:
    """The day of the return; ``day`` itself where that is too late, as for a talk or a deadline that no absence puts off."""
    back, expires = back_from(frame.settings, day), item.window.expires
    return day if expires and back > day_of(expires) else back


def _days(frame: Frame, item: Item, first: date) -> Sequence[date]:
    """The days of the window that are left."""
    place, calls = frame.place(item.country), item.via in ("phone", "post")
    length = (item.window.due_on - first).days
    days = (first + timedelta(days=number) for number in range(length + 1))
    return [day for day in days if not away_on(frame.settings, day) and not (calls and not place.business(day))]


def _passed(item: Item, day: date) -> str | None:
    """Why an item that could not be planned on its first day is planned on the next that is left."""
    return None if day == item.window.opens_on else f"its first day, {say(item.window.opens_on)}, is not left"


def _crowded(item: Item, first: date, load: Load) -> str:
    if item.who and load.near(item.who.uid, first):
        return f"another touch of {item.who.name} is less than {APART} days from {say(first)}"
    return f"{item.company} has {COMPANY_LIMIT} touches on {say(first)}"
