"""What the values of the settings can be: each reader gives the typed value, or ``None`` for one that is not understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Literal, TypeVar

from vaultcrm.dates import YEARS, parse_day_rule, parse_every
from vaultcrm.model import Interval
from vaultcrm.notes.moments import parse_date, parse_time
from vaultcrm.notes.values import Wrong
from vaultcrm.notes.values import as_country as country_code
from vaultcrm.notes.zones import is_zone

_T = TypeVar("_T")


def as_text(value: object) -> str | None:
    """Text, without the spaces around it."""
    return value.strip() if isinstance(value, str) else None


def as_texts(value: object) -> tuple[str, ...] | None:
    """A list of texts; one text is a list of one."""
    if isinstance(value, str):
        return (value.strip(),)
    listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return tuple(item.strip() for item in value) if listed and isinstance(value, list) else None


def as_names(value: object) -> tuple[str, ...] | None:
    """A list of single words, folded to lower case."""
    texts = as_texts(value)
    return None if texts is None else tuple(name.casefold() for text in texts for name in re.split(r"[,\s]+", text) if name)


def as_number(value: object) -> int | None:
    """A whole number, not negative."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def as_positive(value: object) -> int | None:
    """A whole number above 0."""
    return as_number(value) or None


def as_flag(value: object) -> bool | None:
    """True or false."""
    return value if isinstance(value, bool) else None


def as_zone(value: object) -> str | None:
    """The name of a time zone."""
    return value if isinstance(value, str) and is_zone(value) else None


def as_language(value: object) -> str | None:
    """A language's code, as its templates' folder is called: ``en``, ``de``, ``pt-br``."""
    code = value.strip().lower() if isinstance(value, str) else ""
    return code if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", code) else None


def as_country(value: object) -> str | None:
    """An ISO 3166 code, ``US`` or ``DE-BY``."""
    found = country_code(value) if isinstance(value, str) else None
    return None if isinstance(found, Wrong) else found


def as_day(value: object) -> date | None:
    """A date, as TOML has it or as text."""
    if isinstance(value, str):
        return parse_date(value)
    day = value.date() if isinstance(value, datetime) else value
    return day if isinstance(day, date) and day.year in YEARS else None


def as_day_rule(value: object) -> str | None:
    """A day of each month: ``first friday``, ``15``."""
    return str(value) if isinstance(value, str | int) and parse_day_rule(str(value)) else None


def as_every(value: object) -> Interval | Literal["never"] | None:
    """An interval, or ``never``."""
    return "never" if value == "never" else parse_every(str(value)) if isinstance(value, str | int) else None


def as_span(value: object) -> tuple[time, time] | None:
    """Two times of day, the first before the second: ``9:00-17:00``."""
    parts = [part.strip() for part in re.split(r"-|–|to", value)] if isinstance(value, str) else []
    times = [parse_time(part if ":" in part or part[-1:] in "mM" else f"{part}:00") for part in parts]
    return (times[0], times[1]) if len(times) == 2 and times[0] and times[1] and times[0] < times[1] else None


def as_birthdays(value: object) -> str | None:
    """Whose birthdays: everyone's (``*``), nobody's (empty), or those whom a query matches."""
    if isinstance(value, bool):
        return "*" if value else ""
    text = as_text(value)
    return "*" if text in ("true", "all") else text


def as_target(value: object) -> str | None:
    """Where to publish: ``folder:PATH``, ``dav:URL`` (a name and password have no place in it), ``git:BRANCH``."""
    kind, _, where = value.strip().partition(":") if isinstance(value, str) else ("", "", "")
    good = {"folder": bool(where), "dav": re.match(r"https?://[^/@\s]+/\S*$", where), "git": re.match(r"[\w][\w./-]*$", where)}
    return f"{kind}:{where}" if good.get(kind) else None


def one_of(words: tuple[_T, ...]) -> Callable[[object], _T | None]:
    """A reader for one of ``words``."""
    return lambda value: next((word for word in words if word == value), None)
