"""Days on which the user is away (row F3)."""

from __future__ import annotations

from datetime import date, timedelta

from vaultcrm.model import Away, Settings


def away_on(settings: Settings, day: date) -> Away | None:
    """The absence in which ``day`` lies."""
    return next((away for away in settings.away if away.start <= day <= away.end), None)


def back_from(settings: Settings, day: date) -> date:
    """``day`` itself, or the first day at home after it."""
    while away := away_on(settings, day):
        day = away.end + timedelta(days=1)
    return day


def home_before(settings: Settings, day: date) -> date:
    """``day`` itself, or the last day at home before it."""
    while away := away_on(settings, day):
        day = away.start - timedelta(days=1)
    return day
