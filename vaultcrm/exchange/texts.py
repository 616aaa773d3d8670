"""What comes from outside as text that a note can hold: bytes in whatever encoding, cells with whatever in them.

In: bytes, or text from a cell. Out: text without control characters and without what a note would take for a link.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from .person import Unusable

_HEAD = 200  # octets that show how a file is written
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Controls, marks of direction, what is not seen, halves of characters; joiners stay, for scripts and emoji need them.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]+")
_ENDINGS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINK_MARKS = re.compile(r"\[{2,}|\]{2,}")
_OTHER_FILES = (
    (b"PK\x03\x04", "this is a spreadsheet or an archive", "In the spreadsheet, save it as CSV; unpack an archive first."),
    (b"\xd0\xcf\x11\xe0", "this is an old spreadsheet", "In the spreadsheet, save it as CSV."),
    (b"%PDF", "this is a PDF", "Name the file that was exported."),
)


def decode_text(data: bytes) -> str | Unusable:
    """The text of a file: UTF-8 or UTF-16, else the Windows code page that older programs write."""
    for mark, what, remedy in _OTHER_FILES:
        if data.startswith(mark):
            return Unusable(what, remedy)
    if data.startswith(_WIDE):
        return data.decode("utf-16", "replace")
    if _is_wide(data[:_HEAD]):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace") if not _is_cut(data) else data.decode("utf-8-sig", "replace")


def _is_wide(head: bytes) -> bool:
    """Whether this begins as UTF-16 without a mark: its separators have a nought each; a stray one is only dirt."""
    return head.count(0) * 10 > len(head)


def _is_cut(data: bytes) -> bool:
    """Whether this is UTF-8 whose last character was cut through, with the rest of the file."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def one_line(text: str) -> str:
    """A cell's text on one line: composed, without controls, without the brackets of a link."""
    return _LINK_MARKS.sub(lambda found: found[0][0], " ".join(_UNFIT.sub(" ", unicodedata.normalize("NFC", text)).split()))


def several_lines(text: str) -> str:
    """The same of a text of several lines; empty lines at its ends go, several between two paragraphs become one."""
    lines = "\n".join(one_line(line) for line in _ENDINGS.split(text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
