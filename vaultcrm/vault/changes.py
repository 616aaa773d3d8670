"""Which notes say something else than before: those that were written, and those whose links lead elsewhere now.

In: a vault as it was read twice. Out: paths; ``None`` where settings or playbooks are others, which concern every note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from vaultcrm.model import Contact, Interview, Job, Note, Ref, all_notes
from vaultcrm.notes.links import Names, plain, ranks_of

from .note_vault import NoteVault

_LINK = re.compile(r"\[\[([^\]|]*)")


class Calling(NamedTuple):
    """By what a person or a job is known: the kind of note, its identity, its name and aliases."""

    kind: str
    id: str
    name: str
    aliases: tuple[str, ...]


def callings(vault: NoteVault) -> dict[str, Calling]:
    """By what each person and each job is known, by the path of the note."""
    heads = (*vault.contacts.heads, *vault.jobs.heads)
    return {head.path: Calling(head.kind, head.id, head.name, head.aliases) for head in heads}


def changed_notes(before: NoteVault, now: NoteVault) -> frozenset[str] | None:
    """The paths of all notes that are to be looked at again."""
    if before.settings != now.settings or before.playbooks != now.playbooks:
        return None
    old, new = _by_path(before), _by_path(now)
    written = {path for path in old.keys() | new.keys() if _differ(old.get(path), new.get(path))}
    return with_renamed(written, callings(before), now)


def with_renamed(written: Collection[str], before: Mapping[str, Calling], now: NoteVault) -> frozenset[str]:
    """The notes that were written, and those that name somebody, or a job, that is known by something else than before."""
    called = callings(now)
    other = {path for path in before.keys() | called.keys() if before.get(path) != called.get(path)}
    names = {name for path in other for known in (before, called) if path in known for name in _words(path, known[path])}
    mentioning = {path for path, record in _by_path(now).items() if _mentions(record, names)} if names else set[str]()
    return frozenset({*written, *other, *mentioning})


def _by_path(vault: NoteVault) -> Mapping[str, Note]:
    return {note.source.path: note for note in all_notes(vault)}


def _differ(old: Note | None, new: Note | None) -> bool:
    """Whether two records say different things; what was remembered is the very same one."""
    return old is not new and old != new


def _words(path: str, known: Calling) -> Iterator[str]:
    """Everything by which a link can lead to a note."""
    yield from (word for rank in ranks_of(Names(path, known.name, known.aliases)) for word in rank)


def _mentions(record: Note, names: set[str]) -> bool:
    return any(plain(target) in names for target in _targets(record))


def _targets(record: Note) -> Iterator[str]:
    """Whatever a note names."""
    yield from (ref.target for ref in _refs(record) if ref)
    for line in record.log:
        yield from (ref.target for ref in line.people)
    for promise in record.promises:
        yield from (ref.target for ref in promise.people)
        yield from _LINK.findall(promise.text)


def _refs(record: Note) -> tuple[Ref | None, ...]:
    match record:
        case Contact():
            return (record.introduced_by,)
        case Interview():
            return (record.job, *record.interviewers)
        case Job():
            return (record.contact, record.hiring_manager, record.hr, record.referred_by, *record.references)
        case _:
            return ()
