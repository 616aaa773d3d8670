"""What people are called: the full names that stand in a text, and how they are shortened.

In: everybody's names. Out: an index of them, made once, by which a text is looked through for whom it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from .words import one_line

Known: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
_People: TypeAlias = Callable[[str], Sequence[tuple[str, str]]]

_HONORIFIC = re.compile(r"\s*(?:(?:dr|prof|mr|mrs|ms|mx|sir|dame|herr|frau|mme)\b\.?\s+)+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_BEGINS = re.compile(r"(?<!\w)(?=\S)")
_ENDS = re.compile(r"(?<=\S)(?!\w)")


def first_name(name: str) -> str:
    """``Dana`` of ``Dr. Dana Lee``, of ``Lee, Dana`` and of ``Dana Lee, PhD``."""
    last, comma, rest = name.partition(",")
    given = rest if comma and rest.strip() and len(last.split()) == 1 else last
    honorific = _HONORIFIC.match(given)
    words = given[honorific.end() if honorific else 0 :].split()
    return words[0] if words else name


def last_name(name: str) -> str:
    """``Lee`` of ``Dr. Dana Lee``, of ``Lee, Dana`` and of ``Dana Lee, PhD``."""
    words = name.partition(",")[0].split()
    return words[-1] if words else name


def by_line(called: Iterable[tuple[str, ...]]) -> Known:
    """Names of several words, as a line in small letters, each with the name as it is written and the name of whose it is.

    ``called`` is what each person is called, by their name first. Found: to look up what stands in a text among the names of
    ten thousand people takes a tenth of the time of looking for their names in the text.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for names in called:
        for name in {*names}:
            line = one_line(name)
            if " " in line:
                found.setdefault(line.lower(), []).append((name, names[0]))
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """The names of those who have a note or lead a talk, and of others. ``shown``: texts that were looked through."""

    known: Known
    others: Known
    shown: dict[str, str] = field(default_factory=dict)

    def shorten(self, text: str) -> str:
        """A line of text in which every full name has become a first name, the longest where one holds another.

        However they are written: an act's words may have been put in small letters.
        """
        if text not in self.shown:
            self.shown[text] = _with_first_names(text, self.people)
        return self.shown[text]

    def people(self, phrase: str) -> Sequence[tuple[str, str]]:
        """Who is called so."""
        line = phrase.lower()
        return [*self.known.get(line, ()), *self.others.get(line, ())]


def _with_first_names(text: str, people: _People) -> str:
    parts, told = [], 0
    for begin, end, first in _known_in(text, people):
        parts += [text[told:begin], first]
        told = end
    return "".join((*parts, text[told:]))


def _known_in(text: str, people: _People) -> Iterator[tuple[int, int, str]]:
    """Where names stand in a text, from left to right, and the first names of whose they are."""
    ends = [border.start() for border in _ENDS.finditer(text)][::-1]
    told = 0
    for border in _BEGINS.finditer(text):
        begin = border.start()
        found = next((end for end in ends if end > begin and _is_name(text[begin:end], people)), 0)
        if begin >= told and found:
            told = found
            yield begin, found, _first(people(text[begin:found]))


def _is_name(phrase: str, people: _People) -> bool:
    return " " in phrase and bool(people(phrase)) and _WORD.search(phrase) is not None


def _first(people: Sequence[tuple[str, str]]) -> str:
    """The first name of one of those who are called the same, always of the same one."""
    return one_line(max((name, first_name(whose)) for name, whose in people)[1])
