"""Everything the logs say, by person and by note; ``Entry.order`` is the one order in which it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal, NamedTuple

from vaultcrm.model import LogLine, Note, NoteKey, Source, Vault

from .people import People, Who

CONTACT = frozenset({"email", "call", "voicemail", "card", "letter", "linkedin", "message", "met", "sent"})
Kind = Literal["contact", "interview", "job", "search", "other"]
_new = tuple.__new__


class Entry(NamedTuple):
    """A log line with the note it stands in and the people it is about; a tuple, since there are as many as lines."""

    line: LogLine
    note: NoteKey
    kind: Kind
    people: tuple[Who, ...]

    @property
    def order(self) -> tuple[date, time, bool, str, str, str, tuple[str, ...], Source]:
        """Date, time (else the end of the day), tagged first, text; never the file's order."""
        line = self.line
        who = tuple(person.uid for person in self.people)
        return (line.day, line.at or time.max, line.step is None, line.text, line.step or "", line.verb, who, line.source)

    @property
    def reached(self) -> bool:
        """Whether this line is contact that the user made."""
        return self.line.verb in CONTACT and not self.line.incoming

    @property
    def heard(self) -> bool:
        """Whether they wrote or called (row D6)."""
        return self.line.incoming


@dataclass(frozen=True, slots=True)
class Journal:
    """All entries up to today by their notes, and for each person those that name them, in no order that means anything.

    ``tagged`` are those that name a step: few among many, and asked for more than once.
    """

    tagged: tuple[Entry, ...]
    by_person: Mapping[str, tuple[Entry, ...]]
    by_note: Mapping[str, tuple[Entry, ...]]

    def of(self, who: Who) -> tuple[Entry, ...]:
        return self.by_person.get(who.uid, ())

    def under(self, note: str) -> tuple[Entry, ...]:
        return self.by_note.get(note, ())


def read_journal(vault: Vault, people: People, today: date) -> Journal:
    """The logs of all notes, without what is dated after ``today``."""
    by_note = {note.source.path: found for kind, note in _notes(vault) if (found := _entries(kind, note, people, today))}
    by_person: dict[str, list[Entry]] = defaultdict(list)
    for entries in by_note.values():
        for entry in entries:
            for who in entry.people:
                by_person[who.uid].append(entry)
    tagged = tuple([entry for entries in by_note.values() for entry in entries if entry.line.step])
    return Journal(tagged, {uid: tuple(found) for uid, found in by_person.items()}, by_note)


def _notes(vault: Vault) -> Iterator[tuple[Kind, Note]]:
    yield from (("contact", contact) for contact in vault.contacts)
    yield from (("interview", interview) for interview in vault.interviews)
    yield from (("job", job) for job in vault.jobs)
    yield from (("search", search) for search in (vault.search,) if search)
    yield from (("other", other) for other in vault.others)


def _entries(kind: Kind, note: Note, people: People, today: date) -> tuple[Entry, ...]:
    key, each = NoteKey(note.id, note.source.path), people.each
    return tuple([_new(Entry, (line, key, kind, each(line.people))) for line in note.log if line.day <= today])
