"""Keeping in touch, as a sitting needs it: how strong each tie is, how long each silence, and when the follow-up days are.

The plan has the same at its heart and tells of it only the days; here are the figures (rows A4, A6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from vaultcrm.model import Holidays, Interval, Vault

from .followup import FollowUpDays, follow_up_days, is_worked, worked_days
from .silence import Days, silences
from .world import World, read_world


class Tie(NamedTuple):
    """A contact who is kept in touch with: the last contact, every how often, and how many contacts and introductions.

    ``share`` is the silence measured by the cadence: 1 on the day when a word is wanted, 2 when it has been twice as long.
    """

    last: date | None
    every: Interval
    strength: int
    share: float


@dataclass(frozen=True, slots=True)
class Keeping:
    """``ties`` by contact id, and the follow-up days.

    ``acts`` are what the playbooks call keeping in touch; ``closed``: today's follow-up day has been worked through.
    """

    ties: Mapping[str, Tie]
    days: Days
    acts: frozenset[str]
    closed: bool

    def is_one(self, day: date) -> bool:
        """Whether ``day`` is a follow-up day."""
        return self.days.on_or_after(day) == day

    def after(self, day: date) -> date:
        """The first follow-up day behind ``day``."""
        return self.days.on_or_after(day + timedelta(days=1))


def keeping(vault: Vault, today: date, holidays: Holidays) -> Keeping:
    """The figures of ``today``; pure, as the plan is."""
    world = read_world(vault, today, holidays)
    days = follow_up_days(world)
    step = next(world.rules.counting_from("last-contact"), None)
    found = {one.who.uid: Tie(one.last, one.every, one.tie, _share(world, one.last, one.every)) for one in silences(world)}
    acts = frozenset((step.act,)) if step else frozenset[str]()
    return Keeping(found, days, acts, today in _worked(world, days))


def _share(world: World, last: date | None, every: Interval) -> float:
    """Without any contact on record the silence is longest."""
    if last is None:
        return float("inf")
    length = (world.place(None).shift_day(last, every) - last).days
    return (world.today - last).days / max(length, 1)


def _worked(world: World, days: FollowUpDays) -> frozenset[date]:
    step = next(world.rules.counting_from("follow-up-day"), None)
    return worked_days(days, (entry.line.day for entry in world.journal.tagged if is_worked(entry.line, step)))
