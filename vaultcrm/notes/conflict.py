"""The marks that git leaves where both sides of a merge changed the same lines.

In: a text with marks. Out: one side, or both, with the other lines emptied, so that line numbers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Side = Literal["", "ours", "base", "theirs"]
_OPENING = re.compile(r"^<{7}(?: |\r?$)", re.MULTILINE)
_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*+)?\s*\Z")
_NEXT: dict[str, Side] = {"<": "ours", "|": "base", "=": "theirs", ">": ""}


def lines_of(text: str) -> list[str]:
    """The lines with their endings; only ``\\n`` ends one. (``splitlines`` knows others too, which editors do not count.)"""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def first_mark(text: str) -> int | None:
    """How many lines stand before the first conflict of ``text``; ``None`` where there is none."""
    found = _OPENING.search(text)
    return text.count("\n", 0, found.start()) if found else None


def one_side(text: str, side: Literal["ours", "theirs"]) -> str:
    """The text as one side has it."""
    return "".join(line if where in ("", side) else "\n" for where, line in _sides(text))


def both_sides(text: str) -> str:
    """Both sides one after the other; a line that they share counts once."""
    kept: list[str] = []
    ours: set[str] = set()
    for where, line in _sides(text):
        if where == "":
            ours.clear()
        elif where == "ours":
            ours.add(line)
        gone = where == "base" or (where == "theirs" and line in ours)
        kept.append("\n" if gone else line)
    return "".join(kept)


def _sides(text: str) -> Iterator[tuple[Side, str]]:
    """Each line with the side that it belongs to; the marks themselves are empty lines."""
    side: Side = ""
    for line in lines_of(text):
        mark = _MARK.match(line)
        if mark and (side or mark[1][0] == "<"):
            side = _NEXT[mark[1][0]]
            yield side, "\n"
        else:
            yield side, line
