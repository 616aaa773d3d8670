"""The monthly follow-up day, and who is due on it: longest silence first, never more than it holds (rows A2, A4, A6, F6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from vaultcrm.dates import day_rule_in_month, rule_of
from vaultcrm.dates.away import back_from
from vaultcrm.dates.days import add_months
from vaultcrm.model import Interval, LogLine, NoteKey, Source, Step
from vaultcrm.model.identity import identity

from .anchors import say
from .calendar import Place
from .frame import Frame, Touch
from .items import Item, Order
from .silence import Silence
from .spread import Planned
from .windows import Window
from .world import World

SEARCH_NOTE, FOLLOW_UP_DAY = "search", "follow-up-day"
_HALF_A_MONTH = timedelta(days=20)  # and some days, by which a holiday puts one off


@dataclass(frozen=True, slots=True)
class FollowUpDays:
    """The days of the settings' rule, moved to business days on which the user is at home; what was asked is remembered."""

    rule: tuple[int, int | None]
    place: Place
    home: Callable[[date], date]
    known: dict[date, date] = field(default_factory=dict)
    asked: dict[date, date] = field(default_factory=dict)

    def on_or_after(self, day: date) -> date:
        """The first follow-up day from ``day`` on."""
        if day not in self.asked:
            self.asked[day] = self._find(day)
        return self.asked[day]

    def nearest(self, day: date) -> date:
        """The follow-up day that is nearest to ``day``: it may be worked through a few days early, or late."""
        before = self.on_or_after(day - _HALF_A_MONTH)
        return min(before, self.on_or_after(before + timedelta(days=1)), key=lambda one: abs(one - day))

    def _find(self, day: date) -> date:
        month = add_months(day.replace(day=1), -1)
        while True:
            found = self._in_month(month)
            if found >= day:
                return found
            month = add_months(month, 1)

    def _in_month(self, month: date) -> date:
        if month not in self.known:
            day = day_rule_in_month(self.rule, month.year, month.month)
            while (moved := self.place.next_business(self.home(day))) != day:
                day = moved
            self.known[month] = day
        return self.known[month]


def follow_up_days(at: World | Frame) -> FollowUpDays:
    """Those of the settings; the first Friday of the month where they name none that can be read."""
    rule = rule_of(at.settings.follow_up_day)
    return FollowUpDays(rule, at.place(None), lambda day: back_from(at.settings, day))


@dataclass(slots=True)
class Room:
    """How many people each follow-up day holds already; ``later`` leads from a full one to the next that may have room."""

    days: FollowUpDays
    limit: int
    closed: frozenset[date]
    used: Counter[date] = field(default_factory=Counter)
    later: dict[date, date] = field(default_factory=dict)

    def first(self, day: date) -> date:
        """The first follow-up day from ``day`` on that has room."""
        found, passed = self.days.on_or_after(day), []
        while self.used[found] >= self.limit or found in self.closed:
            passed.append(found)
            found = self.later.get(found) or self.days.on_or_after(found + timedelta(days=1))
        self.later.update(dict.fromkeys(passed, found))
        return found


class Turn(NamedTuple):
    """A silence that is to be broken: the day on which that is ``due``, and the ``day`` on which there is room for it."""

    silence: Silence
    due: date
    day: date

    @property
    def given(self) -> tuple[Order, Touch]:
        """The touch that it will be, and when its turn comes among others."""
        return (self.due, self.due, self.silence.uid), Touch(self.day, self.silence.who.uid, self.silence.company)

    def planned(self, frame: Frame, days: FollowUpDays) -> Planned:
        """The item with its day; of most who are kept in touch with nobody asks for it today."""
        window = self.silence.window(frame, days)
        return Planned(self.silence.item(window), self.day, _why(frame, self.silence, window, self.day))


def assign(
    frame: Frame, days: FollowUpDays, silences: Sequence[Silence], selling: Mapping[str, Sequence[Window]]
) -> list[Turn]:
    """One turn a person, each on the first follow-up day that has room and on which nothing is being sold to the person."""
    # A follow-up day that has been worked through already holds nobody more.
    room = Room(days, max(frame.settings.per_day, 1), worked_days(days, frame.worked))
    found = []
    for silence in sorted(silences, key=lambda one: one.order):
        due = silence.due_on(frame, days)
        if silence.exact:
            day = back_from(frame.settings, max(due, frame.today))
        else:
            day = _free_day(room, max(due, frame.today), selling.get(silence.who.uid, ()))
            room.used[day] += 1
        found.append(Turn(silence, due, day))
    return found


@dataclass(slots=True)
class Assigned:
    """The turns that were given last: the same as long as the silences, and all else that has a say in them, are."""

    turns: Sequence[Turn] = ()
    by: tuple[object, ...] = ()

    def again(
        self, frame: Frame, days: FollowUpDays, silences: Sequence[Silence], selling: Mapping[str, Sequence[Window]]
    ) -> Sequence[Turn]:
        """What ``assign`` gives."""
        by = (frame.today, frame.settings, frame.holidays, frame.worked, silences, selling)
        if by != self.by:
            self.turns, self.by = assign(frame, days, silences, selling), by
        return self.turns


def worked_days(days: FollowUpDays, logged: Iterable[date]) -> frozenset[date]:
    """The follow-up days that have been worked through, by the days on which that was logged."""
    return frozenset(map(days.nearest, logged))


def is_worked(line: LogLine, step: Step | None) -> bool:
    """Whether a log line tells that the follow-up day, whatever a playbook calls it, has been worked through, or left out."""
    names = {FOLLOW_UP_DAY, step.name, step.act, *step.was} if step else {FOLLOW_UP_DAY}
    return line.step in names and line.verb in ("did", "skipped")


def _free_day(room: Room, day: date, selling: Sequence[Window]) -> date:
    found = room.first(day)
    while _sold_to(selling, found):
        found = room.first(found + timedelta(days=1))
    return found


def _sold_to(selling: Sequence[Window], day: date) -> bool:
    """Whether a selling step for the person is open on ``day``; one that never expires holds only until it is due."""
    return any(window.opens_on <= day <= (window.last or window.due_on) for window in selling)


def _why(frame: Frame, silence: Silence, window: Window, day: date) -> str | None:
    if day == window.opens_on:
        return None
    if silence.exact:
        return f"it was due on {say(window.due_on)}"
    if window.opens_on < frame.today:
        return f"its follow-up day, {say(window.opens_on)}, has passed: the next with room is {say(day)}"
    return f"the follow-up day on {say(window.opens_on)} is full, or something else is open with the person"


def follow_up_item(frame: Frame, days: FollowUpDays, step: Step, turns: Sequence[Turn]) -> Item | None:
    """The next follow-up day on which someone is due, for the user."""
    worked = worked_days(days, frame.worked)
    due = sorted({turn.day for turn in turns if turn.day >= frame.today} - worked)
    day = next((day for day in due if days.on_or_after(day) == day), None)
    if day is None:
        return None
    names = sorted(turn.silence.who.name for turn in turns if turn.day == day)
    search = frame.search
    note = NoteKey(search.id, search.source.path) if search else NoteKey(SEARCH_NOTE, "search.md")
    round_ = f"{day:%Y-%m}"
    reason = f"the follow-up day of the settings ({frame.settings.follow_up_day}); due: {', '.join(names)}"
    return Item(
        uid=identity(frame.settings.vault, note.id, step.act, None, round_),
        note=note, source=search.source if search else Source("search.md"), steps=(step,), step=step.name, act=step.act,
        title=f"{step.title}: {_people(len(names))}", who=None,
        window=Window(day, day, day, None, None, (reason,)), round=round_, prompt=True,
    )  # fmt: skip


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def capacity_notice(frame: Frame, intervals: Sequence[Interval]) -> str | None:
    """What the cadences come to, where the follow-up days cannot hold it (row F6)."""
    places = 12 * max(frame.settings.per_day, 1)
    start = frame.today
    lengths = Counter(intervals)
    wanted = sum(count * 365 / max((_end(start, every) - start).days, 1) for every, count in lengths.items())
    if wanted <= places:
        return None
    years = len(intervals) / places
    return (
        f"{_people(len(intervals))}, {places} places a year: each every {years:.1f} years. "
        "Raise `per-day` under `[follow-up]`, or give groups a longer cadence."
    )


def _end(day: date, every: Interval) -> date:
    months = {"month": 1, "year": 12}.get(every.unit)
    return (
        add_months(day, months * every.count)
        if months
        else day + timedelta(days=every.count * (7 if every.unit == "week" else 1))
    )
