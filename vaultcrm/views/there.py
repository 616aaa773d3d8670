"""What time it is for somebody elsewhere, to know whether to call now.

In come their time zone, the user's, the day, and the clock's time where there is one; out come words and data. With a day that
was only made up (``--today``) there is no clock: then it is said how far ahead they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vaultcrm.dates import WEEKDAYS
from vaultcrm.model import Settings


@dataclass(frozen=True, slots=True)
class There:
    """``now`` is the time there (``None`` without a clock), ``ahead`` how far their clock is before the user's."""

    zone: str
    ahead: timedelta
    now: datetime | None = None
    working: bool = True

    @property
    def words(self) -> str:
        """``20:35 on Friday there (Asia/Kolkata, 10½ hours ahead)``."""
        far = _far(self.ahead)
        if self.now is None:
            return f"{self.zone} time" + (f", {far} of you" if self.ahead else ", as yours")
        off = "" if self.working else ", outside working hours"
        day = WEEKDAYS[self.now.weekday()].title()
        return f"{self.now.hour}:{self.now.minute:02} on {day} there{off} ({self.zone}, {far if self.ahead else 'as yours'})"


def there(zone: str | None, settings: Settings, today: date, now: datetime | None) -> There | None:
    """The time at ``zone``; ``None`` where it is not known. ``now`` has an offset; without it, noon of today is compared."""
    if zone is None:
        return None
    home, away = ZoneInfo(settings.me.timezone), ZoneInfo(zone)
    moment = now.astimezone(home) if now else datetime.combine(today, time(12), home)
    theirs = moment.astimezone(away)
    ahead = (theirs.utcoffset() or timedelta()) - (moment.utcoffset() or timedelta())
    opens, closes = settings.working_hours
    working = theirs.weekday() < 5 and opens <= theirs.time() < closes
    return There(zone, ahead, theirs if now else None, working)


def _far(ahead: timedelta) -> str:
    minutes = abs(ahead) // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    part = {0: "", 15: "¼", 30: "½", 45: "¾"}.get(rest, f":{rest:02}")
    number = f"{hours or ''}{part}" if part[:1] != ":" else f"{hours}{part}"
    unit = "hour" if number in ("1", "½", "¼", "¾") else "hours"
    return f"{number} {unit} {'ahead' if ahead > timedelta() else 'behind'}"
