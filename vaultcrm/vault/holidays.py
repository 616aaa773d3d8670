"""Public holidays, from the library that knows them; imported only where a window asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache


class PublicHolidays:
    """Satisfies ``model.Holidays``. A country that the library does not know has none."""

    def name(self, day: date, country: str) -> str | None:
        """The holiday's name on ``day`` in ``country`` (ISO 3166, ``US`` or ``DE-BY``), or ``None``."""
        return _in_year(country.upper(), day.year).get(day)


@cache
def _in_year(country: str, year: int) -> Mapping[date, str]:
    import holidays

    # English names wherever the library has them: they must not depend on the machine's language.
    code, _, part = country.partition("-")
    for subdivision in (part, None) if part else (None,):
        try:
            return dict(holidays.country_holidays(code, subdiv=subdivision, years=year, language="en_US"))
        except NotImplementedError:
            continue
    return {}
