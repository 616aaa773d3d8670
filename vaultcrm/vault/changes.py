"""Which notes say something else than before: those that were written, and those whose links lead elsewhere now.

In: a vault as it was read twice. Out: paths; ``None`` where settings or playbooks are others, which concern every note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from vaultcrm.model import Contact, Interview, Job, OtherNote, Ref, Search
from vaultcrm.notes.links import Names, index_names, plain

from .note_vault import NoteVault

_Record: TypeAlias = Contact | Interview | Job | Search | OtherNote
_LINK = re.compile(r"\[\[([^\]|]*)")


def changed_notes(before: NoteVault, now: NoteVault) -> frozenset[str] | None:
    """The paths of all notes that are to be looked at again."""
    if before.settings != now.settings or before.playbooks != now.playbooks:
        return None
    old, new = _by_path(before), _by_path(now)
    changed = {path for path in old.keys() | new.keys() if _differ(old.get(path), new.get(path))}
    names = _names_changed([(old.get(path), new.get(path)) for path in changed])
    if names:
        changed |= {path for path, record in new.items() if path not in changed and _mentions(record, names)}
    return frozenset(changed)


def _by_path(vault: NoteVault) -> Mapping[str, _Record]:
    found: dict[str, _Record] = {}
    for records in (vault.contacts, vault.interviews, vault.jobs, vault.others, [vault.search] if vault.search else []):
        found.update({record.source.path: record for record in records})
    return found


def _differ(old: _Record | None, new: _Record | None) -> bool:
    """Whether two records say different things; what was remembered is the very same one."""
    return old is not new and old != new


def _names_changed(pairs: Collection[tuple[_Record | None, _Record | None]]) -> frozenset[str]:
    """Everything by which a person or a job was or is called, of whom that, or the identity, has changed."""
    called = [(_called(old), _called(new)) for old, new in pairs]
    return frozenset(name for old, new in called if old != new for _, names in (old, new) for name in names)


def _called(record: _Record | None) -> tuple[str, frozenset[str]]:
    if not isinstance(record, Contact | Job):
        return "", frozenset()
    name = record.name if isinstance(record, Contact) else record.title
    index = index_names([Names(record.source.path, name, record.aliases)])
    return f"{type(record).__name__} {record.id}", frozenset(word for rank in index.ranks for word in rank)


def _mentions(record: _Record, names: frozenset[str]) -> bool:
    return any(plain(target) in names for target in _targets(record))


def _targets(record: _Record) -> Iterator[str]:
    """Whatever a note names."""
    yield from (ref.target for ref in _refs(record) if ref)
    for line in record.log:
        yield from (ref.target for ref in line.people)
    for promise in record.promises:
        yield from (ref.target for ref in promise.people)
        yield from _LINK.findall(promise.text)


def _refs(record: _Record) -> tuple[Ref | None, ...]:
    match record:
        case Contact():
            return (record.introduced_by,)
        case Interview():
            return (record.job, *record.interviewers)
        case Job():
            return (record.contact, record.hiring_manager, record.hr, record.referred_by, *record.references)
        case _:
            return ()
