"""The follow-up day: who is due, longest silence first, never more than it holds (rows A4, A6).

In come the plan's touch-points and the ties, out comes a ``Day``, then lines for the terminal or data for scripts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import LIVE, Contact, Interval, LogLine, Plan, Touchpoint, Vault

from .company import company_of
from .counting import counted
from .data import Data, iso, touchpoint_data
from .days import days_ago, full_day, long_day, short_day
from .history import is_contact
from .note_data import contact_data
from .spans import Line, Lines, Span, line, wrapped
from .wording import GAPS, VIA, readable

BY_HAND = "next-contact"
_INDENT = " " * 9


@dataclass(frozen=True, slots=True)
class Known:
    """How things stand with a contact: the last contact, every how often, how strong the tie, the silence by the cadence."""

    last: date | None = None
    every: Interval | None = None
    strength: int = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Due:
    """A person who is due, with what is known of the tie."""

    touchpoint: Touchpoint
    contact: Contact
    known: Known

    @property
    def order(self) -> tuple[bool, float, int, str]:
        """What was dated by hand, then the longest silence measured by the cadence, then the strongest tie."""
        return (self.touchpoint.step != BY_HAND, -self.known.share, -self.known.strength, self.contact.id)


@dataclass(frozen=True, slots=True)
class Day:
    """The list of ``day``, as of ``today``; ``coming`` is the next follow-up day behind it, for ``expected`` people.

    ``is_one``: whether the day is a follow-up day at all; ``closed``: whether it has been worked through; ``is_now``: whether
    this is for today. ``left`` are those whom a sitting has left for the next one, ``handled`` the names of those who were
    written to, put off or passed over today, by which of it; ``waiting`` counts those without room, ``kept`` all who are
    kept in touch with.
    """

    today: date
    day: date
    is_one: bool
    closed: bool
    is_now: bool
    coming: date
    expected: int
    due: tuple[Due, ...]
    left: tuple[Due, ...]
    handled: Mapping[str, tuple[str, ...]]
    waiting: int
    kept: int

    @property
    def can_be_closed(self) -> bool:
        """Whether today's follow-up day is begun and not logged as done yet."""
        begun = bool(self.left) or any(self.handled.values())
        return self.is_one and self.day == self.today and not self.closed and begun


def due_by(vault: Vault, plan: Plan, ties: Mapping[str, Known], acts: Collection[str], day: date) -> tuple[Due, ...]:
    """Everybody who is to hear from the user by ``day``, ranked."""
    contacts = {contact.id: contact for contact in vault.contacts}
    found = [
        Due(t, contacts[t.person.id], ties.get(t.person.id, Known()))
        for t in plan.live.where(lambda one: one.planned <= day)
        if t.person and t.person.id in contacts and keeps_touch(t, acts)
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def keeps_touch(touchpoint: Touchpoint, acts: Collection[str]) -> bool:
    """Whether it is a word for the sake of the tie, and still to be written."""
    return touchpoint.state in LIVE and bool(touchpoint.person) and (touchpoint.act in acts or touchpoint.step == BY_HAND)


def handled_on(vault: Vault, day: date, ties: Mapping[str, Known], acts: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The names of those who were written to, put off or passed over on ``day``, by their notes: each once.

    A contact that no step asked for counts too, with somebody who is kept in touch with.
    """
    found: dict[str, list[str]] = {}
    for contact in vault.contacts:
        lines = [entry for entry in contact.log if entry.day == day and _handles(entry, contact.id in ties, acts)]
        if lines:
            what = {"snoozed": "put off", "skipped": "skipped"}.get(lines[-1].verb, "in touch with")
            found.setdefault(what, []).append(contact.name)
    return {what: tuple(names) for what, names in found.items()}


def _handles(entry: LogLine, kept: bool, acts: Collection[str]) -> bool:
    return entry.step in (*acts, BY_HAND) or (kept and entry.step is None and not entry.incoming and is_contact(entry))


def opening_lines(found: Day) -> Lines:
    """How a sitting begins: the day, and whom it is about."""
    left = f" Left for the next time: {', '.join(one.contact.name for one in found.left)}." if found.left else ""
    return (_head(found), *wrapped(f"{', '.join(one.contact.name for one in found.due)}.{left}"))


def day_lines(found: Day) -> Lines:
    """The list for people, with what to do about it."""
    lines: list[Line] = [_head(found), ()]
    for one in found.due:
        lines += due_lines(one, found.today)
    lines += [()] if found.due else []
    told = (*_beside(found), *_hints(found))
    return (*lines, *(part for text in told for part in wrapped(text, style="soft")))


def _head(found: Day) -> Line:
    return line(Span(long_day(found.day), "heading"), "  ", Span(_what(found), "soft"))


def due_lines(one: Due, today: date) -> Lines:
    """One person: key, name, how, then since when it is silent, and what there is to share."""
    t, firm = one.touchpoint, company_of(one.contact)
    via = f"  {VIA.get(t.via or '', '')}"
    gaps = f"  no {', no '.join(GAPS.get(gap, gap) for gap in t.missing)}" if t.missing else ""
    head = line(
        "  ", Span(t.key, "key"), "  ", one.contact.name, f" ({firm})" if firm else "", Span(via, "soft"), Span(gaps, "missing")
    )
    share = (f"to share: {readable(one.contact.share[0])}",) if one.contact.share else ()
    return (head, *(part for text in (silence_words(one, today), *share) for part in wrapped(text, _INDENT)))


def silence_words(one: Due, today: date) -> str:
    """``last contact 5 months ago, every 10 weeks wanted; dated by hand for Fri 20``."""
    known = one.known
    last = f"last contact {days_ago(known.last, today)}" if known.last else "no contact on record"
    every = f", every {_each(known.every)} wanted" if known.every else ""
    by_hand = one.touchpoint.step == BY_HAND and one.contact.next_contact
    return last + every + (f"; dated by hand for {short_day(by_hand, today)}" if by_hand else "")


def _each(every: Interval) -> str:
    return every.unit if every.count == 1 else str(every)


def _what(found: Day) -> str:
    number = len(found.due)
    people = counted(number, "person") if number else "nobody is due"
    kind = "follow-up day" if found.is_one else "no follow-up day"
    return f"{kind}, worked through; {people}" if found.closed else f"{kind}, {people}"


def _beside(found: Day) -> Iterator[str]:
    if not found.kept and not found.due:
        yield "Nobody is kept in touch with yet. `cadence: 3 months` in a note, or a [[cadence]] in the settings, does it."
    if found.left:
        yield f"Left for the next time: {', '.join(one.contact.name for one in found.left)}."
    if found.waiting:
        yield f"{found.waiting} more wait for the next one: the settings have no room for them today (per-day)."
    many = f"{counted(found.expected, 'person')} {'is' if found.expected == 1 else 'are'} due then"
    begins = found.day == found.today and (found.closed or not found.is_one)
    now = "; --now begins with it today" if begins else ""
    yield f"The next follow-up day is {full_day(found.coming)}" + (f": {many}{now}." if found.expected else ".")


def _hints(found: Day) -> Iterator[str]:
    if found.due:
        key = found.due[0].touchpoint.key
        yield f"vaultcrm draft {key} writes to the first, vaultcrm done {key} logs it."


def day_data(found: Day) -> Data:
    """The list for scripts; keys are a contract."""
    return {
        "day": iso(found.day),
        "follow_up_day": found.is_one,
        "closed": found.closed,
        "next": iso(found.coming),
        "people": [_due_data(one, found.today) for one in found.due],
        "left": [_due_data(one, found.today) for one in found.left],
        "waiting": found.waiting,
    }


def _due_data(one: Due, today: date) -> Data:
    last = one.known.last
    return {
        "touchpoint": touchpoint_data(one.touchpoint),
        "contact": contact_data(one.contact, last),
        "last_contact": iso(last),
        "silent_days": (today - last).days if last else None,
        "every": str(one.known.every) if one.known.every else None,
        "tie": one.known.strength,
        "by_hand": one.touchpoint.step == BY_HAND,
        "share": list(one.contact.share),
    }


def tally_lines(found: Day, told: Sequence[tuple[str, Sequence[str]]], remaining: int) -> Lines:
    """What came of a sitting: names by what was done, and how many are still to come."""
    label = max((len(what) for what, names in told if names), default=0) + 2
    lines = [
        (Span(what.ljust(label) if n == 0 else " " * label, "soft"), *text[1:])
        for what, names in told
        if names
        for n, text in enumerate(wrapped(", ".join(names), " " * label))
    ]
    again = "vaultcrm day" if found.day == found.today else "vaultcrm day --now"
    rest = f"{remaining} still to come: {again} goes on with {'them' if remaining > 1 else 'the last'}." if remaining else ""
    nothing = wrapped("Nothing was written.") if not lines else ()
    return ((), line(Span(long_day(found.day), "heading")), *lines, *nothing, *wrapped(rest, style="soft"))
