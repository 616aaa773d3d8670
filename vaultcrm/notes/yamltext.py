"""YAML as people mean it: every scalar is the text that stands there; the schema gives it a type later.

In: a block of YAML. Out: its top-level keys with their values and places, or what was wrong. No number, date or yes/no is
guessed here, so that ``+15551234567``, ``0171234567``, ``10:30`` and ``no`` stay as they were written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

NULL = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_WORDS = r"[A-Za-z0-9+\u00c0-\u024f](?:[ !\"$-9;-~\u00c0-\u024f]|:(?=[!-~\u00c0-\u024f]))*(?<! )"
_ONE = rf'(?:"[ !#-\[\]-~\u00c0-\u024f]*"|{_PLAIN_WORDS})'
_SEVERAL = r"\[[A-Za-z0-9][A-Za-z0-9_-]*(?:, [A-Za-z0-9][A-Za-z0-9_-]*)*\]"
_USUAL = re.compile(
    rf"^([A-Za-z_][A-Za-z0-9_-]{{0,60}}):(?: ({_ONE}|{_SEVERAL})| *(\n( *)- {_ONE}(?:\n\4- {_ONE})*))? *$", re.MULTILINE
)


class Entry(NamedTuple):
    """One top-level key as it is spelled in the note, its raw value, and where the key stands (line and column from 1).

    A tuple, since there are ten in each note.
    """

    key: str
    value: Value
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a block is no YAML; ``line`` counts from 0 within the block."""

    reason: str
    line: int


def read_yaml(block: str, first_line: int) -> list[Entry] | Unreadable:
    """The top-level keys of ``block`` in their order; the block's first line is number ``first_line`` of the note."""
    usual = _usual_entries(block.removesuffix("\n"), first_line)
    if usual is not None:
        return usual
    # Found: the library takes 15 ms to import, and the notes of most vaults never need it.
    from .yamltree import read_tree

    return read_tree(block, first_line)


def _usual_entries(block: str, first_line: int) -> list[Entry] | None:
    """The keys of a block that holds nothing but plain or quoted words and lists of them; ``None`` of any other block.

    Found: one pattern takes a fifth of the parser's time, and reads such a block no otherwise.
    """
    entries: list[Entry] = []
    line = first_line
    for key, value, items, _ in _USUAL.findall(block):
        listed: Value = [_usual_value(item.lstrip()[2:]) for item in items.split("\n")[1:]]
        entries.append(Entry(key, listed if items else _usual_value(value), line))
        line += 1 + items.count("\n")
    return entries if line == first_line + 1 + block.count("\n") else None


def _usual_value(text: str) -> Value:
    if text[:1] == '"':
        return text[1:-1]
    if text[:1] == "[":
        return [None if item in NULL else item for item in text[1:-1].split(", ")]
    return None if text in NULL else text
