"""All figures of a search, from vault and plan: what the lines, the data and the page show.

Everything counts from the beginning, or from ``since``; the weeks are the last twelve, or those since then. Counted is what
lies on or before the plan's day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import Interview, Plan, Vault

from ..history import held
from ..network.forest import forest, person_key
from ..network.outcomes import came
from ..openings import is_ahead, openings
from .counts import WEEK, WEEKS, Medium, Week, media, weeks
from .funnel import Funnel, begun_since, funnel
from .kept import FollowUpDay, Thanks, follow_up_days, thanks
from .said import Said, all_said
from .waits import Wait, waits


@dataclass(frozen=True, slots=True)
class Introducer:
    """Who introduced people or referred jobs, and what came of it, also by those whom they introduced in turn."""

    id: str | None
    name: str
    introductions: int
    interviews: int
    ahead: int
    offers: int
    hired: int
    friends: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole in six numbers: ``people`` are those you talked with or wrote to, or who wrote."""

    openings: int
    interviews: int
    ahead: int
    touches: int
    heard: int
    people: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted; ``first`` is the day on which it begins, ``None`` where there is nothing."""

    today: date
    since: date | None
    first: date | None
    totals: Totals
    weeks: tuple[Week, ...]
    thanks: Thanks
    media: tuple[Medium, ...]
    funnel: Funnel
    waits: tuple[Wait, ...]
    introducers: tuple[Introducer, ...]
    days: tuple[FollowUpDay, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.first is None and not (self.totals.openings or self.totals.ahead or self.introducers)


def figures(vault: Vault, plan: Plan, since: date | None = None) -> Figures:
    """Count it all."""
    today = plan.today
    everything, found = all_said(vault, today), begun_since(openings(vault, today), since)
    said = tuple(one for one in everything if since is None or one.day >= since)
    talks = tuple(one for one in vault.interviews if held(one, today) and (since is None or one.start.date() >= since))
    days = [one.start.date() for one in talks]
    first = min([*(one.day for one in said), *days, *(one.begun for one in found if one.begun)], default=None)
    return Figures(
        today, since, first,
        Totals(
            len(found), len(talks), sum(is_ahead(one, today) for one in vault.interviews),
            sum(not one.incoming for one in said), sum(one.incoming for one in said), len(_people(vault, said, talks)),
        ),
        weeks(days, said, since or today - (WEEKS - 1) * WEEK, today) if first else (),
        thanks(plan, since), media(everything, today, since), funnel(found), waits(vault, said, talks, found),
        _introducers(vault, today, since), follow_up_days(vault, since or first, today),
    )  # fmt: skip


def _people(vault: Vault, said: Sequence[Said], talks: Sequence[Interview]) -> set[str]:
    spoken = {one.person for one in said if one.person}
    return spoken | {person_key(vault, ref) for interview in talks for ref in interview.interviewers}


def _introducers(vault: Vault, today: date, since: date | None) -> tuple[Introducer, ...]:
    """Those to whom most interviews go back first."""
    trees, outcomes = forest(vault), came(vault, today, since)
    found = []
    for key in {*trees.introduced, *trees.referred}:
        node, through = trees.people[key], outcomes.through(trees, key)
        count = len(trees.introduced.get(key, ())) + len(trees.referred.get(key, ()))
        numbers = (through.held, through.ahead, through.offers, through.hired, through.friends)
        found.append(Introducer(node.contact.id if node.contact else None, node.name, count, *map(len, numbers)))
    return tuple(
        sorted(found, key=lambda one: (-one.interviews, -one.offers, -one.friends, -one.introductions, one.name.casefold()))
    )
