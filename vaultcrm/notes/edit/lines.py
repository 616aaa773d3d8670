"""Where lines end, and with what: the small questions that every edit asks of a text.

Offsets count characters from 0. A line's ending is ``\\n``, ``\\r\\n`` or a lone ``\\r``, whatever its neighbours have.
"""

from __future__ import annotations

import re

_ENDING = re.compile(r"\r\n|\n|\r")


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
