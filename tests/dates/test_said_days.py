"""The words in which people say how long, which day, and by when they will answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from vaultcrm.dates import parse_answer, parse_day, parse_every, parse_interval, parse_past_day
from vaultcrm.model import Interval

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("3 months", 3, "month"), ("48 hours", 48, "hour"), ("90", 90, "day"), ("1", 1, "day"), ("9999", 9999, "day"),
        ("2 business days", 2, "business day"), ("2 working days", 2, "business day"), ("one working day", 1, "business day"),
        ("1 business day", 1, "business day"), ("30 minutes", 30, "minute"), ("30 min", 30, "minute"),
        ("30 mins", 30, "minute"), ("8h", 8, "hour"), ("3d", 3, "day"), ("2w", 2, "week"), ("2 wks", 2, "week"),
        ("6m", 6, "month"), ("6 mo", 6, "month"), ("2y", 2, "year"), ("2 yrs", 2, "year"), ("a week", 1, "week"),
        ("an hour", 1, "hour"), ("every 2 weeks", 2, "week"), ("every week", 1, "week"), ("every month", 1, "month"),
        ("every business day", 1, "business day"), ("  Two   Weeks ", 2, "week"), ("zero days", 0, "day"),
        ("daily", 1, "day"), ("weekly", 1, "week"), ("biweekly", 2, "week"), ("fortnightly", 2, "week"),
        ("monthly", 1, "month"), ("bimonthly", 2, "month"), ("Quarterly", 3, "month"), ("semiannually", 6, "month"),
        ("biannually", 6, "month"), ("half-yearly", 6, "month"), ("yearly", 1, "year"), ("annually", 1, "year"),
        ("5200 weeks", 5200, "week"), ("1200 months", 1200, "month"), ("100 years", 100, "year"), ("9999 days", 9999, "day"),
    ],
)  # fmt: skip
def test_an_interval_is(text, count, unit):
    assert parse_interval(text) == Interval(count, unit)


@pytest.mark.parametrize("count", range(1, 13))
def test_numbers_may_be_words(count):
    word = "one two three four five six seven eight nine ten eleven twelve".split()[count - 1]
    assert parse_interval(f"{word} days") == Interval(count, "day")


@pytest.mark.parametrize(
    "text",
    ["", "0", "10000", "00000", "week", "some weeks", "thirteen weeks", "3 moons", "-3 days", "99999 days", "5201 weeks",
     "1201 months", "101 years", "3 days ago", "soon", "two"],
)  # fmt: skip
def test_no_interval_is(text):
    assert parse_interval(text) is None


def test_what_comes_again_takes_a_day_at_least():
    assert parse_every("1 day") == Interval(1, "day")
    assert parse_every("2 business days") == Interval(2, "business day")
    assert [parse_every(text) for text in ("48 hours", "90 minutes", "zero weeks", "soon")] == [None] * 4


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)), ("2026-3-4", date(2026, 3, 4)), ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)), ("today", WEDNESDAY), ("Tomorrow", date(2026, 11, 19)),
        ("yesterday", date(2026, 11, 17)), ("wed", date(2026, 11, 25)), ("thu", date(2026, 11, 19)),
        ("tue", date(2026, 11, 24)), ("next friday", date(2026, 11, 20)), ("sunday", date(2026, 11, 22)),
        ("saturda", date(2026, 11, 21)), ("monday", date(2026, 11, 23)), ("+3d", date(2026, 11, 21)),
        ("-3d", date(2026, 11, 15)), ("+ 3 days", date(2026, 11, 21)), ("in 2 weeks", date(2026, 12, 2)),
        ("3 days ago", date(2026, 11, 15)), ("2 weeks ago", date(2026, 11, 4)), ("a month ago", date(2026, 10, 18)),
        ("in 1 month", date(2026, 12, 18)), ("in 1 year", date(2027, 11, 18)), ("2 years ago", date(2024, 11, 18)),
    ],
)  # fmt: skip
def test_a_day_as_typed(text, day):
    assert parse_day(text, WEDNESDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mon", date(2026, 11, 16)), ("Tuesday", date(2026, 11, 17)), ("wed", date(2026, 11, 11)), ("thu", date(2026, 11, 12)),
        ("last fri", date(2026, 11, 13)), ("sunday", date(2026, 11, 15)), ("next fri", date(2026, 11, 20)),
        ("today", WEDNESDAY), ("-3d", date(2026, 11, 15)), ("2 weeks ago", date(2026, 11, 4)),
        ("2026-11-24", date(2026, 11, 24)), ("mo", None),
    ],
)  # fmt: skip
def test_a_weekday_of_what_has_been_is_the_last_one(text, day):
    assert parse_past_day(text, WEDNESDAY) == day


@pytest.mark.parametrize(
    "text",
    ["", "t", "we", "fridays", "3 days", "in 3 hours", "+2 business days", "in a while", "2026-02-30", "1899-12-31",
     "2200-01-01",
     "24.11.2026", "next year", "ago"],
)  # fmt: skip
def test_no_day(text):
    assert parse_day(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)), ("by 2026-12-01", date(2026, 12, 1)), ("Within 10 days.", date(2026, 11, 28)),
        ("in about two weeks", date(2026, 12, 2)), ("about a week!", date(2026, 11, 25)),
        ("around 2 weeks", date(2026, 12, 2)), ("after 3 days", date(2026, 11, 21)),
        ("roughly one month", date(2026, 12, 18)), ("approximately 5 days", date(2026, 11, 23)), ("within the week", None),
        ("next week", date(2026, 11, 27)), ("end of next week", date(2026, 11, 27)),
        ("by the end of next week", date(2026, 11, 27)), ("early next week", date(2026, 11, 24)),
        ("beginning of next week", date(2026, 11, 24)), ("this week", date(2026, 11, 20)),
        ("the end of the week", date(2026, 11, 20)), ("end of week", date(2026, 11, 20)),
        ("end of this week", date(2026, 11, 20)), ("end of the month", date(2026, 11, 30)),
        ("end of month", date(2026, 11, 30)), ("by the end of this month", date(2026, 11, 30)), ("48 hours", None),
        ("2 business days", None), ("in a year", None), ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_by_when_they_answer(said, day):
    """D1: counted from the interview, here on a Wednesday."""
    assert parse_answer(said, WEDNESDAY) == day


@pytest.mark.parametrize(("after", "friday"), [(2, 20), (3, 27), (4, 27), (5, 27)])
def test_the_end_of_the_week_is_this_friday_or_at_a_weekend_the_next(after, friday):
    """D1"""
    assert parse_answer("end of the week", WEDNESDAY + timedelta(days=after)) == date(2026, 11, friday)
