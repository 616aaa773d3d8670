"""The line of a note that says most of what is looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from vaultcrm.model import Source
from vaultcrm.notes.fence import split_note

from .asking import Term, met
from .words import places


class Place(NamedTuple):
    """A line of a note, and the parts of it (from, to) that were looked for."""

    source: Source
    text: str
    marks: tuple[tuple[int, int], ...] = ()


def best_line(path: str, text: str, terms: Sequence[Term]) -> Place:
    """Of the lines with the most different terms the first, rather of the text than of the front matter.

    Where they are in no line, they are in the file's name.
    """
    fenced = split_note(text)
    body = len(text) - len(fenced.body)
    found = list(places(text))
    hits: dict[int, dict[Term, None]] = defaultdict(dict)
    for term in terms:
        for start, _ in met(term, found):
            hits[text.rfind("\n", 0, start) + 1][term] = None
    if not hits:
        stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return Place(Source(path, 1), stem, _marks(stem, terms))
    begin = max(hits, key=lambda start: (len(hits[start]), start >= body, -start))
    line = text[begin:].partition("\n")[0].rstrip("\r")
    return Place(Source(path, text.count("\n", 0, begin) + 1), line, _marks(line, terms))


def _marks(line: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """The parts of a line that meet a term; those that touch each other are one."""
    found = list(places(line))
    joined: list[tuple[int, int]] = []
    for start, end in sorted({mark for term in terms for mark in met(term, found)}):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
