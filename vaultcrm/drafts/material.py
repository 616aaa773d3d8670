"""What there is to say: everything of the notes that the text for one touch-point may draw on.

In come the records of a vault, its plan and one touch-point, out comes ``Material``: plain text on one line each, links as
their names, without bullets. Templates see nothing else (``write``), and the checks compare with it. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vaultcrm.model import DraftMedium, Interview, Job, Me, Medium, Touchpoint


class Topic(NamedTuple):
    """Something that was spoken of, and the names of the interviewers who raised it, as their notes have them."""

    text: str
    raised_by: tuple[str, ...] = ()


class Promised(NamedTuple):
    """Something that was promised; ``file`` is the path, seen from the vault, of what the note links inside it."""

    text: str
    done: bool = False
    file: str | None = None


class PutRight(NamedTuple):
    """What was said and is to be put right (row B4): ``better`` is what would rather have been said, where the note tells."""

    said: str
    better: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is written to, or was in the room. ``formal`` is how they are addressed with their surname (``Ms. Lee``).

    ``formal`` is one of the aliases, else made of a degree in the name, else empty. ``salutation`` is the whole greeting, where
    the note has one (``Liebe Dana``). ``id`` is ``None`` without a note.
    """

    name: str
    given: str
    surname: str
    formal: str = ""
    title: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    linkedin: str = ""
    country: str | None = None
    timezone: str | None = None
    prefers: Medium | None = None
    aliases: tuple[str, ...] = ()
    id: str | None = None
    path: str | None = None
    salutation: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that others are told of (row F2)."""

    company: str
    title: str
    decide_by: date | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """All that the text for one touch-point may say.

    ``topics`` are the recipient's own share first, then the rest; ``own_topics`` that share alone (row C8). ``position`` is
    the recipient's place in the panel, from 0. ``round`` counts from 1. ``role`` is what the recipient is in the job.
    ``introduced`` are those who were met through the recipient, ``share`` what was not sent yet, the next one first.
    """

    touchpoint: Touchpoint
    today: date
    language: str
    medium: DraftMedium
    me: Me
    to: Person | None
    round: int = 1
    panel: tuple[Person, ...] = ()
    position: int = 0
    interview: Interview | None = None
    job: Job | None = None
    company: str = ""
    role: str = ""
    topics: tuple[Topic, ...] = ()
    own_topics: tuple[Topic, ...] = ()
    went_well: tuple[str, ...] = ()
    wish_said: tuple[str, ...] = ()
    wish_unsaid: tuple[PutRight, ...] = ()
    requirement: tuple[str, ...] = ()
    learnt: tuple[str, ...] = ()
    promised: tuple[Promised, ...] = ()
    share: tuple[str, ...] = ()
    introduced: tuple[str, ...] = ()
    introduced_by: str = ""
    last_contact: date | None = None
    last_words: str = ""
    offer: Offer | None = None
    hired: bool = False
    interested: bool = True
