"""Which names of time zones there are."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

from .values import Wrong
from .yamltext import Value


@lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Whether ``name`` is an IANA time zone (``Europe/Berlin``)."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def as_zone(value: Value) -> str | Wrong:
    """The name of a time zone; spaces for ``_`` are understood."""
    name = value.strip().replace(" ", "_") if isinstance(value, str) else ""
    return name if is_zone(name) else Wrong("there is no such time zone", "write an IANA name, as in America/New_York")
