"""Adding intervals to days: calendar days, business days, months that clamp to the month's end."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

from vaultcrm.model import Holidays, Interval, Moment

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_of(moment: Moment) -> date:
    """The date of a moment, at its own place."""
    return moment.date() if isinstance(moment, datetime) else moment


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def is_business_day(day: date, holidays: Holidays, country: str | None) -> bool:
    """Whether ``day`` is neither a weekend nor a public holiday of ``country`` (``None``: weekends only)."""
    return day.weekday() < 5 and not (country and holidays.name(day, country))


def next_business_day(day: date, holidays: Holidays, country: str | None) -> date:
    """``day`` itself where it is a business day, else the first one after it."""
    while not is_business_day(day, holidays, country):
        day += timedelta(days=1)
    return day


def add_business_days(day: date, count: int, holidays: Holidays, country: str | None) -> date:
    """The ``count``-th business day after ``day`` (before it where ``count`` is negative); ``day`` itself for 0."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day, holidays, country):
            day += step
    return day


def add_months(day: date, months: int) -> date:
    """``months`` later, clamped to the month's end: 31 January and one month is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, interval: Interval, holidays: Holidays, country: str | None, sign: int = 1) -> date:
    """``day`` moved by ``interval`` (back where ``sign`` is -1); minutes and hours leave a day where it is."""
    count = interval.count * sign
    match interval.unit:
        case "day":
            return day + timedelta(days=count)
        case "week":
            return day + timedelta(weeks=count)
        case "business day":
            return add_business_days(day, count, holidays, country)
        case "month":
            return add_months(day, count)
        case "year":
            return add_months(day, 12 * count)
        case _:
            return day


def shift_moment(moment: Moment, interval: Interval, holidays: Holidays, country: str | None, sign: int = 1) -> Moment:
    """A moment moved by ``interval``: hours and minutes are elapsed time, whatever the clocks do; the rest is by date."""
    if not isinstance(moment, datetime):
        return shift(moment, interval, holidays, country, sign)
    if interval.unit in ("minute", "hour"):
        elapsed = timedelta(**{f"{interval.unit}s": interval.count * sign})
        return (moment.astimezone(UTC) + elapsed).astimezone(moment.tzinfo)
    day = shift(moment.date(), interval, holidays, country, sign)
    return moment.replace(year=day.year, month=day.month, day=day.day)
