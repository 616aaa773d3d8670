"""Days as the people live them: business days where they are, working hours, days on which the user is away (row F3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vaultcrm.dates import day_of, is_business_day, next_business_day, shift, shift_moment
from vaultcrm.model import Holidays, Interval, Moment, Settings


@dataclass(frozen=True, slots=True)
class Place:
    """Where days are counted: a time zone for hours, a country for public holidays (``None``: weekends only)."""

    zone: str
    country: str | None
    holidays: Holidays

    def business(self, day: date) -> bool:
        return is_business_day(day, self.holidays, self.country)

    def next_business(self, day: date) -> date:
        return next_business_day(day, self.holidays, self.country)

    def shift(self, moment: Moment, interval: Interval, sign: int = 1) -> Moment:
        return shift_moment(moment, interval, self.holidays, self.country, sign)

    def shift_day(self, day: date, interval: Interval) -> date:
        return shift(day, interval, self.holidays, self.country)

    def why_moved(self, day: date) -> str:
        """Why ``day`` is no business day here."""
        name = self.holidays.name(day, self.country) if self.country else None
        return name or ("a Saturday" if day.weekday() == 5 else "a Sunday" if day.weekday() == 6 else "no business day")


def start_of(moment: Moment, zone: str) -> datetime:
    """A moment as an instant; a day begins at midnight."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min, ZoneInfo(zone))


def end_of(moment: Moment, zone: str) -> datetime:
    """A moment as an instant; a day lasts until its last microsecond."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.max, ZoneInfo(zone))


def days_away(settings: Settings, first: date, last: date) -> int:
    """How many of the days from ``first`` to ``last`` are spent away."""
    days = set[date]()
    for away in settings.away:
        day, end = max(first, away.start), min(last, away.end)
        while day <= end:
            days.add(day)
            day += timedelta(days=1)
    return len(days)


def put_off(settings: Settings, first: date, last: date) -> date:
    """``last``, later by as many days as are spent away between ``first`` and it (those that it gains are counted too)."""
    end, target = last, last
    while True:
        target = last + timedelta(days=days_away(settings, first, end))
        if target == end:
            return end
        end = target


def on_day(moment: Moment, day: date) -> Moment:
    """The same hour on another day."""
    if day == day_of(moment):
        return moment
    return moment.replace(year=day.year, month=day.month, day=day.day) if isinstance(moment, datetime) else day


def within_hours(moment: Moment, place: Place, hours: tuple[time, time]) -> Moment:
    """A call's hour, moved into the working hours of the person who is called (a day stays a day)."""
    if not isinstance(moment, datetime):
        return moment
    there = moment.astimezone(ZoneInfo(place.zone))
    hour = min(max(there.timetz().replace(tzinfo=None), hours[0]), hours[1])
    return there.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0).astimezone(moment.tzinfo)
