"""Which notes say something else than before: those that were written, and those whose links lead elsewhere now.

In: a vault as it was read twice. Out: paths; ``None`` where settings or playbooks are others, which concern every note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vaultcrm.model import Interview, Note, all_notes, named_in_keys
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
    old, new = _all(before), _all(now)
    then, since = ({one.path: one for one in found} for found in (old - new, new - old))
    written = {path for path in then.keys() | since.keys() if _differ(then.get(path), since.get(path))}
    if before.search != now.search:
        written |= {vault.search.source.path for vault in (before, now) if vault.search}
    return frozenset(written | _renamed(_callings(then.values()), _callings(since.values()), now))


def renamed(before: Mapping[str, Calling], now: NoteVault) -> set[str]:
    """Who, and which jobs, are known by something else than before, and the notes that name them."""
    return _renamed(before, callings(now), now)


def _renamed(before: Mapping[str, Calling], called: Mapping[str, Calling], now: NoteVault) -> set[str]:
    if before == called:
        return set()
    other = {path for path in before.keys() | called.keys() if before.get(path) != called.get(path)}
    names = {name for path in other for known in (before, called) if path in known for name in _words(path, known[path])}
    return other | {note.source.path for note in all_notes(now) if _mentions(note, names)}


def _all(vault: NoteVault) -> frozenset[Found]:
    """The notes as they were read; what was not read again is the very same."""
    return frozenset((*vault.contacts.found, *vault.interviews.found, *vault.jobs.found, *vault.others.found))


def _callings(notes: Iterable[Found]) -> dict[str, Calling]:
    return {one.path: _calling(one.head) for one in notes if one.kind in ("contact", "job")}


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
    yield from (ref.target for ref in named_in_keys(record))
    if isinstance(record, Interview) and record.job:
        yield record.job.target
    for line in record.log:
        yield from (ref.target for ref in line.people)
    for promise in record.promises:
        yield from (ref.target for ref in promise.people)
        yield from _LINK.findall(promise.text)
