"""What the checks look for, by language: one file of patterns a language (``en.toml``), so that a language is added by a file.

A pattern is a regular expression in which a space is any white space (with ``?`` behind it also none), ``'`` any apostrophe,
and ``<name>`` what the file's ``[parts]`` calls so. Case does not matter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

_PART = re.compile(r"<([a-z][a-z-]*)>")


@dataclass(frozen=True)
class Phrases:
    """The patterns of one language, compiled when they are asked for; ``known`` is false where there is no file for it."""

    language: str
    known: bool = False
    tables: Mapping[str, Any] = field(default_factory=dict)

    def pattern(self, table: str, name: str) -> re.Pattern[str] | None:
        """Any of the patterns that ``[table] name`` lists; none where the language has none."""
        return _compiled(self.language, table, name) if self.tables.get(table, {}).get(name) else None

    def words(self, table: str, name: str) -> frozenset[str]:
        """The words that ``[table] name`` gives."""
        return frozenset(str(self.tables.get(table, {}).get(name, "")).split())

    def pairs(self, table: str, name: str) -> tuple[tuple[str, str], ...]:
        """The pairs that ``[table] name`` lists."""
        return tuple((str(one), str(other)) for one, other in self.tables.get(table, {}).get(name, ()))

    def says(self, table: str, name: str) -> bool:
        """Whether ``[table] name`` is true."""
        return bool(self.tables.get(table, {}).get(name))


@lru_cache(maxsize=8)
def phrases(language: str) -> Phrases:
    """The phrases of a language (``de``; ``de-AT`` has those of ``de``)."""
    name = language.casefold().partition("-")[0]
    path = Path(__file__).with_name(f"{name}.toml")
    if not (name.isalpha() and path.is_file()):
        return Phrases(name)
    return Phrases(name, True, tomllib.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=64)
def _compiled(language: str, table: str, name: str) -> re.Pattern[str]:
    tables = phrases(language).tables
    listed = (_expanded(pattern, tables["parts"]) for pattern in tables[table][name])
    return re.compile("|".join(rf"(?:{pattern})" for pattern in listed), re.IGNORECASE | re.MULTILINE)


def _expanded(pattern: str, parts: Mapping[str, str]) -> str:
    while found := _PART.search(pattern):
        pattern = f"{pattern[: found.start()]}(?:{parts[found[1]]}){pattern[found.end() :]}"
    return pattern.replace(" ?", r"\s*+").replace(" ", r"\s++")
