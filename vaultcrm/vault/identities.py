"""Every note of a type has an ``id`` of its own: of two that share one, the one whose file name fits keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from vaultcrm.model import Problem, Source
from vaultcrm.model.slugs import slug
from vaultcrm.notes.ids import stem_of

from .heads import Head
from .records import Found


def with_own_ids(notes: Sequence[Found]) -> tuple[Sequence[Found], list[Problem]]:
    """The notes (in the order of their paths) with ids that are their own, and a problem for each that had to change."""
    if len({found.id for found in notes}) == len(notes):
        return notes, []
    holders: dict[str, list[Head]] = defaultdict(list)
    for found in notes:
        holders[found.id].append(found.head)
    keepers = {id_: _keeper(id_, same).path for id_, same in holders.items()}
    taken = set(keepers)
    problems: list[Problem] = []
    kept = [_settle(found, keepers[found.id], taken, problems) for found in notes]
    return kept, problems


def _keeper(id_: str, same: list[Head]) -> Head:
    return next((head for head in same if slug(stem_of(head.path)) == id_), same[0])


def _settle(found: Found, keeper: str, taken: set[str], problems: list[Problem]) -> Found:
    """The note with an id that nobody has: its file's slug, else that of its whole path."""
    head = found.head
    if keeper == head.path:
        return found
    own = slug(stem_of(head.path))
    while own in taken:
        own = slug(head.path.rsplit(".", 1)[0]) if own == slug(stem_of(head.path)) else f"{own}-2"
    taken.add(own)
    message = f"the id `{head.id}` is that of {keeper} already; `{own}` is used for this note"
    problems.append(Problem(Source(head.path, head.id_line), message, f"write `id: {own}`"))
    return found.called(own)
