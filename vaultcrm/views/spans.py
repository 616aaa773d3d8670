"""Lines for the terminal as data: text in spans, each with a style that says what it means, not how it looks.

Before: whatever the notes say. After: text without a control character, so that no name can play tricks on a terminal,
and its width in columns. ``cli`` gives the styles their colours; without colour, nothing is lost.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "heading", "key", "late", "now", "soft", "missing", "good"]

# C0 and C1 controls, the marks that turn the direction of text around, line separators, halves of characters.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
COLUMNS = 80


def clean(text: str) -> str:
    """``text`` on one line, without control characters: each run of them becomes one space."""
    return _UNFIT.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one style; its text is cleaned as it is made."""

    text: str
    style: Style = "plain"

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


Line = tuple[Span, ...]
Lines = tuple[Line, ...]


def line(*parts: str | Span) -> Line:
    """A line of spans and plain texts; empty parts and the space at the end are left out."""
    spans = [part if isinstance(part, Span) else Span(part) for part in parts]
    while spans and not spans[-1].text.strip():
        spans.pop()
    ending = [Span(span.text.rstrip(), span.style) for span in spans[-1:]]
    return tuple(span for span in (*spans[:-1], *ending) if span.text)


def text_of(spans: Line) -> str:
    """What a line reads without its styles."""
    return "".join(span.text for span in spans)


def width(text: str) -> int:
    """The columns that ``text`` takes: two for wide characters (East Asian ones, emoji), none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """``text`` with spaces behind it, so that it takes ``columns``."""
    return text + " " * max(0, columns - width(text))


def fit(text: str, columns: int) -> str:
    """``text``, or its beginning and ``…`` where it would take more than ``columns``."""
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept + char) >= columns:
            break
        kept += char
    return kept.rstrip() + "…"


def folded(text: str, columns: int) -> str:
    """``text`` with each line broken between words where it takes more than ``columns``, and going on at its own margin."""
    return "\n".join(part for entry in text.split("\n") for part in _broken(entry, columns))


def _broken(entry: str, columns: int) -> list[str]:
    if width(entry) <= columns:
        return [entry]
    margin = entry[: len(entry) - len(entry.lstrip())]
    return textwrap.wrap(entry, columns, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False)


def wrapped(text: str, indent: str = "", style: Style = "plain", hanging: str = "") -> Lines:
    """``text`` in lines of at most 80 columns behind ``indent``, from the second on behind ``hanging`` too; empty: none."""
    lines = textwrap.wrap(clean(text), COLUMNS - len(indent), subsequent_indent=hanging, break_on_hyphens=False)
    return tuple(line(indent, Span(part, style)) for part in lines)
