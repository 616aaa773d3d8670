"""Drawings for the page: columns, bars and a strip of days, as SVG that takes its colours from the page's style sheet.

Each is 360 units wide, so that its letters can be read on a phone. Texts come in as they are and are escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..markup import element, escaped
from ..spans import fit

WIDE = 360
_ROW, _SHORT_ROW, _BAR = 54, 37, 10
_HIGH, _FLOOR, _TOP = 150, 24, 18
_A_ROW_OF_DAYS, _DAYS_ROW = 7, 44
_LABELLED = 16  # more columns than these have no room for a number each


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what it is, ``value`` in words, more about it, and the parts of its length with their classes."""

    label: str
    value: str
    more: str
    parts: tuple[tuple[int, str], ...]

    @property
    def length(self) -> int:
        """All parts together."""
        return sum(size for size, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Column:
    """A column over its label; ``said`` is told where it is pointed at."""

    label: str
    value: int
    said: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A day of a strip."""

    label: str
    filled: bool
    said: str


def bars(name: str, title: str, told: str, rows: Sequence[Bar]) -> str:
    """Horizontal bars, each below its label."""
    most = max((row.length for row in rows), default=0) or 1
    tops = list(accumulate((_ROW if row.more else _SHORT_ROW for row in rows), initial=0))
    return _drawing(name, title, told, tops[-1], "".join(_bar(row, top, most) for row, top in zip(rows, tops, strict=False)))


def _bar(row: Bar, top: int, most: int) -> str:
    texts = element("text", escaped(fit(row.label, 36)), x=0.0, y=top + 13.0, class_="label")
    texts += element("text", escaped(row.value), x=float(WIDE), y=top + 13.0, text_anchor="end", class_="label")
    texts += element("text", escaped(fit(row.more, 50)), x=0.0, y=top + 41.0, class_="more") if row.more else ""
    at, drawn = 0.0, element("rect", x=0.0, y=top + 18.0, width=float(WIDE), height=float(_BAR), rx=2.0, class_="track")
    for size, kind in row.parts:
        length = size * WIDE / most
        drawn += element("rect", x=at, y=top + 18.0, width=length, height=float(_BAR), rx=2.0, class_=kind) if size else ""
        at += length
    said = ", ".join(filter(None, (f"{row.label}: {row.value}", row.more)))
    return element("g", element("title", escaped(said)) + drawn + texts)


def columns(name: str, title: str, told: str, found: Sequence[Column]) -> str:
    """Columns on one floor; of many, only some have their label."""
    most = max((one.value for one in found), default=0) or 1
    step = WIDE / max(len(found), 1)
    every = -(-len(found) // 6)
    drawn = "".join(
        _column(one, at * step, step, most, (len(found) - 1 - at) % every == 0, len(found) <= _LABELLED)
        for at, one in enumerate(found)
    )
    floor = element("path", d=f"M0 {_HIGH - _FLOOR + 0.5} H{WIDE}", class_="floor")
    return _drawing(name, title, told, _HIGH, drawn + floor)


def _column(one: Column, left: float, step: float, most: int, labelled: bool, numbered: bool) -> str:
    room = _HIGH - _FLOOR - _TOP
    high, middle = one.value * room / most, left + step / 2
    top, wide = _HIGH - _FLOOR - high, min(step * 0.68, 40)
    drawn = element("title", escaped(one.said))
    drawn += element("rect", x=middle - wide / 2, y=top, width=wide, height=high, rx=2.0, class_="full") if one.value else ""
    if numbered and one.value:
        drawn += element("text", str(one.value), x=middle, y=top - 5, text_anchor="middle", class_="number")
    if labelled:
        anchor = "start" if middle < 16 else "end" if middle > WIDE - 16 else "middle"
        x = {"start": 0.0, "end": float(WIDE), "middle": middle}[anchor]
        drawn += element("text", escaped(one.label), x=x, y=_HIGH - 7.0, text_anchor=anchor, class_="more")
    return element("g", drawn)


def strip(name: str, title: str, told: str, found: Sequence[Dot]) -> str:
    """A dot a day, filled or hollow, seven in a row."""
    drawn = "".join(_dot(one, at) for at, one in enumerate(found))
    return _drawing(name, title, told, -(-len(found) // _A_ROW_OF_DAYS) * _DAYS_ROW, drawn)


def _dot(one: Dot, at: int) -> str:
    row, column = divmod(at, _A_ROW_OF_DAYS)
    x, y = (column + 0.5) * WIDE / _A_ROW_OF_DAYS, row * _DAYS_ROW + 12.0
    ring = element("circle", cx=x, cy=y, r=8.0, class_="full" if one.filled else "hollow")
    label = element("text", escaped(one.label), x=x, y=y + 23, text_anchor="middle", class_="more")
    return element("g", element("title", escaped(one.said)) + ring + label)


def _drawing(name: str, title: str, told: str, high: int, drawn: str) -> str:
    """The drawing with its name and description, for those who do not see it."""
    head = element("title", escaped(title), id=f"{name}-title") + element("desc", escaped(told), id=f"{name}-desc")
    return element(
        "svg",
        head + drawn,
        viewBox=f"0 0 {WIDE} {high}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )
