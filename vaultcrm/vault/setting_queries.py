"""The queries of the settings: groups with a cadence, those of feeds and birthdays, and the saved ones.

In: the settings' tables, and the settings as they were read. Out: a problem at the line of each query that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from vaultcrm.model import Settings

from .tables import Table

if TYPE_CHECKING:
    from vaultcrm.notes.query import BadQuery

_SOME_DAY = date(2026, 1, 1)


def check_queries(top: Table, settings: Settings) -> None:
    """Tell what is wrong with any query of the settings; whoever asks by it gets nobody."""
    for table, key in _groups(top):
        query = table.raw.get(key)
        if isinstance(query, str):
            _tell(table, key, _wrong(query.strip(), settings, ("contact",), None))
    saved = top.table("queries")
    for key in saved.raw:
        query = saved.raw[key]
        if isinstance(query, str):
            _tell(saved, key, _wrong(query, settings, (), _SOME_DAY))


def _groups(top: Table) -> Iterator[tuple[Table, str]]:
    """Each place where a group of people stands."""
    yield top, "birthdays"
    yield from ((table, "query") for table in top.tables("cadence"))
    yield from ((table, "people") for table in top.tables("feed"))


def _wrong(query: str, settings: Settings, kinds: tuple[str, ...], today: date | None) -> BadQuery | None:
    """What is wrong with a query that can be asked of none of these ``kinds`` (all, where none are named).

    Of several answers the one that read furthest.
    """
    from vaultcrm.notes.query import KINDS, Asked, BadQuery, compiled

    wrong: list[BadQuery] = []
    asked = kinds or KINDS
    for kind in asked:
        try:
            compiled(query, Asked(kind, settings, today))
        except BadQuery as bad:
            wrong.append(bad)
    return max(wrong, key=lambda bad: bad.start) if len(wrong) == len(asked) else None


def _tell(table: Table, key: str, wrong: BadQuery | None) -> None:
    if wrong:
        table.wrong(key, f"in the query, at `{wrong.query[wrong.start : wrong.end]}`: {wrong.message}", wrong.remedy)
