"""What a vault's notes say: people, conversations, openings, their logs and promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, NamedTuple, get_args

from .values import Interval, Medium, PartialDate, Ref, Source


class LogLine(NamedTuple):
    """One line of a log: ``- 2026-11-20 16:40 voicemail [[Dana Lee]] #call-1: No answer``.

    ``verb`` is canonical (``email``, ``call``, …; the settings' own words are translated already), ``incoming`` is true for
    ``from``, ``heard`` and ``replied``. ``step`` is the tag without ``#``, ``fact`` what ``stage``, ``verdict``, ``went`` say.
    """

    source: Source
    day: date
    verb: str
    at: time | None = None
    incoming: bool = False
    people: tuple[Ref, ...] = ()
    step: str | None = None
    until: date | None = None
    fact: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A ``- [ ]`` task outside a log, or inside one: ``text`` without tick and date, ``block`` its ``^block-id``."""

    source: Source
    text: str
    done: bool = False
    due: date | None = None
    done_on: date | None = None
    people: tuple[Ref, ...] = ()
    block: str | None = None


Stage = Literal["lead", "applied", "interviewing", "references", "offer", "hired", "rejected", "withdrawn", "filled"]
ENDED: frozenset[str] = frozenset({"hired", "rejected", "withdrawn", "filled"})
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class Contact:
    """One person (``vault.md``, *contact*; rows A3, A5, C2, C10, D2)."""

    source: Source
    id: str
    name: str
    stem: str
    aliases: tuple[str, ...] = ()
    title: str | None = None
    company: Ref | None = None
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    address: str | None = None
    linkedin: str | None = None
    linkedin_ok: bool | None = None
    prefers: Medium | None = None
    timezone: str | None = None
    country: str | None = None
    met: date | None = None
    introduced_by: Ref | None = None
    birthday: PartialDate | None = None
    cadence: Interval | Literal["never"] | None = None
    next_contact: date | None = None
    last_contact: date | None = None
    playbooks: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    log: tuple[LogLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    salutation: str | None = None


_NOTHING = frozenset(
    {"", "none", "n/a", "na", "nothing", "no", "nope", "keine", "keines", "kein", "nichts", "nix", "nein", "entfällt"}
)
_NOT_EVEN = frozenset(
    {"", "that i know of", "really", "at all", "so far", "yet", "much", "special", "i think"}
    | {"wirklich", "bisher", "eigentlich", "besonderes"}
)


@dataclass(frozen=True, slots=True)
class Debrief:
    """What was written under the headings of an interview's note (row B1); an empty text is 'nothing written'."""

    topics: str = ""
    went_well: str = ""
    wish_unsaid: str = ""
    wish_said: str = ""
    requirement: str = ""
    promised: str = ""

    @property
    def begun(self) -> bool:
        """Whether any heading has text: then the debrief counts as done."""
        return any((self.topics, self.went_well, self.wish_unsaid, self.wish_said, self.requirement, self.promised))

    @property
    def names_requirement(self) -> bool:
        """Whether a requirement not met is named (row B6); ``none``, ``-`` and ``n/a`` name none."""
        text = self.requirement.strip().lstrip("-–—?/*+ ").rstrip(".! ").replace(",", "").casefold()
        first, _, rest = text.partition(" ")
        return first not in _NOTHING or rest not in _NOT_EVEN


@dataclass(frozen=True, slots=True)
class Interview:
    """One conversation. ``start`` and ``end`` are wall-clock times at ``timezone`` (an IANA name), without an offset."""

    source: Source
    id: str
    stem: str
    start: datetime
    end: datetime
    timezone: str
    title: str | None = None
    aliases: tuple[str, ...] = ()
    place: str | None = None
    kind: str | None = None
    job: Ref | None = None
    company: Ref | None = None
    interviewers: tuple[Ref, ...] = ()
    status: Literal["scheduled", "held", "cancelled", "missed"] | None = None
    verdict: Literal["keen", "unsure", "not-a-fit"] | None = None
    went: Literal["well", "badly"] | None = None
    answer_by: date | None = None
    answer_said: str | None = None
    playbooks: tuple[str, ...] | None = None
    invitation: str | None = None
    debrief: Debrief = Debrief()
    tags: tuple[str, ...] = ()
    log: tuple[LogLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def remote(self) -> bool:
        """Whether the place is a meeting link, so that nothing can be left at a reception."""
        return bool(self.place) and "://" in (self.place or "")


@dataclass(frozen=True, slots=True)
class Job:
    """One opening that the user is after."""

    source: Source
    id: str
    stem: str
    title: str
    aliases: tuple[str, ...] = ()
    company: Ref | None = None
    stage: Stage | None = None
    applied: date | None = None
    decide_by: date | None = None
    contact: Ref | None = None
    hiring_manager: Ref | None = None
    hr: Ref | None = None
    referred_by: Ref | None = None
    references: tuple[Ref, ...] = ()
    playbooks: tuple[str, ...] | None = None
    url: str | None = None
    origin: str | None = None
    salary: str | None = None
    tags: tuple[str, ...] = ()
    log: tuple[LogLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Search:
    """``search.md``: the search itself, and the log of what belongs to no one else (rows D7, F5)."""

    source: Source
    status: Literal["active", "quiet", "off"] | None = None
    log: tuple[LogLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    id: str = "search"


@dataclass(frozen=True, slots=True)
class OtherNote:
    """A note of another type (a company, the user's own) that has a log or promises; the log speaks of people all the same."""

    source: Source
    id: str
    log: tuple[LogLine, ...] = ()
    promises: tuple[Promise, ...] = ()
