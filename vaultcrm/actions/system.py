"""What the machine knows of its user: the time zone, and the country that it lies in. For the settings of a new vault only."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from vaultcrm.notes.zones import is_zone

_TABLES = (Path("/usr/share/zoneinfo/zone.tab"), Path("/usr/share/lib/zoneinfo/tab/zone_sun.tab"))


def system_zone(environment: Mapping[str, str] = os.environ, etc: Path = Path("/etc")) -> str | None:
    """The IANA name of the machine's zone: from ``TZ``, ``/etc/localtime``, ``/etc/timezone``; ``None`` where none says it."""
    return next((name for name in _names(environment, etc) if name and is_zone(name)), None)


def country_of(zone: str) -> str | None:
    """The country (ISO 3166) that a zone lies in, by the table that comes with the time zones."""
    rows = (line.split("\t") for line in _table().splitlines() if not line.startswith("#"))
    return next((row[0] for row in rows if len(row) > 2 and row[2].strip() == zone), None)


def _names(environment: Mapping[str, str], etc: Path) -> Iterator[str]:
    yield environment.get("TZ", "").removeprefix(":").rpartition("zoneinfo/")[2]
    with suppress(OSError):
        yield os.path.realpath(etc / "localtime").replace(os.sep, "/").rpartition("zoneinfo/")[2]
    with suppress(OSError):
        yield (etc / "timezone").read_text(encoding="utf-8").strip()


def _table() -> str:
    for path in _TABLES:
        with suppress(OSError):
            return path.read_text(encoding="utf-8")
    with suppress(OSError, ModuleNotFoundError):
        return files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    return ""
