"""What the program computes: touch-points, and the plan of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Literal, overload

from .values import NOWHERE, Moment, Problem, Source

State = Literal["upcoming", "open", "due", "overdue", "done", "skipped", "missed"]
LIVE: frozenset[str] = frozenset({"upcoming", "open", "due", "overdue"})


@dataclass(frozen=True, slots=True, order=True)
class PersonKey:
    """A recipient: ``id`` is ``None`` where there is no note of the person yet."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class NoteKey:
    """The note that a touch-point belongs to."""

    id: str
    path: str


@dataclass(frozen=True, slots=True)
class JobKey:
    """The job that a touch-point serves."""

    id: str
    title: str
    company: str | None = None


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One thing to do for one person, or for oneself (``person`` is ``None``), in one window.

    ``opens``, ``due``, ``expires`` are dates, or date-times with an offset; both ends belong to the window, and it can still be
    done on the day it expires. ``planned`` is the day on which agenda and calendar show it. ``reasons`` tells how the days came
    about, in sentences, for ``why``; ``waits_for`` names the step that it hangs on while that is not done.
    """

    key: str
    uid: str
    step: str
    act: str
    title: str
    person: PersonKey | None
    note: NoteKey
    job: JobKey | None
    company: str | None
    via: str | None
    opens: Moment
    due: Moment
    expires: Moment | None
    planned: date
    state: State
    tentative: bool = False
    round: str | None = None
    systems: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    moved: str | None = None
    closed_on: date | None = None
    source: Source = NOWHERE
    steps: tuple[Source, ...] = ()
    reasons: tuple[str, ...] = ()
    waits_for: str | None = None
    fits: tuple[str, ...] = ()
    hint: str | None = None


@dataclass(slots=True, eq=False)
class Outline:
    """A touch-point that waits to be made: what says whether somebody wants to see it, and the way to it."""

    uid: str
    planned: date
    state: State
    step: str
    make: Callable[[], Touchpoint]
    made: Touchpoint | None = None

    @property
    def touchpoint(self) -> Touchpoint:
        """The touch-point, made once."""
        if self.made is None:
            self.made = self.make()
        return self.made


class Touchpoints(Sequence[Touchpoint]):
    """Touch-points in their order, each made when it is first asked for: of some thousands, a day shows twenty.

    ``closed`` gives those that stand behind the others and are all closed.
    """

    def __init__(self, outlines: Sequence[Outline], closed: Callable[[], Sequence[Outline]] = tuple) -> None:
        self._first, self._closed = outlines, closed

    @cached_property
    def outlines(self) -> Sequence[Outline]:
        """All of them."""
        return (*self._first, *self._closed())

    @cached_property
    def live(self) -> Touchpoints:
        """Those that can still be done."""
        return Touchpoints([one for one in self._first if one.state in LIVE])

    def starting(self, start: str) -> tuple[Touchpoint, ...]:
        """Those whose keys begin so; a key is the beginning of an identity."""
        return tuple(one for one in self.where(lambda one: one.uid.startswith(start)) if one.key.startswith(start))

    def where(self, wanted: Callable[[Outline], bool]) -> tuple[Touchpoint, ...]:
        """Those that are ``wanted``; no other is made."""
        return tuple(one.touchpoint for one in self.outlines if wanted(one))

    def __len__(self) -> int:
        return len(self.outlines)

    @overload
    def __getitem__(self, index: int) -> Touchpoint: ...

    @overload
    def __getitem__(self, index: slice) -> Touchpoints: ...

    def __getitem__(self, index: int | slice) -> Touchpoint | Touchpoints:
        if isinstance(index, slice):
            return Touchpoints(self.outlines[index])
        return self.outlines[index].touchpoint

    def __iter__(self) -> Iterator[Touchpoint]:
        return (one.touchpoint for one in self.outlines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Touchpoints) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Touchpoints({list(self)!r})"


def ready(touchpoints: Iterable[Touchpoint]) -> Touchpoints:
    """Touch-points that are there already, in their order."""
    return Touchpoints([Outline(one.uid, one.planned, one.state, one.step, partial(_itself, one), one) for one in touchpoints])


def _itself(touchpoint: Touchpoint) -> Touchpoint:
    return touchpoint


@dataclass(frozen=True, slots=True)
class Plan:
    """All touch-points of a vault on a day, in the agenda's order, with what else is to be said that day.

    ``missed`` counts those that expired in the last 30 days; ``questions`` are log lines that fit several steps; ``notices``
    are single sentences for the user (what the cadences come to, say). ``news`` says when something was last heard of a
    job, by its id. ``strangers`` are the names of those who have no note, and something is or was to be done for.
    """

    today: date
    touchpoints: Touchpoints
    questions: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    missed: int = 0
    news: Mapping[str, date] = field(default_factory=dict)
    strangers: frozenset[str] = frozenset()

    @property
    def live(self) -> Touchpoints:
        """The touch-points that can still be done."""
        return self.touchpoints.live
