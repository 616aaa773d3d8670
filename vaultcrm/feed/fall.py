"""Whether a feed has lost so much at once that its notes must have been lost: then the good one is to be kept.

Before: the feed as it was, and as it would be. After: yes or no. What was closed, or has passed, is not lost; the sign of life
counts on no side.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from .events import SIGN_OF_LIFE
from .lines import content_lines, physical_lines

_MANY, _SO_MANY = 5, 10


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
    found: list[dict[str, str]] = []
    for line in content_lines(physical_lines(data)):
        if line.name == "BEGIN" and line.value.upper() in ("VEVENT", "VTODO"):
            found.append({"UID": f"#{len(found)}", "day": ""})
        elif found and line.name in ("DTSTART", "DUE"):
            found[-1]["day"] = max(found[-1]["day"], line.value[:8])
        elif found and line.name in ("UID", "SUMMARY"):
            found[-1][line.name] = line.value
    return {entry["UID"]: entry["day"] for entry in found if not entry.get("SUMMARY", "").startswith(SIGN_OF_LIFE)}
