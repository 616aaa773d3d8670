"""Dates, times and lengths as people write them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from vaultcrm.model import PartialDate
from vaultcrm.notes.moments import parse_birthday, parse_date, parse_length, parse_moment, parse_time


@pytest.mark.parametrize(
    "text", ["2026-11-17", "2026-11-17 14:00", "2026-11-17T14:00", "2026-11-17T14:00:30Z", "[[2026-11-17]]"]
)
def test_a_date_with_or_without_a_time(text: str) -> None:
    assert parse_date(text) == date(2026, 11, 17)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "17.11.2026", "soon", "2026-13-01", "2026-11-17 and later", "0026-11-17", "9999-12-31", ""]
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-17", date(2026, 11, 17)),
        ("2026-11-17 14:00", datetime(2026, 11, 17, 14)),
        ("2026-11-17T14:00", datetime(2026, 11, 17, 14)),
        ("2026-11-17 14:00:30", datetime(2026, 11, 17, 14, 0, 30)),
        ("2026-11-17 at 2pm", datetime(2026, 11, 17, 14)),
        ("2026-11-17, 2:30 pm", datetime(2026, 11, 17, 14, 30)),
        ("2026-11-17T19:00Z", datetime(2026, 11, 17, 19, tzinfo=UTC)),
        ("2026-11-17 25:00", None),
        ("2026-11-31 14:00", None),
    ],
)
def test_a_date_and_time(text: str, moment: date | datetime | None) -> None:
    assert parse_moment(text) == moment


def test_an_offset_is_kept() -> None:
    assert parse_moment("2026-11-17 14:00-05:00") == datetime(2026, 11, 17, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    [("14:00", time(14)), ("9:05", time(9, 5)), ("2pm", time(14)), ("12 am", time(0)), ("12:30 pm", time(12, 30))],
)
def test_times(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["14", "25:00", "13 pm", "noon", "10:61"])
def test_what_is_no_time(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 minutes", 45),
        ("45 min", 45),
        ("45", 45),
        ("1 hour", 60),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1:30", 90),
        ("90 min", 90),
        ("1.5 hours", 90),
        ("an hour", 60),
        ("half an hour", 30),
        ("2 hours and 15 minutes", 135),
        ("2hrs", 120),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    assert parse_length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["0", "long", "", "-5 minutes", "3 days", "1000 hours"])
def test_what_is_no_length(text: str) -> None:
    assert parse_length(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-05-02", PartialDate(5, 2, 1980)),
        ("05-02", PartialDate(5, 2)),
        ("--05-02", PartialDate(5, 2)),
        ("May 2", PartialDate(5, 2)),
        ("July 13th", PartialDate(7, 13)),
        ("July 13, 1980", PartialDate(7, 13, 1980)),
        ("2 May 1980", PartialDate(5, 2, 1980)),
        ("13th of July", PartialDate(7, 13)),
        ("02-29", PartialDate(2, 29)),
        ("[[1980-05-02]]", PartialDate(5, 2, 1980)),
        ("[[05-02|her day]]", PartialDate(5, 2)),
    ],
)
def test_birthdays(text: str, day: PartialDate) -> None:
    assert parse_birthday(text) == day


@pytest.mark.parametrize("text", ["1981-02-29", "13-40", "in May", "31 June", "Maybe 3 or so"])
def test_days_that_do_not_exist_are_nobodys_birthday(text: str) -> None:
    assert parse_birthday(text) is None
