"""Rules of start and end: which comes first, also where they are told in two zones.

Two moments in one zone are compared as written. Else they are compared as instants: a zone of the IANA's by its table, another
by the offsets that the file gives it, of which the kinder one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..lines import ContentLine
from .document import Component, Document, Hit
from .rule import Rule, When, duration, is_positive, when

_Offsets = Mapping[str, tuple[timedelta, ...]]
_NONE = timedelta()


def end_before_start(document: Document) -> Iterator[Hit]:
    offsets = _defined(document)
    for component in document.named("VEVENT", "VTODO"):
        line = component.first("DTEND") or component.first("DUE")
        span = _span(component, line, offsets)
        if line and span and _too_early(line.name, *span):
            yield Hit(line.number, f"{line.name} is not after DTSTART")
        length = component.first("DURATION")
        found = duration(length.value) if length else None
        if length and found and not is_positive(found):
            yield Hit(length.number, "a negative DURATION" if found[1] == "-" else "a DURATION of nothing")


def _too_early(name: str, start: When, end: When) -> bool:
    """A to-do may be due when it starts, and an all-day event that ends on its start has a rule of its own."""
    return end.value < start.value or (name == "DTEND" and end.form != "date" and end.value == start.value)


def all_day_end_on_start(document: Document) -> Iterator[Hit]:
    for component in document.named("VEVENT"):
        end = component.first("DTEND")
        span = _span(component, end, {})
        if end and span and span[0].form == "date" and span[0].value == span[1].value:
            yield Hit(end.number, "an all-day event that ends on the day on which it starts")


def _span(component: Component, end: ContentLine | None, offsets: _Offsets) -> tuple[When, When] | None:
    """Start and end where they can be compared: both dates, both floating, both in one zone, or both as instants."""
    start = component.first("DTSTART")
    first, last = when(start) if start else None, when(end) if end else None
    if not (start and end and first and last):
        return None
    if first.form == last.form and (first.form != "zoned" or start.parameter("TZID") == end.parameter("TZID")):
        return first, last
    begun, over = _instants(first, start, offsets), _instants(last, end, offsets)
    return (When("utc", min(begun)), When("utc", max(over))) if begun and over else None


def _instants(found: When, line: ContentLine, offsets: _Offsets) -> list[datetime]:
    """The instants in UTC that a moment may be; none of a date, and of a zone that nobody knows."""
    if found.form == "utc":
        return [found.value]
    zone = line.parameter("TZID") if found.form == "zoned" else None
    return [_earlier(found.value, offset) for offset in _at(zone, found.value) or offsets.get(zone, ())] if zone else []


def _earlier(wall: datetime, offset: timedelta) -> datetime:
    try:
        return wall - offset
    except OverflowError:
        return wall


def _at(zone: str, wall: datetime) -> tuple[timedelta, ...]:
    """How far a zone of the IANA's is ahead of UTC when its clocks show ``wall``: twice, where they show it twice."""
    table = _table(zone)
    found = {wall.replace(tzinfo=table, fold=fold).utcoffset() or _NONE for fold in (0, 1)} if table else set()
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def _table(zone: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _defined(document: Document) -> _Offsets:
    """The least and the largest offset that the file gives its zones."""
    names = {zone.index: line.value for zone in document.named("VTIMEZONE") if (line := zone.first("TZID"))}
    found: dict[str, tuple[timedelta, ...]] = {}
    for part in document.named("STANDARD", "DAYLIGHT"):
        name = names.get(part.parent) if part.parent is not None else None
        ahead = _offset(part)
        if name is not None and ahead is not None:
            known = (*found.get(name, ()), ahead)
            found[name] = (min(known), max(known))
    return found


def _offset(part: Component) -> timedelta | None:
    line = part.first("TZOFFSETTO")
    digits = line.value[1:] if line else ""
    if not line or line.value[:1] not in ("+", "-") or len(digits) not in (4, 6) or not (digits.isascii() and digits.isdigit()):
        return None
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:] or 0))
    return -ahead if line.value[0] == "-" else ahead


RULES = (
    Rule("end-before-start", "Google, Outlook and calcurse drop the event", "an end after the start", end_before_start),
    Rule(
        "all-day-end-on-start",
        "calcurse and Outlook drop it, others show one day",
        "DTEND on the day after the last",
        all_day_end_on_start,
    ),
)
