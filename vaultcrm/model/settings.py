"""What ``vaultcrm.toml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal, get_args

from .values import Interval, Source

SETTINGS_FILE = Source("vaultcrm.toml")


@dataclass(frozen=True, slots=True)
class Me:
    """Who keeps the vault."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    linkedin: str = ""
    timezone: str = "UTC"
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which nothing is planned, both ends included (row F3)."""

    start: date
    end: date
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class GroupCadence:
    """How often to be in touch with everyone whom ``query`` matches (row F6)."""

    query: str
    every: Interval | Literal["never"]


Level = Literal["busy", "names", "private", "full"]
LEVELS: tuple[Level, ...] = get_args(Level)
Shape = Literal["planned", "window", "digest"]


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """One feed: what it holds, how much it reveals, where it is written."""

    name: str = "vaultcrm"
    file: str = "vaultcrm.ics"
    title: str = "Follow-ups"
    level: Level = "names"
    shape: Shape = "planned"
    alarms: bool = True
    invitations: bool = False
    birthdays: bool = False
    todos: bool = False
    kinds: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    people: str = ""
    color: str = "steelblue"


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Where a feed is sent: ``to`` is ``folder:PATH``, ``dav:URL`` or ``git:BRANCH``; ``url`` is where the world finds it then.

    ``feed`` is the name of one; without it each is meant.
    """

    to: str
    feed: str | None = None
    url: str | None = None


Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class DraftSettings:
    """How drafts are written: in which language, on which paper (by country where ``None``), with which checks of one's own.

    ``checks`` names installed entry points, ``words`` what the spelling check is to know besides the vault's names.
    """

    language: str = "en"
    paper: Paper | None = None
    checks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """``vaultcrm.toml``, with a sensible value for whatever is missing."""

    source: Source = SETTINGS_FILE
    format: int = 1
    vault: str = ""
    me: Me = Me()
    playbooks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    follow_up_day: str = "first friday"
    per_day: int = 10
    live_jobs: int = 3
    quiet_days: int = 14
    working_hours: tuple[time, time] = (time(9), time(17))
    cadences: tuple[GroupCadence, ...] = ()
    away: tuple[Away, ...] = ()
    feeds: tuple[FeedSettings, ...] = (FeedSettings(),)
    publish: tuple[PublishSettings, ...] = ()
    birthdays: str | None = None
    checklist: str | None = None
    types: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    verbs: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    git_commit: bool = False
    drafts: DraftSettings = DraftSettings()
    queries: Mapping[str, str] = field(default_factory=dict)
    weekly_activities: int = 0
    cache: bool = True


# The systems that run where neither the note nor the settings say otherwise (row F4).
DEFAULT_PLAYBOOKS: Mapping[str, tuple[str, ...]] = {
    "screen": ("savvy",),
    "informational": ("stay-in-touch",),
    "other": ("savvy", "value-pitch"),
    "job": ("application",),
}
