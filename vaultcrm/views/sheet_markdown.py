"""A sheet as Markdown, to be pasted into a note or sent to a phone. What a note says in Markdown stays what it is.

What is to be done gets no box to tick: pasted into a note of the vault, it would be read as a promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .days import full_day
from .rows import window_note
from .sheet import Entry, Part, Sheet
from .spans import clean
from .wording import VIA, readable

# At the beginning of a line these would make something else of it; in the middle of one the tags of HTML would.
_BLOCK = re.compile(r"^(\d*)([#>+*.)-])(?=\s)")


def sheet_markdown(sheet: Sheet, today: date, more: str = "") -> str:
    """The whole sheet as text; ``more`` tells what was left out."""
    return "\n".join(_lines(sheet, today, more)).rstrip() + "\n"


def _lines(sheet: Sheet, today: date, more: str) -> Iterator[str]:
    yield f"# {_safe(sheet.title)}"
    yield ""
    if sheet.about:
        yield from (f"*{_safe(sheet.about)}*", "")
    for fact in sheet.facts:
        yield f"- **{fact.label}**: {_safe(fact.texts[0])}"
        yield from (f"    - {_safe(text)}" for text in fact.texts[1:])
    for part in sheet.parts:
        yield from ("", f"## {part.title}", "")
        yield from _members(part, today)
    if more:
        yield from ("", f"{more}: `--all` shows everything.")


def _members(part: Part, today: date) -> Iterator[str]:
    for t in part.touchpoints:
        notes = ", ".join(filter(None, (VIA.get(t.via or "", ""), window_note(t, today))))
        yield f"- {full_day(t.planned)}: {_safe(readable(t.title))}{f' ({notes})' if notes else ''} `{t.key}`"
    yield from (f"- {_entry(entry)}" for entry in part.entries)


def _entry(entry: Entry) -> str:
    return f"{full_day(entry.day)}: {_safe(entry.text)}" if entry.day else _safe(entry.text)


def _safe(text: str) -> str:
    """One line that stays one item: no HTML comes alive, no block begins."""
    return _BLOCK.sub(r"\1\\\2", clean(text).strip()).replace("<", "&lt;")
