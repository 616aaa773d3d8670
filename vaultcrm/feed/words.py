"""Words and their cleaning: what may stand in a feed's text, how days are said, and what a level reveals.

English and ISO dates only: the text never depends on the machine's locale.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from vaultcrm.dates import WEEKDAYS
from vaultcrm.model import Level, Moment

_RANK = {"busy": 0, "names": 1, "private": 2, "full": 3}
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_ADDRESS = r"[a-z][a-z0-9+.-]*://\S+|[^\s<>()]+@[^\s<>()]+\.\w+|(?<!\w)(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+"
_CODE = r"\b(?:passcode|password|code|pin|pwd)\b\W{0,3}\S*\d{3}\S*"
_DETAIL = re.compile(rf"{_ADDRESS}|{_CODE}|\+?\d(?:[ ()./-]{{0,2}}\d){{8,}}", re.IGNORECASE)


def shows(level: Level, at_least: Level) -> bool:
    """Whether a feed of ``level`` reveals what ``at_least`` does (``feed.md``, *How much it reveals*)."""
    return _RANK[level] >= _RANK[at_least]


def clean(text: str) -> str:
    """``text`` without control characters and with plain line breaks only.

    Readers written in Python or JavaScript break lines at U+2028 and its like too; a feed with them falls apart there.
    """
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).strip()


def one_line(text: str, limit: int = 200) -> str:
    """``text`` as a single line of at most ``limit`` characters, links shown as their names.

    Found: nearly every text is one already, and there are as many as names of people.
    """
    if text.isprintable() and "[[" not in text and "  " not in text:
        return shortened(text.strip(), limit)
    return shortened(" ".join(_LINK.sub(r"\1", clean(text)).split()), limit)


def shortened(text: str, limit: int) -> str:
    """``text``, or its beginning and an ellipsis where it has more than ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def without_details(text: str) -> str:
    """``text`` without links, mail addresses, phone numbers and the codes of meetings, for feeds that do not show these."""
    return " ".join(_DETAIL.sub("…", text).split())


def day_words(day: date) -> str:
    """``Fri 2026-11-20``."""
    return f"{WEEKDAYS[day.weekday()][:3].title()} {day.isoformat()[:10]}"


def moment_words(moment: Moment) -> str:
    """``Fri 2026-11-20``, or ``Thu 2026-11-19 15:00 (UTC-05:00)``: the hour at its place."""
    if not isinstance(moment, datetime):
        return day_words(moment)
    return f"{day_words(moment)} {moment:%H:%M} ({offset_words(moment)})"


def offset_words(moment: datetime) -> str:
    """``UTC-05:00``."""
    return f"UTC{moment.isoformat(timespec='minutes')[16:]}"


def window_words(opens: Moment, due: Moment) -> str:
    """When something may be done: ``On Fri 2026-11-20.``, or ``From … to ….``."""
    if opens == due and not isinstance(opens, datetime):
        return f"On {moment_words(opens)}."
    return f"From {moment_words(opens)} to {moment_words(due)}."


def listed(words: tuple[str, ...]) -> str:
    """``Dana``, ``Dana and Sam``, ``Dana, Sam and Kim``."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
