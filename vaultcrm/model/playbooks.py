"""The follow-up systems as data: a playbook and its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal

from .values import Interval, Medium, Source


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time as a playbook says it: ``offset`` before (negative) or after one of ``anchors``, the first that exists.

    ``edge`` names what is taken of an anchor that is a step: the day it was ``done`` (a chain), or its ``due`` day.
    ``at`` is a wall-clock time at the interview's place.
    """

    anchors: tuple[str, ...]
    offset: Interval | None = None
    sign: Literal[1, -1] = 1
    edge: Literal["done", "due"] = "done"
    at: time | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Expiry:
    """When a step is given up: ``after`` so long after it was due, ``at`` a point, ``with`` another step, or at the next round.

    Where several stand, the earliest counts; where none, never.
    """

    after: Interval | None = None
    at: Point | None = None
    with_step: str | None = None
    next_round: bool = False
    text: str = ""


Scope = Literal["interview", "job", "contact", "search"]

# The words of the language, by what they are said of; ``docs/playbooks.md`` explains each.
SCOPES: tuple[Scope, ...] = ("interview", "job", "contact", "search")
ANCHORS: Mapping[Scope, tuple[str, ...]] = {
    "interview": ("interview", "start", "end", "answer", "verdict", "badly"),
    "job": ("applied", "first-interview", "references", "offer", "decide-by", "rejected", "hired", "job-end"),
    "contact": ("last-contact", "birthday"),
    "search": ("follow-up-day", "last-look"),
}
RECIPIENTS: Mapping[Scope, tuple[str, ...]] = {
    "interview": ("each", "lead", "hiring-manager", "hr", "deciders", "introducer", "me"),
    "job": ("contact", "hr", "hiring-manager", "lead", "references", "introducer", "other-jobs", "me"),
    "contact": ("person", "me"),
    "search": ("me",),
}
CONDITIONS: Mapping[Scope, tuple[str, ...]] = {
    "interview": ("requirement", "linkedin-ok", "job", "held", "on-site", "remote", "not-a-fit", "badly"),
    "job": ("live", "no-interview", "offer", "rejected", "hired"),
    "contact": (),
    "search": (),
}
STOPS = ("not-a-fit", "badly", "offer", "job-ended", "next-interview")
MEDIA: tuple[Medium, ...] = ("email", "post", "phone", "linkedin")


@dataclass(frozen=True, slots=True)
class Step:
    """The rule of a playbook from which touch-points are made. ``docs/playbooks.md`` is the vocabulary, key by key."""

    source: Source
    name: str
    playbook: str
    act: str
    title: str
    scope: Scope
    recipients: tuple[str, ...]
    via: tuple[str, ...]
    opens: Point
    due: Point
    expires: Expiry
    fits: tuple[str, ...] = ()
    every: tuple[Interval, ...] = ()
    rounds: int | None = None
    alternate: bool = False
    only: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    held: bool = False
    selling: bool = False
    prompt: bool = False
    always: Literal["", "always", "otherwise"] = ""
    replaces: str | None = None
    also_after: bool = False
    covers: tuple[str, ...] = ()
    fulfilled_by: tuple[tuple[str, str], ...] = ()
    hours: str | None = None
    rows: tuple[str, ...] = ()
    draft: str | None = None
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Playbook:
    """A follow-up system: a note with prose for the reader and its steps for the program."""

    source: Source
    name: str
    title: str
    document: str = ""
    scopes: tuple[Scope, ...] = ("interview",)
    steps: tuple[Step, ...] = ()
    builtin: bool = False
