"""Two habits: thanking in time, and the follow-up day (rows A4, B3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.dates import day_of, day_rule_in_month, rule_of
from vaultcrm.dates.days import add_months
from vaultcrm.model import LIVE, Plan, Settings, Touchpoint, Vault

from ..history import notes_of


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thank-yous after interviews: made ``within`` their window or ``later``, still ``open``, ``skipped``, ``let_go``."""

    within: int = 0
    later: int = 0
    open: int = 0
    skipped: int = 0
    let_go: int = 0

    @property
    def made(self) -> int:
        """All that were made."""
        return self.within + self.later


def thanks(plan: Plan, since: date | None) -> Thanks:
    """Of all thank-yous of the plan that have opened; a pitch counts where it is the only thanks (row E3)."""
    found = [_ending(t) for t in _thanking(plan.touchpoints) if day_of(t.opens) <= plan.today and _counts(t, since)]
    return Thanks(*(found.count(ending) for ending in ("within", "later", "open", "skipped", "let go")))


def _thanking(touchpoints: Sequence[Touchpoint]) -> Iterator[Touchpoint]:
    thanked = {(t.note.id, t.person) for t in touchpoints if t.act == "thank-you"}
    for t in touchpoints:
        if t.act == "thank-you" or (t.act == "pitch" and (t.note.id, t.person) not in thanked):
            yield t


def _counts(t: Touchpoint, since: date | None) -> bool:
    return since is None or day_of(t.opens) >= since


def _ending(t: Touchpoint) -> str:
    if t.state in LIVE:
        return "open"
    if t.state == "done":
        return "within" if t.closed_on is None or t.closed_on <= day_of(t.due) else "later"
    return "skipped" if t.state == "skipped" else "let go"


@dataclass(frozen=True, slots=True)
class FollowUpDay:
    """A follow-up day of the settings' rule, and when it was kept."""

    day: date
    kept: date | None


def follow_up_days(vault: Vault, first: date | None, today: date) -> tuple[FollowUpDay, ...]:
    """The days from ``first`` on; today's stands there once it is kept. One kept early or late counts for the nearest.

    The first of them is the first that was kept: before it there was no habit, and nothing to be missed.
    """
    if first is None:
        return ()
    days = list(_days(vault.settings, first, today))
    kept = {min(days, key=lambda one: (abs(one - day), one)): day for day in sorted(_kept(vault, first, today)) if days}
    begun = min(kept, default=today)
    return tuple(FollowUpDay(day, kept.get(day)) for day in days if begun <= day < today or day in kept)


def _days(settings: Settings, first: date, today: date) -> Iterator[date]:
    """Those of the months from that of ``first`` to this one and the next."""
    rule = rule_of(settings.follow_up_day)
    month, last = first.replace(day=1), add_months(today.replace(day=1), 1)
    while month <= last:
        yield day_rule_in_month(rule, month.year, month.month)
        month = add_months(month, 1)


def _kept(vault: Vault, first: date, today: date) -> Iterator[date]:
    """The days on which the log says that it was done."""
    for note in (*notes_of(vault), *vault.contacts):
        for entry in note.log:
            if entry.verb == "did" and entry.step == "follow-up-day" and first <= entry.day <= today:
                yield entry.day
