"""Rules of the other values (RFC 5545, 3.3 and 3.8): addresses, attachments, periods, answers to requests, old encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..lines import ContentLine
from .document import Component, Document, Hit
from .rule import Rule, duration, is_positive, moment

_ADDRESSES = frozenset({"URL", "TZURL", "ATTACH", "ATTENDEE", "ORGANIZER"})
_TYPED_ADDRESSES = frozenset({"IMAGE", "CONFERENCE"})  # those that say VALUE=URI; without it, that is their fault
_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?:[^\s<>\"\\^`{|}%\x00-\x20]|%[0-9A-Fa-f]{2})+")
_WITH_HOST = frozenset({"http", "https", "webcal", "webcals", "ftp"})
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_STATUS = re.compile(r"[1-9]\d*\.\d+(?:\.\d+)?;[^;]+(?:;.*)?", re.ASCII | re.DOTALL)
_BINARIES = ("ATTACH", "IMAGE")
# The types that VALUE may name; dates, triggers and what cannot do without VALUE have rules of their own.
_TYPES = {
    name: frozenset(types.split())
    for names, types in (
        ("SUMMARY DESCRIPTION LOCATION COMMENT CONTACT CATEGORIES RESOURCES NAME UID PRODID VERSION TZID TZNAME", "TEXT"),
        ("STATUS CLASS TRANSP ACTION METHOD CALSCALE COLOR REQUEST-STATUS", "TEXT"), ("RELATED-TO", "TEXT UID URI"),
        ("SEQUENCE PRIORITY REPEAT PERCENT-COMPLETE", "INTEGER"), ("GEO", "FLOAT"), ("DURATION", "DURATION"),
        ("RRULE", "RECUR"), ("FREEBUSY", "PERIOD"), ("TZOFFSETFROM TZOFFSETTO", "UTC-OFFSET"), ("URL TZURL SOURCE", "URI"),
        ("ATTENDEE ORGANIZER", "CAL-ADDRESS URI"), ("ATTACH", "URI BINARY"),
    )
    for name in names.split()
}  # fmt: skip


def wrong_type(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        said = line.parameter("VALUE")
        if said is not None and said not in _TYPES.get(line.name, {said}):
            yield Hit(line.number, f"{line.name} is of no type called {said[:20]}")


def bad_address(document: Document) -> Iterator[Hit]:
    for component, line in document.properties():
        if _says_address(component, line) and not _is_address(line.value):
            yield Hit(line.number, f"{line.name} is no address: {line.value[:60]!r}")


def _says_address(component: Component, line: ContentLine) -> bool:
    """An alarm's attachment may be the name of a sound, as in all that Apple exports."""
    typed = line.parameter("VALUE")
    if line.name in _TYPED_ADDRESSES:
        return typed == "URI"
    sound = line.name == "ATTACH" and component.name == "VALARM"
    return line.name in _ADDRESSES and typed in (None, "URI", "CAL-ADDRESS") and not line.parameter("ENCODING") and not sound


def _is_address(text: str) -> bool:
    found = _URI.fullmatch(text)
    if not found:
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:  # of a port that none can be, or of brackets
        return False
    return found[1].lower() not in _WITH_HOST or bool(parts.hostname and port != 0)


def bad_binary(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        if line.name not in _BINARIES or line.parameter("VALUE") != "BINARY":
            continue
        encoding = (line.parameter("ENCODING") or "").upper()
        if encoding in ("", "8BIT"):
            yield Hit(line.number, f"{line.name} with VALUE=BINARY and without ENCODING=BASE64")
        elif encoding == "BASE64" and not _BASE64.fullmatch(line.value):
            yield Hit(line.number, f"{line.name} is no BASE64")


def bad_period(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        if line.name == "FREEBUSY" or (line.name == "RDATE" and line.parameter("VALUE") == "PERIOD"):
            fault = next((fault for text in line.value.split(",") if (fault := _period_fault(text, line))), None)
            if fault:
                yield Hit(line.number, f"{line.name}: {fault}")


def _period_fault(text: str, line: ContentLine) -> str | None:
    """A start and an end, or a start and a length; free and busy times are told in UTC (RFC 5545, 3.3.9 and 3.8.2.6)."""
    first, _, second = text.partition("/")
    zone = line.parameter("TZID")
    start, end, length = moment(first, zone), moment(second, zone), duration(second)
    if not start or start.form == "date" or not (length or (end and end.form == start.form)):
        return f"no period: {text[:40]!r}"
    if line.name == "FREEBUSY" and start.form != "utc":
        return f"not in UTC: {text[:40]!r}"
    forward = is_positive(length) if length else end and end.value > start.value
    return None if forward else f"a period that ends before it begins: {text[:40]!r}"


def bad_request_status(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        if line.name == "REQUEST-STATUS" and not _STATUS.fullmatch(line.value):
            yield Hit(line.number, f"REQUEST-STATUS is {line.value[:40]!r}")


def old_encoding(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        encoding = (line.parameter("ENCODING") or "").upper()
        if encoding not in ("", "BASE64", "8BIT"):
            yield Hit(line.number, f"{line.name} in {encoding[:30]}")
        elif (line.parameter("CHARSET") or "UTF-8").upper() != "UTF-8":
            yield Hit(line.number, f"{line.name} in the character set {line.parameter('CHARSET')}")


RULES = (
    Rule("wrong-type", "libical and ical4j drop the property, or the event", "no VALUE, or one that it may have", wrong_type),
    Rule(
        "bad-address",
        "Apple and ical4j refuse the event; in others the link leads nowhere",
        "a whole address as it stands in a browser: https://host/path, mailto:name@host",
        bad_address,
    ),
    Rule(
        "bad-binary",
        "ical4j and libical refuse it, others show a broken file",
        "ENCODING=BASE64;VALUE=BINARY:… or the address of the file",
        bad_binary,
    ),
    Rule("bad-period", "libical, ical4j and Home Assistant refuse it", "20261120T140000Z/PT1H, in UTC", bad_period),
    Rule("bad-request-status", "libical and ical4j refuse it", "REQUEST-STATUS:2.0;Success", bad_request_status),
    Rule("old-encoding", "all show the codes as they stand", "UTF-8 as it is: both went with vCalendar 1.0", old_encoding),
)
