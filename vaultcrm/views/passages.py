"""Lines of notes that were found: where they stand, and what of them was looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vaultcrm.model import Source

from .data import Data, place_data
from .spans import COLUMNS, Line, Lines, Span, clean, line, width

_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a note; ``marks`` are the parts of it (from, to) that were looked for."""

    source: Source
    text: str
    marks: tuple[tuple[int, int], ...] = ()


def passage_lines(passages: Iterable[Passage], room: int = COLUMNS) -> Lines:
    """Two lines each: ``path:line``, and the text around the first hit, as far as there is room."""
    return tuple(shown for one in passages for shown in (line(Span(str(one.source), "key")), _text(one, room)))


def _text(passage: Passage, room: int) -> Line:
    begin, end = _window(passage, room - len(_INDENT))
    spans: list[str | Span] = [_INDENT, "…" if begin and passage.text[:begin].strip() else ""]
    at = begin
    for start, stop in passage.marks:
        if begin <= start < end:
            spans += [passage.text[at:start], Span(passage.text[start : min(stop, end)], "now")]
            at = min(stop, end)
    return line(*spans, passage.text[at:end], "…" if passage.text[end:].strip() else "")


def _window(passage: Passage, room: int) -> tuple[int, int]:
    """The part of the text that is shown: from its first letter on, or from a few words before the first hit."""
    text, first = passage.text, passage.marks[0] if passage.marks else (0, 0)
    margin = len(text) - len(text.lstrip())
    if width(clean(text[margin:])) <= room or width(clean(text[margin : first[1]])) <= room - 1:
        begin = margin
    else:
        begin = max(margin, min(first[0], first[1] - room // 2) - room // 4)
        begin = min(text.find(" ", begin) + 1 or begin, first[0])
    return begin, _end(text, begin, room - (begin > margin))


def _end(text: str, begin: int, room: int) -> int:
    """As far as it fits, with room for the sign that there is more."""
    if width(clean(text[begin:])) <= room:
        return len(text)
    taken = 0
    for end in range(begin, len(text)):
        taken += width(clean(text[end]))
        if taken > room - 1:
            return end
    return len(text)


def passage_data(passage: Passage) -> Data:
    """A line of a note as ``find --json`` shows it; ``hits`` are the parts of ``text`` that were looked for, from and to."""
    return place_data(passage.source) | {"text": passage.text, "hits": [list(mark) for mark in passage.marks]}
