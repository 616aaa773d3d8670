"""The vault as its notes say it: what planning and viewing ask (``model.Vault``), and what the doctor tells of the reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from vaultcrm.model import Contact, Interview, Job, OtherNote, Playbook, Problem, Ref, Search, Settings
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import paths_of

from .decoding import decode
from .heads import Head
from .queries import called_so, group, holding
from .records import Once, Records, at_once

_T = TypeVar("_T", Contact, Interview, Job)


@dataclass(frozen=True, slots=True)
class ReadStats:
    """How many notes were read, the records of each kind that they gave, and the files left out by reason."""

    read: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class NoteVault:
    """All records of a vault, each sequence in the order of the notes' paths; records are made when they are asked for.

    ``once`` remembers what follows from the heads of all notes alone.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    search: Search | None = None
    contacts: Records[Contact] = field(default_factory=lambda: Records(Contact))
    interviews: Records[Interview] = field(default_factory=lambda: Records(Interview))
    jobs: Records[Job] = field(default_factory=lambda: Records(Job))
    others: Records[OtherNote] = field(default_factory=lambda: Records(OtherNote))
    playbooks: Mapping[str, Playbook] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    stats: ReadStats = ReadStats()
    once: Once = field(default=at_once, compare=False)

    def text(self, path: str) -> str:
        """The note at ``path`` (relative to the vault) as it is on the disk now; raises ``OSError`` where it is not."""
        return decode(path, (self.root / path).read_bytes())[0]

    def find_contact(self, ref: Ref) -> Contact | None:
        """The one person whom ``ref`` names; ``None`` where there is none, or a tie."""
        return _only(paths_of(self.contacts.names, ref), self.contacts)

    def find_job(self, ref: Ref) -> Job | None:
        """The one job that ``ref`` names; ``None`` where there is none, or a tie."""
        return _only(paths_of(self.jobs.names, ref), self.jobs)

    def person(self, id_: str) -> Contact | None:
        """The person with an id."""
        path = self._people.get(id_)
        return self.contacts.at(path) if path else None

    def interview(self, id_: str) -> Interview | None:
        """The interview with an id."""
        path = self._talks.get(id_)
        return self.interviews.at(path) if path else None

    def interviews_between(self, first: date, last: date) -> Sequence[Interview]:
        """The interviews that begin on one of these days, where they are held; no other record is made."""
        days = range(first.toordinal(), last.toordinal() + 1)
        return Records(Interview, [found for found in self.interviews.found if found.head.day in days])

    def called(self) -> Iterator[tuple[str, ...]]:
        """What people are called, each by their name first; those too who have no note and were interviewers."""
        yield from ((head.name, *head.aliases, stem_of(head.path)) for head in self.contacts.heads)
        yield from ((name,) for head in self.interviews.heads for name in head.told)

    def contact_matches(self, query: str, contact: Contact) -> bool:
        """Whether ``contact`` is in the group that ``query`` (``tag:a company:acme has:email``) describes."""
        if query not in self._groups:
            self._groups[query] = group(query, self.settings)
        return self._groups[query](contact)

    def called_so(
        self, text: str, kind: Literal["contact", "interview", "job"]
    ) -> tuple[Contact, ...] | tuple[Interview, ...] | tuple[Job, ...]:
        """The notes of a kind that are called ``text``, or whose name, alias or id begins so; an exact match wins."""
        if kind == "contact":
            return called_so(text, self.contacts)
        return called_so(text, self.jobs) if kind == "job" else called_so(text, self.interviews)

    def candidates(
        self, text: str, kind: Literal["contact", "interview", "job"]
    ) -> tuple[Contact, ...] | tuple[Interview, ...] | tuple[Job, ...]:
        """The notes that somebody who types ``text`` can mean: as above, else people and jobs with a later word that begins so.

        What makes a note, or mends one unasked, goes by ``called_so``.
        """
        found = self.called_so(text, kind)
        if found or kind == "interview":
            return found
        return holding(text, self.contacts) if kind == "contact" else holding(text, self.jobs)

    @property
    def heads(self) -> Iterator[Head]:
        """The heads of all notes that have a record, but for the search's own."""
        for records in (self.contacts, self.interviews, self.jobs, self.others):
            yield from records.heads

    @property
    def paths(self) -> frozenset[str]:
        """Where all notes lie that have a record."""
        found = (one.path for records in (self.contacts, self.interviews, self.jobs, self.others) for one in records.found)
        return frozenset((*found, *([self.search.source.path] if self.search else [])))

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return {found.id: found.path for found in self.contacts.found}

    @cached_property
    def _talks(self) -> Mapping[str, str]:
        return {head.id: head.path for head in self.interviews.heads}

    @cached_property
    def _groups(self) -> dict[str, Callable[[Contact], bool]]:
        return {}


def _only(paths: tuple[str, ...], records: Records[_T]) -> _T | None:
    return records.at(paths[0]) if len(paths) == 1 else None
