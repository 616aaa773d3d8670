"""Stamps that change only when an event does: what the feed was before decides (``feed.md``, *Identity and stamps*).

Before: the bytes of the last feed, perhaps of none, perhaps broken. After: DTSTAMP, LAST-MODIFIED and SEQUENCE of each event.
A constant stamp freezes events in some clients, and a stamp of the hour makes every refresh a change in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from .lines import BOM, name_of, unfolded, values_of

_STAMPS = frozenset({"DTSTAMP", "LAST-MODIFIED", "SEQUENCE"})
_TELLING = _STAMPS | {"UID"}
_STAMP_LINE = re.compile(rb"^(DTSTAMP|LAST-MODIFIED|SEQUENCE):[^\r\n]*\r\n(?![ \t])", re.MULTILINE)
_CALENDAR = re.compile(rb"BEGIN:VCALENDAR\s", re.IGNORECASE)
_MARK = re.compile(rb"^(?:BEGIN:(VEVENT|VTODO)(?=\s)|END:(VEVENT|VTODO)\b)", re.IGNORECASE | re.MULTILINE)
_UTC = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_LAST_SEQUENCE = 2**31 - 2
_FIRST_DAY = date(2020, 1, 1)
_LAST_MOMENT = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The three stamps of one event; the moments in UTC."""

    dtstamp: datetime
    modified: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """An event as it was before: its bytes but for the stamps' values, and the stamps."""

    bare: bytes
    stamp: Stamp


def read_earlier(data: bytes | None) -> Mapping[str, Earlier]:
    """The events and to-dos of the feed before, by UID; none of a feed that is broken or cut short."""
    found = {}
    for component in _components(data or b""):
        uid, earlier = _read(component)
        if uid and earlier:
            found[uid] = earlier
    return found


# Found: of a feed that is read again after one save, nearly all events stand as they stood.
@lru_cache(maxsize=1 << 12)
def _read(component: bytes) -> tuple[str | None, Earlier | None]:
    """The UID of an event or a to-do and what is compared of it; nothing where a stamp is missing or wrong."""
    values = tuple(values_of(component, _TELLING))
    stamp = _stamp(dict(values))
    uid = next((value for name, value in values if name == "UID"), None)
    return uid, Earlier(without_stamp(component) + b"\r\n", stamp) if stamp else None


def without_stamp(component: bytes) -> bytes:
    """The bytes of an event or a to-do, with nothing where the stamps' values stand."""
    return _STAMP_LINE.sub(rb"\1:\r\n", component)


# Found: who runs on writes nearly all of them as before.
@lru_cache(maxsize=1 << 12)
def with_stamp(bare: bytes, stamp: Stamp) -> bytes:
    """The bytes of an event or a to-do that has been written ``without_stamp``."""
    values = {"DTSTAMP": _utc(stamp.dtstamp), "LAST-MODIFIED": _utc(stamp.modified), "SEQUENCE": stamp.sequence}
    for name, value in values.items():
        bare = bare.replace(f"\r\n{name}:\r\n".encode(), f"\r\n{name}:{value}\r\n".encode(), 1)
    return bare


def stamp_for(earlier: Earlier | None, bare: bytes, today: date) -> Stamp:
    """The stamps of an event that is written without any: those of before where it is unchanged, else later ones than ever."""
    midnight = datetime.combine(today, time(), UTC)
    days = (today - _FIRST_DAY).days
    if earlier is None:
        return Stamp(midnight, midnight, max(days, 0))
    # Whoever keeps a feed may fold its lines elsewhere, and put them in another order.
    if earlier.bare == bare or _content(earlier.bare) == _content(bare):
        return earlier.stamp
    moment = max(earlier.stamp.dtstamp + timedelta(seconds=1), earlier.stamp.modified + timedelta(seconds=1), midnight)
    return Stamp(moment, moment, max(earlier.stamp.sequence + 1, days))


def _content(bare: bytes) -> Sequence[bytes]:
    """What is compared of an event: its unfolded lines but for the stamps, sorted."""
    return sorted(line for line in unfolded(bare) if name_of(line) not in _STAMPS)


def _utc(moment: datetime) -> str:
    return f"{moment.year:04}{moment:%m%dT%H%M%S}Z"


def _components(data: bytes) -> Iterator[bytes]:
    """The bytes of each event or to-do, from BEGIN to END, of a calendar that is whole."""
    bare = data.removeprefix(BOM).strip()
    if not (_CALENDAR.match(bare) and bare[-13:].upper() == b"END:VCALENDAR"):
        return
    begun: re.Match[bytes] | None = None
    for mark in _MARK.finditer(bare):
        if begun is None:
            begun = mark if mark[1] else None
        elif mark[2] and mark[2].upper() == begun[1].upper():
            yield bare[begun.start() : mark.end()]
            begun = None


def _stamp(values: Mapping[str, str]) -> Stamp | None:
    dtstamp, modified = _moment(values.get("DTSTAMP", "")), _moment(values.get("LAST-MODIFIED", ""))
    sequence = values.get("SEQUENCE", "")
    if not dtstamp or not modified or not (sequence.isascii() and sequence.isdigit() and len(sequence) <= 10):
        return None
    return Stamp(dtstamp, modified, int(sequence)) if int(sequence) <= _LAST_SEQUENCE else None


# Found: most events have the stamps of the same few days.
@lru_cache(maxsize=1 << 10)
def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text if _UTC.fullmatch(text) else "")
    except ValueError:
        return None
    return moment if moment < _LAST_MOMENT else None
