"""A name as address books sort it: family name, given name, what stands between, before and behind.

In: a name as it is written on an envelope. Out: five texts. A guess, for a name does not say which of its words is which; the
whole name goes along with it wherever it is handed on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BEFORE = re.compile(r"(?:dr|prof|mr|mrs|ms|mx|herr|frau|dipl|ing|rev|sir|dame|mag|m\.?sc|ph\.?d)\.?", re.IGNORECASE)
_BEHIND = re.compile(r"(?:jr|sr|ph\.?d|md|mba|esq|cpa|ii|iii|iv)\.?", re.IGNORECASE)
_PARTICLES = frozenset(
    "van von vom zu zur zum de del della der den di da dos du la le ten ter bin ibn al el af av san st st. mac".split()
)


class NameParts(NamedTuple):
    """In the order of a vCard's ``N``; any may be empty."""

    family: str
    given: str
    middle: str = ""
    before: str = ""
    behind: str = ""


def name_parts(name: str) -> NameParts:
    """The parts of a name; of a single word, and of one without spaces, all of it is the given name."""
    words = name.replace(",", " ").split()
    before, rest = _front(words)
    rest, behind = _back(rest)
    if len(rest) < 2:
        return NameParts("", " ".join(rest), "", " ".join(before), " ".join(behind))
    start = next((n for n in range(1, len(rest) - 1) if rest[n].casefold() in _PARTICLES), len(rest) - 1)
    return NameParts(" ".join(rest[start:]), rest[0], " ".join(rest[1:start]), " ".join(before), " ".join(behind))


def _front(words: list[str]) -> tuple[list[str], list[str]]:
    end = 0
    while end < len(words) - 1 and _BEFORE.fullmatch(words[end]):
        end += 1
    return words[:end], words[end:]


def _back(words: list[str]) -> tuple[list[str], list[str]]:
    start = len(words)
    while start > 1 and _BEHIND.fullmatch(words[start - 1]):
        start -= 1
    return words[:start], words[start:]
