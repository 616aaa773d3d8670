"""How long the companies took to answer: from your word, your application or your talk with them to the next word from them.

A talk is news in itself, and the waiting begins anew with it. What comes after more than 60 days is no answer any more, but a
new beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median_low
from typing import Literal

from vaultcrm.model import ENDED, Interview, Vault

from ..company import company_of, interview_company
from ..openings import Opening
from .said import TALKS, Said

LONGEST = timedelta(days=60)
Kind = Literal["asked", "talked", "heard"]


@dataclass(frozen=True, slots=True)
class Wait:
    """A company: the days that each answer took, and since when there is no news of an opening that is alive."""

    company: str
    days: tuple[int, ...]
    quiet_since: date | None

    @property
    def middle(self) -> int | None:
        """The middle one of the days; of two in the middle the shorter."""
        return median_low(self.days) if self.days else None


@dataclass(slots=True)
class _Days:
    """What happened with one company, by day."""

    name: str
    kinds: dict[date, set[Kind]] = field(default_factory=dict)


def waits(vault: Vault, said: Iterable[Said], held: Iterable[Interview], found: Sequence[Opening]) -> tuple[Wait, ...]:
    """Each company that was asked, the quickest first, then those without an answer so far."""
    companies: dict[str, _Days] = {}
    for name, day, kind in _events(vault, said, held, found):
        companies.setdefault(name.casefold(), _Days(name)).kinds.setdefault(day, set()).add(kind)
    alive = _alive(found)
    listed = [_wait(days, alive.get(key)) for key, days in companies.items()]
    told = [wait for wait in listed if wait.days or wait.quiet_since]
    return tuple(sorted(told, key=lambda wait: (wait.middle is None, wait.middle or 0, wait.company.casefold())))


def _alive(found: Sequence[Opening]) -> Mapping[str, date]:
    """The companies with an opening that is alive, and the first day of the oldest: no news can be missed before."""
    begun: dict[str, date] = {}
    for one in found:
        firm = company_of(one.job)
        if firm and one.stage not in ENDED:
            begun[firm.casefold()] = min(begun.get(firm.casefold(), date.max), one.begun or date.min)
    return begun


def _events(
    vault: Vault, said: Iterable[Said], held: Iterable[Interview], found: Sequence[Opening]
) -> Iterator[tuple[str, date, Kind]]:
    """Company, day, and who spoke."""
    for one in said:
        if one.company:
            yield one.company, one.day, "heard" if one.incoming else "talked" if one.verb in TALKS else "asked"
    for interview in held:
        if name := interview_company(vault, interview):
            yield name, interview.start.date(), "talked"
    for opening in found:
        firm, day = company_of(opening.job), opening.reached.get("applied")
        if firm and day:
            yield firm, day, "asked"


def _wait(days: _Days, alive: date | None) -> Wait:
    """Each wait begins with the first day on which they were asked, and ends with their next word.

    What was not answered for so long that it will not be is over, too: what is asked then begins anew.

    Where both fall on one day, their word answers what was open before; where nothing was, it answers that very day's.
    """
    took: list[timedelta] = []
    since: date | None = None
    for day, kinds in sorted(days.kinds.items()):
        yours = not kinds.isdisjoint({"asked", "talked"})
        if "heard" in kinds and (since or yours):
            took.append(day - (since or day))
            since = day if since and yours else None
        elif yours:
            over = since is None or day - since > LONGEST
            since = day if over or "talked" in kinds else since
    quiet = max(since, alive) if since and alive else None
    return Wait(days.name, tuple(one.days for one in took if one <= LONGEST), quiet)
