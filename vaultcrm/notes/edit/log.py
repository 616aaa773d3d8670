"""Put a line into a note's log, or take one out; every other byte stays.

In comes a note's text, out comes the new one with the number of the line. The log is read before and after: it must have
gained (or lost) just this line, else ``EditRefused``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaultcrm.errors import EditRefused
from vaultcrm.model import LogLine, Settings
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.log import LogWords, log_words

from .lines import line_number, take_lines
from .log_line import format_log_line, without_source
from .log_places import log_places, slot_for_new
from .slots import put


@dataclass(frozen=True, slots=True)
class Written:
    """A new text, the line that was written (or taken out) as it stands there, and its number from 1."""

    text: str
    line: str
    number: int


def append_log_line(text: str, line: LogLine, settings: Settings, verb: str = "") -> Written:
    """Add ``line`` to the note's log, at the end that the user keeps; a note without one gets ``## Log`` at its end.

    Newest first or oldest first is what the dates that stand there say; where they say nothing, the new line comes last.
    ``verb`` is the user's own word for the line's verb.
    """
    words, line = log_words(settings), line._replace(text=" ".join(line.text.split()))
    slot = slot_for_new(text, words)
    written = (slot.mark or "- ") + format_log_line(line, words, verb)
    new = put(text, slot, written)
    _prove(text, new, line, words)
    return Written(new, written.strip(), line_number(new, new.index(written, slot.at)))


def remove_log_line(text: str, number: int, settings: Settings) -> Written:
    """Take the log line on line ``number`` out, with the indented lines that go on with it."""
    words = log_words(settings)
    place = next((place for place in log_places(text, words) if place.line.source.line == number), None)
    if not place:
        raise EditRefused(f"line {number} is not a line of the log")
    new = take_lines(text, place.start, place.end)
    _prove(new, text, place.line, words)
    return Written(new, text[place.start : place.end].strip(), number)


def _prove(shorter: str, longer: str, line: LogLine, words: LogWords) -> None:
    """The longer text's logs must be those of the shorter one and ``line``; the front matter must be the same."""
    before, after = _read(shorter, words), _read(longer, words)
    if not _is_one_more(before, after, without_source(line)) or split_note(shorter).block != split_note(longer).block:
        raise EditRefused("the log could not be changed without changing more than this line", "change it by hand")


def _read(text: str, words: LogWords) -> list[LogLine]:
    return [without_source(place.line) for place in log_places(text, words)]


def _is_one_more(before: Sequence[LogLine], after: Sequence[LogLine], line: LogLine) -> bool:
    same = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    return len(after) == len(before) + 1 and after[same] == line and list(after[same + 1 :]) == list(before[same:])
