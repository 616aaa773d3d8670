"""Whether a feed has lost so much at once that its notes must have been lost: then the good one is to be kept.

Before: the feed as it was, and as it would be. After: yes or no. What was closed, or has passed, is not lost; the sign of life
counts on no side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from .events import SIGN_OF_LIFE
from .lines import values_of

_MANY, _SO_MANY, _SIGN = 5, 10, 1
_TELLING = frozenset({"DTSTART", "DUE", "UID", "SUMMARY"})
_BEGIN = re.compile(rb"^BEGIN:(?:VEVENT|VTODO)\s*$", re.IGNORECASE | re.MULTILINE)


def sudden_nothing(before: bytes, after: bytes) -> bool:
    """Whether a feed has fallen from many entries (5 or more) to none."""
    return next(_entries(after), None) is None and len(dict(_entries(before))) >= _MANY


def sudden_fall(before: bytes, after: bytes, closed: Callable[[], Collection[str]], today: date) -> bool:
    """Whether of 10 or more entries ahead nearly all are gone, less than a fifth being there still or ``closed`` (by UID).

    Where as many others stand instead, identities are what changed. Neither feed is read where ``after`` (which this program
    has written) has about as many entries as there were.
    """
    if 3 * (_begun(after) - _SIGN) >= _begun(before):
        return False
    there = dict(_entries(after))
    ahead = {uid for uid, day in dict(_entries(before)).items() if day >= f"{today:%Y%m%d}"}
    if len(ahead) < _SO_MANY or len(there) * 3 >= len(ahead):
        return False
    lost = (ahead - there.keys()).difference(closed())
    return (len(ahead) - len(lost)) * 5 < len(ahead)


def _begun(data: bytes) -> int:
    """How many events and to-dos begin."""
    return sum(1 for _ in _BEGIN.finditer(data))


def _entries(data: bytes) -> Iterator[tuple[str, str]]:
    """The UID of each event or to-do, and the last day of it as far as it tells one (``20261120``)."""
    for number, begun in enumerate(_BEGIN.split(data)[1:]):
        entry = _read(begun)
        if not _is_sign(entry):
            yield entry.get("UID", f"#{number}"), entry["day"]


def _read(begun: bytes) -> Mapping[str, str]:
    """What is known of an event or a to-do, from the line after its BEGIN."""
    found = {"day": ""}
    for name, value in values_of(begun, _TELLING):
        if name in ("DTSTART", "DUE"):
            found["day"] = max(found["day"], value[:8])
        else:
            found[name] = value
    return found


def _is_sign(entry: Mapping[str, str]) -> bool:
    return entry.get("SUMMARY", "").startswith(SIGN_OF_LIFE)
