"""What was done in each week, by which medium, and what was answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaultcrm.dates.days import monday_of

from .said import TALKS, TOUCHES, Said

ANSWER = timedelta(days=14)
WEEK = timedelta(days=7)
WEEKS, MOST_WEEKS = 12, 53


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in the seven days from a Monday on."""

    monday: date
    interviews: int
    touches: int
    heard: int


@dataclass(frozen=True, slots=True)
class Medium:
    """Touches by one medium; ``answered`` within 14 days, ``fresh`` those whose days are not over yet.

    ``answered`` and ``fresh`` are ``None`` for what is a talk in itself.
    """

    verb: str
    touches: int
    answered: int | None
    fresh: int | None


def weeks(interviews: Iterable[date], said: Sequence[Said], first: date, today: date) -> tuple[Week, ...]:
    """The weeks from that of ``first`` to this one, 53 at the most."""
    this = monday_of(today)
    start = max(monday_of(first), this - (MOST_WEEKS - 1) * WEEK)
    talked, touched, heard = defaultdict[date, int](int), defaultdict[date, int](int), defaultdict[date, int](int)
    for day in interviews:
        talked[monday_of(day)] += 1
    for one in said:
        (heard if one.incoming else touched)[monday_of(one.day)] += 1
    mondays = [start + number * WEEK for number in range((this - start).days // 7 + 1)]
    return tuple(Week(day, talked[day], touched[day], heard[day]) for day in mondays)


def media(said: Sequence[Said], today: date, since: date | None) -> tuple[Medium, ...]:
    """The media that were used, the one used most first."""
    heard: dict[str, list[date]] = defaultdict(list)
    touches: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        if one.incoming:
            heard[one.person].append(one.day)
        elif since is None or one.day >= since:
            touches[one.verb].append(one)
    found = (_medium(verb, touches[verb], heard, today) for verb in TOUCHES if touches[verb])
    return tuple(sorted(found, key=lambda medium: -medium.touches))


def _medium(verb: str, touches: Sequence[Said], heard: Mapping[str, Sequence[date]], today: date) -> Medium:
    if verb in TALKS:
        return Medium(verb, len(touches), None, None)
    waiting = [one for one in touches if not answered(one, heard)]
    return Medium(verb, len(touches), len(touches) - len(waiting), sum(today <= one.day + ANSWER for one in waiting))


def answered(touch: Said, heard: Mapping[str, Sequence[date]]) -> bool:
    """Whether that person wrote or called on the same day or in the 14 days after; of nobody there is no answer."""
    return bool(touch.person) and any(touch.day <= day <= touch.day + ANSWER for day in heard.get(touch.person, ()))
