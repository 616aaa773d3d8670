"""A card's text on the screen, large, to be copied by hand: across the whole width, much room between, the address below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .call import in_lines
from .spans import Line, Lines, Span, clean, line

_SIDE = 4


def card_lines(paragraphs: Sequence[Sequence[str]], address: Sequence[str], columns: int) -> Lines:
    """The text, an empty line between its lines and two between its paragraphs, then the address, set apart."""
    text = [entry for lines in paragraphs for entry in (*_spaced(lines, columns), line())]
    rule = line(" " * _SIDE, Span("─" * max(10, columns - 2 * _SIDE), "soft"))
    where = [entry for text in address for entry in (line(" " * _SIDE, Span(text, "heading")), line())]
    return (line(), *text, rule, line(), *where) if address else (line(), *text)


def _spaced(lines: Sequence[str], columns: int) -> Iterator[Line]:
    for text in lines:
        for piece in in_lines(clean(text), max(20, columns - 2 * _SIDE)):
            yield from (line(" " * _SIDE, Span(piece, "heading")), line())
