"""The agenda: which touch-points are shown, in which group, as data and as lines that fit 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from vaultcrm.dates import day_of
from vaultcrm.model import LIVE, Moment, Plan, Touchpoint

from .days import hour, long_day, short_day, short_moment
from .spans import COLUMNS, Line, Lines, Span, Style, clean, fit, line, pad, width, wrapped

Group = Literal["Overdue", "Today", "Open", "Coming", "Done and let go"]
Quiet = Mapping[str, str]
GROUPS: tuple[Group, ...] = ("Overdue", "Today", "Open", "Coming", "Done and let go")
# These have no deadline that could be missed: only the day on which they are planned counts.
BY_DAY = frozenset({"stay-in-touch", "next-contact", "follow-up-day"})
VIA: Mapping[str, str] = {"email": "e-mail", "phone": "phone", "post": "post", "linkedin": "LinkedIn"}
_MISSING: Mapping[str, str] = {
    "phone": "no phone number", "address": "no postal address", "email": "no e-mail address", "note": "no note yet",
    "hr": "HR unknown",
}  # fmt: skip
_DAY_STYLES: Mapping[Group, Style] = {"Overdue": "late", "Today": "now"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a plan the agenda shows: ``days`` ahead, or ``all`` of it; only where ``wanted`` agrees."""

    days: int = 14
    all: bool = False
    wanted: Callable[[Touchpoint], bool] = lambda touchpoint: True


def group_of(touchpoint: Touchpoint, today: date) -> Group:
    """Where a touch-point stands in the agenda of ``today``."""
    if touchpoint.state not in LIVE:
        return "Done and let go"
    by_day = touchpoint.step in BY_DAY
    if touchpoint.planned <= today:
        return "Overdue" if touchpoint.state == "overdue" and not by_day else "Today"
    return "Open" if touchpoint.state != "upcoming" and not by_day else "Coming"


def chosen(plan: Plan, shown: Shown) -> tuple[Touchpoint, ...]:
    """The touch-points to show, in the plan's order."""
    return tuple(t for t in plan.touchpoints if shown.wanted(t) and (shown.all or _near(t, plan.today, shown.days)))


def _near(touchpoint: Touchpoint, today: date, days: int) -> bool:
    group = group_of(touchpoint, today)
    if group == "Coming":
        return touchpoint.planned <= today + timedelta(days=days)
    return group != "Done and let go"


def count_now(touchpoints: Sequence[Touchpoint], today: date) -> int:
    """How many are overdue or planned for today."""
    return sum(group_of(t, today) in ("Overdue", "Today") for t in touchpoints)


def agenda_lines(plan: Plan, shown: Shown, inbox: Sequence[str] = (), quiet: Quiet = MappingProxyType({})) -> Lines:
    """The whole agenda for people: the inbox, the groups, what is to be asked and said.

    ``quiet`` holds, by uid, how long there was no news where that is why one writes (row D6).
    """
    touchpoints = chosen(plan, shown)
    blocks = [(line(Span(long_day(plan.today), "heading")),), _inbox_lines(inbox)]
    blocks += [_group_lines(group, touchpoints, plan.today, quiet) for group in GROUPS]
    if not touchpoints:
        blocks.append((line("Nothing to do in these days."),))
    blocks += [_questions(plan), _closing_lines(plan, shown, len(touchpoints))]
    return _joined([block for block in blocks if block])


def _joined(blocks: Sequence[Lines]) -> Lines:
    lines: list[Line] = list(blocks[0])
    for block in blocks[1:]:
        lines += [(), *block]
    return tuple(lines)


def _inbox_lines(inbox: Sequence[str]) -> Lines:
    if not inbox:
        return ()
    return (line(Span("Inbox", "heading")), *(text for entry in inbox for text in wrapped(entry, "  ")))


def _group_lines(group: Group, touchpoints: Sequence[Touchpoint], today: date, quiet: Quiet) -> Lines:
    members = [t for t in touchpoints if group_of(t, today) == group]
    if not members:
        return ()
    return (line(Span(group, "heading")), *rows(members, today, quiet))


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide key, day and title are; ``room`` is what title and notes share."""

    key: int
    day: int
    title: int
    room: int


def rows(touchpoints: Sequence[Touchpoint], today: date, quiet: Quiet = MappingProxyType({})) -> Lines:
    """One line a touch-point: key, planned day, title, then medium, what is missing and the window as far as 80 columns go."""
    key = max((len(t.key) for t in touchpoints), default=0)
    day = max((len(short_day(t.planned, today)) for t in touchpoints), default=0)
    room = COLUMNS - key - day - 6
    title = min(max((width(clean(t.title)) for t in touchpoints), default=0), room - 24)
    return tuple(_row(t, today, Columns(key, day, title, room), quiet.get(t.uid, "")) for t in touchpoints)


def _row(t: Touchpoint, today: date, columns: Columns, quiet: str) -> Line:
    notes = _notes(t, today, columns.room - width(clean(t.title)), quiet)
    room = columns.room - _length(notes)
    title = pad(fit(clean(t.title), room), min(columns.title, room))
    tail = [part for note in notes for part in (Span(", ", "soft"), note)][1:]
    return line(
        "  ", Span(pad(t.key, columns.key), "key"), "  ",
        Span(pad(short_day(t.planned, today), columns.day), _DAY_STYLES.get(group_of(t, today), "plain")), "  ",
        title if tail else title.rstrip(), "  " if tail else "", *tail,
    )  # fmt: skip


def _notes(t: Touchpoint, today: date, room: int, quiet: str) -> list[Span]:
    """Behind the title: medium, what is missing, window, silence. Where room is short, what is missing stays longest."""
    via = [Span(note, "soft") for note in (VIA.get(t.via or "", t.via or "") or t.hint,) if note]
    window = [Span(note, "soft") for note in (window_note(t, today),) if note]
    silence = [Span(quiet, "soft")] if quiet else []
    missing = [Span(_MISSING.get(gap, f"no {gap}"), "missing") for gap in t.missing]
    fewest = missing or via or window
    ways = ([*via, *missing, *window, *silence], [*via, *missing, *(silence or window)], [*via, *missing], fewest)
    return next((notes for notes in ways if notes and _length(notes) <= room), fewest)


def _length(notes: Sequence[Span]) -> int:
    return sum(width(note.text) + 2 for note in notes)


def window_note(t: Touchpoint, today: date) -> str:
    """The window in three words, where it says more than the planned day does."""
    if t.state not in LIVE:
        return f"{_CLOSED[t.state]} {short_day(t.closed_on, today)}" if t.closed_on else _CLOSED[t.state]
    if t.tentative:
        return f"after {t.waits_for}" if t.waits_for else "perhaps"
    if t.step in BY_DAY:
        return ""
    if t.state == "overdue":
        return f"was due {short_day(day_of(t.due), today)}"
    return _until(t.due, t.planned, today)


def _until(due: Moment, planned: date, today: date) -> str:
    if day_of(due) > planned:
        return f"by {short_moment(due, today)}"
    return f"by {hour(due)}" if hour(due) else ""


_CLOSED: Mapping[str, str] = {"done": "done", "skipped": "skipped", "missed": "let go"}


def _questions(plan: Plan) -> Lines:
    if not plan.questions:
        return ()
    asked = [(*wrapped(f"{q.source}: {q.message}", "  "), *wrapped(q.remedy, "    ")) for q in plan.questions]
    return (line(Span("Please tell", "heading")), *(text for block in asked for text in block))


def _closing_lines(plan: Plan, shown: Shown, count: int) -> Lines:
    live = sum(1 for t in plan.touchpoints if t.state in LIVE and shown.wanted(t))
    later = 0 if shown.all else live - count
    texts = list(plan.notices)
    if later:
        texts.append(f"{later} more later on (vaultcrm agenda --all shows them)")
    if plan.missed and not shown.all:
        texts.append(f"{plan.missed} let go in the last 30 days (vaultcrm agenda --all shows them)")
    return tuple(part for text in texts for part in wrapped(text, style="soft"))
