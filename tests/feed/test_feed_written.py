"""What was written for entries before is not written again, and the feed is the same for it."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.feed import Written, build_feed, ical
from vaultcrm.feed.entries import Entry, Task
from vaultcrm.feed.lines import content_lines, physical_lines, unfolded, values_of
from vaultcrm.feed.stamps import Stamp, with_stamp
from vaultcrm.model import FeedSettings

DAY = timedelta(days=1)
FEEDS = [FeedSettings(), FeedSettings(level="full", shape="window"), FeedSettings(todos=True), FeedSettings(shape="digest")]
MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(8999, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)
TEXTS = st.text(max_size=120) | st.sampled_from(["DTSTAMP:", "x\r\nDTSTAMP:\r\nSEQUENCE:1", "\\\\n" * 60, "é" * 90])


def test_only_what_is_new_is_written_by_the_library(vault, plan, make, by_library):
    first = Written()
    data = build_feed(vault, plan, FeedSettings(), None, first)
    assert len(by_library) == 9
    assert first.more
    by_library.clear()
    second, changed = Written(first.now), replace(plan.touchpoints[2], title="Ring Dana Lee")
    renamed = make.plan(*(changed if point.uid == changed.uid else point for point in plan.touchpoints))
    again = build_feed(vault, renamed, FeedSettings(), data, second)
    assert by_library == ["Ring Dana"]
    assert again == build_feed(vault, renamed, FeedSettings(), data)
    assert (len(second.now), second.more) == (len(first.now), True)


def test_nothing_new_needs_no_library(vault, plan, monkeypatch):
    first = Written()
    data = build_feed(vault, plan, FeedSettings(), None, first)
    monkeypatch.setitem(__import__("sys").modules, "vaultcrm.feed.ical", None)
    second = Written(first.now)
    assert build_feed(vault, plan, FeedSettings(), data, second) == data
    assert (second.more, second.now) == (False, first.now)
    with pytest.raises(ImportError):
        build_feed(vault, plan, FeedSettings(title="Another"), data, Written(first.now))


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("seed", range(3))
def test_over_edits_and_days_the_feed_is_the_same(vault, make, feed, seed):
    chance, today, points = random.Random(seed), make.today, [*make.robins_plan().touchpoints]
    before, known = None, {}
    for _ in range(12):
        today += chance.choice((0, 1, 9)) * DAY
        at = chance.randrange(len(points))
        points[at] = replace(points[at], title=chance.choice(("Ring Dana Lee", "Write", "Größe; a, b\\n" * 9)), planned=today)
        plan = make.plan(*chance.sample(points, len(points) - 1), today=today)
        written = Written(known)
        data = build_feed(vault, plan, feed, before, written)
        assert data == build_feed(vault, plan, feed, before)
        before, known = data, written.now


def test_what_a_stranger_wrote_into_the_feed_is_not_taken_over(vault, plan):
    """Another order, other folds: the same event, so that its stamps stay, but written as this program writes."""
    first = Written()
    data = build_feed(vault, plan, FeedSettings(), None, first)
    refolded = re.sub(rb"(SUMMARY.*\r\n)(DTSTART.*\r\n)", rb"\2\1", data.replace(b"\r\n ", b"")).replace(b"SUMM", b"SU\r\n MM")
    harmed = refolded.replace(b"Y:Call-1", b"Y:Evil")
    for known in ({}, first.now):
        built = build_feed(vault, plan, FeedSettings(), harmed, Written(known))
        events = zip(data.split(b"BEGIN:VEVENT"), built.split(b"BEGIN:VEVENT"), strict=True)
        changed = [(old, new) for old, new in events if old != new]
        assert len(changed) == 1
        assert changed[0][0].replace(b"0000Z", b"0001Z").replace(b":2513", b":2514") == changed[0][1]


@given(summary=TEXTS, description=TEXTS, place=TEXTS, dtstamp=MOMENTS, modified=MOMENTS, sequence=st.integers(0, 2**31 - 1))
def test_stamps_stand_where_the_library_puts_them(summary, description, place, dtstamp, modified, sequence):
    day = date(2026, 11, 20)
    for entry in (
        Entry("u" * 52, day, day + DAY, summary, description, place, alarm=DAY),
        Task("u" * 52, None, day, summary, description, alarm=DAY),
    ):
        component = ical._component(entry)
        for name, value in (("dtstamp", dtstamp), ("last-modified", modified), ("sequence", sequence)):
            component.add(name, value)
        assert with_stamp(ical.entry_bytes(entry), Stamp(dtstamp, modified, sequence)) == component.to_ical()


WORDS = st.text(st.sampled_from('aB:;=" \té'), min_size=1, max_size=6).filter(str.strip)
BREAKS = st.sampled_from(("\r\n", "\n", "\r", "\r\n ", "\n\t", "\r\n\r\n", ""))


@given(st.lists(st.tuples(WORDS, BREAKS), max_size=9))
def test_lines_unfold_quickly_to_what_the_linter_sees(parts):
    data = "".join(word + end for word, end in parts).encode()
    lines = content_lines(physical_lines(data))
    assert [line.decode() for line in unfolded(data)] == [line.text for line in lines]
    assert list(values_of(data, {"A", "B", "AB"})) == [(one.name, one.value) for one in lines if one.name in {"A", "B", "AB"}]


@given(st.binary(max_size=60))
def test_whatever_stands_in_a_file_unfolds_to_something(data):
    assert all(line.strip() for line in unfolded(data))
