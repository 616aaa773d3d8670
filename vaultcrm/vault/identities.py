"""Every note of a type has an ``id`` of its own: of two that share one, the one whose file name fits keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from vaultcrm.model import Contact, Interview, Job, OtherNote, Problem, Source
from vaultcrm.notes.ids import slug, stem_of

_T = TypeVar("_T", Contact, Interview, Job, OtherNote)


def with_own_ids(records: Sequence[_T]) -> tuple[tuple[_T, ...], list[Problem]]:
    """The records (in the order of their paths) with ids that are their own, and a problem for each that had to change."""
    if len({record.id for record in records}) == len(records):
        return tuple(records), []
    holders: dict[str, list[_T]] = defaultdict(list)
    for record in records:
        holders[record.id].append(record)
    keepers = {id_: _keeper(id_, same).source.path for id_, same in holders.items()}
    taken = set(keepers)
    problems: list[Problem] = []
    kept = [_settle(record, keepers[record.id], taken, problems) for record in records]
    return tuple(kept), problems


def _keeper(id_: str, same: list[_T]) -> _T:
    return next((record for record in same if slug(stem_of(record.source.path)) == id_), same[0])


def _settle(record: _T, keeper: str, taken: set[str], problems: list[Problem]) -> _T:
    """The record with an id that nobody has: its file's slug, else that of its whole path."""
    path = record.source.path
    if keeper == path:
        return record
    own = slug(stem_of(path))
    while own in taken:
        own = slug(path.rsplit(".", 1)[0]) if own == slug(stem_of(path)) else f"{own}-2"
    taken.add(own)
    lines = getattr(record, "lines", {})
    message = f"the id `{record.id}` is that of {keeper} already; `{own}` is used for this note"
    problems.append(Problem(Source(path, lines.get("id", 1)), message, f"write `id: {own}`"))
    return replace(record, id=own)
