"""Until when a case stays as it is, though no note changes: the first day on which time alone can make it another.

In: a case as it stands today. Out: that day; ``None`` where nothing lies ahead. Whatever is not surely the same tomorrow is
planned again tomorrow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from .caselog import CaseLog, dated
from .cases import Case
from .outcomes import Outcome
from .world import World

_DAY = timedelta(days=1)


def turns(
    world: World, log: CaseLog, outcomes: Sequence[Outcome], people: Collection[str], ahead: Mapping[str, date]
) -> date | None:
    """The first day after today on which the case may be another; ``ahead`` are the days of lines that are still to come.

    ``people`` are all who have a part in it, by id.
    """
    case, today = log.case, world.today
    live = [one for one in outcomes if one.status == "live"]
    if _tomorrow(world, case, live, people):
        return today + _DAY
    days = [ahead[key] for key in (*case.notes, *people) if key in ahead]
    days += dated(case)
    days += [day for uid in people for met in world.met.get(uid, ()) for day in (met.start.date(), met.end.date())]
    days += [day for one in live for day in _of_window(one)]
    return min((day for day in days if day > today), default=None)


def _of_window(one: Outcome) -> Iterator[date]:
    """The days that make something else of a window: after its end, on the day of an hour, and when what hangs on it moves."""
    window = one.window
    yield window.due_on + _DAY
    if window.last:
        yield window.last + _DAY
    if isinstance(window.expires, datetime):
        yield window.expires.date()


def _tomorrow(world: World, case: Case, live: Sequence[Outcome], people: Collection[str]) -> bool:
    """Whether it can be another each day: an offer looks at all other jobs, what waits for an overdue step moves along with
    today, a line of today counts with all that is known today, and a debrief of a talk to come is dated today."""
    today = world.today
    offered = any(fact.word == "offer" for fact in case.stages)
    waited = {one.window.waits_for for one in live if one.window.waits_for}
    late = [one for one in live if one.window.due_on < today]
    waits = any(one.window.waits_for or one.slot.first.name in waited for one in late)
    ahead = any(one.debrief.begun and one.end.date() > today for one in case.interviews)
    return offered or waits or ahead or not dated(case) or _written_today(world, case, people)


def _written_today(world: World, case: Case, people: Collection[str]) -> bool:
    mine = (entry for path in case.notes for entry in world.journal.under(path))
    theirs = (entry for uid in people for entry in world.journal.by_person.get(uid, ()))
    return any(entry.line.day == world.today for entries in (mine, theirs) for entry in entries)
