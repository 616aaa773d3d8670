"""People from tables: any CSV with a header that can be told or is told, and Google's contacts.

In: a file's bytes. Out: ``People``, or ``Unusable`` with the columns that were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from vaultcrm.model import Source

from .cells import unguarded
from .headers import AT_HOME, keys_of, plain_header, says_who
from .people import ADDRESS_PARTS, KEYS, People, Raw, people_of
from .person import Unusable
from .table import Table, read_table

_BETWEEN = " ::: "  # Google's, where one cell holds several values
_PARTED = re.compile(f"{_BETWEEN}|; ")
_FAX = re.compile(r"\bfax\b", re.IGNORECASE)  # in the cell before a number: what kind of number it is
_NO_DAY = re.compile(r"0{1,2}[./-]0{1,2}[./-](?:00){1,2}")  # what Outlook writes where there is none
_NO_TAGS = frozenset({"mycontacts", "my contacts", "starred", "friends and family"})


def read_csv(name: str, data: bytes, *, told: Mapping[str, str], own: Mapping[str, str], home: str | None) -> People | Unusable:
    """The people of a table; ``told`` gives columns a meaning (``Full name`` -> ``name``), ``own`` are the user's words."""
    wrong = sorted(key for key in told.values() if key not in KEYS)
    if wrong:
        return Unusable(f"{wrong[0]!r} is none of the keys of a person", f"There are {', '.join(KEYS)}.")
    said = {plain_header(column): key for column, key in told.items()}
    table = read_table(name, data, lambda cells: says_who(_keys(cells, said, own)))
    if isinstance(table, Unusable):
        return table
    missing = sorted(set(said) - {plain_header(word) for word in table.header})
    if missing:
        return Unusable(f"there is no column {missing[0]!r}", _columns(table))
    keys = _keys(table.header, said, own)
    if not says_who(keys):
        return Unusable("none of its columns is known to hold a name", f"{_columns(table)} Say which it is: {_example(table)}")
    unused = [word for word, key in zip(table.header, keys, strict=True) if not key and word and _holds(table, word)]
    found = people_of(_rows(name, table, keys), home, table.problems)
    remarks = (f"columns that are not taken: {', '.join(unused)}",) if unused else ()
    return People(found.people, found.problems, remarks)


def read_google(name: str, data: bytes, home: str | None) -> People | Unusable:
    """Google's contacts, as exported before and since 2024."""
    table = read_table(name, data, lambda cells: says_who(keys_of(cells, {})))
    if isinstance(table, Unusable):
        return table
    words = set(map(plain_header, table.header))
    if not words & {"given name", "first name"} or not words & {"e-mail 1 - value", "group membership", "labels", "file as"}:
        return Unusable("these are not Google's contacts", f"{_columns(table)} Another table is taken by import csv.")
    return people_of(_rows(name, table, keys_of(table.header, {})), home, table.problems)


def _keys(cells: Sequence[str], said: Mapping[str, str], own: Mapping[str, str]) -> tuple[str, ...]:
    guessed = keys_of(cells, own)
    return tuple(said.get(plain_header(word), key) for word, key in zip(cells, guessed, strict=True))


def _columns(table: Table) -> str:
    return f"Its columns are {', '.join(word or '(none)' for word in table.header[:20])}."


def _example(table: Table) -> str:
    return f'--map "{table.header[0] or "Column"}=name"'


def _holds(table: Table, word: str) -> bool:
    at = table.header.index(word)
    return any(cells[at].strip() for _, cells in table.rows)


def _rows(name: str, table: Table, keys: Sequence[str]) -> Iterator[tuple[Source, Raw]]:
    for line, cells in table.rows:
        raw: dict[str, list[str]] = {}
        for key, cell, before in zip(keys, cells, ("", *cells), strict=False):
            if key and cell.strip() and not _NO_DAY.fullmatch(cell.strip()) and not (key == "phone" and _FAX.search(before)):
                raw.setdefault(key, []).extend(_values(key, unguarded(cell)))
        yield Source(name, line), _sound(raw)


def _values(key: str, cell: str) -> list[str]:
    """One value, or several of a cell."""
    if key == "tags":
        parts = cell.replace(_BETWEEN, ",").replace(";", ",").split(",")
        return [part for part in parts if part.strip("* ").casefold() not in _NO_TAGS and part.strip("* ")]
    return _PARTED.split(cell) if key in ("phone", "aliases") else cell.split(_BETWEEN)


def _sound(raw: dict[str, list[str]]) -> Raw:
    """Of web addresses only a LinkedIn profile; of several postal addresses the first, and of none the half."""
    profiles = [text for text in raw.get("linkedin", ()) if "linkedin." in text.casefold() or "/" not in text]
    elsewhere = not any(raw.get(part) for part in ("address", "street", "box", "town"))
    home = {part: raw.get(AT_HOME + part, []) for part in ADDRESS_PARTS} if elsewhere else {}
    return {**raw, **home, "linkedin": profiles}
