"""The phrases of a playbook: ``3 business days after interview at 9:00``, ``14 days, or at the next round``.

In: the text of ``opens``, ``due`` or ``expires``. Out: a ``Point`` or an ``Expiry``; ``None`` where the phrase says neither.
"""

from __future__ import annotations

import re
from datetime import time

from vaultcrm.dates import parse_interval
from vaultcrm.model import Expiry, Point

_POINT = re.compile(
    r"(?:(?P<offset>.+?) (?P<sign>before|after) )?(?P<due>due of )?(?P<anchors>[a-z0-9-]+(?: or [a-z0-9-]+)*)"
    r"(?: at (?P<at>\d{1,2}:\d{2}))?"
)
_LONGEST = 300  # letters of a phrase
_NEXT_ROUND = ("at the next round", "with the next round", "when the next opens")


def parse_time(text: str) -> time | None:
    """``8:00`` or ``17:30`` as a time of day; ``None`` where there is none such."""
    hour, _, minute = text.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and len(text) < 6):
        return None
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def parse_point(text: str) -> Point | None:
    """``[N units before|after] [due of] ANCHOR [or ANCHOR] [at H:MM]``."""
    words = " ".join(text.casefold().split())
    match = _POINT.fullmatch(words) if len(words) <= _LONGEST else None
    if not match:
        return None
    offset = parse_interval(match["offset"]) if match["offset"] else None
    at = parse_time(match["at"]) if match["at"] else None
    if (match["offset"] and not offset) or (match["at"] and at is None):
        return None
    return Point(
        anchors=tuple(match["anchors"].split(" or ")),
        offset=offset,
        sign=-1 if match["sign"] == "before" else 1,
        edge="due" if match["due"] else "done",
        at=at,
        text=" ".join(text.split()),
    )


def parse_expiry(text: str) -> Expiry | None:
    """``never``, or one or more of ``N units``, ``at ANCHOR``, ``with STEP``, ``at the next round``, joined by ``or``."""
    words = " ".join(text.casefold().split())
    if words == "never":
        return Expiry(text=words)
    found = Expiry(text=words)
    for part in re.split(r",? or (?=\d|at |with |when )", words):
        merged = _add_part(found, part.strip(" ,"))
        if merged is None:
            return None
        found = merged
    return found


def _add_part(expiry: Expiry, part: str) -> Expiry | None:
    if part in _NEXT_ROUND:
        return Expiry(expiry.after, expiry.at, expiry.with_step, True, expiry.text)
    if part.startswith("with "):
        return Expiry(expiry.after, expiry.at, part.removeprefix("with ").strip(), expiry.next_round, expiry.text)
    if part.startswith("at "):
        point = parse_point(part.removeprefix("at "))
        return Expiry(expiry.after, point, expiry.with_step, expiry.next_round, expiry.text) if point else None
    after = parse_interval("0 days" if part in ("0", "the same day") else part)
    return Expiry(after, expiry.at, expiry.with_step, expiry.next_round, expiry.text) if after else None
