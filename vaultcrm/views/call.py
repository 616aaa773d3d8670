"""A call's script on the screen, readable at arm's length: one idea a page, much room around it, the clock in large figures.

In: what is to be said, and the screen's size. Out: lines, as many as the screen has.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .spans import Line, Lines, Span, Style, clean, fit, line, width

_FIGURES: Mapping[str, tuple[str, ...]] = {
    "0": ("███", "█ █", "█ █", "█ █", "███"), "1": (" █ ", "██ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"), "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"), "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"), "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"), "9": ("███", "█ █", "███", "  █", "███"), ":": (" ", "█", " ", "█", " "),
}  # fmt: skip
_GAP = re.compile(r"\[\?:[^\[\]]*\]")
_WIDEST, _SIDE = 62, 4
_HEAD, _FOOT, _APART = 7, 2, 4


@dataclass(frozen=True, slots=True)
class Page:
    """One screenful: ``above`` stands soft over the words, ``under`` soft below them; ``apart`` sets the words apart."""

    heading: str
    words: str
    clock: str
    pace: Style = "good"
    above: str = ""
    under: tuple[str, ...] = ()
    foot: str = ""
    apart: bool = False


def page_lines(page: Page, columns: int, rows: int) -> Lines:
    """The page on a screen of so many columns and rows: every row of it. Where the words need the room, the clock is small."""
    small = len(_said(page, columns)) + (_APART if page.apart else 0) > rows - _HEAD - _FOOT
    head = tuple(_small_head(page, columns) if small else _head(page, columns))
    room = max(1, rows - len(head) - _FOOT)
    words = _within([*_words(page, columns, room)], room)
    top = (line(),) * ((room - len(words)) // 2)
    body = (*head, *top, *words)
    body = (*body, *(line(),) * (rows - _FOOT - len(body)))
    return (*body, line(), line("  ", Span(fit(page.foot, columns - 3), "soft")))[-max(rows, 1) :]


def script_lines(title: str, ideas: Sequence[str], request: str, columns: int) -> Lines:
    """A whole script for paper or a pipe: paragraphs, the request set apart, without a clock."""
    room = min(columns, 80)
    said = (entry for idea in ideas for entry in (*_plain(idea, room), line()))
    rule = line(Span("─" * min(room, _WIDEST), "soft"))
    heading = (line(Span(title, "heading")), line()) if title else ()
    return (*heading, *said, rule, *_plain(request, room), rule)


def _head(page: Page, columns: int) -> Iterator[Line]:
    """Whom one talks to at the left, the clock at the right, in five rows of figures."""
    figures = ["  ".join(_FIGURES[sign][row] for sign in page.clock) for row in range(5)]
    room = columns - width(figures[0]) - 2 * _SIDE
    beside = {1: Span(fit(page.heading, room), "heading"), 3: Span(fit(page.above, room), "soft")}
    yield line()
    for row, figure in enumerate(figures):
        text = beside.get(row, Span(""))
        yield line(" " * _SIDE, text, " " * (room - width(text.text)), Span(figure, page.pace))
    yield line()


def _small_head(page: Page, columns: int) -> Iterator[Line]:
    """The same in one row."""
    above = fit(page.above, columns // 2)
    room = max(1, columns - 6 - width(above) - len(page.clock))
    heading = fit(page.heading, room)
    gap = " " * (room - width(heading))
    yield line("  ", Span(heading, "heading"), f"{gap} ", Span(above, "soft"), " ", Span(page.clock, page.pace))
    yield line()


def _wide(columns: int) -> int:
    return max(20, min(_WIDEST, columns - 2 * _SIDE))


def _said(page: Page, columns: int) -> list[str]:
    """The words in lines."""
    return [piece for part in page.words.split("\n") for piece in (_wrap(part, _wide(columns)) or [""])]


def _within(lines: list[Line], room: int) -> list[Line]:
    """As many lines as there is room for; that there are more is seen."""
    return lines if len(lines) <= room else [*lines[: room - 1], line(*lines[room - 1], Span(" …", "soft"))]


def _words(page: Page, columns: int, room: int) -> Iterator[Line]:
    """The words in the middle, with an empty line between, and set apart, where there is room."""
    wide, lines = _wide(columns), _said(page, columns)
    margin = " " * max(0, (columns - wide) // 2)
    airy = 2 * len(lines) + _APART + len(page.under) <= room
    apart = page.apart and len(lines) + _APART <= room
    rule = line(margin, Span("─" * wide, "soft"))
    if apart:
        yield from (rule, line())
    for number, text in enumerate(lines):
        if number and airy:
            yield line()
        yield line(margin, *_spans(text))
    if apart:
        yield from (line(), rule)
    if page.under:
        yield line()
    for text in page.under:
        yield from (line(margin, Span(piece, "soft")) for piece in _wrap(text, wide))


def _wrap(text: str, wide: int) -> list[str]:
    """The text in lines; a gap stays on one of them as far as it can."""
    whole = _GAP.sub(lambda gap: gap[0].replace(" ", "\u00a0"), clean(text))
    return [piece.replace("\u00a0", " ") for piece in in_lines(whole, wide)]


def in_lines(text: str, columns: int) -> list[str]:
    """``text`` in lines of so many columns; of wide letters as many as there are may stand on any of them."""
    wide = max(0, width(text) - len(text))
    return textwrap.wrap(text, max(columns // 2, columns - wide), break_on_hyphens=False)


def _plain(text: str, room: int) -> Iterator[Line]:
    for part in text.split("\n"):
        yield from (line(*_spans(piece)) for piece in _wrap(part, room)) if part.strip() else (line(),)


def _spans(text: str) -> Iterator[Span]:
    """A line with its gaps in their colour."""
    at = 0
    for gap in _GAP.finditer(text):
        yield from (Span(text[at : gap.start()], "heading"), Span(gap[0], "missing"))
        at = gap.end()
    yield Span(text[at:], "heading")
