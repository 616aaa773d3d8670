"""Days moved by intervals, and the rules that name one day of a month."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from vaultcrm.dates import day_of, day_rule_in_month, next_business_day, parse_day_rule, shift, shift_moment
from vaultcrm.dates.days import add_business_days, add_months
from vaultcrm.model import Interval

BERLIN = ZoneInfo("Europe/Berlin")


class ThanksgivingOnly:
    """One holiday, in one country."""

    def name(self, day, country):
        return "Thanksgiving Day" if (day, country) == (date(2026, 11, 26), "US") else None


HOLIDAYS = ThanksgivingOnly()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)), (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)), (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)), (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 0, date(2026, 11, 30)),
    ],
)  # fmt: skip
def test_a_month_later_clamps_to_its_end(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("count", "unit", "sign", "expected"),
    [
        (3, "day", 1, date(2026, 11, 28)), (3, "day", -1, date(2026, 11, 22)), (2, "week", 1, date(2026, 12, 9)),
        (1, "week", -1, date(2026, 11, 18)), (1, "month", 1, date(2026, 12, 25)), (1, "year", 1, date(2027, 11, 25)),
        (2, "year", -1, date(2024, 11, 25)), (1, "business day", 1, date(2026, 11, 27)),
        (2, "business day", 1, date(2026, 11, 30)), (3, "business day", -1, date(2026, 11, 20)),
        (0, "business day", 1, date(2026, 11, 25)), (48, "hour", 1, date(2026, 11, 25)),
        (90, "minute", -1, date(2026, 11, 25)),
    ],
)  # fmt: skip
def test_a_wednesday_before_thanksgiving_moved(count, unit, sign, expected):
    wednesday = date(2026, 11, 25)
    assert shift(wednesday, Interval(count, unit), HOLIDAYS, "US", sign) == expected
    assert shift_moment(wednesday, Interval(count, unit), HOLIDAYS, "US", sign) == expected


def test_without_a_sign_it_goes_ahead():
    assert shift(date(2026, 11, 25), Interval(1, "day"), HOLIDAYS, None) == date(2026, 11, 26)
    assert shift_moment(date(2026, 11, 25), Interval(1, "day"), HOLIDAYS, None) == date(2026, 11, 26)


def test_where_no_country_is_known_only_weekends_rest():
    assert next_business_day(date(2026, 11, 26), HOLIDAYS, None) == date(2026, 11, 26)
    assert next_business_day(date(2026, 11, 26), HOLIDAYS, "US") == date(2026, 11, 27)
    assert next_business_day(date(2026, 11, 28), HOLIDAYS, "US") == date(2026, 11, 30)
    assert next_business_day(date(2026, 11, 29), HOLIDAYS, None) == date(2026, 11, 30)
    assert add_business_days(date(2026, 11, 29), -1, HOLIDAYS, "US") == date(2026, 11, 27)


def test_hours_are_elapsed_time_over_the_change_of_the_clocks_and_days_keep_the_hour():
    before = datetime(2026, 10, 24, 14, 0, tzinfo=BERLIN)
    assert shift_moment(before, Interval(24, "hour"), HOLIDAYS, None) == datetime(2026, 10, 25, 12, 0, tzinfo=UTC)
    assert shift_moment(before, Interval(90, "minute"), HOLIDAYS, None, -1) == datetime(2026, 10, 24, 12, 30, tzinfo=BERLIN)
    later = shift_moment(before, Interval(1, "day"), HOLIDAYS, None)
    assert later == datetime(2026, 10, 25, 14, 0, tzinfo=BERLIN)
    assert day_of(later) == date(2026, 10, 25)
    assert later.utcoffset() != before.utcoffset()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("first friday", (1, 4)), ("1st Monday", (1, 0)), ("second tuesday", (2, 1)), ("2nd wednesday", (2, 2)),
        ("third  thursday of the month", (3, 3)), ("3rd saturday of each month", (3, 5)),
        ("fourth sunday of every month", (4, 6)), ("4th friday", (4, 4)), ("last friday", (-1, 4)), ("15", (15, None)),
        ("1", (1, None)), ("31", (31, None)), ("0", None), ("32", None), ("015", None), ("last business day", None),
        ("fifth friday", None), ("first day", None), ("", None),
    ],
)  # fmt: skip
def test_a_rule_names_one_day_of_a_month(text, rule):
    """A4"""
    assert parse_day_rule(text) == rule


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("first friday", 6), ("first sunday", 1), ("second sunday", 8), ("fourth friday", 27), ("last friday", 27),
        ("last monday", 30), ("last sunday", 29), ("15", 15), ("31", 30),
    ],
)  # fmt: skip
def test_the_day_in_november_2026(text, day):
    assert day_rule_in_month(parse_day_rule(text), 2026, 11) == date(2026, 11, day)
