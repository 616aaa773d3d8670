"""The one place of wiring: the vault is found and read once, the clock is read once, the plan is made when asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import WrongUsage

if TYPE_CHECKING:
    from vaultcrm.actions.planning import Planner
    from vaultcrm.model import Holidays, Plan
    from vaultcrm.vault import NoteVault
    from vaultcrm.vault.kept.notes import KeptNotes
    from vaultcrm.vault.loading import Seen
    from vaultcrm.vault.memory import Memory


class Context:
    """What a command works with: ``chosen`` by ``--vault``, ``words`` of ``--today``, ``now`` by the clock.

    One that goes on running has a ``memory`` of what it read, and a ``planner`` that remembers what it planned.
    """

    def __init__(
        self,
        chosen: Path | None,
        words: str | None,
        now: datetime,
        memory: Memory | None = None,
        planner: Planner | None = None,
    ) -> None:
        self.chosen, self.words, self.now = chosen, words, now
        self.memory, self.planner = memory, planner
        self._seen: Seen | None = None

    @cached_property
    def root(self) -> Path:
        """The vault's folder; raises ``NoVault`` where there is none."""
        from vaultcrm.vault import find_root

        return find_root(Path.cwd(), self.chosen)

    @cached_property
    def vault(self) -> NoteVault:
        """The notes, read once; from what another run has kept of them, where that is still so."""
        from vaultcrm.vault import load_vault

        how = (self._seen,) if self._seen else ()
        return load_vault(self.root, self.memory or self._kept, *how)

    def knowing(self, seen: Seen) -> Context:
        """The same for who has just looked at the files, or knows what has changed since."""
        self._seen = seen
        return self

    @cached_property
    def _kept(self) -> KeptNotes:
        from vaultcrm.vault.kept.notes import KeptNotes

        return KeptNotes(self.root)

    @cached_property
    def today(self) -> date:
        """The day that ``--today`` names, else the date in the settings' time zone."""
        from vaultcrm.vault.today import today_for

        really = today_for(self.vault.settings, self.now)
        return self.day(self.words, really) if self.words else really

    @cached_property
    def holidays(self) -> Holidays:
        """Public holidays, from the library that knows them."""
        from vaultcrm.vault.holidays import PublicHolidays

        return PublicHolidays()

    @cached_property
    def plan(self) -> Plan:
        """The touch-points of today's vault."""
        from vaultcrm.vault.collecting import no_collecting

        vault, today, holidays = self.vault, self.today, self.holidays
        with no_collecting():
            return self._plans(vault, today, holidays)

    @property
    def _plans(self) -> Callable[[NoteVault, date, Holidays], Plan]:
        """The way to a plan: anew, or from what is kept of it."""
        if self.planner:
            return self.planner.plan
        if self._kept.round is None:
            from vaultcrm.plan import make_plan

            return make_plan
        from vaultcrm.actions.planning import KeptPlanner

        return KeptPlanner(self._kept).plan

    def lasting(self) -> Context:
        """The same vault for a command that goes on running: what it has read and planned, it remembers."""
        from vaultcrm.actions.planning import Planner
        from vaultcrm.vault.memory import Memory

        return Context(self.root, self.words, self.now, Memory(), Planner())

    def fresh(self) -> Context:
        """The same vault read again, after something was written."""
        return self.at(self.now)

    def at(self, now: datetime) -> Context:
        """The same vault read again at another time; what does not change with it is not found out again."""
        later = Context(self.chosen, self.words, now, self.memory, self.planner)
        later.holidays = self.holidays
        return later

    def after(self, saved: Collection[str] | None, now: datetime) -> Context:
        """The same vault read again when these notes were saved; ``None``: whatever may be."""
        later = self.at(now)
        return later.knowing(self.memory.seen_but(saved)) if self.memory and saved is not None else later

    def day(self, words: str, today: date | None = None) -> date:
        """The day that ``words`` name (``fri``, ``+3d``, ``2026-11-24``), counted from today; raises ``WrongUsage``."""
        from vaultcrm.dates import parse_day

        return _found(parse_day(words, today or self.today), words, "today, tomorrow, fri, +3d, in 2 weeks")

    def past_day(self, words: str) -> date:
        """The same where something has been: ``mon`` is the last Monday."""
        from vaultcrm.dates import parse_past_day

        return _found(parse_past_day(words, self.today), words, "today, yesterday, fri, -3d, 2 weeks ago")

    def day_of_line(self, words: str | None) -> date:
        """The day that a line of a log gets: today, else a past day. Raises ``WrongUsage`` for one to come, too."""
        on = self.past_day(words) if words else self.today
        if on > self.today:
            raise WrongUsage(f"{on} is in the future", "a log says what has been")
        return on


def _found(day: date | None, words: str, such: str) -> date:
    if day is None:
        raise WrongUsage(f"{words!r} is no day that I know", f"Days are 2026-11-24, {such}.")
    return day


pass_context = click.make_pass_decorator(Context)
