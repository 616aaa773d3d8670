"""How far the openings came, and how long it took from one stage to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from vaultcrm.model import ENDED

from ..openings import Opening

STEPS = ("lead", "applied", "interviewing", "references", "offer", "hired")
# What comes to a later one of these has been through the earlier ones, though nobody wrote it down. Not every firm wants
# references.
_PATH = ("lead", "applied", "interviewing", "offer", "hired")


@dataclass(frozen=True, slots=True)
class Level:
    """A stage: how many openings came so far, how many stand there now, the middle number of days since the one before.

    ``days`` is ``None`` where no opening dates both; ``timed`` says how many do.
    """

    stage: str
    reached: int
    now: int
    days: int | None
    timed: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stages, and how many openings ended in another way."""

    levels: tuple[Level, ...]
    ended: tuple[tuple[str, int], ...]


def funnel(found: Sequence[Opening]) -> Funnel:
    """Of all these openings."""
    stands = Counter(one.stage for one in found)
    levels = tuple(_level(stage, found, stands[stage]) for stage in STEPS)
    ended = tuple((stage, stands[stage]) for stage in sorted(ENDED - {"hired"}) if stands[stage])
    return Funnel(levels, ended)


def begun_since(found: Sequence[Opening], since: date | None) -> tuple[Opening, ...]:
    """The openings that began on ``since`` or later; without it all, those that nothing dates too."""
    return tuple(one for one in found if since is None or (one.begun is not None and one.begun >= since))


def _level(stage: str, found: Sequence[Opening], now: int) -> Level:
    days = sorted(_days(stage, found))
    return Level(stage, sum(_came_to(one, stage) for one in found), now, median_low(days) if days else None, len(days))


def _came_to(opening: Opening, stage: str) -> bool:
    """Whether an opening had a stage, or one that lies behind it on the way."""
    if stage not in _PATH:
        return stage in opening.reached
    behind = {*_PATH[_PATH.index(stage) :], *(("rejected",) if stage == "applied" else ())}
    return stage == "lead" or not behind.isdisjoint(opening.reached)


def _days(stage: str, found: Sequence[Opening]) -> Iterator[int]:
    """The days from the stage before, the nearest that has a date, to this one."""
    before = STEPS[: STEPS.index(stage)]
    for opening in found:
        day = opening.reached.get(stage)
        earlier = [known for one in before if (known := opening.reached.get(one))]
        if day and earlier and max(earlier) <= day:
            yield (day - max(earlier)).days
