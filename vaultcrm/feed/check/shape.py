"""Rules of the file's shape: lines that can be read, components that nest, properties that are there and once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .document import Component, Document, Hit
from .rule import Rule

_ENTRIES = ("VEVENT", "VTODO", "VJOURNAL")
_PARENTS = {
    "VCALENDAR": {""}, "VEVENT": {"VCALENDAR"}, "VTODO": {"VCALENDAR"}, "VJOURNAL": {"VCALENDAR"}, "VFREEBUSY": {"VCALENDAR"},
    "VTIMEZONE": {"VCALENDAR"}, "VALARM": {"VEVENT", "VTODO"}, "STANDARD": {"VTIMEZONE"}, "DAYLIGHT": {"VTIMEZONE"},
}  # fmt: skip
_ZONES = ("VTIMEZONE", "STANDARD", "DAYLIGHT")
_REQUIRED = {
    "VCALENDAR": ("PRODID", "VERSION"), "VEVENT": ("UID", "DTSTAMP", "DTSTART"), "VTODO": ("UID", "DTSTAMP"),
    "VJOURNAL": ("UID", "DTSTAMP"), "VFREEBUSY": ("UID", "DTSTAMP"), "VALARM": ("ACTION", "TRIGGER"), "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"), "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
}  # fmt: skip
_ENTRY_ONCE = frozenset(
    "UID DTSTAMP DTSTART DTEND DUE DURATION CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE"
    " STATUS SUMMARY TRANSP URL RECURRENCE-ID COMPLETED PERCENT-COMPLETE COLOR RRULE X-MICROSOFT-CDO-BUSYSTATUS".split()
)
_ZONE_ONCE = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"})
_ONCE = {
    "VCALENDAR": frozenset(
        "PRODID VERSION CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR X-WR-CALNAME X-WR-CALDESC"
        " X-WR-TIMEZONE X-PUBLISHED-TTL X-APPLE-CALENDAR-COLOR".split()
    ),
    "VEVENT": _ENTRY_ONCE, "VTODO": _ENTRY_ONCE, "VJOURNAL": _ENTRY_ONCE - {"DESCRIPTION"},
    "VALARM": frozenset({"ACTION", "TRIGGER", "DURATION", "REPEAT", "DESCRIPTION", "SUMMARY"}),
    "VTIMEZONE": frozenset({"TZID", "LAST-MODIFIED", "TZURL"}), "STANDARD": _ZONE_ONCE, "DAYLIGHT": _ZONE_ONCE,
}  # fmt: skip
_DATED = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")
# Where each property has its place (RFC 5545, 3.7 and 3.8, and RFC 7986, 5: *Conformance*).
_HOMES = {
    name: frozenset(homes)
    for names, homes in (
        ("PRODID VERSION CALSCALE METHOD REFRESH-INTERVAL SOURCE", ("VCALENDAR",)),
        ("DTSTAMP ORGANIZER", _DATED), ("ATTENDEE", (*_DATED, "VALARM")), ("DTSTART", (*_DATED, "STANDARD", "DAYLIGHT")),
        ("STATUS CLASS CREATED SEQUENCE RECURRENCE-ID EXDATE", _ENTRIES), ("RRULE RDATE", (*_ENTRIES, "STANDARD", "DAYLIGHT")),
        ("SUMMARY", (*_ENTRIES, "VALARM")), ("LOCATION GEO PRIORITY RESOURCES", ("VEVENT", "VTODO")), ("TRANSP", ("VEVENT",)),
        ("DTEND", ("VEVENT", "VFREEBUSY")), ("DUE COMPLETED PERCENT-COMPLETE", ("VTODO",)), ("FREEBUSY", ("VFREEBUSY",)),
        ("DURATION", ("VEVENT", "VTODO", "VALARM", "VFREEBUSY")), ("ACTION TRIGGER REPEAT", ("VALARM",)),
        ("TZID TZURL", ("VTIMEZONE",)), ("TZNAME TZOFFSETFROM TZOFFSETTO", ("STANDARD", "DAYLIGHT")),
    )
    for name in names.split()
}  # fmt: skip


def not_a_calendar(document: Document) -> Iterator[Hit]:
    if not document.is_calendar:
        yield Hit(1, "the file does not begin with BEGIN:VCALENDAR")


def several_calendars(document: Document) -> Iterator[Hit]:
    later = [component for component in document.named("VCALENDAR") if component.parent is None][1:]
    return (Hit(component.line, "another calendar in the same file") for component in later)


def empty_calendar(document: Document) -> Iterator[Hit]:
    names = {component.name for component in document.components}
    if names <= {"VCALENDAR"}:
        yield Hit(1, "a calendar with nothing in it")
    elif names <= {"VCALENDAR", *_ZONES}:
        yield Hit(1, "a calendar with nothing in it but time zones")


def broken_line(document: Document) -> Iterator[Hit]:
    """What a stray break has parted is told where the break is."""
    stray = _after_stray_breaks(document)
    unsound = (line for line in document.lines if not line.sound and line.number not in stray)
    return (Hit(line.number, f"not NAME;PARAMETER=value:value: {line.text[:40]!r}") for line in unsound)


def _after_stray_breaks(document: Document) -> frozenset[int]:
    """The lines that follow a bare LF or CR, in a file that knows how lines end."""
    if not document.physical or document.physical[0].end != b"\r\n":
        return frozenset()
    return frozenset(line.number + 1 for line in document.physical if line.end in (b"\n", b"\r"))


def bad_nesting(document: Document) -> Iterator[Hit]:
    yield from _unbalanced(document)
    for component in document.components:
        parent = document.parent_name(component)
        if parent not in _PARENTS.get(component.name, {parent}):
            yield Hit(component.line, f"{component.name} inside {parent or 'nothing'}")


def _unbalanced(document: Document) -> Iterator[Hit]:
    begun: list[tuple[str, int]] = []
    for line in document.lines:
        name = line.value.strip().upper()
        if line.name in ("BEGIN", "END") and name != line.value.upper():
            yield Hit(line.number, f"{line.name}:{name} with blanks around the name")
        if line.name == "BEGIN":
            begun.append((name, line.number))
        elif line.name == "END" and begun and begun[-1][0] == name:
            begun.pop()
        elif line.name == "END" or not begun:
            yield Hit(line.number, f"{line.name or 'this'} where nothing of the kind is open")
    yield from (Hit(number, f"{name} is never closed") for name, number in begun)


def missing_property(document: Document) -> Iterator[Hit]:
    for component in document.components:
        there = {line.name for line in component.properties if line.value.strip()}
        missing = [name for name in _required(component) if name not in there]
        yield from (Hit(component.line, f"{component.name} without {name}") for name in missing)


def _required(component: Component) -> tuple[str, ...]:
    """What a component of its kind wants, and what that wants which it says itself (RFC 5545, 3.6.2 and 3.6.6)."""
    required, action = _REQUIRED.get(component.name, ()), component.first("ACTION")
    if component.name == "VALARM" and action and action.value.upper() == "EMAIL":
        return (*required, "SUMMARY", "ATTENDEE")
    return (*required, "DTSTART") if component.name == "VTODO" and component.first("DURATION") else required


def no_summary(document: Document) -> Iterator[Hit]:
    for component in document.named("VEVENT", "VTODO"):
        summary = component.first("SUMMARY")
        if not summary or not summary.value.strip():
            yield Hit(component.line, f"{component.name} without a SUMMARY")


def double_property(document: Document) -> Iterator[Hit]:
    for component in document.components:
        once = _ONCE.get(component.name, frozenset())
        seen: Counter[str] = Counter()
        for line in component.properties:
            seen[line.name] += 1
            if seen[line.name] > 1 and line.name in once:
                yield Hit(line.number, f"{line.name} again in the same {component.name}")


def double_parameter(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        again = next((name for name, count in Counter(name for name, _ in line.parameters).items() if count > 1), None)
        if again:
            yield Hit(line.number, f"the parameter {again} twice in {line.name}")


def end_and_duration(document: Document) -> Iterator[Hit]:
    for component in document.named("VEVENT", "VTODO"):
        end, duration = component.first("DTEND") or component.first("DUE"), component.first("DURATION")
        if end and duration:
            yield Hit(duration.number, f"both {end.name} and DURATION")


def misplaced_property(document: Document) -> Iterator[Hit]:
    for component, line in document.properties():
        if component.name in _PARENTS and component.name not in _HOMES.get(line.name, {component.name}):
            yield Hit(line.number, f"{line.name} has no place in {component.name}")


def duplicate_uid(document: Document) -> Iterator[Hit]:
    seen: dict[tuple[str, str], int] = {}
    for component in document.named(*_ENTRIES):
        uid = component.first("UID")
        if uid:
            before = seen.setdefault((uid.value, _occurrence(component)), uid.number)
            if before != uid.number:
                yield Hit(uid.number, f"the UID of line {before} again")


def _occurrence(component: Component) -> str:
    line = component.first("RECURRENCE-ID")
    return line.value if line else ""


NOT_A_CALENDAR = Rule("not-a-calendar", "all", "BEGIN:VCALENDAR as the first line; is the address right?", not_a_calendar)

RULES = (
    Rule("several-calendars", "Google, Apple and Outlook read the first only", "one VCALENDAR a file", several_calendars),
    Rule("empty-calendar", "Google and Outlook report an error", "at least one event", empty_calendar),
    Rule(
        "broken-line",
        "all: the line is lost, or the file refused",
        "NAME;PARAMETER=value:value, long lines folded",
        broken_line,
    ),
    Rule("bad-nesting", "all", "close what is open, innermost first, and put each component where it belongs", bad_nesting),
    Rule(
        "missing-property",
        "strict clients refuse the file, others invent a value",
        "the property that is required",
        missing_property,
    ),
    Rule("no-summary", "all show an event without a name", "a SUMMARY", no_summary),
    Rule(
        "double-property",
        "ical4j and Home Assistant refuse it; of others, the first or the last wins",
        "it once",
        double_property,
    ),
    Rule(
        "double-parameter",
        "of most the first or the last counts, and strict ones refuse the file",
        "each parameter once; several values parted by commas",
        double_parameter,
    ),
    Rule("end-and-duration", "Home Assistant and ical4j refuse it", "DTEND alone", end_and_duration),
    Rule(
        "misplaced-property",
        "strict clients refuse it, others pass it over",
        "each where RFC 5545 has it: DTEND for events, DUE for to-dos, METHOD at the top",
        misplaced_property,
    ),
    Rule("duplicate-uid", "vdirsyncer, Radicale and Nextcloud keep one of them", "a UID of its own for each", duplicate_uid),
)
