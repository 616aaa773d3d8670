"""Rows of one import that mean one person become one: exports repeat people, a line for each address they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vaultcrm.exchange import Person

from .matching import Found, Known, as_contact


def joined(people: Iterable[Person], home: str | None) -> tuple[Person, ...]:
    """Everybody once, in the order of their first row; what later rows add is added. A doubt joins nobody.

    Among themselves they are known by their place in that order.
    """
    known = Known(home)
    kept: list[Person] = []
    for person in people:
        match = known.match(as_contact(person))
        if isinstance(match, Found) and not _are_two(person, match):
            at = int(match.contact.source.path)
            kept[at] = _together(kept[at], person)
        else:
            at = len(kept)
            kept.append(person)
        known.add(as_contact(kept[at], str(at)))
    return tuple(kept)


def _are_two(one: Person, match: Found) -> bool:
    """Whether only the name is the same, and each has an id of its own."""
    return match.by == "name" and bool(one.id and match.contact.id) and one.id != match.contact.id


def _together(one: Person, other: Person) -> Person:
    """Both rows as one: lists joined, the first row's other values before the second's."""
    return replace(
        one,
        id=one.id or other.id,
        aliases=_both(one.aliases, other.aliases),
        title=one.title or other.title,
        company=one.company or other.company,
        email=_both(one.email, other.email),
        phone=_both(one.phone, other.phone),
        address=one.address or other.address,
        linkedin=one.linkedin or other.linkedin,
        birthday=one.birthday or other.birthday,
        met=one.met or other.met,
        since=one.since or other.since,
        tags=_both(one.tags, other.tags),
        note="\n\n".join(_both((one.note,), (other.note,))).strip(),
    )


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
