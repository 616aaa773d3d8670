"""Where a note's logs stand, where each of their dated lines begins and ends, and where the next one goes.

In comes a note's text, out come offsets in it. Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultcrm.model import LogLine, Source
from vaultcrm.notes.conflict import first_mark
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.log import LogWords, items, read_line
from vaultcrm.notes.sections import log_sections, sections, without_code

from .lines import further, line_number, next_line
from .slots import LIST_MARK, Slot, is_blank, slot_at_end, slot_behind

HEADING = "## Log"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the log with the offsets of its item, and the list mark before it (indentation too)."""

    line: LogLine
    start: int
    end: int
    mark: str


def log_places(text: str, words: LogWords) -> tuple[Place, ...]:
    """The dated lines of all logs, in the order of the text. Unticked tasks are promises, and left out."""
    return tuple(place for start, end in _logs(text) for place in _within(text, start, end, words))


def slot_for_new(text: str, words: LogWords) -> Slot:
    """At the end that the dates of the last log say is the new one; behind what stands there where they say nothing."""
    logs = _logs(text)
    if not logs:
        return slot_at_end(text, HEADING)
    start, end = logs[-1]
    places = list(_within(text, start, end, words))
    if first_mark(text[start:end]) is not None or not places:
        return slot_behind(text, start, start + len(text[start:end].rstrip()))
    first, last = places[0], places[-1]
    return Slot(first.start, first.mark) if first.line.day > last.line.day else Slot(last.end, last.mark)


def _logs(text: str) -> tuple[tuple[int, int], ...]:
    """The logs, each from behind its heading to the next one."""
    body = split_note(text).body
    before = len(text) - len(body)
    found = log_sections(sections(without_code(body)))
    return tuple((before + section.start, before + section.end) for section in found)


def _within(text: str, start: int, end: int, words: LogWords) -> Iterator[Place]:
    body = split_note(text).body
    prose = text[: len(text) - len(body)] + without_code(body)
    begin, before = text.rfind("\n", 0, start) + 1, line_number(text, start)
    found, starts = list(items(prose[start:end], before)), list[int]()
    for item in found:
        begin, before = further(text, begin, item.line - before), item.line
        starts.append(begin)
    for item, at, following in zip(found, starts, [*starts[1:], end], strict=False):
        line = read_line(Source("", item.line), item.text, words, item.tick is not None)[0]
        if line and item.tick in (None, "x", "X"):
            yield Place(line, at, item_end(text, at, following), _mark_at(text, at))


def _mark_at(text: str, start: int) -> str:
    mark = LIST_MARK.match(text, start)
    return mark[0] if mark else "- "


def item_end(text: str, start: int, limit: int) -> int:
    """Behind the item and all deeper lines that follow, blank lines between them too, before the next one at ``limit``."""
    indent, end = _indent(text, start), next_line(text, start)
    at = end
    while at < limit and (is_blank(text, at) or _indent(text, at) > indent):
        end = end if is_blank(text, at) else next_line(text, at)
        at = next_line(text, at)
    return end


def _indent(text: str, at: int) -> int:
    line = text[at : next_line(text, at)].expandtabs(4)
    return len(line) - len(line.lstrip())
