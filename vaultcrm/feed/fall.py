"""Whether a feed has lost so much at once that its notes must have been lost: then the good one is to be kept.

Before: the feed as it was, and as it would be. After: yes or no. What was closed, or has passed, is not lost; the sign of life
counts on no side.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from .events import SIGN_OF_LIFE
from .lines import content_lines, physical_lines

_MANY, _SO_MANY = 5, 10
_BEGIN = re.compile(rb"^BEGIN:(?:VEVENT|VTODO)\s*$", re.IGNORECASE | re.MULTILINE)


def sudden_nothing(before: bytes, after: bytes) -> bool:
    """Whether a feed has fallen from many entries (5 or more) to none."""
    return len(_entries(before)) >= _MANY and not _entries(after)


def sudden_fall(before: bytes, after: bytes, closed: Collection[str], today: date) -> bool:
    """Whether of 10 or more entries ahead nearly all are gone, less than a fifth being there still or ``closed`` (by UID).

    Where as many others stand instead, identities are what changed.
    """
    there = _entries(after)
    ahead = [uid for uid, day in _entries(before).items() if day >= f"{today:%Y%m%d}"]
    kept = sum(uid in there or uid in closed for uid in ahead)
    return len(ahead) >= _SO_MANY and kept * 5 < len(ahead) and len(there) * 3 < len(ahead)


def _entries(data: bytes) -> Mapping[str, str]:
    """The last day of each event or to-do as far as it tells one (``20261120``), by UID."""
    read = map(_read, _BEGIN.split(data)[1:])
    return {entry.get("UID", f"#{number}"): entry["day"] for number, entry in enumerate(read) if not _is_sign(entry)}


# Found: of a feed that is built again after one save, nearly all events stand as they stood.
@lru_cache(maxsize=1 << 12)
def _read(begun: bytes) -> Mapping[str, str]:
    """What is known of an event or a to-do, from the line after its BEGIN."""
    found = {"day": ""}
    for line in content_lines(physical_lines(begun)):
        if line.name in ("DTSTART", "DUE"):
            found["day"] = max(found["day"], line.value[:8])
        elif line.name in ("UID", "SUMMARY"):
            found[line.name] = line.value
    return found


def _is_sign(entry: Mapping[str, str]) -> bool:
    return entry.get("SUMMARY", "").startswith(SIGN_OF_LIFE)
