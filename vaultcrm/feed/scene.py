"""What every part of the feed looks at: the vault, the plan, the feed's settings, and what people are called.

A feed shortens their names to first names until it is allowed to show more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaultcrm.dates.days import add_months
from vaultcrm.model import FeedSettings, Plan, Ref, Touchpoint, Vault

from .names import Known, Names, by_line, first_name, last_name
from .words import one_line, shows, without_details


@dataclass(frozen=True, slots=True)
class Scene:
    """``ahead`` are the touch-points that can still be done, from the first to the last day of a feed.

    ``names`` are those that are to be shortened: everybody's, or none where the feed shows them, or nobody.
    """

    vault: Vault
    plan: Plan
    feed: FeedSettings
    ahead: Sequence[Touchpoint]
    names: Names

    @property
    def today(self) -> date:
        """The day for which the plan was made."""
        return self.plan.today


def look_at(vault: Vault, plan: Plan, feed: FeedSettings, names: Callable[[Known], Names] | None = None) -> Scene:
    """The scene of one feed on the plan's day; ``names`` puts those of everybody to others."""
    first, last = horizon(plan.today)
    ahead = plan.touchpoints.live.where(lambda one: first <= one.planned <= last)
    if feed.level != "names":
        return Scene(vault, plan, feed, ahead, Names({}, {}))
    others = by_line((name,) for name in sorted(plan.strangers))
    return Scene(vault, plan, feed, ahead, names(others) if names else Names(by_line(vault.called()), others))


def horizon(today: date) -> tuple[date, date]:
    """The first and the last day of a feed: from 30 days back to 12 months ahead."""
    return today - timedelta(days=30), add_months(today, 12)


def person_name(scene: Scene, name: str) -> str:
    """A person's name as the feed's level shows it."""
    return one_line(name if shows(scene.feed.level, "private") else first_name(name))


def ref_name(scene: Scene, ref: Ref) -> str:
    """The full name of whom a note links to; what the note says where there is no note of the person."""
    contact = scene.vault.find_contact(ref)
    return contact.name if contact else ref.name


def revealed(scene: Scene, text: str, spoken_of: Iterable[str] = ()) -> str:
    """One line of text as the feed's level shows it: below *private* with first names, and without numbers and addresses.

    The last names of those who are ``spoken_of`` (by full name) are first names too where they stand alone.
    """
    line = one_line(text)
    if shows(scene.feed.level, "private"):
        return line
    shown = scene.names.shorten(line)
    for name in spoken_of:
        shown = first_name(name).join(re.split(rf"(?<!\w){re.escape(last_name(name))}(?!\w)", shown))
    return without_details(shown)
