"""What others read in the feed: number of events, instants in UTC, and summaries, compared with what was planned.

Four parsers that share no code; viewers in zones on both sides of the date line and across both clock changes.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import ics
    import vobject

ODD = [
    "Call Dana; then Sam, too",
    'Ask for the "second" interview',
    "Say \u201cthanks\u201d \U0001f44b\U0001f3fd \U0001f469\u200d\U0001f4bb \u00e9e\u0301",
    "Backslash \\ and C:\\Users",
    "日本語の題名" * 15,
]
INTERVIEWS = [
    (datetime(2026, 10, 25, 1, 30), "Europe/Berlin", datetime(2026, 10, 24, 23, 30, tzinfo=UTC)),
    (datetime(2026, 10, 31, 16), "Asia/Kolkata", datetime(2026, 10, 31, 10, 30, tzinfo=UTC)),
    (datetime(2026, 11, 1, 9), "America/New_York", datetime(2026, 11, 1, 14, tzinfo=UTC)),
    (datetime(2026, 11, 20, 14), "America/New_York", datetime(2026, 11, 20, 19, tzinfo=UTC)),
    (datetime(2027, 3, 14, 9), "America/New_York", datetime(2027, 3, 14, 13, tzinfo=UTC)),
    (datetime(2027, 3, 28, 9), "Europe/Berlin", datetime(2027, 3, 28, 7, tzinfo=UTC)),
    (datetime(2027, 4, 4, 9), "Pacific/Auckland", datetime(2027, 4, 3, 21, tzinfo=UTC)),
]
VIEWERS = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"]
Row = tuple[str, object, object]


@pytest.fixture
def planned(vault, make) -> list[Row]:
    """What the feed should say: summary, start and end; days as dates, moments in UTC."""
    rows: list[Row] = [(f"Coffee (No. {n})", start, start + timedelta(hours=1)) for n, (_, _, start) in enumerate(INTERVIEWS)]
    days = [make.today + timedelta(days=9 * n) for n in range(len(ODD))]
    rows += [(title, day, day + timedelta(days=1)) for title, day in zip(ODD, days, strict=True)]
    return [*rows, ("This feed has not been refreshed since Wed 2026-11-18", date(2026, 11, 25), date(2026, 11, 26))]


@pytest.fixture
def feed(feed_of, vault, make) -> bytes:
    interviews = [
        make.interview(f"i{n}", start, zone, kind="coffee", company=vault.contacts[0].company)
        for n, (start, zone, _) in enumerate(INTERVIEWS)
    ]
    interviews = [replace(i, company=i.company._replace(shown=f"No. {n}")) for n, i in enumerate(interviews)]
    days = [make.today + timedelta(days=9 * n) for n in range(len(ODD))]
    points = [
        replace(make.point("call-1", None, day, day), uid=f"odd{n}", title=title)
        for n, (title, day) in enumerate(zip(ODD, days, strict=True))
    ]
    return feed_of(make.plan(*points), in_vault=replace(vault, interviews=tuple(interviews)))


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (str(row[1]), row[0]))


def instant(moment: object) -> object:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def test_icalendar_reads_what_was_planned(feed, planned):
    events = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    rows = [(str(event["SUMMARY"]), instant(event["DTSTART"].dt), instant(event["DTEND"].dt)) for event in events]
    assert in_order(rows) == in_order(planned)


def test_vobject_reads_what_was_planned(feed, planned):
    events = vobject.readOne(feed.decode()).vevent_list
    rows = [(event.summary.value, instant(event.dtstart.value), instant(event.dtend.value)) for event in events]
    assert in_order(rows) == in_order(planned)


def test_ics_reads_what_was_planned(feed, planned):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        events = ics.Calendar(feed.decode()).events
    rows = [(event.name, *((event.begin.date(), event.end.date()) if event.all_day else spans(event))) for event in events]
    assert in_order(rows) == in_order(planned)


def spans(event: ics.Event) -> tuple[object, object]:
    return instant(event.begin.datetime), instant(event.end.datetime)


@pytest.mark.parametrize("zone", VIEWERS)
def test_each_viewer_sees_every_event_once_on_its_days(feed, planned, zone):
    """A day has no zone to get wrong; a moment is on the day on which it is at the viewer's place."""
    calendar = recurring_ical_events.of(icalendar.Calendar.from_ical(feed))
    viewer = ZoneInfo(zone)
    for day in (date(2026, 10, 19) + timedelta(days=n) for n in range(200)):
        start = datetime(day.year, day.month, day.day, tzinfo=viewer)
        seen = {str(event["SUMMARY"]) for event in calendar.between(start, start + timedelta(days=1))}
        timed = {name for name, begin, end in planned if isinstance(begin, datetime) and on(begin, end, start)}
        assert timed <= seen
        assert {name for name, begin, _ in planned if begin == day} <= seen


def on(begin: datetime, end: datetime, start: datetime) -> bool:
    return begin < (start + timedelta(days=1)).astimezone(UTC) and end > start.astimezone(UTC)


def test_the_whole_span_has_no_event_too_many(feed, planned):
    calendar = recurring_ical_events.of(icalendar.Calendar.from_ical(feed))
    found = calendar.between(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    assert len(found) == len(planned)


def test_line_breaks_in_a_description_arrive(feed_of):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        others = {event.name: event.description for event in ics.Calendar(feed_of().decode()).events}
    mine = {str(e["SUMMARY"]): str(e.get("DESCRIPTION", "")) for e in icalendar.Calendar.from_ical(feed_of()).walk("VEVENT")}
    theirs = {e.summary.value: getattr(e, "description", None) for e in vobject.readOne(feed_of().decode()).vevent_list}
    text = mine["Call-1 Dana (Acme)"]
    assert text.count("\n") == 3
    assert (others["Call-1 Dana (Acme)"], theirs["Call-1 Dana (Acme)"].value) == (text, text)
