"""Which day it is for the user."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
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


def day_ends(settings: Settings, now: datetime) -> datetime:
    """The first moment after ``now`` at which it may be another day for the user: midnight, wherever they may be then."""
    zones = {settings.me.timezone, *(away.timezone for away in settings.away if away.timezone)}
    here = (now.astimezone(ZoneInfo(zone)) for zone in zones)
    return min(datetime.combine(there.date() + timedelta(days=1), time(), there.tzinfo) for there in here)
