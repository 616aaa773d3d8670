"""The text of a note under its headings: the debrief's sections, and where the logs stand.

In: a note's body. Out: ``Section``s, and the ``Debrief`` that an interview's note holds (row B1). Code and comments are no part
of any of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from vaultcrm.model import Debrief

_CODE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*$.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})[ \t]+([^\n]*)")
_RULE = re.compile(r"^[ \t]*+([-*_])\1{2,}+[ \t]*+\r?$", re.MULTILINE)
_FRAME = re.compile(r"[*_`\s:?.!]+")
_EMPTY_ITEM = re.compile(r"\s*+(?:(?:[-*+]|\d+[.)])(?:\s++\[.\])?\s*+)?(?:\[\[[^\]\n]*+\]\])?\s*+:?\s*")
_NAME_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[\[)?(?P<name>[^\[\]:|]+)(?:\|[^\]]*)?(?:\]\])?\s*(?P<colon>:)?\s*")

_DEBRIEF = {
    "topics": "topics",
    "what went well": "went_well",
    "what i said and wish i had not": "wish_unsaid",
    "what i did not say and wish i had": "wish_said",
    "requirement i did not meet": "requirement",
    "requirements i did not meet": "requirement",
    "promised": "promised",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it: ``start`` and ``end`` are positions in the body.

    ``end`` is where the next heading of the same or a higher level stands.
    """

    title: str
    level: int
    start: int
    end: int


def without_code(body: str) -> str:
    """The body with code between fences and comments made blank: as long as before, with every line where it was."""
    if holds("```", body) or holds("~~~", body):
        body = _CODE.sub(_blank, body)
    return _comments_to(_blank, body) if holds("<!--", body) else body


def holds(mark: str, text: str) -> bool:
    """Whether ``mark`` stands in ``text``. Found: its first letter alone, which most lack, is looked for in a fiftieth."""
    return mark[0] in text and mark in text


def _comments_to(new: Callable[[re.Match[str]], str], text: str) -> str:
    """The text with each comment made ``new``; where none ends any more, no beginning of one is looked at."""
    last = text.rfind("-->") + 3
    return _COMMENT.sub(new, text[:last]) + text[last:] if last > 2 else text


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", match[0])


def sections(prose: str) -> tuple[Section, ...]:
    """All sections of a body ``without_code``; those of a deeper level lie within those above them."""
    found = list(_headings(prose))
    ends = _ends(found, len(prose))
    return tuple(
        Section(wording(heading[2]), len(heading[1]), heading.end(), end) for heading, end in zip(found, ends, strict=True)
    )


def _headings(prose: str) -> Iterator[re.Match[str]]:
    """The headings; looked for by ``find``, which is much faster in a long text than a pattern."""
    at = prose.find("#")
    while at >= 0:
        heading = _HEADING.match(prose, at) if _begins_line(prose, at) else None
        if heading:
            yield heading
        at = prose.find("#", heading.end() if heading else at + 1)


def _begins_line(text: str, position: int) -> bool:
    """Whether nothing but up to three spaces stands before ``position`` on its line."""
    _, newline, before = text[max(0, position - 4) : position].rpartition("\n")
    return not before.strip(" ") and (bool(newline) or position < 4)


def _ends(found: list[re.Match[str]], length: int) -> list[int]:
    """Where each section ends: at the next heading of its level or higher."""
    ends = [length] * len(found)
    still_open: list[int] = []
    for n, heading in enumerate(found):
        while still_open and len(found[still_open[-1]][1]) >= len(heading[1]):
            ends[still_open.pop()] = heading.start()
        still_open.append(n)
    return ends


@lru_cache(maxsize=1 << 12)
def wording(title: str) -> str:
    """A heading's words as they are compared: ``**What I didn't say…**:`` and ``What I did not say…`` are the same."""
    words = title.strip().rstrip("#").casefold().replace("’", "'").replace("n't", " not")
    return " ".join(_FRAME.sub(" ", words.replace("[[", "").replace("]]", "")).split())


def log_sections(found: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections whose heading is *Log*, at any level; one within another is part of it."""
    logs: list[Section] = []
    for section in found:
        if section.title == "log" and not (logs and section.start < logs[-1].end):
            logs.append(section)
    return tuple(logs)


def read_debrief(body: str, found: tuple[Section, ...], names: Collection[str]) -> Debrief:
    """What is written under the debrief's headings; what holds only placeholders (``- [[Dana Lee]]:``) and rules is empty.

    ``names`` are those of the interviewers, folded to lower case.
    """
    stops = sorted(section.start for section in found if section.title in _DEBRIEF or section.title == "log")
    texts: dict[str, list[str]] = {}
    for section in found:
        field = _DEBRIEF.get(section.title)
        if field:
            after = bisect_right(stops, section.start)
            end = min(section.end, _line_start(body, stops[after])) if after < len(stops) else section.end
            text = _without_rules(_comments_to(lambda _: "", body[section.start : end])).strip()
            texts.setdefault(field, []).extend([text] if says_something(text, names) else [])
    return Debrief(**{field: "\n".join(parts) for field, parts in texts.items()})


def _without_rules(text: str) -> str:
    """The text without ``---`` alone on a line, which parts one section from the next and says nothing."""
    return _RULE.sub("", text) if any(mark in text for mark in ("---", "***", "___")) else text


def _line_start(body: str, position: int) -> int:
    return body.rfind("\n", 0, position) + 1


def says_something(text: str, names: Collection[str] = ()) -> bool:
    """Whether any line is more than an empty list item, a lone link, or a name before a colon."""
    return not all(_is_placeholder(line, names) for line in text.splitlines())


def _is_placeholder(line: str, names: Collection[str]) -> bool:
    if _EMPTY_ITEM.fullmatch(line):
        return True
    item = _NAME_ITEM.fullmatch(line)
    return item is not None and (bool(item["colon"]) or item["name"].strip().casefold() in names)
