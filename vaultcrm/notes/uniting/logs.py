"""The logs of two notes as one, in the order that the first keeps; what both say stands there once.

In: both texts, and which lines of the second the first has already. Out: the first's text, and the lines that it gained.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vaultcrm.errors import EditRefused
from vaultcrm.model import Settings
from vaultcrm.notes.edit.lines import as_lf, ending_near, take_lines
from vaultcrm.notes.edit.log_line import without_source
from vaultcrm.notes.edit.log_places import HEADING, log_places
from vaultcrm.notes.edit.slots import put, slot_at_end
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.log import LogWords, log_words
from vaultcrm.notes.merge_log import merge_logs
from vaultcrm.notes.merge_sides import Merged
from vaultcrm.notes.sections import log_sections, sections, without_code


@dataclass(frozen=True, slots=True)
class UnitedLog:
    """The text with both logs, and how many lines it gained."""

    text: str
    gained: int


def united_log(text: str, other: str, known: Collection[int], settings: Settings) -> UnitedLog:
    """Join the log of ``other``, without the lines whose numbers are ``known``, into that of ``text``.

    Raises ``EditRefused`` where the result does not hold the lines of both, each once.
    """
    words = log_words(settings)
    for place in reversed(log_places(other, words)):
        if place.line.source.line in known:
            other = take_lines(other, place.start, place.end)
    theirs = "".join(as_lf(other[start:end]) for start, end in _logs(other))
    if not theirs.strip():
        return UnitedLog(text, 0)
    new = _with_log(text, theirs, words)
    before, more, after = ([without_source(place.line) for place in log_places(one, words)] for one in (text, other, new))
    if sorted(map(repr, after)) != sorted(map(repr, before + more)):
        raise EditRefused("the logs cannot be joined without changing more", "join them by hand")
    return UnitedLog(new, len(more))


def _with_log(text: str, theirs: str, words: LogWords) -> str:
    logs = _logs(text)
    if not logs:
        return put(text, slot_at_end(text, HEADING), theirs.strip("\n"))
    start, end = logs[-1]
    newline, closed = ending_near(text, start), text.endswith(("\n", "\r"))
    mine = as_lf(text[start:end])
    mine = mine if mine.endswith("\n") else mine + "\n"
    merged = merge_logs(_both, "", mine, _in_order(mine, theirs if theirs.endswith("\n") else theirs + "\n", words)).text
    merged = merged.replace("\n", newline)
    return text[:start] + (merged if closed or end < len(text) else merged.rstrip("\r\n")) + text[end:]


def _in_order(mine: str, theirs: str, words: LogWords) -> str:
    """The other log with the newest line at the end at which the first has it; what has no date stays behind its line."""
    newest_first, text = _is_newest_first(mine, words), f"{HEADING}\n{theirs}"
    places = log_places(text, words)
    if newest_first is None or newest_first == _is_newest_first(theirs, words) or not places:
        return theirs
    ends = [*(place.start for place in places[1:]), len(text)]
    units = [(place.line.day, text[place.start : end]) for place, end in zip(places, ends, strict=True)]
    units.reverse()
    ordered = sorted(units, key=lambda unit: unit[0], reverse=newest_first)
    return text[len(HEADING) + 1 : places[0].start] + "".join(unit for _, unit in ordered)


def _is_newest_first(log: str, words: LogWords) -> bool | None:
    """What the dates of a log say; ``None`` where they say nothing."""
    days = [place.line.day for place in log_places(f"{HEADING}\n{log}", words)]
    return days[0] > days[-1] if days and days[0] != days[-1] else None


def _both(base: str, ours: str, theirs: str) -> Merged:
    """What stands before the first line of either."""
    return Merged(f"{ours.rstrip()}\n\n{theirs.strip()}\n")


def _logs(text: str) -> tuple[tuple[int, int], ...]:
    """From the line behind each heading *Log* to the end of what stands under it."""
    body = split_note(text).body
    before = len(text) - len(body)
    found = log_sections(sections(without_code(body)))
    starts = (min(len(body), body.find("\n", one.start) + 1 or len(body)) for one in found)
    return tuple((before + start, before + max(start, one.end)) for start, one in zip(starts, found, strict=True))
