"""Which keys a note of each type has, and the sheet from which they are read one by one.

In: the front matter's raw entries and the settings' ``[fields]``. Out: typed values; what is wrong is collected as problems
with line and remedy, and the rest of the note goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar

from vaultcrm.model import Problem, Ref, Source
from vaultcrm.model.values import Severity

from .frontmatter import normal
from .links import as_ref, as_refs
from .values import Wrong, as_addresses, as_tags, as_text, as_texts, as_words, is_empty
from .yamltext import Entry, Value

Kind = Literal["contact", "interview", "job", "company", "playbook", "draft", "search", "other"]
_T = TypeVar("_T")

COMMON = ("type", "id", "tags", "archived")
KEYS: Mapping[str, tuple[str, ...]] = {
    "contact": (
        *COMMON, "name", "aliases", "title", "company", "email", "phone", "address", "linkedin", "linkedin_ok",
        "prefers", "timezone", "country", "met", "introduced_by", "birthday", "cadence", "next_contact", "last_contact",
        "playbooks", "share", "salutation",
    ),
    "interview": (
        *COMMON, "aliases", "start", "time", "end", "duration", "timezone", "title", "place", "kind", "job", "company",
        "interviewers", "status", "verdict", "went", "answer_by", "answer_said", "playbooks", "invitation",
    ),
    "job": (
        *COMMON, "aliases", "company", "title", "stage", "applied", "decide_by", "contact", "hiring_manager", "hr",
        "referred_by", "references", "playbooks", "url", "source", "salary",
    ),
    "search": (*COMMON, "status"),
}  # fmt: skip
# The keys of all notes, drafts too, whose links mean people, whatever else is called as they are.
NAME_PEOPLE = ("interviewers", "references", "introduced_by", "contact", "hiring_manager", "hr", "referred_by", "recipient")


class Sheet:
    """The front matter of one note, read key by key; keeps the lines of the keys found and the problems met on the way."""

    def __init__(self, path: str, entries: Mapping[str, Entry], kind: str, words: Mapping[str, str]) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._entries = _canonical(entries, KEYS.get(kind, COMMON), words)
        # Found: each key is asked for in each note, and most are not there: what is empty is told apart once.
        self._values = {key: entry.value for key, entry in self._entries.items() if not is_empty(entry.value)}

    @property
    def lines(self) -> dict[str, int]:
        """The line of each key of ours that the note has."""
        return {key: entry.line for key, entry in self._entries.items()}

    def source(self, key: str) -> Source:
        """Where the key stands; the whole file where it does not."""
        entry = self._entries.get(key)
        return Source(self.path, entry.line, entry.column) if entry else Source(self.path)

    def value(self, key: str) -> Value:
        """The raw value; ``None`` where there is none, or nothing behind the key."""
        return self._values.get(key)

    def says(self, key: str) -> bool:
        """Whether the key stands there with a value, be it an empty list."""
        return key in self._values or (key in self._entries and self._entries[key].value == [])

    def wrong(self, key: str, message: str, remedy: str = "", severity: Severity = "error") -> None:
        """Keep a problem at the line of ``key``."""
        self.problems.append(Problem(self.source(key), message, remedy, severity=severity))

    def read(self, key: str, reader: Callable[[Value], _T | Wrong]) -> _T | None:
        """The value of ``key`` as ``reader`` types it; ``None`` where it is missing, empty or wrong."""
        value = self._values.get(key)
        if value is None:
            return None
        found = reader(value)
        if not isinstance(found, Wrong):
            return found
        self.wrong(key, f"`{key}`: {found.reason}", found.remedy)
        return None

    def text(self, key: str) -> str | None:
        """Text on one or several lines."""
        return self.read(key, as_text)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return self.read(key, as_texts) or ()

    def words(self, key: str) -> tuple[str, ...]:
        """A list of single words."""
        return self.read(key, as_words) or ()

    def tags(self) -> tuple[str, ...]:
        """The note's tags, without ``#``."""
        return self.read("tags", as_tags) or ()

    def addresses(self, key: str) -> tuple[str, ...]:
        """E-mail addresses."""
        return self.read(key, as_addresses) or ()

    def ref(self, key: str) -> Ref | None:
        """One link or name."""
        return self.read(key, lambda value: as_ref(value, self.source(key)) or Wrong("it names several, or none", "name one"))

    def refs(self, key: str) -> tuple[Ref, ...]:
        """Several links or names, in their order."""
        found = self.read(key, lambda value: as_refs(value, self.source(key)) or Wrong("it names nobody", "list the names"))
        return found or ()


def _canonical(entries: Mapping[str, Entry], keys: tuple[str, ...], words: Mapping[str, str]) -> dict[str, Entry]:
    """The entries by our own keys. Our own word goes before the user's, unless there is nothing behind it.

    A word of ours to which the user has given another meaning (``title = "name"``) has that one only.
    """
    found = {key: entries[key] for key in keys if key in entries and words.get(key, key) == key}
    for theirs, ours in words.items():
        entry = entries.get(normal(theirs))
        if entry and ours in keys and (ours not in found or is_empty(found[ours].value)):
            found[ours] = entry
    return found
