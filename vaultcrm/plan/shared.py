"""The pieces of a large vault made on several cores at once: circles of cases, and notes, in parts that stand for themselves.

In: the world, and a way to share work. Out: the very pieces that one alone makes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from vaultcrm.model import all_notes

from .caselog import open_logs
from .circles import circles
from .frozen import pieces_back, plain_pieces
from .pieces import Pieces, first_ahead, make_pieces, pieces_of
from .world import World

Plain: TypeAlias = Any  # nested tuples of texts and numbers
# What some work gives for each of several numbers; what is missing was not done, and all is where nothing can be shared.
Share: TypeAlias = Callable[[Callable[[int], Plain], Sequence[int]], Mapping[int, Plain]]
MANY = 2_000  # notes: the pieces of fewer are made sooner than handed back
_PARTS = 16


def make_shared(world: World, share: Share) -> Pieces:
    """The pieces of everything in the world. Found: they take two thirds of the planning, and hang on nothing but the world."""
    notes = tuple(all_notes(world.vault))
    if len(notes) < MANY:
        return make_pieces(world)
    ahead, together = first_ahead(world), circles(open_logs(world))

    def part(number: int) -> Plain:
        logs = [log for circle in together[number::_PARTS] for log in circle]
        return plain_pieces(pieces_of(world, logs, notes[number::_PARTS], ahead), world.rules)

    world.place(None).business(world.today)  # found: what knows the holidays takes long to begin, and is better not begun twice
    made = share(part, range(_PARTS))
    if not made:
        return _joined(world, [pieces_of(world, [log for circle in together for log in circle], notes, ahead)])
    return _joined(world, [pieces_back(made.get(number) or part(number), world.rules) for number in range(_PARTS)])


def _joined(world: World, parts: Sequence[Pieces]) -> Pieces:
    """The parts as one, in the order of the world."""
    cases = {key: case for part in parts for key, case in part.cases.items()}
    notes = {path: note for part in parts for path, note in part.notes.items()}
    begun = {path: day for part in parts for path, day in part.begun.items()}
    paths = [note.source.path for note in all_notes(world.vault)]
    keys = (case.notes[0] for case in world.wanted)
    return Pieces(
        {key: cases[key] for key in keys},
        {path: notes[path] for path in paths if path in notes},
        {path: begun[path] for path in paths if path in begun},
    )
