"""The pieces of a plan put together: a day for each, keys, the agenda's order, and what else is to be said that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from vaultcrm.model import LIVE, Holidays, Plan, Problem, Search, Settings, Touchpoint

from .followup import assign, capacity_notice, follow_up_item
from .frame import Frame, Looks
from .items import Item, asked_by, keys_for, touchpoint
from .own import keep_searching
from .pieces import Pieces, touches_of
from .rulebook import Rulebook
from .silence import Silence, selling_windows
from .spread import Planned, spread

RECENT = timedelta(days=30)
GROUPS = {"overdue": 0, "due": 1, "open": 1, "upcoming": 2}


def frame_of(
    pieces: Pieces, settings: Settings, search: Search | None, rules: Rulebook, today: date, holidays: Holidays
) -> Frame:
    """What concerns all of the pieces, on a day."""
    notes = pieces.notes.values()
    worked = frozenset(day for piece in notes for day in piece.worked)
    looked = max((day for piece in notes for day in piece.looked), default=None)
    newest = max((piece.begun for piece in notes if piece.begun and piece.begun <= today), default=None)
    looks = Looks(sum(case.under_way for case in pieces.cases.values()), newest, looked)
    return Frame(settings, search, today, holidays, rules, touches_of(pieces, today), worked, looks)


def put_together(pieces: Pieces, frame: Frame) -> Plan:
    """The whole plan of the frame's day."""
    today, notes = frame.today, pieces.notes.values()
    own = [item for case in pieces.cases.values() for item in case.items]
    own += [item for piece in notes for item in piece.own]
    own += keep_searching(frame)
    hand, quiet = [piece.hand for piece in notes if piece.hand], [piece.quiet for piece in notes if piece.quiet]
    live = [item for item in (*own, *_keeping(frame, own, hand, quiet)) if item.status == "live"]
    closed = [Planned(item, item.closed_on or item.window.due_on, None) for item in own if item.status != "live"]
    full = capacity_notice(frame, [one.every for one in quiet])
    return Plan(
        today,
        _finished([*spread(frame, live), *closed], today),
        tuple(sorted({problem for case in pieces.cases.values() for problem in case.questions})),
        (*(problem for case in pieces.cases.values() for problem in case.problems), *_doubts(pieces)),
        (full,) if full else (),
        sum(1 for item in own if item.status == "missed" and item.closed_on and today - RECENT < item.closed_on),
        dict(case.news for case in pieces.cases.values() if case.news),
    )


def _doubts(pieces: Pieces) -> list[Problem]:
    return sorted(problem for piece in pieces.notes.values() for problem in piece.problems)


def _keeping(frame: Frame, own: Sequence[Item], hand: Sequence[Item], quiet: Sequence[Silence]) -> list[Item]:
    """Staying in touch: what the user has dated by hand, then the follow-up days, then the next of these days itself."""
    named = {item.who.uid for item in hand if item.who}
    due = assign(frame, [one for one in quiet if one.who.uid not in named], selling_windows(own))
    step = next(frame.rules.counting_from("follow-up-day"), None)
    day = follow_up_item(frame, step, due) if step else None
    return [*hand, *due, *([day] if day else [])]


def _finished(planned: Sequence[Planned], today: date) -> tuple[Touchpoint, ...]:
    """The records, in the agenda's order: what is live by its planned day, then what is closed, the newest first."""
    keys = keys_for([one.item.uid for one in planned])
    # Found: most items are of the same few steps, and what these say together took half of the time.
    alike = [tuple(map(id, one.item.steps)) for one in planned]
    steps = {those: one.item.steps for those, one in zip(alike, planned, strict=True)}
    asked = {those: asked_by(found) for those, found in steps.items()}
    records = [
        touchpoint(one.item, asked[those], keys[one.item.uid], one.day, one.moved, today)
        for those, one in zip(alike, planned, strict=True)
    ]
    return tuple(sorted(records, key=_agenda_order))


def _agenda_order(one: Touchpoint) -> tuple[object, ...]:
    live = one.state in LIVE
    day = one.planned.toordinal()
    return (not live, day if live else -day, GROUPS.get(one.state, 3), one.due.toordinal(), one.title, one.uid)
