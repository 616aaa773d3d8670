"""The whole plan of a day, put together from cases, contacts and the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from vaultcrm.model import LIVE, Holidays, Plan, Problem, Touchpoint, Vault

from .closing import Settled, questions, settle
from .followup import assign, capacity_notice, follow_up_item
from .items import Item, keys_for, of_outcome, touchpoint
from .own import birthdays, keep_searching, promises
from .silence import Silence, by_hand, selling_windows, silences
from .spread import Planned, spread
from .tags import unknown_tags
from .world import World, read_world

RECENT = timedelta(days=30)
GROUPS = {"overdue": 0, "due": 1, "open": 1, "upcoming": 2}


def make_plan(vault: Vault, today: date, holidays: Holidays) -> Plan:
    """All touch-points of ``vault`` on ``today``, in the agenda's order, with what else is to be said."""
    world = read_world(vault, today, holidays)
    settled = settle(world)
    cases = [
        of_outcome(vault.settings.vault, log.case, one)
        for log in settled.logs
        for found in log.run(today).all_outcomes()
        for one in found
    ]
    own = [*cases, *promises(world), *birthdays(world), *keep_searching(world)]
    quiet = list(silences(world))
    keeping = _keeping(world, own, quiet)
    planned = spread(world, [item for item in [*own, *keeping] if item.status == "live"])
    closed = [Planned(item, item.closed_on or item.window.due_on, None) for item in own if item.status != "live"]
    return Plan(
        today,
        _finished([*planned, *closed], today),
        questions(settled, today),
        (*_without_people(settled), *sorted(unknown_tags(world))),
        tuple(notice for notice in [capacity_notice(world, [one.every for one in quiet])] if notice),
        sum(1 for item in own if item.status == "missed" and item.closed_on and today - RECENT < item.closed_on),
    )


def touchpoints(vault: Vault, today: date, holidays: Holidays) -> tuple[Touchpoint, ...]:
    """The program in one call: a vault and a day make touch-points."""
    return make_plan(vault, today, holidays).touchpoints


def _keeping(world: World, own: Sequence[Item], quiet: Sequence[Silence]) -> list[Item]:
    """Staying in touch: what the user has dated by hand, then the follow-up days, then the next of these days itself."""
    step = next(world.rules.counting_from("last-contact"), None)
    hand = list(by_hand(world, step))
    named = {item.who.uid for item in hand if item.who}
    due = assign(world, [one for one in quiet if one.who.uid not in named], selling_windows(own))
    day_step = next(world.rules.counting_from("follow-up-day"), None)
    day = follow_up_item(world, day_step, due) if day_step else None
    return [*hand, *due, *([day] if day else [])]


def _finished(planned: Sequence[Planned], today: date) -> tuple[Touchpoint, ...]:
    """The records, in the agenda's order: what is live by its planned day, then what is closed, the newest first."""
    keys = keys_for([one.item.uid for one in planned])
    records = [touchpoint(one.item, keys[one.item.uid], one.day, one.moved, today) for one in planned]
    return tuple(sorted(records, key=_agenda_order))


def _agenda_order(one: Touchpoint) -> tuple[object, ...]:
    live = one.state in LIVE
    day = one.planned.toordinal()
    return (not live, day if live else -day, GROUPS.get(one.state, 3), _ordinal(one.due), one.title, one.uid)


def _ordinal(moment: date) -> int:
    return moment.toordinal()


def _without_people(settled: Settled) -> Iterator[Problem]:
    """Interviews that name nobody: nobody can be thanked."""
    for log in settled.logs:
        for interview in log.case.interviews:
            if not interview.interviewers and interview.status not in ("cancelled", "missed"):
                remedy = "add them under `interviewers:`, so that they can be thanked"
                yield Problem(interview.source, "the interview names no interviewers", remedy, "", "hint")
