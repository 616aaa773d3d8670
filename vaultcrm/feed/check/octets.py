"""Rules of octets and lines (RFC 5545, 3.1): breaks, folding, encoding, characters that have no place in a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..lines import BOM, PhysicalLine, folded, unfold
from .document import Document, Hit
from .rule import Rule

# U+FFFE and U+FFFF are no characters, and XML has no way to write them.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xef\xbf[\xbe\xbf]")
_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")


def bom(document: Document) -> Iterator[Hit]:
    if document.data.startswith(BOM):
        yield Hit(1, "the file begins with a byte order mark")


def bom_inside(document: Document) -> Iterator[Hit]:
    found = [line for line in document.physical if BOM in line.raw]
    return _once(found, "a byte order mark, U+FEFF, within the file")


def bare_lf(document: Document) -> Iterator[Hit]:
    return _once([line for line in document.physical if line.end == b"\n"], "a line that ends in LF without CR")


def bare_cr(document: Document) -> Iterator[Hit]:
    return _once([line for line in document.physical if line.end == b"\r"], "a line that ends in CR without LF")


def _once(lines: Sequence[PhysicalLine], message: str) -> Iterator[Hit]:
    """One finding for the whole file: where there is one such line, most are."""
    if lines:
        yield Hit(lines[0].number, f"{message}, and {len(lines) - 1} more" if len(lines) > 1 else message)


def no_final_crlf(document: Document) -> Iterator[Hit]:
    if document.physical and not document.physical[-1].end:
        yield Hit(document.physical[-1].number, "the last line has no end")


def blank_line(document: Document) -> Iterator[Hit]:
    """An empty line after a bare CR is no more than CR CR LF, of which the first is told."""
    pairs = zip(document.physical, ("", *(line.end for line in document.physical)), strict=False)
    return _once([line for line, before in pairs if not line.raw and before != b"\r"], "an empty line")


def long_line(document: Document) -> Iterator[Hit]:
    long_ones = (line for line in document.physical if len(line.raw) > 75)
    return (Hit(line.number, f"{len(line.raw)} octets in one line") for line in long_ones)


def split_character(document: Document) -> Iterator[Hit]:
    for group in folded(document.physical):
        if len(group) > 1 and _decodes(unfold(group)):
            broken = (line for line in group if not _decodes(line.raw))
            yield from (Hit(line.number, "a character is cut in two by the folding") for line in list(broken)[:1])


def bad_utf8(document: Document) -> Iterator[Hit]:
    for group in folded(document.physical):
        if not _decodes(unfold(group)):
            yield Hit(_first_broken(group), "octets that are no UTF-8")


def control_character(document: Document) -> Iterator[Hit]:
    for line in document.physical:
        match = _CONTROL.search(line.raw)
        if match:
            yield Hit(line.number, f"a control character, U+{ord(match[0].decode()):04X}")


def hidden_break(document: Document) -> Iterator[Hit]:
    for line in document.lines:
        match = _HIDDEN_BREAK.search(line.text)
        if match:
            yield Hit(line.number, f"a line separator, U+{ord(match[0]):04X}, inside {line.name}")


def _decodes(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _first_broken(group: tuple[PhysicalLine, ...]) -> int:
    return next((line.number for line in group if not _decodes(line.raw)), group[0].number)


RULES = (
    Rule("bom", "libical, ical.js and vobject do not find BEGIN:VCALENDAR", "UTF-8 without a byte order mark", bom),
    Rule(
        "bom-inside",
        "Google and Outlook show it as a stray character; where feeds were joined, others lose the second",
        "take U+FEFF out, and join feeds without it",
        bom_inside,
    ),
    Rule("bare-lf", "Outlook and strict parsers", "CRLF at the end of every line", bare_lf),
    Rule("bare-cr", "all: lines run together", "CRLF at the end of every line", bare_cr),
    Rule("no-final-crlf", "calcurse, and whoever joins feeds", "CRLF after END:VCALENDAR too", no_final_crlf),
    Rule("blank-line", "Google, ical.js and Home Assistant refuse or stop reading", "no empty lines", blank_line),
    Rule("long-line", "Outlook, older phones", "fold at 75 octets: CRLF and one blank", long_line),
    Rule(
        "split-character",
        "Python's and Java's readers, which decode line by line",
        "fold between characters, not octets",
        split_character,
    ),
    Rule("bad-utf8", "all: the file is refused or the text is garbled", "UTF-8 throughout", bad_utf8),
    Rule(
        "control-character",
        "Home Assistant, Google and XML-based servers refuse the file",
        "take control characters out",
        control_character,
    ),
    Rule("hidden-line-break", "readers in Python and JavaScript, which break the line there", "\\n in the text", hidden_break),
)
