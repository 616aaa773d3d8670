"""Days as a letter has them, by language and country. In: a date. Out: ``18 November 2026``, ``18. November 2026``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

_MONTHS: Mapping[str, tuple[str, ...]] = {
    language: tuple(names.split())
    for language, names in {
        "en": "January February March April May June July August September October November December",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    }.items()
}
_MONTH_FIRST = frozenset({"US", "PH", "PR"})


def long_day(day: date, language: str, country: str = "") -> str:
    """The day in full; ``country`` is the writer's (``US`` has the month first). ISO 8601 where the language is not known."""
    spoken = language.casefold().split("-")[0]
    if spoken not in _MONTHS:
        return day.isoformat()
    month = _MONTHS[spoken][day.month - 1]
    match spoken:
        case "en" if country in _MONTH_FIRST:
            return f"{month} {day.day}, {day.year}"
        case "de":
            return f"{day.day}. {month} {day.year}"
        case "es":
            return f"{day.day} de {month} de {day.year}"
        case "fr" if day.day == 1:
            return f"1er {month} {day.year}"
        case _:
            return f"{day.day} {month} {day.year}"
