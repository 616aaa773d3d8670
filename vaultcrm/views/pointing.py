"""A place in a line, shown by marks under it."""

from __future__ import annotations

from .spans import COLUMNS, clean, width

_INDENT = "  "


def pointed(text: str, start: int, end: int) -> str:
    """Two lines: ``text``, cut where it is long, and ``^^^`` under what stands from ``start`` to ``end``."""
    shown = "".join(clean(char) for char in text)
    room = COLUMNS - 2 * len(_INDENT) - 2
    begin = max(0, min(start, len(shown)) - room // 2) if len(shown) > room else 0
    piece = shown[begin : begin + room]
    before, marked = shown[begin:start], piece[start - begin : end - begin]
    left, right = "…" if begin else "", "…" if begin + room < len(shown) else ""
    marks = " " * width(left + before) + "^" * max(1, width(marked))
    return f"{_INDENT}{left}{piece}{right}\n{_INDENT}{marks}"
