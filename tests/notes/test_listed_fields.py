"""What a list shows in the column of a field, and the lengths and days that a query understands."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from vaultcrm.model import Contact, Debrief, Interval, Interview, PartialDate, Ref, Settings, Source
from vaultcrm.notes.query import FIELDS, Asked, compiled
from vaultcrm.notes.query.measures import moved, next_birthday, read_days

FRIDAY = date(2026, 11, 20)
DANA = Contact(
    Source("contacts/Dana Lee.md", 1), "dana-lee", "Dana Lee", "Dana Lee", aliases=("DL", "Dana"), title="Head of Data",
    company=Ref("companies/Acme GmbH", "Acme"), introduced_by=Ref("Sam Roe"),
)  # fmt: skip
SCREEN = Interview(
    Source("interviews/s.md"), "s", "s", datetime(2026, 11, 10, 14), datetime(2026, 11, 10, 14, 45), "UTC",
    interviewers=(Ref("contacts/Dana Lee", "Dana"), Ref("Sam Roe")), debrief=Debrief(wish_said="that I have led a team"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "record", "name", "shown"),
    [
        ("contact", DANA, "title", "Head of Data"),
        ("contact", DANA, "company", "Acme"),
        ("contact", DANA, "aliases", ("DL", "Dana")),
        ("contact", DANA, "address", None),
        ("interview", SCREEN, "interviewers", ("Dana", "Sam Roe")),
    ],
)
def test_a_column_shows_names_and_no_paths(kind, record, name, shown) -> None:
    field = FIELDS[kind][name]
    assert field.shown is not None
    assert field.shown(record) == shown


@pytest.mark.parametrize(("query", "fits"), [("debrief:team", True), ("debrief:budget", False), ("missing:debrief", False)])
def test_what_was_written_after_a_talk_is_found(query: str, fits: bool) -> None:
    assert compiled(query, Asked("interview", Settings(), FRIDAY))(SCREEN, None) is fits


@pytest.mark.parametrize("text", ["1500", "2300-01", "2026-13", "2026-02-30", "soon", ""])
def test_no_days(text: str) -> None:
    assert read_days(text, FRIDAY) is None


def test_whose_birthday_is_not_known_has_none_next() -> None:
    assert next_birthday(None, FRIDAY) is None
    assert next_birthday(PartialDate(2, 29), FRIDAY) == date(2027, 2, 28)
    assert next_birthday(PartialDate(11, 20), FRIDAY) == FRIDAY


def test_a_length_before_and_after_today() -> None:
    assert moved(date(2027, 1, 31), Interval(1, "month"), 1) == date(2027, 2, 28)
    assert moved(FRIDAY, Interval(30, "day"), -1) == date(2026, 10, 21)
