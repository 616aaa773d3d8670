"""The follow-up day: everyone whom it is time to be in touch with, as one event a day with the list (rows A4, A6).

The days of a year are cut into periods, each from one follow-up day to the next; in each period, the first day on which
someone is due is the period's event, and its round (``2026-12``) gives its identity. So a follow-up day that passed and
is overdue on today is still the same event. Who was moved by hand to another day has an event of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from vaultcrm.dates import day_rule_in_month, parse_day_rule
from vaultcrm.dates.days import add_months
from vaultcrm.model import Touchpoint
from vaultcrm.model.identity import identity

from .describe import BUSY, body, reach_lines
from .entries import A_DAY, MORNING, Entry
from .scene import Scene, person_name
from .selection import STAY_IN_TOUCH
from .words import listed, one_line, shows

_FIRST_FRIDAY = (1, 4)


def part_follow_up_days(
    scene: Scene, points: tuple[Touchpoint, ...]
) -> tuple[Mapping[date, tuple[Touchpoint, ...]], tuple[Touchpoint, ...]]:
    """The touch-points of each follow-up day, and all the others."""
    days = _event_days(scene, points)
    grouped: dict[date, list[Touchpoint]] = {day: [] for day in sorted(days)}
    for point in points:
        if point.step in STAY_IN_TOUCH and point.planned in grouped:
            grouped[point.planned].append(point)
    groups = {day: tuple(members) for day, members in grouped.items() if members}
    others = (p for p in points if p.step != "follow-up-day" and not (p.step in STAY_IN_TOUCH and p.planned in groups))
    return groups, tuple(others)


def follow_up_entry(scene: Scene, day: date, members: tuple[Touchpoint, ...]) -> Entry:
    """The event of one follow-up day: how many are due, and the list of them."""
    own = _own_touchpoint(scene, day)
    uid = own.uid if own else identity(scene.vault.settings.vault, "search", "follow-up-day", None, _round(scene, day))
    named = shows(scene.feed.level, "names")
    summary = _summary(scene, members) if named else BUSY
    return Entry(
        uid=uid,
        start=day,
        end=day + A_DAY,
        summary=summary,
        description=body(_lines(scene, members, own), 6000) if named else "",
        category="Follow-up day" if named else "",
        alarm=MORNING if scene.feed.alarms else None,
        brief=summary,
    )


def _summary(scene: Scene, members: tuple[Touchpoint, ...]) -> str:
    names = tuple(person_name(scene, point.person.name) for point in members if point.person)
    return f"Follow-up day: {listed(names) if len(names) <= 3 else f'{len(names)} people'}"


def _lines(scene: Scene, members: tuple[Touchpoint, ...], own: Touchpoint | None) -> tuple[str, ...]:
    people = tuple(_person_line(scene, point) for point in members)
    close = f"All of them done? vaultcrm done {own.key}" if own else ""
    return ("It is time to be in touch with", *people, "Person by person: vaultcrm day", close)


def _person_line(scene: Scene, point: Touchpoint) -> str:
    name = person_name(scene, point.person.name) if point.person else one_line(point.title)
    company = f" ({one_line(point.company)})" if point.company else ""
    overdue = f", since {point.due.isoformat()[:10]}" if point.state == "overdue" else ""
    contact = scene.contacts.get(point.person.id or "") if point.person else None
    reach = "".join(f"; {line}" for line in reach_lines(contact)) if contact and shows(scene.feed.level, "private") else ""
    return f"- {name}{company}{overdue}: {point.key}{reach}"


def _own_touchpoint(scene: Scene, day: date) -> Touchpoint | None:
    return next((p for p in _follow_up_touchpoints(scene) if p.planned == day), None)


def _follow_up_touchpoints(scene: Scene) -> Iterable[Touchpoint]:
    return (point for point in scene.plan.touchpoints if point.step == "follow-up-day")


def _event_days(scene: Scene, points: tuple[Touchpoint, ...]) -> set[date]:
    """Of each period the first day on which someone is due."""
    found: dict[str, date] = {}
    for day in sorted({point.planned for point in points if point.step == "stay-in-touch"}):
        found.setdefault(_round(scene, day), day)
    return set(found.values())


def _round(scene: Scene, day: date) -> str:
    """The period that ``day`` is in: ``2026-12`` from December's follow-up day to the day before January's."""
    rule = parse_day_rule(scene.vault.settings.follow_up_day) or _FIRST_FRIDAY
    months = (add_months(day.replace(day=1), back) for back in (1, 0, -1))
    starts = {f"{month:%Y-%m}": day_rule_in_month(rule, month.year, month.month) for month in months}
    # A holiday or days away put a follow-up day off: then its period begins on the day on which it was planned.
    starts |= {point.round: point.planned for point in _follow_up_touchpoints(scene) if point.round in starts}
    begun = [(start, label) for label, start in starts.items() if start <= day]
    return max(begun)[1] if begun else f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"
