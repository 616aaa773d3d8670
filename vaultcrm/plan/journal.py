"""Everything the logs say, by person and by note; ``Entry.order`` is the one order in which it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Literal, NamedTuple

from vaultcrm.dataclasses import dataclass
from vaultcrm.model import LogLine, NoteKey, Source, Vault

from .people import People, Who

CONTACT = frozenset({"email", "call", "voicemail", "card", "letter", "linkedin", "message", "met", "sent"})
Kind = Literal["contact", "interview", "job", "search", "other"]


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
    """All entries up to today, in no order that means anything, and for each person those that name them.

    ``tagged`` are those that name a step: few among many, and asked for more than once.
    """

    entries: tuple[Entry, ...]
    tagged: tuple[Entry, ...]
    by_person: Mapping[str, tuple[Entry, ...]]
    by_note: Mapping[str, tuple[Entry, ...]]

    def of(self, who: Who) -> tuple[Entry, ...]:
        return self.by_person.get(who.uid, ())

    def under(self, note: str) -> tuple[Entry, ...]:
        return self.by_note.get(note, ())


def read_journal(vault: Vault, people: People, today: date) -> Journal:
    """The logs of all notes, without what is dated after ``today``."""
    entries = [entry for entry in _entries(vault, people) if entry.line.day <= today]
    by_person: dict[str, list[Entry]] = defaultdict(list)
    by_note: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_note[entry.note.path].append(entry)
        for who in entry.people:
            by_person[who.uid].append(entry)
    return Journal(
        tuple(entries),
        tuple(entry for entry in entries if entry.line.step),
        {key: tuple(found) for key, found in by_person.items()},
        {key: tuple(found) for key, found in by_note.items()},
    )


def _entries(vault: Vault, people: People) -> Iterator[Entry]:
    for contact in vault.contacts:
        yield from _of("contact", contact.id, contact.source, contact.log, people)
    for interview in vault.interviews:
        yield from _of("interview", interview.id, interview.source, interview.log, people)
    for job in vault.jobs:
        yield from _of("job", job.id, job.source, job.log, people)
    if search := vault.search:
        yield from _of("search", search.id, search.source, search.log, people)
    for other in vault.others:
        yield from _of("other", other.id, other.source, other.log, people)


def _of(kind: Kind, id_: str, source: Source, log: tuple[LogLine, ...], people: People) -> Iterator[Entry]:
    note = NoteKey(id_, source.path)
    for line in log:
        yield Entry(line, note, kind, people.each(line.people))
