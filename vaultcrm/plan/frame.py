"""What putting a plan together looks at besides its pieces: the day, the settings, and what was done in the last days.

The pieces (``pieces.py``) come from single notes and cases; here is the little that concerns all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vaultcrm.model import Holidays, Search, Settings

from .calendar import Place
from .rulebook import Rulebook


class Touch(NamedTuple):
    """Contact that was made with a person on a day."""

    day: date
    person: str
    company: str | None


class Looks(NamedTuple):
    """How the search as a whole stands (row D7): its live jobs, the newest thing that began, the last look at it, and the day
    until which the next one was put off."""

    live: int
    newest: date | None
    last: date | None
    rest: date | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """``touches`` of the last days, and the days on which the follow-up day was ``worked`` through."""

    settings: Settings
    search: Search | None
    today: date
    holidays: Holidays
    rules: Rulebook
    touches: tuple[Touch, ...]
    worked: frozenset[date]
    looks: Looks

    def place(self, country: str | None = None) -> Place:
        """Where days are counted: in ``country``, else where the user lives."""
        me = self.settings.me
        return Place(me.timezone, country or me.country, self.holidays)
