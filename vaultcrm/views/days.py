"""Days and windows in few words: ``Fri 20``, ``4 Dec``, ``Wed 18, 8:00``. The same under every locale."""

from __future__ import annotations

from datetime import date, datetime

from vaultcrm.dates import WEEKDAYS, day_of
from vaultcrm.model import Moment

from .counting import counted

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def short_day(day: date, today: date) -> str:
    """``Fri 20`` within four weeks of today, then ``4 Dec``, and ``4 Dec 2028`` where the year would be guessed."""
    away = abs((day - today).days)
    if away < 28:
        return f"{WEEKDAYS[day.weekday()][:3].title()} {day.day}"
    year = f" {day.year}" if away > 300 else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def full_day(day: date) -> str:
    """``Fri 20 Nov 2026``."""
    return f"{WEEKDAYS[day.weekday()][:3].title()} {day.day} {MONTHS[day.month - 1]} {day.year}"


def long_day(day: date) -> str:
    """``Friday 20 November 2026``."""
    return f"{WEEKDAYS[day.weekday()].title()} {day.day} {_FULL_MONTHS[day.month - 1]} {day.year}"


def hour(moment: Moment) -> str:
    """``8:00`` of a date-time, nothing of a date."""
    return f"{moment.hour}:{moment.minute:02}" if isinstance(moment, datetime) else ""


def short_moment(moment: Moment, today: date) -> str:
    """``Wed 18``, or ``Wed 18, 8:00`` where an hour is meant."""
    return ", ".join(filter(None, (short_day(day_of(moment), today), hour(moment))))


def full_moment(moment: Moment) -> str:
    """``Wed 18 Nov 2026``, or ``Wed 18 Nov 2026, 8:00``."""
    return ", ".join(filter(None, (full_day(day_of(moment)), hour(moment))))


def days_ago(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``9 days ago``, ``5 months ago``."""
    days = (today - day).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    return f"{span_of(days)} ago"


def span_of(days: int) -> str:
    """A number of days as people say it: ``9 days``, ``7 weeks``, ``5 months``, ``3 years``."""
    for limit, size, unit in ((29, 1, "day"), (85, 7, "week"), (700, 30, "month")):
        if days < limit:
            return counted(days // size, unit)
    return f"{days // 365} years"


def no_news(news: date | None, today: date) -> str:
    """``no news for 9 days``; nothing where there was news in the last two days (row D6)."""
    days = (today - news).days if news else 0
    return f"no news for {span_of(days)}" if days > 2 else ""
