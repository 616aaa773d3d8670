"""The linter: a folder of files with one fault each, each found by its own rule and by no other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.feed import check_feed
from vaultcrm.feed.check import RULES

FAULTS = Path(__file__).parent / "faults"
GOOD = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//one fault//EN\r\n"
    "BEGIN:VEVENT\r\nUID:one@example.com\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261120T140000Z\r\n"
    "DTEND:20261120T150000Z\r\nSUMMARY:Call Dana\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
EVENT = GOOD[GOOD.index("BEGIN:VEVENT") : GOOD.index("END:VCALENDAR")]
EMAIL = "BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-PT5M\r\nDESCRIPTION:x\r\nSUMMARY:x\r\nATTENDEE:{}\r\nEND:VALARM"
DIGITS = "\r\n ".join(["9" * 50] * 100)  # more than Python makes a number of
LARGE = ("too-large", "too-many-events")


def rules_broken(text: str | bytes) -> set[str]:
    data = text.encode() if isinstance(text, str) else text
    return {finding.rule for finding in check_feed(data)}


def rule_of(path: Path) -> str:
    """``RULE.ics``, or ``RULE.FACE.ics`` where a fault has another face that deserves a file."""
    return path.name.partition(".")[0]


def with_line(line: str) -> str:
    return GOOD.replace("SUMMARY:Call Dana\r\n", f"SUMMARY:Call Dana\r\n{line}\r\n")


def starting(start: str, *more: str) -> str:
    lines = "\r\n".join((start, *more))
    return GOOD.replace("DTSTART:20261120T140000Z\r\nDTEND:20261120T150000Z", lines)


def with_zone(offset: str) -> str:
    part = f"BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\n{offset}\r\nEND:STANDARD"
    return GOOD.replace("VERSION:2.0", f"VERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Here\r\n{part}\r\nEND:VTIMEZONE")


def zone_of(name: str, standard: str, summer: str) -> str:
    part = "BEGIN:{0}\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:{2}\r\nTZOFFSETTO:{1}\r\nEND:{0}\r\n"
    parts = part.format("STANDARD", standard, summer) + part.format("DAYLIGHT", summer, standard)
    return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{parts}END:VTIMEZONE\r\n"


def between(start: str, end: str, other: str = "Other") -> str:
    """An event from ``start`` in New York; of ``other`` nothing is known but that it is one or two hours ahead of UTC."""
    zones = zone_of("America/New_York", "-0500", "-0400") + zone_of(other, "+0100", "+0200")
    return starting(f"DTSTART;TZID=America/New_York:{start}", end).replace("BEGIN:VEVENT", f"{zones}BEGIN:VEVENT")


def busy(value: str) -> str:
    lines = "BEGIN:VFREEBUSY\r\nUID:one@example.com\r\nDTSTAMP:20261101T000000Z\r\nFREEBUSY:"
    return GOOD.replace(EVENT, f"{lines}{value}\r\nEND:VFREEBUSY\r\n")


def many(count: int, description: str = "") -> str:
    events = "".join(
        EVENT.replace("UID:one", f"UID:{n}").replace("END:VEVENT", f"{description}END:VEVENT") for n in range(count)
    )
    return GOOD.replace(EVENT, events)


def test_a_good_feed_has_no_finding():
    assert check_feed(GOOD.encode()) == ()


@pytest.mark.parametrize("path", sorted(FAULTS.glob("*.ics")), ids=lambda path: path.stem)
def test_each_fault_is_found_by_its_rule_alone(path):
    assert rules_broken(path.read_bytes()) == {rule_of(path)}


def test_there_is_a_fault_for_every_rule():
    assert {rule_of(path) for path in FAULTS.glob("*.ics")} | set(LARGE) == {rule.name for rule in RULES}
    assert max(Counter(rule.name for rule in RULES).values()) == 1


def test_limits_of_size():
    assert rules_broken(many(1001)) == {"too-many-events"}
    assert rules_broken(many(20, "DESCRIPTION:x\r\n" + " " + "y" * 70 + "\r\n")) == set()
    assert rules_broken(many(20, "DESCRIPTION:x\r\n" + (" " + "y" * 70 + "\r\n") * 800)) == {"too-large"}


def test_a_finding_says_where_who_suffers_and_what_to_write():
    (finding,) = check_feed((FAULTS / "floating-time.ics").read_bytes())
    assert (finding.line, finding.rule) == (7, "floating-time")
    assert finding.message == "DTSTART has neither a zone nor Z"
    assert "Google" in finding.clients
    assert finding.instead == "a time in UTC, ending in Z"
    assert all(rule.clients and rule.instead for rule in RULES)


def test_findings_come_in_the_order_of_lines_and_count_physical_ones():
    text = with_line("DESCRIPTION:one\r\n  two\r\n  three\r\nSTATUS:DONE").replace("VERSION:2.0", "VERSION:3")
    assert [(finding.line, finding.rule) for finding in check_feed(text.encode())] == [(2, "bad-version"), (13, "bad-status")]


@pytest.mark.parametrize(
    "name", ["SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "X-WR-CALNAME", "NAME", "PRODID", "UID"]
)
def test_every_text_property_wants_its_commas_and_semicolons_escaped(name):
    old = {"SUMMARY": "SUMMARY:Call Dana", "PRODID": "PRODID:-//example//one fault//EN", "UID": "UID:one@example.com"}
    for text in ("a, b", "a; b", "a \\\\, b"):
        line = f"{name}:{text}"
        broken = GOOD.replace(old[name], line) if name in old else with_line(line)
        assert rules_broken(broken) == {"unescaped-text"}
    fine = f"{name}:a\\, b\\; c\\\\ d\\n e \"f\" 'g': h"
    assert rules_broken(GOOD.replace(old[name], fine) if name in old else with_line(fine)) == set()


@pytest.mark.parametrize(
    "line",
    [
        "CATEGORIES:One,Two",
        "RESOURCES:Easel,Projector",
        "URL:https://example.com/a,b;c",
        "GEO:40.7;-74.0",
        'CONTACT;ALTREP="cid:part;1,2@example.com":Dana',
        'X-MICROSOFT-LOCATIONS:[{"DisplayName":"a, b"}]',
        "DESCRIPTION;LANGUAGE=en:Plain",
        "URL:mailto:dana@example.com?subject=a,b;c",
        "URL;VALUE=URI:message:%3Cabc@example.com%3E",
        "URL:https://[::1]:8377/a%20b?c=d&e=f#g",
        "ATTACH:CID:part1.0001@example.com",
        "ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:VGhhbmtz",
        "IMAGE;VALUE=BINARY;ENCODING=BASE64:AA==",
        EMAIL.format("mailto:dana@example.com"),
        "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+1-212-555-0100",
        "REQUEST-STATUS;LANGUAGE=en:2.8;Success\\, event ignored;RRULE:FREQ=WEEKLY",
        "REQUEST-STATUS:3.1.1;Invalid;",
        "DESCRIPTION;CHARSET=UTF-8:x",
        "CREATED:00001231T000000Z",
        "CLASS:PUBLIC",
        "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4",
        "RRULE:FREQ=MONTHLY;BYDAY=1FR;UNTIL=20271231T000000Z",
        "EXDATE:20261127T140000Z,20261204T140000Z",
        "STATUS:confirmed",
        "PRIORITY:5",
        "LOCATION;VALUE=TEXT;LANGUAGE=en:Berlin",
        "X-OTHER;VALUE=FOO:x",
        "RELATED-TO;VALUE=UID:two@example.com",
        "SEQUENCE:2147483647",
        "GEO:-90;180.0",
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=4",
        "RRULE:FREQ=DAILY;UNTIL=20261120T140000Z",
        "COLOR:SteelBlue",
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Now\r\nTRIGGER;RELATED=END:-PT5M\r\nEND:VALARM",
        "BEGIN:VALARM\r\nACTION:NONE\r\nTRIGGER;VALUE=DATE-TIME:19760401T005545Z\r\nEND:VALARM",
        "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT15M\r\nATTACH;VALUE=URI:Chord\r\nEND:VALARM",
        "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER;VALUE=DATE-TIME:20261120T130000Z\r\nEND:VALARM",
    ],
)
def test_what_is_allowed_is_not_found(line):
    assert rules_broken(with_line(line)) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (starting("DTSTART;VALUE=DATE:20261120", "DTEND:20261121T000000Z"), "type-mismatch"),
        (starting("DTSTART;VALUE=DATE:20261120T140000Z"), "type-mismatch"),
        (starting("DTSTART;VALUE=DATE:20261120", "DURATION:PT8H"), "type-mismatch"),
        (starting("DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261118"), "end-before-start"),
        (starting("DTSTART:20261120T140000Z", "DTEND:20261120T140000Z"), "end-before-start"),
        (starting("DTSTART:20261120T140000Z", "DURATION:-PT1H"), "end-before-start"),
        (starting("DTSTART:2026-11-20"), "bad-date"),
        (starting("DTSTART:20261120T250000Z"), "bad-date"),
        (starting("DTSTART;TZID=Nowhere/Land:20261120T140000"), "undefined-zone"),
        (starting("DTSTART:20261120T140000Z", "DURATION:P1H"), "bad-duration"),
        (with_line("EXDATE;VALUE=DATE:20261127"), "type-mismatch"),
        (with_line("EXDATE:20261127T140000"), "floating-time"),
        (with_line("RRULE:FREQ=WEEKLY;UNTIL=20261218T140000"), "rule-end-type"),
        (with_line("RRULE:FREQ=DAILY;COUNT=3;UNTIL=20261218T140000Z"), "bad-recurrence"),
        (with_line("RRULE:FREQ=SOMETIMES"), "bad-recurrence"),
        (with_line("RRULE:FREQ=HOURLY"), "unportable-recurrence"),
        (with_line("RRULE:FREQ=MONTHLY;BYMONTHDAY=31"), "unportable-recurrence"),
        (with_line("RDATE;VALUE=PERIOD:20261127T140000Z/PT1H"), "unportable-recurrence"),
        (starting("DTSTART;VALUE=DATE:20280229", "RRULE:FREQ=YEARLY"), "unportable-recurrence"),
        (starting("DTSTART:20270131T140000Z", "RRULE:FREQ=MONTHLY"), "unportable-recurrence"),
        (with_line("TRANSP:FREE"), "bad-status"),
        (with_line("X-MICROSOFT-CDO-BUSYSTATUS:AWAY"), "bad-status"),
        (with_line("PRIORITY:10"), "bad-number"),
        (with_line("LOCATION:a\\b"), "bad-escape"),
        (with_line("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT0S\r\nDESCRIPTION:x"), "bad-nesting"),
        (with_line("END:VTODO"), "bad-nesting"),
        (with_line("ATTACH;ENCODING=BASE64:AAAA"), "missing-value-parameter"),
        (GOOD.replace("VERSION:2.0", "VERSION:2.0\r\nREFRESH-INTERVAL:PT1H"), "missing-value-parameter"),
        (GOOD.replace("VERSION:2.0", "VERSION:2.0\r\nX-APPLE-CALENDAR-COLOR:red"), "bad-color"),
        (GOOD.replace("VERSION:2.0", "VERSION:2.0\r\nCALSCALE:JULIAN"), "bad-version"),
        (GOOD.replace("VERSION:2.0\r\n", ""), "missing-property"),
        (GOOD.replace("PRODID:-//example//one fault//EN\r\n", ""), "missing-property"),
        (GOOD.replace("UID:one@example.com\r\n", ""), "missing-property"),
        (GOOD.replace("SUMMARY:Call Dana", "SUMMARY:"), "no-summary"),
        (with_line('X-NOTE;LABEL="open:no end'), "broken-line"),
        (with_line("X-NOTE"), "broken-line"),
        (GOOD.replace("UID:one@example.com", "UID:"), "missing-property"),
        (GOOD.replace("PRODID:-//example//one fault//EN", "PRODID:"), "missing-property"),
        (with_line("BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-PT5M\r\nDESCRIPTION:x\r\nEND:VALARM"), "missing-property"),
        (GOOD.replace("BEGIN:VEVENT", "BEGIN:VEVENT "), "bad-nesting"),
        (with_line("SEQUENCE:2147483648"), "bad-number"),
        (with_line("GEO:95.0;13.4"), "bad-number"),
        (with_line("GEO:52.5;200.0"), "bad-number"),
        (starting("DTSTART:20261120T140000Z", "DURATION:PT0S"), "end-before-start"),
        (starting("DTSTART;VALUE=DAY:20261120"), "type-mismatch"),
        (GOOD.replace("VERSION:2.0", "VERSION:2.0\r\nREFRESH-INTERVAL;VALUE=TEXT:PT1H"), "missing-value-parameter"),
        (GOOD.replace("VERSION:2.0", "VERSION:2.0\r\nREFRESH-INTERVAL;VALUE=DURATION:-PT1H"), "bad-duration"),
        (GOOD.replace("VERSION:2.0", "VERSION:2.0\r\nX-PUBLISHED-TTL:PT0S"), "bad-duration"),
        (with_line("IMAGE:https://example.com/a.png"), "missing-value-parameter"),
        (with_line("RRULE:FREQ=YEARLY;BYMONTH=13"), "bad-recurrence"),
        (with_line("RRULE:FREQ=YEARLY;BYMONTH=-1"), "bad-recurrence"),
        (with_line("RRULE:FREQ=MONTHLY;BYMONTHDAY=32"), "bad-recurrence"),
        (with_line("RRULE:FREQ=WEEKLY;BYMONTHDAY=3"), "bad-recurrence"),
        (with_line("RRULE:FREQ=WEEKLY;BYDAY=1MO"), "bad-recurrence"),
        (with_line("RRULE:FREQ=MONTHLY;BYDAY=60MO"), "bad-recurrence"),
        (with_line("RRULE:FREQ=MONTHLY;BYSETPOS=1"), "bad-recurrence"),
        (with_line("RRULE:FREQ=DAILY;UNTIL=20271301T000000Z"), "bad-recurrence"),
        (with_line("RRULE:FREQ=DAILY;UNTIL=20250101T000000Z"), "bad-recurrence"),
        (between("20261120T140000", "DTEND:20261120T150000Z"), "end-before-start"),
        (between("20261120T140000", "DTEND;TZID=Elsewhere:20261120T190000", "Elsewhere"), "end-before-start"),
        (with_line("URL:"), "bad-address"),
        (with_line("URL:https://exa mple.com/"), "bad-address"),
        (with_line("URL:https\\://example.com/"), "bad-address"),
        (with_line("URL:https://example.com:99999/"), "bad-address"),
        (with_line("URL:https://[::1/"), "bad-address"),
        (with_line("URL:https:///call"), "bad-address"),
        (with_line("URL:https://example.com/%zz"), "bad-address"),
        (with_line("ATTACH:VGhlIHF1aWNrIGJyb3duIGZveA=="), "bad-address"),
        (with_line("IMAGE;VALUE=URI:logo.png"), "bad-address"),
        (with_line(EMAIL.format("dana@example.com")), "bad-address"),
        (with_line("IMAGE;VALUE=BINARY:AAAA"), "bad-binary"),
        (with_line("ATTACH;ENCODING=8BIT;VALUE=BINARY:AAAA"), "bad-binary"),
        (with_line("ATTACH;ENCODING=BASE64;VALUE=BINARY:A*AA"), "bad-binary"),
        (with_line("ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAAA"), "bad-binary"),
        (busy("20261120T140000/PT1H"), "bad-period"),
        (busy("20261120T140000Z/20261120T130000Z"), "bad-period"),
        (busy("20261120T140000Z/PT1H,20261121T140000Z/PT0S"), "bad-period"),
        (busy("20261120/20261121"), "bad-period"),
        (with_line("REQUEST-STATUS:2.0"), "bad-request-status"),
        (with_line("REQUEST-STATUS:2;Success"), "bad-request-status"),
        (GOOD.replace("SUMMARY", "\ufeffSUMMARY"), "bom-inside"),
        (with_line("COMMENT;CHARSET=ISO-8859-1:x"), "old-encoding"),
        (with_line("COMMENT:one\rtwo"), "bare-cr"),
        (with_line("COMMENT:one\ntwo"), "bare-lf"),
        (GOOD.replace("\r\n", "\r\r\n"), "bare-cr"),
        (" " + GOOD, "not-a-calendar"),
        (starting("DTSTART:20261231T235961Z"), "bad-date"),
        (starting("DTSTART:20261120T140000Z", f"DURATION:-PT{DIGITS}H"), "end-before-start"),
        (with_zone("TZOFFSETTO:+0100").replace("DTSTART:19701025T030000", "DTSTART;VALUE=DATE:19701025"), "zone-start"),
        (with_zone("TZOFFSETTO:-0000"), "bad-number"),
        (with_zone("TZOFFSETTO:+0100").replace("DTSTART:19701025T030000", "DTSTART:19701025T030000Z"), "zone-start"),
        (GOOD.replace("VERSION:2.0", "VERSION:2.0\r\nSTATUS:CONFIRMED"), "misplaced-property"),
        (with_line("TRIGGER:-PT5M"), "misplaced-property"),
        (with_line("REFRESH-INTERVAL;VALUE=DURATION:PT1H"), "misplaced-property"),
        (GOOD.replace("VERSION:2.0", "VERSION: 2.0"), "bad-version"),
        (starting("DTSTART:00000101T000000Z"), "bad-date"),
        (starting("DTSTART:20261120T140000Z", "DURATION:PT1H30S"), "bad-duration"),
        (with_line("COMMENT;VALUE=FOO:x"), "wrong-type"),
        (with_line("URL;VALUE=TEXT:here"), "wrong-type"),
        (with_line("COMMENT:\ufffe"), "control-character"),
        (with_line("ATTENDEE;ROLE=CHAIR;ROLE=CHAIR:mailto:d@example.com").replace("ATTENDEE", "X-GUEST"), "double-parameter"),
        ("", "not-a-calendar"),
        (GOOD.replace("VCALENDAR", "VCARD"), "not-a-calendar"),
    ],
)  # fmt: skip
def test_other_faces_of_the_same_faults(text, rule):
    assert rules_broken(text) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        between("20261120T140000", "DTEND;TZID=Other:20261120T203000"),  # perhaps before the start, perhaps after it
        between("20261120T140000", "DTEND:20261120T190001Z"),
        starting("DTSTART:20261231T235959Z", "DURATION:PT1S"),
        busy("20261120T140000Z/20261120T150000Z,20261121T140000Z/P1DT1H"),
        starting("DTSTART:20261231T235960Z"),
    ],
)
def test_what_is_well_in_order_is_not_found(text):
    assert rules_broken(text) == set()


def test_of_what_nobody_reads_no_more_is_said():
    assert rules_broken(b"BEGIN:VCALENDAR\r\n" + b"x" * 16_000_000) == {"too-large"}


def test_feeds_that_were_joined_are_two_and_no_more():
    assert rules_broken(GOOD + "\ufeff" + GOOD.replace("UID:one", "UID:two")) == {"bom-inside", "several-calendars"}


def test_alarms_of_a_to_do_count_from_what_it_has():
    todo = GOOD.replace("VEVENT", "VTODO").replace("DTSTART:20261120T140000Z\r\nDTEND:20261120T150000Z", "DUE:20261120T140000Z")
    alarm = "SUMMARY:Call Dana\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER{}:-PT5M\r\nEND:VALARM"
    assert rules_broken(todo.replace("SUMMARY:Call Dana", alarm.format(";RELATED=END"))) == set()
    assert rules_broken(todo.replace("SUMMARY:Call Dana", alarm.format(""))) == {"alarm-bad-trigger"}


@given(st.binary(max_size=400))
def test_any_bytes_give_findings_and_never_an_error(data):
    assert check_feed(data)


PIECES = st.sampled_from(
    [line + end for line in GOOD.split("\r\n") for end in ("\r\n", "\n", "\r", "", ":", ";", ",\\")]
) | st.text(max_size=9)


@given(st.lists(PIECES, max_size=40), st.integers(0, 300), st.binary(max_size=3))
def test_broken_calendars_give_findings_and_never_an_error(pieces, at, noise):
    data = ("BEGIN:VCALENDAR\r\n" + "".join(pieces)).encode("utf-8", "surrogatepass")
    lines = data.count(b"\n") + data.count(b"\r") + 2
    assert all(1 <= finding.line <= lines for finding in check_feed(data[:at] + noise + data[at:]))


def test_deep_and_long_files_are_read_to_the_end():
    deep = "BEGIN:VCALENDAR\r\n" + "BEGIN:X-A\r\n" * 20_000 + "END:X-B\r\n" * 20_000
    assert rules_broken(deep) == {"bad-nesting", "missing-property"}
    assert "long-line" in rules_broken(with_line("DESCRIPTION:" + "\\" * 200_000))
