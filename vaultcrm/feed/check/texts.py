"""Rules of texts and words (RFC 5545, 3.3.11 and 3.8.1.11): escaping, status words, identities of a reasonable length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lines import ContentLine
from .document import Document, Hit
from .rule import Rule

_SINGLE = frozenset(
    "SUMMARY DESCRIPTION LOCATION COMMENT CONTACT NAME X-WR-CALNAME X-WR-CALDESC UID PRODID TZID TZNAME RELATED-TO"
    " X-WR-TIMEZONE".split()
)
_LISTS = frozenset({"CATEGORIES", "RESOURCES"})
_TOKEN = re.compile(r"\\[\\;,nN]|\\|;|,")
_STATUS = {
    "VEVENT": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "VTODO": {"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"},
    "VJOURNAL": {"DRAFT", "FINAL", "CANCELLED"},
}
_WORDS = {
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "X-MICROSOFT-CDO-BUSYSTATUS": {"FREE", "BUSY", "TENTATIVE", "OOF", "WORKINGELSEWHERE"},
}
_LONGEST_UID = 255


def unescaped_text(document: Document) -> Iterator[Hit]:
    for line in _texts(document):
        allowed = {","} if line.name in _LISTS else set()
        raw = next((token for token in _tokens(line) if token in ";," and token not in allowed), None)
        if raw:
            yield Hit(line.number, f"{raw!r} in {line.name} is not escaped")


def bad_escape(document: Document) -> Iterator[Hit]:
    for line in _texts(document):
        if any(token == "\\" for token in _tokens(line)):
            yield Hit(line.number, f"a backslash in {line.name} that escapes nothing")


def bad_status(document: Document) -> Iterator[Hit]:
    for component, line in document.properties():
        words = _STATUS.get(component.name) if line.name == "STATUS" else _WORDS.get(line.name)
        if words and line.value.upper() not in words:
            yield Hit(line.number, f"{line.name} of {component.name} is {line.value[:40]!r}")


def long_uid(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        if line.name == "UID" and len(line.value.encode("utf-8", "replace")) > _LONGEST_UID:
            yield Hit(line.number, f"a UID of {len(line.value)} characters")


def _texts(document: Document) -> Iterator[ContentLine]:
    names = _SINGLE | _LISTS
    return (line for _, line in document.properties() if line.name in names and line.parameter("VALUE") in (None, "TEXT"))


def _tokens(line: ContentLine) -> Iterator[str]:
    return (match[0] for match in _TOKEN.finditer(line.value))


RULES = (
    Rule("unescaped-text", "calcurse, Emacs and vobject cut the text off there", "\\, and \\; in text", unescaped_text),
    Rule("bad-escape", "each shows something else", "\\\\ for a backslash, \\n for a line break", bad_escape),
    Rule("bad-status", "Home Assistant and ical4j refuse the file", "a word of RFC 5545, 3.8.1.11 and 3.8.2.7", bad_status),
    Rule("long-uid", "Outlook and some servers cut it off", "at most 255 octets", long_uid),
)
