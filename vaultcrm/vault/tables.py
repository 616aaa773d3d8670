"""A table of the settings file, read key by key, with the line of each key.

In: what ``tomllib`` gives, and the file's text. Out: typed values; unknown keys and wrong values become problems, and the rest
goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from vaultcrm.model import Problem, Source
from vaultcrm.model.values import Severity
from vaultcrm.notes.frontmatter import normal

_T = TypeVar("_T")
_HEADER = re.compile(r"\s*+(\[\[?)\s*+([^\[\]]+?)(?:(?<!\s)\s++)?\]\]?\s*+(?:#.*)?$")
_KEY = re.compile(r"\s*+(\"[^\"]+\"|'[^']+'|[\w.\"' -]+?)(?:(?<!\s)\s++)?=")
Lines = Mapping[tuple[str, ...], int]


def locate(text: str) -> Lines:
    """The line of each table and key; the tables of an array have their number in the path (``feed``, ``0``, ``level``)."""
    found: dict[tuple[str, ...], int] = {}
    counted: Counter[tuple[str, ...]] = Counter()
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            table = _path(header[2])
            if header[1] == "[[":
                counted[table] += 1
                table += (str(counted[table] - 1),)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_path(key[1])), number)
    return found


def _path(dotted: str) -> tuple[str, ...]:
    return tuple(normal(part.strip().strip("\"'")) for part in dotted.split("."))


class Table:
    """One table being read: takes its keys one by one, keeps what was wrong, and knows which keys nobody asked for."""

    def __init__(self, path: str, values: object, lines: Lines, where: tuple[str, ...], problems: list[Problem]) -> None:
        self._path, self._lines, self._where, self.problems = path, lines, where, problems
        if not isinstance(values, dict):
            self.wrong("", f"`{'.'.join(where)}` is no table", f"write `[{'.'.join(where)}]` and its keys below")
        self.raw: dict[str, object] = {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}
        self._values = {normal(key): value for key, value in self.raw.items()}
        self._asked: set[str] = set()

    def source(self, key: str = "") -> Source:
        """The line of ``key``, or of its table."""
        where = (*self._where, normal(key)) if key else self._where
        while where and where not in self._lines:
            where = where[:-1]
        return Source(self._path, self._lines.get(where, 0))

    def wrong(self, key: str, message: str, remedy: str, severity: Severity = "error") -> None:
        """Keep a problem at the line of ``key``."""
        self.problems.append(Problem(self.source(key), message, remedy, severity=severity))

    def has(self, key: str) -> bool:
        """Whether the key stands in the table."""
        return normal(key) in self._values

    def get(self, key: str, reader: Callable[[object], _T | None], default: _T, example: str) -> _T:
        """The value of ``key`` as ``reader`` takes it (``None`` where it cannot); ``default`` where it is missing or wrong."""
        self._asked.add(normal(key))
        if not self.has(key):
            return default
        found = reader(self._values[normal(key)])
        if found is None:
            message = f"`{key} = {_shown(self._values[normal(key)])}` is not understood"
            self.wrong(key, message, f"write it as in `{key} = {example}`")
            return default
        return found

    def table(self, key: str) -> Table:
        """The table within this one; an empty one where there is none."""
        self._asked.add(normal(key))
        values = self._values.get(normal(key), {})
        return Table(self._path, values, self._lines, (*self._where, normal(key)), self.problems)

    def tables(self, key: str) -> list[Table]:
        """The tables of an array (``[[feed]]``)."""
        self._asked.add(normal(key))
        values = self._values.get(normal(key), [])
        where = (*self._where, normal(key))
        if not isinstance(values, list):
            self.wrong(key, f"`{key}` is no list of tables", f"write `[[{key}]]` over each of them")
            return []
        return [Table(self._path, value, self._lines, (*where, str(n)), self.problems) for n, value in enumerate(values)]

    def done(self, known: tuple[str, ...]) -> None:
        """Report the keys that nobody has asked for; ``known`` are those that could have been meant."""
        for key in self.raw:
            if normal(key) not in self._asked:
                self.wrong(key, f"the settings have no key `{key}`{self._place()}", near(key, known))

    def _place(self) -> str:
        return f" in `[{self._where[0]}]`" if self._where else ""


def near(word: str, known: tuple[str, ...]) -> str:
    """What could have been meant by ``word``."""
    from difflib import get_close_matches

    found = get_close_matches(normal(word), [normal(key) for key in known], 1)
    listed = [key for key in known if found and normal(key) == found[0]]
    return f"did you mean `{listed[0]}`?" if listed else f"it can be {', '.join(known)}"


def _shown(value: object) -> str:
    if isinstance(value, str | bool):
        return f'"{value}"' if isinstance(value, str) else str(value).lower()
    return "[…]" if isinstance(value, list) else "{…}" if isinstance(value, dict) else str(value)
