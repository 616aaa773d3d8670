"""Public holidays, from the library that knows them.

The library takes longer to import than an agenda may take, so each country's year is kept in the cache folder once it was asked
for. The cache may be deleted at any time; what cannot be read there is computed anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from vaultcrm.errors import VaultcrmError

from .caches import cache_home


class PublicHolidays:
    """Satisfies ``model.Holidays``. A country that the library does not know has none."""

    def name(self, day: date, country: str) -> str | None:
        """The holiday's name on ``day`` in ``country`` (ISO 3166, ``US`` or ``DE-BY``), or ``None``."""
        return _in_year(country.upper(), day.year).get(day)


@cache
def _in_year(country: str, year: int) -> Mapping[date, str]:
    kept = cache_home() / "holidays" / _edition() / f"{country}-{year}.json"
    if not country.replace("-", "").isalnum():
        return {}
    with suppress(OSError, ValueError, AttributeError):
        return {date.fromisoformat(day): str(name) for day, name in json.loads(kept.read_text(encoding="utf-8")).items()}
    from .writing import write_output

    found = _from_library(country, year)
    with suppress(OSError, VaultcrmError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_output(kept, json.dumps({day.isoformat(): name for day, name in found.items()}).encode())
    return found


@cache
def _edition() -> str:
    """What changes when another version of the library is installed; asked without importing it."""
    spec = find_spec("holidays")
    return str(Path(spec.origin).stat().st_mtime_ns) if spec and spec.origin else "none"


def _from_library(country: str, year: int) -> Mapping[date, str]:
    import holidays

    # English names wherever the library has them: they must not depend on the machine's language.
    code, _, part = country.partition("-")
    for subdivision in (part, None) if part else (None,):
        try:
            return dict(holidays.country_holidays(code, subdiv=subdivision, years=year, language="en_US"))
        except NotImplementedError:
            continue
    return {}
