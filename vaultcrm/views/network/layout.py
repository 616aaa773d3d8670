"""Where each row of a tree stands in a picture: a column a generation, parents in the middle of what hangs on them.

In: the rows, parents first. Out: column and height of each, heights in slots of one row; no two boxes of a column meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .twigs import Twig

BETWEEN_TREES = 0.5


class Spot(NamedTuple):
    """``column`` from the left, ``slot`` from the top, the middle of the box."""

    column: int
    slot: float


def spots(twigs: Sequence[Twig]) -> tuple[Spot, ...]:
    """The places of the rows, in their order. Whoever has nothing below takes the next free slot."""
    ends: dict[int, list[float]] = {}
    heights = [0.0] * len(twigs)
    free = _free_slots(twigs)
    for number in reversed(range(len(twigs))):
        below = ends.get(number)
        heights[number] = (below[0] + below[-1]) / 2 if below else free[number]
        parent = twigs[number].parent
        if parent is not None:
            ends.setdefault(parent, []).append(heights[number])
    return tuple(Spot(twig.depth, height) for twig, height in zip(twigs, heights, strict=True))


def _free_slots(twigs: Sequence[Twig]) -> list[float]:
    """The slots of those with nothing below, from the top down; between two trees there is half a slot more."""
    parents = {twig.parent for twig in twigs}
    found, following = [], -BETWEEN_TREES
    for number, twig in enumerate(twigs):
        following += 0 if twig.depth else BETWEEN_TREES
        found.append(following)
        following += number not in parents
    return found
