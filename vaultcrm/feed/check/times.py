"""Rules of dates, times, durations and numbers (RFC 5545, 3.3): that they are some, and agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lines import ContentLine
from .document import Component, Document, Hit
from .rule import Rule, When, duration, is_positive, moment, when

_SINGLE = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID"})
_LISTS = frozenset({"EXDATE", "RDATE"})
_STAMPS = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED"})
_DURATIONS = frozenset({"DURATION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"})
_OFFSET = re.compile(r"(?!-0000(?:00)?$)[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?", re.ASCII)
_NUMBERS = {
    "SEQUENCE": re.compile(r"\d{1,10}", re.ASCII),
    "PRIORITY": re.compile(r"[0-9]"),
    "REPEAT": re.compile(r"\d{1,9}", re.ASCII),
    "PERCENT-COMPLETE": re.compile(r"100|[0-9]{1,2}"),
    "TZOFFSETFROM": _OFFSET,
    "TZOFFSETTO": _OFFSET,
    "GEO": re.compile(r"[+-]?(?:[0-8]?\d(\.\d+)?|90(\.0+)?);[+-]?(?:(?:\d{1,2}|1[0-7]\d)(\.\d+)?|180(\.0+)?)", re.ASCII),
}
_LARGEST = 2**31 - 1  # of an INTEGER (RFC 5545, 3.3.8)
_NEEDS_VALUE = {"REFRESH-INTERVAL": "DURATION", "CONFERENCE": "URI", "IMAGE": "URI"}
_BINARIES = ("ATTACH", "IMAGE")
_TYPES = (None, "DATE", "DATE-TIME", "PERIOD")


def bad_date(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        dated = line.name in _SINGLE or line.name in _STAMPS
        never = line.name in _SINGLE and line.value.startswith("0000")
        if never or (dated and not when(line)) or (line.name in _LISTS and None in _moments(line)):
            yield Hit(line.number, f"{line.name} is no date: {line.value[:40]!r}")


def bad_duration(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        found = duration(line.value) if line.name in _DURATIONS else None
        if line.name in _DURATIONS and not found:
            yield Hit(line.number, f"{line.name} is no duration: {line.value[:40]!r}")
        elif found and line.name != "DURATION" and not is_positive(found):
            yield Hit(line.number, f"{line.name} must be longer than nothing: {line.value[:40]!r}")


def bad_number(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        wanted = _NUMBERS.get(line.name)
        if wanted and not (wanted.fullmatch(line.value) and _in_bounds(line)):
            yield Hit(line.number, f"{line.name} is {line.value[:40]!r}")


def _in_bounds(line: ContentLine) -> bool:
    return line.name != "SEQUENCE" or int(line.value) <= _LARGEST


def stamp_not_utc(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        stamp = when(line) if line.name in _STAMPS else None
        if stamp and stamp.form != "utc":
            yield Hit(line.number, f"{line.name} is not in UTC")


def missing_value_parameter(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        needed = _needed_value(line)
        said = line.parameter("VALUE")
        if needed and (not said or (line.name in _NEEDS_VALUE and said != needed)):
            yield Hit(line.number, f"{line.name} without VALUE={needed}")


def _needed_value(line: ContentLine) -> str | None:
    if line.name in _SINGLE | _LISTS | {"TRIGGER"}:
        forms = {found.form for found in _moments(line) if found}
        if line.name == "TRIGGER":
            return "DATE-TIME" if forms else None
        return "DATE" if forms == {"date"} else None
    if line.name in _BINARIES and (line.parameter("ENCODING") or line.parameter("VALUE") == "BINARY"):
        return "BINARY"
    return _NEEDS_VALUE.get(line.name)


def type_mismatch(document: Document) -> Iterator[Hit]:
    for component, line in document.properties():
        forms = {found.form == "date" for found in _moments(line) if found} if line.name in _SINGLE | _LISTS else set()
        said = line.parameter("VALUE")
        if forms and said not in _TYPES:
            yield Hit(line.number, f"{line.name} is of no type called {said}")
        elif (said == "DATE" and False in forms) or (said == "DATE-TIME" and True in forms) or len(forms) > 1:
            yield Hit(line.number, f"{line.name} is not the VALUE={said or 'DATE-TIME'} that it says")
        elif forms and _disagrees(component, line, True in forms):
            yield Hit(line.number, f"{line.name} and DTSTART are not both dates or both times")
    yield from _timed_durations(document)


def _disagrees(component: Component, line: ContentLine, is_day: bool) -> bool:
    """Whether DTSTART, sound in itself, is of the other type; a moved occurrence may have become all day."""
    start = component.first("DTSTART")
    said = start.parameter("VALUE") if start else None
    found = when(start) if start else None
    if not found or line.name == "RECURRENCE-ID" or (said == "DATE") != (found.form == "date" and bool(said)):
        return False
    return (found.form == "date") != is_day


def _timed_durations(document: Document) -> Iterator[Hit]:
    for component in document.named("VEVENT", "VTODO"):
        start, line = component.first("DTSTART"), component.first("DURATION")
        found, length = when(start) if start else None, duration(line.value) if line else None
        if found and found.form == "date" and line and length and any(length.groups()[3:]):
            yield Hit(line.number, "an all-day event of so many hours")


def floating_time(document: Document) -> Iterator[Hit]:
    for component, line in document.properties():
        dated = component.name in ("VEVENT", "VTODO") and line.name in _SINGLE | _LISTS
        if dated and any(found and found.form == "local" for found in _moments(line)):
            yield Hit(line.number, f"{line.name} has neither a zone nor Z")


def _moments(line: ContentLine) -> tuple[When | None, ...]:
    """The moments of a property, of a period the first; a property that is not a list has one."""
    texts = line.value.split(",") if line.name in _LISTS else [line.value]
    return tuple(moment(text.partition("/")[0] if line.name in _LISTS else text, line.parameter("TZID")) for text in texts)


RULES = (
    Rule("bad-date", "all: the event is lost, or the whole file", "20261120, 20261120T140000Z", bad_date),
    Rule("bad-duration", "Home Assistant and libical refuse it", "PT1H, P1D, P2W", bad_duration),
    Rule("bad-number", "strict clients refuse the file", "a number within the bounds of RFC 5545", bad_number),
    Rule("stamp-not-utc", "clients that go by DTSTAMP miss changes", "a time in UTC, ending in Z", stamp_not_utc),
    Rule(
        "missing-value-parameter",
        "ical.js and libical misread the value",
        "the VALUE parameter with its type",
        missing_value_parameter,
    ),
    Rule(
        "type-mismatch",
        "Google drops the event, others guess",
        "DTSTART, DTEND and the rest all dates or all times",
        type_mismatch,
    ),
    Rule("floating-time", "Google reads it as UTC", "a time in UTC, ending in Z", floating_time),
)
