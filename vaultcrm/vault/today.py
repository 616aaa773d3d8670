"""Which day it is for the user."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from vaultcrm.model import Settings


def today_for(settings: Settings, now: datetime) -> date:
    """The date at ``now`` (with an offset) in the settings' time zone, or on days away in that of the absence (row F3)."""
    home = now.astimezone(ZoneInfo(settings.me.timezone)).date()
    for away in settings.away:
        if away.timezone:
            there = now.astimezone(ZoneInfo(away.timezone)).date()
            if away.start <= there <= away.end:
                return there
    return home
