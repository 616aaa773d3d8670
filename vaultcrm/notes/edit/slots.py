"""Where new lines go under a heading, and what blank lines they need around them.

In come a text and offsets, out come a ``Slot`` and the text with lines put into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import insert_lines, line_start, next_line

LIST_MARK = re.compile(r"[ \t]*[-*+][ \t]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """An offset at the beginning of a line, the mark of the list that goes on there (empty where none does), and the lines
    that are to be put above and below what is new."""

    at: int
    mark: str = ""
    above: str = ""
    below: str = ""


def put(text: str, slot: Slot, lines: str) -> str:
    """``text`` with ``lines`` (parted by ``\\n``) in the slot."""
    return insert_lines(text, slot.at, slot.above + lines + slot.below)


def slot_at_end(text: str, heading: str) -> Slot:
    """A new section at the end of a text whose last lines are not to be touched."""
    blank = "" if not text or text.endswith(("\n\n", "\n\r\n")) else "\n"
    return Slot(len(text), above=f"{blank}{heading}\n\n")


def slot_behind(text: str, heading: int, end: int) -> Slot:
    """Behind what stands under a heading (``heading`` and ``end`` are where its line and the content end).

    Right behind a list; with a blank line below anything else, the heading too, and above what follows.
    """
    at, last = next_line(text, end), line_start(text, end)
    mark = LIST_MARK.match(text, last)
    if mark and last > heading:
        return Slot(at, mark[0].lstrip())
    has_blank = end == heading and at < len(text) and is_blank(text, at)
    at = next_line(text, at) if has_blank else at
    return Slot(at, above="" if has_blank else "\n", below="" if at == len(text) or is_blank(text, at) else "\n")


def is_blank(text: str, at: int) -> bool:
    """Whether nothing stands on the line that begins at ``at``."""
    return not text[at : next_line(text, at)].strip()
