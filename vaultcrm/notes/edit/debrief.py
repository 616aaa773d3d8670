"""The debrief's headings in an interview's note laid out, and a topic put behind the name that waits for it.

In comes a note's text, out comes the new one (row B1). As with every edit, the rest is proved to be as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from vaultcrm.errors import EditRefused
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.links import names_in, plain
from vaultcrm.notes.sections import log_sections, says_something, without_code, wording

from .lines import insert_lines, line_end, next_line, splice
from .sections import DEBRIEF, fill_section, own_end, own_texts, sections_of
from .slots import slot_at_end

TOPICS = DEBRIEF[0]
_MARK = re.compile(r"[-*+\s]+")


def note_topic(text: str, names: Collection[str], link: str, said: str) -> str:
    """Write ``said`` behind the line under *Topics* that holds nothing but one of ``names`` (as ``plain`` has them).

    Where there is no such line, one with ``link`` is added.
    """
    said = " ".join(said.split())
    at = _waiting(text, names)
    if at is None:
        return fill_section(text, TOPICS, f"- {link}: {said}" if link else f"- {said}")
    end = line_end(text, at)
    line = text[at:end].rstrip()
    new = splice(text, at, end, f"{line}{'' if line.endswith(':') else ':'} {said}")
    _prove(text, new, wording(TOPICS))
    return new


def lay_out(text: str) -> str:
    """The note with all headings of the debrief, each that is missing before the log, else at the end."""
    there = {one.title for one in sections_of(text)}
    for title in (title for title in DEBRIEF if wording(title) not in there):
        new = _with_heading(text, title)
        _prove(text, new, wording(title))
        text = new
    return text


def _waiting(text: str, names: Collection[str]) -> int | None:
    """Where the line begins that names the person and says nothing yet."""
    body = split_note(text).body
    before = len(text) - len(body)
    prose = text[:before] + without_code(body)
    for section in sections_of(text):
        at, end = next_line(text, before + section.start), before + own_end(text, section)
        while section.title == wording(TOPICS) and at < end:
            if _is_waiting(prose[at : line_end(text, at)], names):
                return at
            at = next_line(text, at)
    return None


def _is_waiting(line: str, names: Collection[str]) -> bool:
    shown = plain(_MARK.sub("", line, count=1).strip(" :"))
    return not says_something(line, names) and bool(names_in(line) & set(names) or shown in names)


def _with_heading(text: str, title: str) -> str:
    found = sections_of(text)
    level = next((one.level for one in found if one.title in map(wording, DEBRIEF)), 2)
    heading = f"{'#' * level} {title}"
    logs = log_sections(found)
    if not logs:
        slot = slot_at_end(text, heading)
        return insert_lines(text, slot.at, slot.above.rstrip("\n"))
    at = text.rfind("\n", 0, len(text) - len(split_note(text).body) + logs[0].start) + 1
    return insert_lines(text, at, f"{heading}\n")


def _prove(old: str, new: str, title: str) -> None:
    """Only what stands under ``title`` may be another, and the front matter must be the same."""
    before, after = own_texts(old), own_texts(new)
    before.pop(title, None)
    after.pop(title, None)
    if before != after or split_note(old).block != split_note(new).block:
        raise EditRefused(f"nothing could be written under {title!r} without changing more", "write it by hand")
