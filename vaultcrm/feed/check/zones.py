"""Rules of time zones (RFC 5545, 3.6.5): named ones are defined, once, and in a way that readers share."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Document, Hit
from .rule import Rule, when

_PARTS = ("STANDARD", "DAYLIGHT")


def undefined_zone(document: Document) -> Iterator[Hit]:
    defined = {line.value for zone in document.named("VTIMEZONE") for line in zone.all("TZID")}
    for _, line in document.properties():
        zone = line.parameter("TZID")
        if zone is not None and zone not in defined:
            yield Hit(line.number, f"the zone {zone[:60]!r} is not defined in the file")


def double_zone(document: Document) -> Iterator[Hit]:
    seen: dict[str, int] = {}
    for zone in document.named("VTIMEZONE"):
        line = zone.first("TZID")
        if line and seen.setdefault(line.value, line.number) != line.number:
            yield Hit(line.number, f"the zone of line {seen[line.value]} is defined again")


def empty_zone(document: Document) -> Iterator[Hit]:
    filled = {part.parent for part in document.named(*_PARTS)}
    return (Hit(zone.line, "a zone without an offset") for zone in document.named("VTIMEZONE") if zone.index not in filled)


def zone_rdate(document: Document) -> Iterator[Hit]:
    for part in document.named(*_PARTS):
        yield from (Hit(line.number, "changes of the clock listed one by one") for line in part.all("RDATE")[:1])


def utc_with_zone(document: Document) -> Iterator[Hit]:
    for component, line in document.properties():
        found = when(line) if line.parameter("TZID") is not None and component.name not in _PARTS else None
        if found and found.form in ("utc", "date"):
            yield Hit(line.number, f"{line.name} has a zone and is {'in UTC' if found.form == 'utc' else 'a date'}")


def zone_start(document: Document) -> Iterator[Hit]:
    """The change of the clock is told by the clock that it changes (RFC 5545, 3.6.5)."""
    for part in document.named(*_PARTS):
        for line in part.all("DTSTART"):
            found = when(line)
            if found and found.form != "local":
                yield Hit(line.number, f"DTSTART of {part.name} is {_FORMS[found.form]}")


_FORMS = {"date": "a date", "utc": "in UTC", "zoned": "in a zone"}

RULES = (
    Rule("undefined-zone", "Outlook and libical fall back to UTC or refuse", "UTC, or a VTIMEZONE for it", undefined_zone),
    Rule("double-zone", "ical4j and Outlook take either", "one VTIMEZONE a zone", double_zone),
    Rule("empty-zone", "libical and Home Assistant refuse it", "a STANDARD part with its offsets", empty_zone),
    Rule(
        "zone-rdate",
        "ical.js (Thunderbird) and vobject read the first only: an hour late",
        "UTC, or RRULE in the zone",
        zone_rdate,
    ),
    Rule("zone-start", "Outlook and ical.js shift the whole zone", "the clock on the wall: 20261025T030000", zone_start),
    Rule("utc-with-zone", "readers disagree which of the two counts", "Z without TZID; dates without either", utc_with_zone),
)
