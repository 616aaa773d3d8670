"""Two rows that are two people never mean one note: the one that agrees with it in more does, the others are in doubt.

In come the rows, each with whom it means by itself; out come the same, with more doubts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vaultcrm.exchange import Person
from vaultcrm.model import Contact

from .matching import BY_WORD, Doubt, Found, Known, Match, as_contact

Row = tuple[Person, Match]


def claimed(rows: Sequence[Row], known: Known) -> list[Row]:
    """Each contact is meant by one row at most, and by none where a row in doubt goes before it.

    So the next run decides alike: what a row adds to its note may be another's too, but never makes that agree in more.
    """
    first = {path: max(rivals, key=lambda at: _strength(rows[at], path, known)) for path, rivals in _rivals(rows).items()}
    return [(person, _kept(match, at, first)) for at, (person, match) in enumerate(rows)]


def _rivals(rows: Sequence[Row]) -> Mapping[str, Sequence[int]]:
    """For each note that a row surely means, by path, the places of all rows that may mean it, where they are several."""
    rivals: dict[str, list[int]] = {match.contact.source.path: [] for _, match in rows if isinstance(match, Found)}
    for at, (_, match) in enumerate(rows):
        for path in {contact.source.path for contact in _meant(match)} & rivals.keys():
            rivals[path].append(at)
    return {path: places for path, places in rivals.items() if len(places) > 1}


def _meant(match: Match) -> Sequence[Contact]:
    if isinstance(match, Found):
        return (match.contact,)
    return match.contacts if match else ()


def _strength(row: Row, path: str, known: Known) -> tuple[bool, tuple[bool, ...], bool]:
    """The user's word goes before all, then who agrees in more; where it is the name alone one that is sure, then the first."""
    person, match = row
    by = match.by if isinstance(match, Found) else ""
    *marks, named = known.agreement(as_contact(person), path)
    return by == BY_WORD, (*marks, named), bool(by) or any(marks)


def _kept(match: Match, at: int, first: Mapping[str, int]) -> Match:
    if isinstance(match, Found) and first.get(match.contact.source.path, at) != at:
        return Doubt((match.contact,), "another row means the same note")
    return match
