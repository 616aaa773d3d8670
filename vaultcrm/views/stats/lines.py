"""The figures on a terminal, 80 columns wide: bars of Unicode blocks, or of plain characters where the output has no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..spans import COLUMNS, Line, Lines, Span, fit, line, pad, width, wrapped
from . import words
from .figures import Figures


@dataclass(frozen=True, slots=True)
class Blocks:
    """What bars are made of: ``full``, and parts of a column from the smallest on; marks of days kept and of others."""

    full: str = "█"
    parts: str = "▏▎▍▌▋▊▉"
    kept: str = "●"
    other: str = "○"


PLAIN = Blocks("#", "", "x", "-")
_LABEL, _BAR = 20, 26
MOST = 15  # rows of a list that has no end of its own


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with what stands before and behind it."""

    label: str
    value: int
    said: str


def figure_lines(found: Figures, blocks: Blocks) -> Lines:
    """All figures; of an empty vault a kind word."""
    if found.empty:
        return (*wrapped(words.EMPTY), *wrapped(words.HINT, style="soft"))
    talks = [Row(words.week_name(w), w.interviews, _count(w.interviews)) for w in found.weeks]
    touches = [Row(words.week_name(w), w.touches, words.week_words(w)) for w in found.weeks]
    sections = (
        ("Interviews a week", _bars(talks if any(row.value for row in talks) else (), blocks)),
        ("Touches a week", _bars(touches if any(w.touches or w.heard for w in found.weeks) else (), blocks)),
        ("Thank-yous", wrapped(words.thanks_words(found.thanks), "  ")),
        ("By medium, answered within two weeks", _bars(_media(found), blocks)),
        ("How far the openings came", (*_bars(_levels(found), blocks), *wrapped(words.ended_words(found.funnel), "  "))),
        ("How long answers took", (*_answers(found), *_more(len(found.waits)))),
        ("Who led to interviews", (*_bars(_introducers(found), blocks), *_more(len(found.introducers)))),
        ("Follow-up days", _days(found, blocks)),
    )
    shown = [entry for title, lines in sections if lines for entry in ((), line(Span(title, "heading")), *lines)]
    return (*wrapped(words.summary(found)), *shown)


def _count(count: int) -> str:
    return str(count) if count else ""


def _media(found: Figures) -> list[Row]:
    return [Row(words.medium_name(one), one.touches, words.medium_words(one)) for one in found.media]


def _levels(found: Figures) -> list[Row]:
    return [Row(one.stage, one.reached, words.level_words(one)) for one in found.funnel.levels if found.totals.openings]


def _introducers(found: Figures) -> list[Row]:
    return [Row(one.name, one.interviews, words.introducer_words(one)) for one in found.introducers[:MOST]]


def _answers(found: Figures) -> Lines:
    return _table([(one.company, words.wait_words(one, found)) for one in found.waits[:MOST]])


def _more(count: int) -> Lines:
    return wrapped(f"and {count - MOST} more: --json shows all", "  ", "soft") if count > MOST else ()


def _bars(rows: Sequence[Row], blocks: Blocks) -> Lines:
    """A line a row; none where nothing is in any."""
    most = max((row.value for row in rows), default=0)
    label = min(_LABEL, max((width(row.label) for row in rows), default=0))
    return tuple(entry for row in rows for entry in _row(row, label, most, blocks))


def _row(row: Row, label: int, most: int, blocks: Blocks) -> Iterator[Line]:
    length = min(most, _BAR)
    drawn = pad(bar(row.value, most, length, blocks), length)
    head = ("  ", pad(fit(row.label, label), label), "  ", Span(drawn, "key"), "  ")
    first, *rest = wrapped(row.said, " " * (label + length + 6)) or (line(),)
    yield line(*head, *first[1:])
    yield from rest


def bar(value: int, most: int, columns: int, blocks: Blocks) -> str:
    """A bar of at most ``columns`` for ``most``; whatever is not nothing can be seen."""
    if not value or not most:
        return ""
    steps = len(blocks.parts) + 1
    eighths = max(round(value * columns * steps / most), 1)
    return blocks.full * (eighths // steps) + (blocks.parts[eighths % steps - 1] if eighths % steps else "")


def _table(rows: Sequence[tuple[str, str]]) -> Lines:
    label = min(2 * _LABEL, max((width(name) for name, _ in rows), default=0))
    return tuple(line("  ", pad(fit(name, label), label), "  ", fit(said, COLUMNS - label - 4)) for name, said in rows)


def _days(found: Figures, blocks: Blocks) -> Lines:
    marks = " ".join(blocks.kept if one.kept else blocks.other for one in found.days)
    return (*wrapped(marks, "  ", "good"), *wrapped(words.days_words(found), "  "))
