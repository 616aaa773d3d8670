"""The line of a note that says most of what is looked for."""

from __future__ import annotations

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
    """Of the lines with the most different terms the first, rather of the text than of the front matter, an id last of all.

    Where no line has a term, a phrase goes over its end, and the line is shown on which it begins; or the file's name has them.
    """
    number, line = _best(text, terms) or _beginning(text, terms) or (1, path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    line = line.strip("\r\ufeff")
    return Place(Source(path, number), line, _marks(line, terms))


def _best(text: str, terms: Sequence[Term]) -> tuple[int, str] | None:
    body, best, found = split_note(text).body_line, (0, 0), None
    for number, line in enumerate(text.split("\n"), 1):
        said = list(places(line))
        score = (sum(any(True for _ in met(term, said)) for term in terms), 2 if number >= body else not line.startswith("id:"))
        if score[0] and score > best:
            best, found = score, (number, line)
    return found


def _beginning(text: str, terms: Sequence[Term]) -> tuple[int, str] | None:
    said = list(places(text))
    start = min((start for term in terms for start, _ in met(term, said)), default=None)
    if start is None:
        return None
    begin = text.rfind("\n", 0, start) + 1
    return text.count("\n", 0, begin) + 1, text[begin:].partition("\n")[0]


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
