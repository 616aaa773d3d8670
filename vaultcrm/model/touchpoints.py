"""What the program computes: touch-points, and the plan of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Plan:
    """All touch-points of a vault on a day, in the agenda's order, with what else is to be said that day.

    ``missed`` counts those that expired in the last 30 days; ``questions`` are log lines that fit several steps; ``notices``
    are single sentences for the user (what the cadences come to, say). ``news`` says when something was last heard of a
    job, by its id.
    """

    today: date
    touchpoints: tuple[Touchpoint, ...]
    questions: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    missed: int = 0
    news: Mapping[str, date] = field(default_factory=dict)
