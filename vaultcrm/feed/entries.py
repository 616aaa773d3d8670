"""What stands in a feed before it is written: one record an event or a to-do, with its words chosen already.

Days are ``date`` (an all-day entry), moments are ``datetime`` in UTC; an all-day entry's ``end`` is the day after its last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from vaultcrm.model import Moment


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: from ``start`` to ``end`` (never empty), with an alarm so long after its start, or none.

    ``brief`` is the line that stands for it in a digest.
    """

    uid: str
    start: Moment
    end: Moment
    summary: str
    description: str = ""
    location: str = ""
    category: str = ""
    opaque: bool = False
    tentative: bool = False
    alarm: timedelta | None = None
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A to-do, for a feed of to-dos: ``start`` is left out where it would be the day it is due."""

    uid: str
    start: date | None
    due: date
    summary: str
    description: str = ""
    category: str = ""
    alarm: timedelta | None = None


AnyEntry = TypeVar("AnyEntry", Entry, Task)

# Reminders of what has no hour come at nine in the morning, wherever the reader is.
MORNING = timedelta(hours=9)
A_DAY = timedelta(days=1)


def moment_key(moment: Moment) -> str:
    """Text by which days and moments sort together: a day goes before the moments in it."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    return f"{moment:%Y%m%d}"


def entry_key(entry: Entry | Task) -> tuple[str, str]:
    """The order of a feed: by start, then by identity; so the order of notes and files never shows."""
    return moment_key(entry.start if isinstance(entry, Entry) else entry.due), entry.uid


def in_feed_order(entries: Iterable[AnyEntry]) -> tuple[AnyEntry, ...]:
    """The entries sorted, and each identity once: of two that share one, a client would keep either, so the earlier stays."""
    found: dict[str, AnyEntry] = {}
    for entry in sorted(entries, key=entry_key):
        found.setdefault(entry.uid, entry)
    return tuple(found.values())
