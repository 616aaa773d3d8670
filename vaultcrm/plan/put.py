"""The pieces of a plan put together: a day for each, keys, the agenda's order, and what else is to be said that day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from vaultcrm.model import LIVE, Holidays, Moment, Outline, Plan, Problem, Search, Settings, State, Touchpoint, Touchpoints

from .followup import Assigned, FollowUpDays, Turn, capacity_notice, follow_up_days, follow_up_item
from .frame import Frame, Looks
from .items import Asked, Item, Keys, asked_by, state_of, state_on, touchpoint
from .own import keep_searching
from .pieces import CasePiece, Pieces, missed_on, strangers, touches_of
from .rulebook import Rulebook
from .silence import selling_windows
from .spread import Planned, spread

RECENT = timedelta(days=30)
_Order: TypeAlias = tuple[int, int, int, str, str]
_Row: TypeAlias = tuple[_Order, Outline]
GROUPS = {"overdue": 0, "due": 1, "open": 1, "upcoming": 2}


def frame_of(
    pieces: Pieces, settings: Settings, search: Search | None, rules: Rulebook, today: date, holidays: Holidays
) -> Frame:
    """What concerns all of the pieces, on a day."""
    notes = pieces.notes.values()
    worked = frozenset(day for piece in notes for day in piece.worked)
    looked = max((day for piece in notes for day in piece.looked), default=None)
    newest = max((day for day in pieces.begun.values() if day <= today.toordinal()), default=None)
    rested, rest = max((pair for piece in notes for pair in piece.rests), default=(date.min, None))
    rest = rest if rested >= (looked or date.min) else None
    live = sum(case.under_way for case in pieces.cases.values())
    looks = Looks(live, date.fromordinal(newest) if newest else None, looked, rest)
    return Frame(settings, search, today, holidays, rules, touches_of(pieces, today), worked, looks)


def put_together(pieces: Pieces, frame: Frame, assigned: Assigned | None = None) -> Plan:
    """The whole plan of the frame's day; who makes one plan after the other remembers what was ``assigned`` in the last."""
    today, cases, days = frame.today, pieces.cases.values(), follow_up_days(frame)
    loose = [*(item for piece in pieces.notes.values() for item in piece.own), *keep_searching(frame)]
    own = [*(item for case in cases for item in case.live), *(item for item in loose if item.status == "live")]
    quiet = [piece.quiet for piece in pieces.notes.values() if piece.quiet]
    hand = [piece.hand for piece in pieces.notes.values() if piece.hand]
    named = {item.who.uid for item in hand if item.who}
    silent = [one for one in quiet if one.who.uid not in named]
    turns = (assigned or Assigned()).again(frame, days, silent, selling_windows(own))
    first = _follow_up_day(frame, days, turns)
    full = capacity_notice(frame, [one.every for one in quiet])
    return Plan(
        today,
        _touchpoints(frame, days, [*own, *hand, *first], turns, _Closed(cases, [one for one in loose if one.status != "live"])),
        tuple(sorted({problem for case in cases for problem in case.questions})),
        (*(problem for case in cases for problem in case.problems), *_doubts(pieces)),
        (full,) if full else (),
        sum(today - RECENT < day for day in (*missed_on(loose), *(day for case in cases for day in case.missed))),
        dict(case.news for case in cases if case.news),
        frozenset((*strangers(loose), *(name for case in cases for name in case.strangers))),
    )


def _doubts(pieces: Pieces) -> list[Problem]:
    return sorted(problem for piece in pieces.notes.values() for problem in piece.problems)


def _follow_up_day(frame: Frame, days: FollowUpDays, turns: Sequence[Turn]) -> Sequence[Item]:
    """The next of the days on which the user stays in touch."""
    step = next(frame.rules.counting_from("follow-up-day"), None)
    found = follow_up_item(frame, days, step, turns) if step else None
    return [found] if found else []


class _Closed(NamedTuple):
    """What is over: of cases, which keep it by themselves, and of notes."""

    cases: Collection[CasePiece]
    loose: Sequence[Item]

    @property
    def uids(self) -> Iterator[str]:
        yield from (uid for case in self.cases for uid in case.uids)
        yield from (item.uid for item in self.loose)

    @property
    def planned(self) -> Iterator[Planned]:
        """Each on the day that it ended."""
        items = (*(item for case in self.cases for item in case.closed), *self.loose)
        return (Planned(item, item.closed_on or item.window.due_on, None) for item in items)


def _touchpoints(frame: Frame, days: FollowUpDays, live: Sequence[Item], turns: Sequence[Turn], closed: _Closed) -> Touchpoints:
    """The records, in the agenda's order: what is live by its planned day, then what is closed, the newest first.

    Found: of thousands who are kept in touch with a day shows ten, so each is made when it is asked for.
    """
    uids = [*(item.uid for item in live), *(turn.silence.uid for turn in turns)]
    make = _Making(frame.today, Keys((*uids, *closed.uids)))
    rows = [make.row(one) for one in spread(frame, live, [turn.given for turn in turns])]
    rows += [make.row_of_turn(frame, days, turn) for turn in turns]
    return Touchpoints(_in_order(rows), lambda: _in_order([make.row(one) for one in closed.planned]))


def _in_order(rows: Iterable[_Row]) -> list[Outline]:
    return [outline for _, outline in sorted(rows, key=itemgetter(0))]


@dataclass(frozen=True, slots=True)
class _Making:
    """Outlines of touch-points, each with its place in the agenda; ``asked``: what the steps of many say together."""

    today: date
    keys: Keys
    asked: dict[tuple[int, ...], Asked] = field(default_factory=dict)

    def row(self, one: Planned) -> _Row:
        item, state = one.item, state_of(one.item, self.today)
        order = _order(state, one.day, item.window.due, item.title, item.uid)
        return order, Outline(item.uid, one.day, state, item.step, partial(self._touchpoint, one))

    def row_of_turn(self, frame: Frame, days: FollowUpDays, turn: Turn) -> _Row:
        one, state = turn.silence, state_on(self.today, turn.due, turn.due)
        make = partial(self._of_turn, frame, days, turn)
        return _order(state, turn.day, turn.due, one.title, one.uid), Outline(one.uid, turn.day, state, one.step.name, make)

    def _of_turn(self, frame: Frame, days: FollowUpDays, turn: Turn) -> Touchpoint:
        return self._touchpoint(turn.planned(frame, days))

    def _touchpoint(self, one: Planned) -> Touchpoint:
        alike = tuple(map(id, one.item.steps))
        if alike not in self.asked:
            self.asked[alike] = asked_by(one.item.steps)
        return touchpoint(one.item, self.asked[alike], self.keys.of(one.item.uid), one.day, one.moved, self.today)


def _order(state: State, planned: date, due: Moment, title: str, uid: str) -> _Order:
    day = planned.toordinal()
    return (day if state in LIVE else -day, GROUPS.get(state, 0), due.toordinal(), title, uid)
