"""Stamps change when their event does, and only then (``feed.md``, *Identity and stamps*); a sudden nothing is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from vaultcrm.feed import check_feed, sudden_fall, sudden_nothing

DAY = timedelta(days=1)
STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")


def blocks(data: bytes) -> dict[str, bytes]:
    """The bytes of each event, by UID."""
    found = {}
    for part in data.split(b"BEGIN:VEVENT\r\n")[1:]:
        block = part.split(b"END:VEVENT")[0]
        found[next(line for line in block.splitlines() if line.startswith(b"UID:"))[4:].decode()] = block
    return found


def stamps(data: bytes, uid: str) -> tuple[datetime, datetime, int]:
    event = next(e for e in icalendar.Calendar.from_ical(data).walk("VEVENT") if e["UID"] == uid)
    return event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt, int(event["SEQUENCE"])


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def test_with_no_feed_before_the_stamps_are_of_today(feed_of, plan, make):
    found = stamps(feed_of(), plan.touchpoints[2].uid)
    assert found == (midnight(make.today), midnight(make.today), (make.today - date(2020, 1, 1)).days)


def test_an_unchanged_vault_gives_the_identical_file(feed_of):
    first = feed_of()
    assert feed_of(before=first) == first
    assert feed_of(todos=True, before=feed_of(todos=True)) == feed_of(todos=True)


def test_an_unchanged_event_keeps_its_bytes_on_another_day(feed_of, plan, make):
    first = feed_of()
    next_day = feed_of(make.robins_plan(make.today + DAY), before=first)
    call, thanks = plan.touchpoints[2].uid, plan.touchpoints[0].uid
    assert blocks(next_day)[call] == blocks(first)[call]
    assert blocks(next_day)[thanks] != blocks(first)[thanks]
    assert stamps(next_day, thanks) == (midnight(make.today + DAY), midnight(make.today + DAY), stamps(first, thanks)[2] + 1)


def test_a_change_on_the_same_day_counts_on_by_one_and_by_a_second(feed_of, plan, make):
    first, call = feed_of(), plan.touchpoints[2]
    renamed = make.plan(*(replace(p, title="Ring Dana Lee") if p == call else p for p in plan.touchpoints))
    second = feed_of(renamed, before=first)
    later, number = stamps(first, call.uid)[0] + timedelta(seconds=1), stamps(first, call.uid)[2] + 1
    assert stamps(second, call.uid) == (later, later, number)
    third = feed_of(before=second)
    assert stamps(third, call.uid) == (later + timedelta(seconds=1), later + timedelta(seconds=1), number + 1)


def test_an_event_that_comes_back_is_not_older_than_it_was(feed_of, plan, make):
    first, call = feed_of(), plan.touchpoints[2]
    without = feed_of(make.plan(*(p for p in plan.touchpoints if p != call)), before=first)
    again = feed_of(make.robins_plan(make.today + DAY), before=without)
    assert stamps(again, call.uid) > stamps(first, call.uid)


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"<html>Not found</html>",
        lambda data: b"",
        lambda data: b"\x00\xff" * 50,
        lambda data: data.replace(b"SEQUENCE:", b"SEQUENCE:-"),
        lambda data: data.replace(b"DTSTAMP:2", b"DTSTAMP:x"),
        lambda data: data.replace(b"SEQUENCE:2513", b"SEQUENCE:99999999999"),
        lambda data: data.replace(b"DTSTAMP:2026", b"DTSTAMP:9999"),
        lambda data: data.replace(b"UID:", b"X-UID:"),
    ],
)
def test_a_broken_feed_before_counts_as_none(feed_of, harm):
    assert feed_of(before=harm(feed_of())) == feed_of()


def test_a_feed_before_may_have_been_refolded_and_reordered(feed_of, make):
    first = feed_of()
    refolded = first.replace(b"\r\n ", b"").replace(b"\r\n", b"\n")
    next_day = make.robins_plan(make.today + DAY)
    assert feed_of(next_day, before=refolded) == feed_of(next_day, before=first)


def search_day(make, today: date) -> list:
    """A search as it goes on: a new call each week, made three days later or left to expire; stay-in-touch every month."""
    found = []
    for week in range(14):
        opens = date(2026, 11, 2) + timedelta(weeks=week)
        made = opens + 3 * DAY if week % 3 else None
        expires = opens + 9 * DAY
        state = "done" if made and made <= today else "missed" if today > expires else None
        call = make.point("call", "Dana Lee", opens, opens + DAY, today=today, round=str(week), expires=expires)
        found.append(replace(call, state=state) if state else call)
    month = (
        date(2026, 12, 4) if today < date(2026, 12, 4) else date(2027, 1, 4) if today < date(2027, 1, 4) else date(2027, 2, 5)
    )
    found.append(make.point("stay-in-touch", "Kim O'Neil", month, month, today=today))
    return found


def test_over_ninety_days_only_what_changes_is_stamped_anew(feed_of, make):
    before, start = None, date(2026, 11, 1)
    unchanged = changed = 0
    for number in range(90):
        today = start + number * DAY
        plan = make.plan(*search_day(make, today), today=today)
        feed = feed_of(plan, before=before)
        assert feed_of(make.plan(*reversed(plan.touchpoints), today=today), before=before) == feed
        assert feed_of(plan, before=feed) == feed
        assert check_feed(feed) == ()
        for uid, block in blocks(feed).items():
            old = blocks(before or b"").get(uid)
            if old is None:
                continue
            same = without_stamps(old) == without_stamps(block)
            assert same == (old == block)
            assert same or all(late > early for late, early in zip(stamps(feed, uid), stamps(before, uid), strict=True))
            unchanged, changed = unchanged + same, changed + (not same)
        before = feed
    assert unchanged > 700
    assert changed > 89


def without_stamps(block: bytes) -> list[bytes]:
    return [line for line in block.splitlines() if not line.startswith(tuple(f"{name}:".encode() for name in STAMPS))]


def test_a_feed_that_falls_from_many_to_none_is_seen(feed_of, make, vault):
    empty = feed_of(make.plan(), in_vault=replace(vault, interviews=()))
    assert sudden_nothing(feed_of(), empty)
    assert not sudden_nothing(empty, feed_of())
    assert not sudden_nothing(feed_of(), feed_of())
    few = feed_of(make.plan(make.robins_plan().touchpoints[2]), in_vault=replace(vault, interviews=()))
    assert not sudden_nothing(few, empty)
    assert sudden_nothing(feed_of(todos=True), feed_of(make.plan(), todos=True))


def listing(*names: str, start: str = "DTSTART;VALUE=DATE:20261120") -> bytes:
    events = "".join(f"BEGIN:VEVENT\r\nUID:{name}\r\n{start}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n" for name in names)
    return f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode()


TWELVE = "abcdefghijkl"
TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("before", "after", "closed", "falls"),
    [
        (listing(*TWELVE), listing("a", "b"), "", True),
        (listing(*TWELVE), listing("a", "b", "c"), "", False),
        (listing(*TWELVE), listing("a", "b"), "c", False),
        (listing(*TWELVE), listing(*"mnopqr"), "", False),
        (listing(*TWELVE), listing(*"mno"), "", True),
        (listing(*TWELVE[:9]), listing(), "", False),
        (listing(*TWELVE, start="DTSTART;VALUE=DATE:20261117"), listing(), "", False),
        (listing(*TWELVE, start="DTSTART:20261118T090000Z"), listing(), "", True),
        (listing(*TWELVE, start="DTSTART;VALUE=DATE:20261101\r\nDUE;VALUE=DATE:20261130"), listing(), "", True),
        (b"garbage", listing(), "", False),
    ],
)
def test_a_feed_that_falls_to_nearly_none_is_seen_where_nothing_was_closed(before, after, closed, falls):
    assert sudden_fall(before, after, lambda: set(closed), TODAY) is falls
