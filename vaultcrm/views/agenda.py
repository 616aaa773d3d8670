"""The agenda: which touch-points are shown, in which group, as data and as lines that fit 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from vaultcrm.model import LIVE, Outline, Plan, Problem, Touchpoint

from .days import long_day
from .problems import severity_count
from .rows import Quiet, rows
from .spans import Line, Lines, Span, line, wrapped
from .wording import BY_DAY, readable

Group = Literal["Overdue", "Today", "Open", "Coming", "Done and let go"]
GROUPS: tuple[Group, ...] = ("Overdue", "Today", "Open", "Coming", "Done and let go")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the agenda shows: ``days`` ahead, or everything, closed ones too (``None``); only where ``wanted`` agrees."""

    days: int | None = 14
    wanted: Callable[[Touchpoint], bool] | None = None


def group_of(touchpoint: Touchpoint | Outline, today: date) -> Group:
    """Where a touch-point stands in the agenda of ``today``."""
    if touchpoint.state not in LIVE:
        return "Done and let go"
    by_day = touchpoint.step in BY_DAY
    if touchpoint.planned <= today:
        return "Overdue" if touchpoint.state == "overdue" and not by_day else "Today"
    return "Open" if touchpoint.state != "upcoming" and not by_day else "Coming"


def chosen(plan: Plan, shown: Shown) -> tuple[Touchpoint, ...]:
    """The touch-points to show, in the agenda's order: by group, and in each by the plan."""
    near = _near(plan, shown.days) if shown.days is not None else plan.touchpoints
    wanted = (t for t in near if shown.wanted is None or shown.wanted(t))
    return tuple(sorted(wanted, key=lambda t: GROUPS.index(group_of(t, plan.today))))


def _near(plan: Plan, days: int) -> Sequence[Touchpoint]:
    """What is not further ahead than so many days."""
    last = plan.today + timedelta(days=days)
    return plan.live.where(lambda one: one.planned <= last or group_of(one, plan.today) != "Coming")


def count_now(touchpoints: Sequence[Touchpoint], today: date) -> int:
    """How many are overdue or planned for today."""
    return sum(group_of(t, today) in ("Overdue", "Today") for t in touchpoints)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the agenda says beside the plan: the inbox, what could not be read, and, by uid, how long there was no news."""

    inbox: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    quiet: Quiet = field(default_factory=dict)


NOTHING_BESIDE = Beside()


def agenda_lines(plan: Plan, shown: Shown, beside: Beside = NOTHING_BESIDE) -> Lines:
    """The whole agenda for people: the inbox, the groups, what is to be asked and said."""
    touchpoints = chosen(plan, shown)
    blocks = [(line(Span(long_day(plan.today), "heading")),), _inbox_lines(beside.inbox)]
    blocks += _group_blocks(touchpoints, rows(touchpoints, plan.today, beside.quiet), plan.today)
    if not touchpoints:
        blocks.append((line("Nothing to do in these days."),))
    blocks += [_questions(plan), _closing_lines(plan, shown, len(touchpoints)), _doubts(beside.problems)]
    return _joined([block for block in blocks if block])


def _joined(blocks: Sequence[Lines]) -> Lines:
    lines: list[Line] = list(blocks[0])
    for block in blocks[1:]:
        lines += [(), *block]
    return tuple(lines)


def _inbox_lines(inbox: Sequence[str]) -> Lines:
    if not inbox:
        return ()
    return (line(Span("Inbox", "heading")), *(text for entry in inbox for text in wrapped(readable(entry), "  ")))


def _group_blocks(touchpoints: Sequence[Touchpoint], lines: Lines, today: date) -> list[Lines]:
    members: dict[Group, list[Line]] = {group: [] for group in GROUPS}
    for touchpoint, shown in zip(touchpoints, lines, strict=True):
        members[group_of(touchpoint, today)].append(shown)
    return [(line(Span(group, "heading")), *found) for group, found in members.items() if found]


def _questions(plan: Plan) -> Lines:
    if not plan.questions:
        return ()
    asked = [(*wrapped(f"{q.source}: {q.message}", "  "), *wrapped(q.remedy, "    ")) for q in plan.questions]
    return (line(Span("Please tell", "heading")), *(text for block in asked for text in block))


def _closing_lines(plan: Plan, shown: Shown, count: int) -> Lines:
    live = plan.live
    later = 0 if shown.days is None else sum(map(shown.wanted, live)) - count if shown.wanted else len(live) - count
    texts = list(plan.notices)
    if later:
        texts.append(f"{later} more later on (vaultcrm agenda --all shows them)")
    if plan.missed and shown.days is not None:
        texts.append(f"{plan.missed} let go in the last 30 days (vaultcrm agenda --all shows them)")
    return tuple(part for text in texts for part in wrapped(text, style="soft"))


def _doubts(problems: Sequence[Problem]) -> Lines:
    found = [problem for problem in problems if problem.severity != "hint"]
    return wrapped(f"{severity_count(found)} in the notes (vaultcrm doctor shows all)", style="now") if found else ()
