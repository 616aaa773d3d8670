"""One case while the journal is read: what has been closed of it so far, and how it stood on any day.

Slots are built once for each stretch of days between two facts, since nothing but facts and closings changes which there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from vaultcrm.dates.away import home_before

from .cases import LONG_AGO, Case
from .conditions import SlotKey, View
from .outcomes import Closing, Ledger, Outcome, RoundKey
from .rulebook import systems_of
from .run import Run
from .slots import Slot, slots_of
from .world import World

# No window opens earlier before the first fact of a case (days away aside), or stays open longer after the last one, unless a
# step recurs.
BEFORE, AFTER, REST = timedelta(days=2), timedelta(days=150), timedelta(days=90)
Stretch = tuple[int, bool, date | None]


@dataclass(slots=True)
class CaseLog:
    """What the journal has closed of one case so far, with the runs and slots known since the last change.

    ``reach`` are the first and the last day on which anything of it can be open, ``changes`` the days on which a fact sets in.
    """

    world: World
    case: Case
    reach: tuple[date, date]
    changes: tuple[date, ...]
    closings: dict[RoundKey, Closing] = field(default_factory=dict)
    snoozes: dict[RoundKey, date] = field(default_factory=dict)
    runs: dict[date, Run] = field(default_factory=dict)
    slots: dict[Stretch, tuple[Slot, ...]] = field(default_factory=dict)
    with_each: dict[Stretch, Mapping[str | None, Sequence[Slot]]] = field(default_factory=dict)

    def run(self, day: date) -> Run:
        """The case as it stood on ``day``, with what was closed until now."""
        if day not in self.runs:
            view = View(self.world, self.case, day, self._closed())
            self.runs[day] = Run(view, Ledger(self.closings, self.snoozes), self.slots_on(day))
        return self.runs[day]

    def slots_on(self, day: date) -> tuple[Slot, ...]:
        """The slots that there were on ``day``, which is asked more often than what became of them."""
        stretch = self._stretch(day, day == self.world.today)
        if stretch not in self.slots:
            self.slots[stretch] = slots_of(View(self.world, self.case, day, self._closed()))
        return self.slots[stretch]

    def slots_with(self, day: date, uid: str | None) -> Sequence[Slot]:
        """Those of them that are with one person (``None``: the user); most lines find none, and need look no further."""
        stretch = self._stretch(day, day == self.world.today)
        if stretch not in self.with_each:
            by_person: dict[str | None, list[Slot]] = defaultdict(list)
            for slot in self.slots_on(day):
                by_person[slot.who.uid if slot.who else None].append(slot)
            self.with_each[stretch] = by_person
        return self.with_each[stretch].get(uid, ())

    def unhindered(self, day: date) -> Run:
        """The case as if no fact had stopped anything by ``day``."""
        view = View(self.world, replace(self.case, verdicts=(), went=(), stages=()), day, self._closed())
        return Run(view, Ledger(self.closings, self.snoozes), slots_of(view))

    def looks_ahead(self, day: date) -> bool:
        """Whether an interview comes after ``day``, of which no note says since when it is in the vault."""
        return any(interview.start.date() > day for interview in self.case.interviews)

    def foreseen(self, day: date) -> Run:
        """The case as it stood on ``day`` if the interviews that came later were in the vault already."""
        view = View(self.world, self.case, day, self._closed(), foreseen=True)
        return Run(view, Ledger(self.closings, self.snoozes), slots_of(view))

    def _closed(self) -> dict[SlotKey, str]:
        return {key[0]: closing.step for key, closing in self.closings.items()}

    def _stretch(self, day: date, final: bool) -> Stretch:
        """Days between which no fact sets in have the same slots, but for an offer, which looks at the other jobs as well."""
        stage = self.case.stage(day)
        return bisect_right(self.changes, day), final, day if stage and stage.word == "offer" else None

    def near(self, day: date) -> bool:
        """Whether anything of the case can have been open around ``day``: nothing is asked long before or after its facts."""
        first, last = self.stretch
        return first <= day <= last

    @property
    def stretch(self) -> tuple[date, date]:
        """The reach, with what was snoozed."""
        first, last = self.reach
        return first, max([last, *(until + AFTER for until in self.snoozes.values())]) if self.snoozes else last

    def close(self, outcome: Outcome, closing: Closing) -> None:
        """Close a round; the first line that does so counts."""
        self.closings.setdefault((outcome.slot.key, outcome.round), closing)
        self.forget()

    def snooze(self, outcome: Outcome, until: date) -> None:
        """Put a round off; the last line that does so counts."""
        self.snoozes[(outcome.slot.key, outcome.round)] = until
        self.runs.clear()

    def forget(self) -> None:
        """Compute anew what hangs on the closings."""
        self.runs.clear()
        self.slots.clear()
        self.with_each.clear()


def open_logs(world: World) -> list[CaseLog]:
    """The cases that are wanted, of which nothing is closed yet."""
    return [CaseLog(world, case, _reach(world, case), _changes(case)) for case in world.wanted]


def _changes(case: Case) -> tuple[date, ...]:
    """The days on which a fact sets in: a verdict, a stage, how it went, an interview that begins or has been held."""
    days = {fact.day for fact in (*case.verdicts, *case.went, *case.stages)}
    return tuple(sorted(days | {day for one in case.interviews for day in (one.start.date(), one.end.date())}))


def _reach(world: World, case: Case) -> tuple[date, date]:
    days = dated(case)
    if not days:
        return world.today, world.today
    endless = _recurs(world, case) and not case.ended(world.today)
    return home_before(world.settings, min(days) - BEFORE), date.max if endless else _last(max(days) + AFTER, case)


def dated(case: Case) -> list[date]:
    """All days that the notes of a case name and that something can count from."""
    job, facts = case.job, [fact.day for fact in (*case.verdicts, *case.went, *case.stages)]
    days = [day for one in case.interviews for day in (one.start.date(), one.end.date(), one.answer_by) if day]
    days += [day for day in (job.applied, job.decide_by) if day] if job else []
    return days + [day for day in facts if day > LONG_AGO]


def _last(last: date, case: Case) -> date:
    """What rests because they wrote stays open the longer: by a week and its own length, or three rounds of it."""
    for heard in case.heard:
        if heard <= last:
            last = max(last, heard + REST)
    return last


def _recurs(world: World, case: Case) -> bool:
    """Whether a step without a last round runs on one of the case's interviews."""
    running = (world.rules.running(systems_of(world.settings, one), "interview") for one in case.interviews)
    return any(step.every and step.rounds is None for steps in running for step in steps)
