"""Where lines end, and with what: the small questions that every edit asks of a text.

Offsets count characters from 0. A line's ending is ``\\n``, ``\\r\\n`` or a lone ``\\r``, whatever its neighbours have.
"""

from __future__ import annotations

import re

_ENDING = re.compile(r"\r\n|\n|\r")


def as_lf(text: str) -> str:
    """The text with ``\\n`` for each ``\\r\\n``, to be compared with one of another editor."""
    return text.replace("\r\n", "\n")


def line_end(text: str, offset: int) -> int:
    """The offset of the ending of the line that ``offset`` is in: of its ``\\n``, or the text's length."""
    found = _ENDING.search(text, offset)
    return found.start() if found else len(text)


def next_line(text: str, offset: int) -> int:
    """The offset at which the line after that of ``offset`` begins, or the text's length."""
    found = _ENDING.search(text, offset)
    return found.end() if found else len(text)


def line_start(text: str, offset: int) -> int:
    """The offset at which the line of ``offset`` begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def ending_near(text: str, offset: int) -> str:
    """The ending that a line put in at ``offset`` gets: that of the line before, else of the line after, else ``\\n``."""
    before = text[:offset]
    endings = _ENDING.findall(before[max(0, offset - 2) :]) or _ENDING.findall(before)
    if endings:
        return str(endings[-1])
    after = _ENDING.search(text, offset)
    return after.group() if after else "\n"


def splice(text: str, start: int, end: int, new: str) -> str:
    """``text`` with ``new`` in the place of what stands from ``start`` to ``end``."""
    return text[:start] + new + text[end:]


def insert_lines(text: str, at: int, lines: str) -> str:
    """``text`` with whole lines (parted by ``\\n``) put in at the beginning of a line, or at the end of the text.

    They get the ending of their neighbours; a text that had no last ending has none afterwards.
    """
    newline = ending_near(text, at)
    new = lines.replace("\n", newline)
    if at == len(text) and text and not text.endswith(("\n", "\r")):
        return text + newline + new
    return splice(text, at, at, new + newline)


def take_lines(text: str, start: int, end: int) -> str:
    """``text`` without the whole lines from ``start`` to ``end``; one that had no last ending has none afterwards."""
    if end == len(text) and not text.endswith(("\n", "\r")):
        start = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return splice(text, start, end, "")


def line_number(text: str, offset: int) -> int:
    """The number, from 1, of the line of ``offset``."""
    return text.count("\n", 0, offset) + 1


def line_offset(text: str, number: int) -> int:
    """Where line ``number`` (from 1) begins; the text's length where it has fewer lines."""
    return further(text, 0, number - 1)


def further(text: str, at: int, lines: int) -> int:
    """Where the line begins that comes so many ``lines`` after the one that begins ``at``; the text's length if none does."""
    for _ in range(lines):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at
