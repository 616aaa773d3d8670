"""What became of each touch-point of a case by a day: done, skipped, missed, or still to do in which window.

In: a case, a day, what was closed and snoozed by then. Out: for each slot its rounds (one, where it does not recur), the last
of which is the present one. Chains are followed by asking for the outcome of the slot that another hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from vaultcrm.dates import day_of
from vaultcrm.model import Interval, Moment, Point, Step

from .anchors import Anchor, count, interview_anchor, job_anchor, say
from .calendar import Place
from .cases import hold_until
from .conditions import SlotKey, View
from .outcomes import Ledger, Outcome
from .slots import Slot
from .windows import Window, around_absence, before_absence, for_medium, later, merged, snoozed, up_to


@dataclass(slots=True)
class Run:
    """A case on a day. Outcomes are computed when they are asked for, once."""

    view: View
    ledger: Ledger
    slots: tuple[Slot, ...]
    known: dict[SlotKey, tuple[Outcome, ...]] = field(default_factory=dict)
    asked: set[SlotKey] = field(default_factory=set)

    def outcomes(self, slot: Slot) -> tuple[Outcome, ...]:
        """The slot's rounds so far, the present one last; empty where nothing says when it would be."""
        if slot.key not in self.known:
            if slot.key in self.asked:
                return ()
            self.asked.add(slot.key)
            self.known[slot.key] = tuple(_rounds(self, slot))
        return self.known[slot.key]

    def all_outcomes(self) -> list[tuple[Outcome, ...]]:
        """The outcomes of every slot, in the slots' order."""
        return [found for slot in self.slots if (found := self.outcomes(slot))]


def _rounds(run: Run, slot: Slot) -> list[Outcome]:
    found: list[Outcome] = []
    limit = _last_closed(run, slot) if slot.stopped else slot.first.rounds if slot.first.every else 1
    while limit is None or len(found) < limit:
        outcome = _round(run, slot, len(found) + 1, found[-1] if found else None)
        if outcome is None:
            break
        found.append(outcome)
        if outcome.status == "live":
            break
    return found


def _last_closed(run: Run, slot: Slot) -> int:
    return max((number for key, number in run.ledger.closings if key == slot.key), default=0)


def _round(run: Run, slot: Slot, number: int, before: Outcome | None) -> Outcome | None:
    via = _via(slot, number)
    window = _first_window(run, slot, via) if before is None else _next_window(run, slot, number, before)
    if window is None:
        return None
    last = slot.first.rounds is not None and number >= slot.first.rounds
    if slot.first.every and slot.first.expires.next_round and not last:
        window = window._replace(next_opens=day_of(_place(run, slot).shift(window.due_on, slot.first.every[0])))
    closing = run.ledger.closings.get((slot.key, number))
    window = _put_off(run, slot, number, via, window, closing.day if closing else run.view.day)
    if closing:
        return Outcome(slot, number, via, window, closing.status, closing.day)
    if window.over(run.view.day) or _past_hour(slot, window, run.view.day):
        return Outcome(slot, number, via, window, "missed", window.next_opens if _by_next(window) else window.last)
    return Outcome(slot, number, via, window, "live")


def _past_hour(slot: Slot, window: Window, day: date) -> bool:
    """Whether it expired at an hour of this very day that has passed: the talk before which it was to be done is written up."""
    expires = window.expires
    begun = slot.interview is not None and slot.interview.debrief.begun
    return isinstance(expires, datetime) and expires.date() == day and begun


def _by_next(window: Window) -> bool:
    return window.next_opens is not None and window.expires_on == window.next_opens


def _via(slot: Slot, number: int) -> str | None:
    """The medium: in turn where the step alternates, the one they prefer where it is allowed, else the first (C6, C10, D4)."""
    media = tuple(dict.fromkeys(way for step in slot.steps for way in step.via))
    if slot.first.alternate and media:
        return media[(number - 1) % len(media)]
    contact = slot.who.contact if slot.who else None
    preferred = contact.prefers if contact else None
    if preferred == "post" and slot.interview and slot.interview.remote and not (contact and contact.address):
        preferred = None
    return preferred if preferred in media else next(iter(media), None)


def _zone(run: Run, slot: Slot) -> str:
    return slot.interview.timezone if slot.interview else run.view.world.settings.me.timezone


def _place(run: Run, slot: Slot) -> Place:
    return run.view.world.place(slot.who)


def _to_business(run: Run, slot: Slot, via: str | None, window: Window) -> Window:
    return for_medium(window, via, _place(run, slot), run.view.world.settings.working_hours)


def _first_window(run: Run, slot: Slot, via: str | None) -> Window | None:
    windows = [window for step in slot.steps if (window := _step_window(run, slot, step, via))]
    if not windows:
        return None
    window = merged(windows, _zone(run, slot))
    return window._replace(reasons=(*window.reasons, slot.over)) if slot.over else window


def _step_window(run: Run, slot: Slot, step: Step, via: str | None) -> Window | None:
    opens, due = _point(run, slot, step.opens), _point(run, slot, step.due)
    if opens is None or due is None:
        return None
    reasons = tuple(dict.fromkeys((opens[1], due[1])))
    waits_for = opens[2] or due[2]
    latest = max(day_of(opens[0]), day_of(due[0]))
    end = due[0] if day_of(due[0]) == latest else opens[0]
    window = _to_business(run, slot, via, Window(opens[0], end, None, None, waits_for, reasons))
    return window._replace(expires=_expiry(run, slot, step, window.due_on))


def _point(run: Run, slot: Slot, point: Point) -> tuple[Moment, str, str | None] | None:
    for word in point.anchors:
        if anchor := _anchor(run, slot, word, point.edge):
            moment, sentence = count(point, anchor, _place(run, slot), _zone(run, slot))
            return moment, sentence, anchor.waits_for
    return None


def _anchor(run: Run, slot: Slot, word: str, edge: str) -> Anchor | None:
    case, day = run.view.case, run.view.day
    if slot.interview:
        found = interview_anchor(case, slot.interview, word, day)
    else:
        found = job_anchor(case, word, day)
    return found or _chain_anchor(run, slot, word, edge)


def find_slot(run: Run, slot: Slot, word: str) -> Slot | None:
    """The slot of the same note that ``word`` names: for the same person, else the one that is with the lead only."""
    named = [one for one in run.slots if one.note == slot.note and one is not slot and word in one.names]
    theirs = [one for one in named if one.who == slot.who] or [one for one in named if not one.each or slot.who is None]
    return theirs[0] if theirs else None


def _chain_anchor(run: Run, slot: Slot, word: str, edge: str) -> Anchor | None:
    """The day of another step: when it was done; the later of skip and due; its expiry if missed; else tentative (*Chains*)."""
    target = find_slot(run, slot, word)
    outcomes = run.outcomes(target) if target else ()
    if not target or not outcomes:
        return None
    last, name = outcomes[-1], target.first.name
    due = last.window.due_on
    if edge == "due":
        return Anchor(due, f"{name}'s due day", last.window.waits_for)
    if last.status == "done" and last.day:
        return Anchor(last.day, f"{name}, which was done,")
    if last.status == "skipped" and last.day:
        return Anchor(max(last.day, due), f"{name}, which was skipped,")
    if last.status == "missed" and last.day:
        return Anchor(last.day, f"{name}, which was let go,")
    return Anchor(max(due, run.view.day), f"{name}, not done yet,", last.window.waits_for or name)


def _expiry(run: Run, slot: Slot, step: Step, due: date) -> Moment | None:
    expires, found = step.expires, list[Moment]()
    if expires.after:
        found.append(_place(run, slot).shift_day(due, expires.after))
    if expires.at and (point := _point(run, slot, expires.at)):
        found.append(point[0])
    if expires.with_step and (target := find_slot(run, slot, expires.with_step)):
        outcomes = run.outcomes(target)
        found.extend([outcomes[-1].window.expires] if outcomes and outcomes[-1].window.expires else [])
    return min(found, key=day_of, default=None)


def _next_window(run: Run, slot: Slot, number: int, before: Outcome) -> Window | None:
    """A recurring step's next round: so long after the last was made, or after it was due where it was missed (*Rounds*)."""
    step = slot.first
    every = step.every[min(number - 2, len(step.every) - 1)]
    due = before.window.due_on
    done = before.status == "done" and before.day
    base = before.day if done and before.day else max(before.day or due, due) if before.status == "skipped" else due
    place, via = _place(run, slot), _via(slot, number)
    opens = day_of(place.shift(base, every))
    if before.status == "missed" and before.window.next_opens:
        opens = max(opens, before.window.next_opens)
    ends = opens + _length(step)
    label = "was done" if done else "was skipped" if before.status == "skipped" else "was due"
    reason = f"round {number - 1} {label} on {say(base)}; {every} later: {say(opens)}"
    window = _to_business(run, slot, via, Window(opens, ends, reasons=(reason,)))
    return window._replace(expires=_expiry(run, slot, step, window.due_on) if step.expires.after else None)


def _length(step: Step) -> timedelta:
    """How many days a round's window is long, where both ends count from one anchor."""
    return timedelta(days=max(_days(step.due.offset) - _days(step.opens.offset), 0))


def _days(offset: Interval | None) -> int:
    return offset.count * {"week": 7}.get(offset.unit, 1) if offset else 0


def _put_off(run: Run, slot: Slot, number: int, via: str | None, window: Window, day: date) -> Window:
    """The window after what they wrote by ``day``, a snooze, and absences."""
    settings, appointment = run.view.world.settings, _appointment(slot, window)
    window = _held(run, slot, via, window, day)
    if until := run.ledger.snoozes.get((slot.key, number)):
        window = snoozed(window, until)
    if appointment:
        window = up_to(window, appointment)
    around = before_absence if appointment else around_absence
    return _to_business(run, slot, via, around(window, settings))


def _appointment(slot: Slot, window: Window) -> Moment | None:
    """The talk or the deadline with which something of one's own ends; of these neither waits (rows B2, F2)."""
    ends = (step.expires for step in slot.steps)
    return window.expires if slot.who is None and all(end.at and not end.after for end in ends) else None


def _held(run: Run, slot: Slot, via: str | None, window: Window, day: date) -> Window:
    """Calls, check-ins and weekly steps rest for a while after they wrote; expiry counts from the new due day (row D6)."""
    interview, rested = slot.interview, window
    if interview is None or not any(step.held for step in slot.steps):
        return window
    for heard in run.view.case.heard:
        if interview.start.date() <= heard <= day and not rested.over(heard):
            until = hold_until(interview, heard)
            if rested.opens_on < until:
                rested = later(rested, until, f"they wrote on {say(heard)}: it rests until {say(until)}")
    return window if rested is window else _expiring(run, slot, _to_business(run, slot, via, rested))


def _expiring(run: Run, slot: Slot, window: Window) -> Window:
    """The window with its expiry counted from the day on which it is due now."""
    ends = [end for step in slot.steps if (end := _expiry(run, slot, step, window.due_on))]
    return window._replace(expires=min(ends, key=day_of, default=None))
