"""What a language's folder says of the language itself: names of days, and how notes become sentences.

In comes the text of ``language.toml``, out comes ``Language``, or a ``TemplateProblem`` that names file and line. A key that is
missing is empty: another language is added by files alone, and can begin with few of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vaultcrm.errors import VaultcrmError

FILE = "language.toml"
_LARGEST = 64_000
_WORDS = 2_000


class TemplateProblem(VaultcrmError):
    """A template, or what belongs to it, cannot be used; the message begins with its place."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language. ``you`` turns words about the recipient into words to them, ``verbs`` the word after such a one.

    ``in_clause`` does so where a clause begins, ``shorthand`` is what is scribbled for what is meant, ``leads`` stand before a
    topic that is a sentence, ``words`` are lists of words by what they are for (``language.toml`` explains).
    """

    code: str
    conjunction: str = "and"
    today: str = ""
    on_weekday: str = "{weekday}"
    on_date: str = "{day} {month}"
    plain_date: str = "{day} {month}"
    weekdays: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    first_person: str = ""
    small_start: bool = False
    you: Mapping[str, str] = field(default_factory=dict)
    verbs: Mapping[str, str] = field(default_factory=dict)
    ending: str = ""
    not_endings: frozenset[str] = frozenset()
    in_clause: Mapping[str, str] = field(default_factory=dict)
    shorthand: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def has(self, kind: str, word: str) -> bool:
        """Whether a word is one of the list ``kind`` under ``[words]``."""
        return word.casefold() in self.words.get(kind, ())

    def weekday(self, day: date) -> str:
        """``Tuesday``; the date where the language does not name its days."""
        return self.weekdays[day.weekday()] if len(self.weekdays) == 7 else day.isoformat()

    def month(self, day: date) -> str:
        """``November``; the number where the language does not name its months."""
        return self.months[day.month - 1] if len(self.months) == 12 else str(day.month)

    def dated(self, pattern: str, day: date) -> str:
        """A pattern with ``{day}``, ``{month}``, ``{weekday}``, ``{year}`` filled in; anything else in it stays as it is."""
        known = {"day": str(day.day), "month": self.month(day), "weekday": self.weekday(day), "year": str(day.year)}
        return re.sub(r"\{(day|month|weekday|year)\}", lambda found: known[found[1]], pattern)


def read_language(code: str, path: str, text: str) -> Language:
    """The language that the file at ``path`` describes. Raises ``TemplateProblem``."""
    if len(text) > _LARGEST:
        raise TemplateProblem(
            f"{path}: the file is larger than {_LARGEST:,} characters", "a language needs a few hundred words"
        )
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TemplateProblem(f"{path}: this is no TOML: {error}", "compare it with the English one") from error
    return _language(code, _Reader(path), said)


def _language(code: str, read: _Reader, said: Mapping[str, Any]) -> Language:
    you = read.table(said, "to-you")
    verbs, clause = read.table(you, "verbs"), read.table(you, "clause")
    shorthand, leads, words = (read.table(said, key) for key in ("shorthand", "leads", "words"))
    return Language(
        code=code,
        conjunction=read.text(said, "and") or "and",
        today=read.text(said, "today"),
        on_weekday=read.text(said, "weekday") or "{weekday}",
        on_date=read.text(said, "date") or "{day} {month}",
        plain_date=read.text(said, "plain-date") or "{day} {month}",
        weekdays=read.texts(said, "weekdays"),
        months=read.texts(said, "months"),
        first_person=read.text(said, "I"),
        small_start=said.get("small-start") is True,
        you={key.casefold(): read.text(you, key) for key in you if key not in ("verbs", "clause")},
        verbs={key.casefold(): read.text(verbs, key) for key in verbs if key not in ("ending", "not-endings")},
        ending=read.text(verbs, "ending"),
        not_endings=frozenset(read.texts(verbs, "not-endings")),
        in_clause={key.casefold(): read.text(clause, key) for key in clause},
        shorthand={key.casefold(): read.text(shorthand, key) for key in shorthand},
        leads={key: read.text(leads, key) for key in leads},
        words={key: tuple(word.casefold() for word in read.texts(words, key)) for key in words},
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Typed values of a table; what is of another type stops with the file's name."""

    path: str

    def text(self, table: Mapping[str, Any], key: str) -> str:
        """One line of text."""
        value = table.get(key, "")
        if not isinstance(value, str) or "\n" in value or len(value) > 200:
            raise self._wrong(key, "one line of text")
        return value

    def texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """A list of words."""
        value: Sequence[object] = table.get(key, [])
        if not isinstance(value, list) or len(value) > _WORDS:
            raise self._wrong(key, f"a list of up to {_WORDS} words")
        return tuple(self.text({key: word}, key) for word in value)

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """A table in a table."""
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "a table of its own")
        return value

    def _wrong(self, key: str, wanted: str) -> TemplateProblem:
        return TemplateProblem(f"{self.path}: `{key}` is not {wanted}", "compare it with the English one")
