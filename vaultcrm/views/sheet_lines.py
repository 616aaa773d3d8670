"""A sheet for the terminal: on one screen of 24 lines, or whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .days import short_day
from .rows import rows
from .sheet import MANY, Entry, Fact, Part, Sheet, cut
from .spans import Line, Lines, Span, line, wrapped

# One line of a screen of 24 is for the prompt that follows.
SCREEN = 23
_LABEL = 12
_LONGEST = 2


def sheet_lines(sheet: Sheet, today: date, whole: bool = False, screen: int = SCREEN) -> Lines:
    """The lines; where they are not to be whole, the essentials of each list on one screen, and how many more there are."""
    if whole:
        return (*_head(sheet), *_facts(sheet.facts, whole), *_parts(sheet.parts, today, whole), *_hints(sheet, ""))
    above = (*_head(sheet), *_facts(sheet.facts, whole))
    short = len(above) < 1 + len(_facts([fact for fact in sheet.facts if fact.lines], whole=True))
    full = (*above, *_parts(sheet.parts, today, whole), *_hints(sheet, "", short))
    if len(full) <= screen:
        return full
    room = screen - len(above) - len(_hints(sheet, "more"))
    shown, more = cut(sheet, _shares(sheet.parts, today, room))
    return (*above, *_parts(shown.parts, today, whole), *_hints(shown, more, short))


def titled(title: str, lines: Sequence[Line]) -> Lines:
    """``lines`` below a heading and an empty line; nothing where there are none."""
    return ((), line(Span(title, "heading")), *lines) if lines else ()


def _head(sheet: Sheet) -> Lines:
    about = f"  {sheet.about}" if sheet.about else ""
    return (line(Span(sheet.title, "heading"), about, "  ", Span(sheet.path, "soft")),)


def _facts(facts: Sequence[Fact], whole: bool) -> Lines:
    return tuple(entry for fact in facts if fact.lines or whole for entry in _fact(fact, whole))


def _fact(fact: Fact, whole: bool) -> Lines:
    """Texts behind one label, wrapped under themselves."""
    texts = tuple(part for text in fact.texts for part in wrapped(text, " " * _LABEL, fact.style))
    lines = _within(texts, MANY if whole else fact.lines)
    return tuple((Span((fact.label if n == 0 else "").ljust(_LABEL), "soft"), *text[1:]) for n, text in enumerate(lines))


def _shares(parts: Sequence[Part], today: date, room: int) -> list[int]:
    """How many members of each list fit into ``room`` lines: one of each at least, then one more of each in turn."""
    sizes = [_sizes(part, today) for part in parts]
    counts = [min(1, len(part)) for part in parts]
    left = room - sum(2 + sum(found[:count]) for found, count in zip(sizes, counts, strict=True) if count)
    growing = True
    while growing:
        growing = False
        for n, found in enumerate(sizes):
            if counts[n] < len(found) and found[counts[n]] <= left:
                left -= found[counts[n]]
                counts[n] += 1
                growing = True
    return counts


def _sizes(part: Part, today: date) -> list[int]:
    return [1] * len(part.touchpoints) + [len(_entry(entry, today, False)) for entry in part.entries]


def _parts(parts: Sequence[Part], today: date, whole: bool) -> Lines:
    return tuple(text for part in parts for text in titled(part.title, _members(part, today, whole)))


def _members(part: Part, today: date, whole: bool) -> list[Line]:
    return [*rows(part.touchpoints, today), *(text for entry in part.entries for text in _entry(entry, today, whole))]


def _entry(entry: Entry, today: date, whole: bool) -> Lines:
    """An entry in two lines at the most; whole, in as many as it takes, with its place."""
    day = f"{short_day(entry.day, today):6}  " if entry.day else ""
    return _within(wrapped(f"{day}{entry.text}", "  ", hanging="    " if day else "  "), MANY if whole else _LONGEST)


def _within(text: Lines, most: int) -> Lines:
    """``text``, or its first lines and ``…``."""
    return text if len(text) <= most else (*text[: most - 1], line(*text[most - 1], Span("…", "soft")))


def _hints(sheet: Sheet, more: str, short: bool = False) -> Lines:
    """What leads on: that there is more, where there is, then other commands."""
    folded = (f"{more or 'more of the above'}: --all shows everything",) if more or short else ()
    texts = [text for hint in (*folded, *sheet.hints) for text in wrapped(hint, style="soft")]
    return ((), *texts) if texts else ()
