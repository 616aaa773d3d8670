"""The follow-up day: everyone whom it is time to be in touch with, as one event a day with the list (rows A4, A6).

A year is cut into periods by the settings' rule; the first day of a period on which someone is due is its follow-up day (a
holiday or days away may have put it off), and its month (``2026-12``) gives the event its identity. Who was moved by hand
to another day, and is overdue since, has an event of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vaultcrm.dates import day_of, day_rule_in_month, rule_of
from vaultcrm.dates.away import back_from
from vaultcrm.dates.days import add_months
from vaultcrm.model import Touchpoint
from vaultcrm.model.identity import identity

from .describe import BUSY, body, reach
from .entries import A_DAY, MORNING, Entry
from .scene import Scene, person_name
from .selection import STAY_IN_TOUCH
from .words import listed, one_line, shows

_ON_THE_DAY = STAY_IN_TOUCH | {"follow-up-day"}
# Weekends and public holidays put a day off by less than a week.
_PUT_OFF = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FollowUpDay:
    """One day, its identity, the user's own touch-point where the plan has one, and who is due."""

    day: date
    uid: str
    own: Touchpoint | None
    members: tuple[Touchpoint, ...]


def part_follow_up_days(scene: Scene, points: tuple[Touchpoint, ...]) -> tuple[tuple[FollowUpDay, ...], tuple[Touchpoint, ...]]:
    """The follow-up days, and the touch-points that are on none."""
    keeping = [point for point in points if point.step in STAY_IN_TOUCH]
    own = {point.planned: point for point in points if point.step == "follow-up-day"}
    rounds = _rounds(scene, own, {point.planned for point in keeping})
    days = []
    for day, label in rounds.items():
        members = tuple(point for point in keeping if point.planned == day)
        computed = identity(scene.vault.settings.vault, "search", "follow-up-day", None, label)
        days.append(FollowUpDay(day, own[day].uid if day in own else computed, own.get(day), members))
    others = (p for p in points if not (p.planned in rounds and p.step in _ON_THE_DAY))
    return tuple(days), tuple(p for p in others if p.step != "follow-up-day" or not scene.feed.people)


def follow_up_entry(scene: Scene, day: FollowUpDay) -> Entry:
    """The event of one follow-up day: how many are due, and the list of them."""
    named = shows(scene.feed.level, "names")
    summary = _summary(scene, day.members) if named else BUSY
    return Entry(
        uid=day.uid,
        start=day.day,
        end=day.day + A_DAY,
        summary=summary,
        description=body(_lines(scene, day), 6000) if named else "",
        category="Follow-up day" if named else "",
        alarm=MORNING if scene.feed.alarms else None,
        brief=summary,
    )


def _summary(scene: Scene, members: tuple[Touchpoint, ...]) -> str:
    names = tuple(person_name(scene, point.person.name) for point in members if point.person)
    return f"Follow-up day: {listed(names) if len(names) <= 3 else f'{len(names)} people'}"


def _lines(scene: Scene, day: FollowUpDay) -> tuple[str, ...]:
    people = tuple(_person_line(scene, day, point) for point in day.members)
    close = f"All of them done? vaultcrm done {day.own.key}" if day.own else ""
    return ("It is time to be in touch with", *people, "Person by person: vaultcrm day", close)


def _person_line(scene: Scene, day: FollowUpDay, point: Touchpoint) -> str:
    name = person_name(scene, point.person.name) if point.person else one_line(point.title)
    company = f" ({one_line(point.company)})" if point.company else ""
    since = f", due since {day_of(point.due)}" if day_of(point.due) < day.day else ""
    how = "".join(f"; {line}" for line in reach(scene, point))
    return f"- {name}{company}{since}: {point.key}{how}"


def _rounds(scene: Scene, own: Mapping[date, Touchpoint], days: set[date]) -> Mapping[date, str]:
    """The follow-up day of each period with its round: the month, or the day itself where a month has two.

    Those that the user's own touch-point names come first; of the others only later ones count, and only near the rule's day.
    """
    settings = scene.vault.settings
    rule = rule_of(settings.follow_up_day)
    first = {_period(rule, day): day for day in sorted(days & own.keys())}
    for day in sorted(days):
        start = _period(rule, day)
        if day > scene.today and day - back_from(settings, start) < _PUT_OFF:
            first.setdefault(start, day)
    rounds: dict[date, str] = {}
    for day in sorted(first.values()):
        month = f"{day:%Y-%m}"
        rounds[day] = day.isoformat() if month in rounds.values() else month
    return rounds


def _period(rule: tuple[int, int | None], day: date) -> date:
    """The rule's last day on or before ``day``."""
    found = day_rule_in_month(rule, day.year, day.month)
    before = add_months(day.replace(day=1), -1)
    return found if found <= day else day_rule_in_month(rule, before.year, before.month)
