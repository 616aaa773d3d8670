"""Write under a heading of a note: the debrief's sections, made where they are missing; every other byte stays.

In comes a note's text, out comes the new one. What stands under the other headings is compared before and after.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from vaultcrm.errors import EditRefused
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.sections import Section, log_sections, sections, without_code, wording

from .lines import insert_lines
from .slots import put, slot_at_end, slot_behind

DEBRIEF = (
    "Topics",
    "What went well",
    "What I said and wish I had not",
    "What I did not say and wish I had",
    "Requirement I did not meet",
    "Promised",
)


def fill_section(text: str, title: str, content: str) -> str:
    """Put ``content`` (lines parted by ``\\n``) at the end of what stands under the heading ``title``, a blank line before it.

    A heading that is missing is made before the log, else at the end, at the level of the debrief's other headings.
    """
    content = "\n".join(line.rstrip() for line in content.strip("\n").splitlines())
    if not content.strip():
        return text
    body = split_note(text).body
    found = next((one for one in sections_of(text) if one.title == wording(title)), None)
    before = len(text) - len(body)
    new = _under(text, before, found, content) if found else _new_section(text, before, title, content)
    _prove(text, new, wording(title), content)
    return new


def _under(text: str, before: int, section: Section, content: str) -> str:
    """Behind the section's own text; right behind its list where the content goes on with it."""
    start, limit = before + section.start, before + own_end(text, section)
    slot = slot_behind(text, start, start + len(text[start:limit].rstrip()))
    if slot.mark and not content.startswith(slot.mark.strip() + " "):
        slot = replace(slot, above="\n")
    return put(text, slot, content)


def _new_section(text: str, before: int, title: str, content: str) -> str:
    found = sections_of(text)
    level = next((one.level for one in found if one.title in map(wording, DEBRIEF)), 2)
    heading = f"{'#' * level} {title}"
    logs = log_sections(found)
    if logs:
        at = text.rfind("\n", 0, before + logs[0].start) + 1
        return insert_lines(text, at, f"{heading}\n\n{content}\n")
    return put(text, slot_at_end(text, heading), content)


def sections_of(text: str) -> tuple[Section, ...]:
    """The sections of a note's body, without those that stand in code."""
    return sections(without_code(split_note(text).body))


def own_end(text: str, section: Section) -> int:
    """Where the next heading of any level stands, in the body: a section's own text ends there."""
    body = split_note(text).body
    later = [one for one in sections_of(text) if one.start > section.start]
    return body.rfind("\n", 0, later[0].start) + 1 if later else len(body)


def _prove(old: str, new: str, title: str, content: str) -> None:
    """Of all sections just the one must have gained the content, and the front matter must be the same."""
    before, after = own_texts(old), own_texts(new)
    wanted = [*before.pop(title, "").split(), *content.split()]
    if after.pop(title, "").split() != wanted or before != after or split_note(old).block != split_note(new).block:
        raise EditRefused(f"nothing could be written under {title!r} without changing more", "write it by hand")


def own_texts(text: str) -> dict[str, str]:
    """The text under each heading, up to the next one; of two with one title, one after the other."""
    body, found = split_note(text).body, sections_of(text)
    texts: dict[str, list[str]] = {"": []}
    for section, later in zip_longest(found, found[1:]):
        end = body.rfind("\n", 0, later.start) + 1 if later else len(body)
        texts.setdefault(section.title, []).append(body[section.start : end].strip())
    return {title: "\n".join(parts).replace("\r\n", "\n") for title, parts in texts.items()}
