"""Which notes say something else than before: those that were written, and those whose links lead elsewhere now.

In: a vault as it was read twice. Out: paths; ``None`` where settings or playbooks are others, which concern every note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from vaultcrm.model import Contact, Interview, Job, Note, Ref, all_notes
from vaultcrm.notes.links import Names, plain, ranks_of

from .heads import Head
from .note_vault import NoteVault
from .records import Found

_LINK = re.compile(r"\[\[([^\]|]*)")


class Calling(NamedTuple):
    """By what a person or a job is known: the kind of note, its identity, its name and aliases."""

    kind: str
    id: str
    name: str
    aliases: tuple[str, ...]


def callings(vault: NoteVault) -> dict[str, Calling]:
    """By what each person and each job is known, by the path of the note."""
    return {head.path: _calling(head) for head in (*vault.contacts.heads, *vault.jobs.heads)}


def _calling(head: Head) -> Calling:
    return Calling(head.kind, head.id, head.name, head.aliases)


def changed_notes(before: NoteVault, now: NoteVault) -> frozenset[str] | None:
    """The paths of all notes that are to be looked at again."""
    if before.settings != now.settings or before.playbooks != now.playbooks:
        return None
    old, new = _by_path(before), _by_path(now)
    others = [path for path in old.keys() | new.keys() if old.get(path) is not new.get(path)]
    written = {path for path in others if _differ(old.get(path), new.get(path))}
    if before.search != now.search:
        written |= {vault.search.source.path for vault in (before, now) if vault.search}
    return frozenset(written | _renamed(_callings(old, others), _callings(new, others), now))


def with_renamed(written: Collection[str], before: Mapping[str, Calling], now: NoteVault) -> frozenset[str]:
    """The notes that were written, and those that name somebody, or a job, that is known by something else than before."""
    return frozenset({*written, *_renamed(before, callings(now), now)})


def _renamed(before: Mapping[str, Calling], called: Mapping[str, Calling], now: NoteVault) -> set[str]:
    if before == called:
        return set()
    other = {path for path in before.keys() | called.keys() if before.get(path) != called.get(path)}
    names = {name for path in other for known in (before, called) if path in known for name in _words(path, known[path])}
    return other | {note.source.path for note in all_notes(now) if _mentions(note, names)}


def _by_path(vault: NoteVault) -> Mapping[str, Found]:
    return {one.path: one for kind in (vault.contacts, vault.interviews, vault.jobs, vault.others) for one in kind.found}


def _callings(found: Mapping[str, Found], paths: Iterable[str]) -> dict[str, Calling]:
    heads = (found[path].head for path in paths if path in found)
    return {head.path: _calling(head) for head in heads if head.kind in ("contact", "job")}


def _differ(old: Found | None, new: Found | None) -> bool:
    """Whether two notes say different things."""
    return old is None or new is None or old.record != new.record


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
