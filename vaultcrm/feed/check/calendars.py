"""Rules of the calendar as a whole (RFC 7986): what a subscribed feed must not say, its colours, its size."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..colors import COLORS
from .document import Document, Hit
from .rule import Rule

MOST_EVENTS = 1000
MOST_BYTES = 1_000_000
_HEX = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
_FIXED = {"VERSION": "2.0", "CALSCALE": "GREGORIAN"}


def _in_calendar(document: Document, name: str, message: str) -> Iterator[Hit]:
    return (Hit(line.number, message) for calendar in document.named("VCALENDAR") for line in calendar.all(name))


def method(document: Document) -> Iterator[Hit]:
    return _in_calendar(document, "METHOD", "a METHOD makes the feed an invitation")


def calendar_uid(document: Document) -> Iterator[Hit]:
    return _in_calendar(document, "UID", "a UID for the calendar itself")


def source(document: Document) -> Iterator[Hit]:
    return _in_calendar(document, "SOURCE", "SOURCE publishes the feed's own address")


def bad_version(document: Document) -> Iterator[Hit]:
    for calendar in document.named("VCALENDAR"):
        for line in calendar.properties:
            if line.value.upper() != _FIXED.get(line.name, line.value.upper()):
                yield Hit(line.number, f"{line.name} is {line.value[:40]!r}")


def bad_color(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        if line.name == "COLOR" and line.value.strip().casefold() not in COLORS:
            yield Hit(line.number, f"no CSS colour is called {line.value[:40]!r}")
        if line.name == "X-APPLE-CALENDAR-COLOR" and not _HEX.fullmatch(line.value):
            yield Hit(line.number, f"not #RRGGBB: {line.value[:40]!r}")


def too_large(document: Document) -> Iterator[Hit]:
    if len(document.data) > MOST_BYTES:
        yield Hit(1, f"{len(document.data)} octets")


def too_many_events(document: Document) -> Iterator[Hit]:
    events = tuple(document.named("VEVENT"))
    if len(events) > MOST_EVENTS:
        yield Hit(events[MOST_EVENTS].line, f"{len(events)} events")


def todo_among_events(document: Document) -> Iterator[Hit]:
    if next(document.named("VEVENT"), None):
        yield from (Hit(todo.line, "a to-do among events") for todo in document.named("VTODO"))


def class_given(document: Document) -> Iterator[Hit]:
    """PUBLIC is what an event without CLASS is."""
    classes = (line for _, line in document.properties() if line.name == "CLASS" and line.value.upper() != "PUBLIC")
    return (Hit(line.number, f"CLASS:{line.value[:40]}") for line in classes)


def invitation(document: Document) -> Iterator[Hit]:
    for component, line in document.properties():
        if line.name in ("ORGANIZER", "ATTENDEE") and component.name in ("VEVENT", "VTODO"):
            yield Hit(line.number, f"{line.name} makes the event look like an invitation")


def alternative_description(document: Document) -> Iterator[Hit]:
    return (Hit(line.number, "a second description in HTML") for _, line in document.properties() if line.name == "X-ALT-DESC")


TOO_LARGE = Rule("too-large", "Google reads nothing above 1 MB", "fewer events or shorter descriptions", too_large)

RULES = (
    Rule("method", "Apple and libical object; Outlook takes it for an invitation", "no METHOD in a subscribed feed", method),
    Rule("calendar-uid", "vdirsyncer reads all events as one", "UIDs in the events only", calendar_uid),
    Rule("source-address", "whoever is shown an event learns the secret address", "no SOURCE", source),
    Rule("bad-version", "all", "VERSION:2.0, and CALSCALE:GREGORIAN or none", bad_version),
    Rule(
        "bad-color", "Apple, Nextcloud and Evolution show another colour or refuse", "a CSS name; for Apple, #RRGGBB", bad_color
    ),
    TOO_LARGE,
    Rule("too-many-events", "Google drops what is above 1,000", "a shorter horizon", too_many_events),
    Rule("todo-among-events", "Google, Apple and Outlook drop to-dos", "a feed of its own for to-dos", todo_among_events),
    Rule(
        "class-given",
        "Google and Outlook hide the text or show it all the same",
        "no CLASS; a feed that says less",
        class_given,
    ),
    Rule("invitation", "Outlook and Apple offer to answer it; Google may drop it", "names in the text", invitation),
    Rule(
        "alternative-description",
        "only Outlook shows it, and then instead of the text",
        "DESCRIPTION alone",
        alternative_description,
    ),
)
