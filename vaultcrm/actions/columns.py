"""The columns of a list: which there are, what stands in them, and the order by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from vaultcrm.errors import WrongUsage
from vaultcrm.model import PartialDate
from vaultcrm.notes.query import FIELDS, Facts, Field, field_called
from vaultcrm.notes.query.comparing import folded
from vaultcrm.notes.query.facts import Record
from vaultcrm.views.note_data import birthday_text

from .listing import Known

Cell = str | int | tuple[str, ...] | None


class Column(NamedTuple):
    """A column as it was asked for."""

    name: str
    field: Field


def columns(known: Known, kind: str, names: str) -> tuple[Column, ...]:
    """The columns of ``name,company``; raises ``WrongUsage`` for one that there is not."""
    listed = [name.strip() for name in names.split(",") if name.strip()]
    return tuple(Column(name, _field(known, kind, name)) for name in listed)


def _field(known: Known, kind: str, name: str) -> Field:
    found = field_called(name, kind, known.vault.settings.fields.get(kind, {}))
    if found is None:
        near = get_close_matches(name, FIELDS[kind], 1, 0.6)
        remedy = f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorted(FIELDS[kind]))}."
        raise WrongUsage(f"{kind}s have no column {name!r}", remedy)
    return found


def cells(columns: Sequence[Column], record: Record, facts: Facts) -> tuple[Cell, ...]:
    """What stands in each column for one note: text, several texts, a number, or nothing."""
    return tuple(_cell(column.field, record, facts) for column in columns)


def _cell(field: Field, record: Record, facts: Facts) -> Cell:
    value = field.shown(record) if field.shown else field.read(record, facts)
    if field.sort == "since":
        return (facts.today - value).days if isinstance(value, date) else None
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, timedelta):
        return f"{value // timedelta(minutes=1)} min"
    if isinstance(value, PartialDate):
        return birthday_text(value)
    return value if value is None or isinstance(value, tuple) else str(value)


def in_order(known: Known, kind: str, records: Sequence[Record], wanted: str) -> list[Record]:
    """The notes by ``company,-met``: the first counts most, ``-`` turns it round; who has none of it comes last."""
    ordered = list(records)
    for name in reversed([name.strip() for name in wanted.split(",") if name.strip()]):
        key = _key(_field(known, kind, name.lstrip("-")), known)
        there = [record for record in ordered if key(record) is not None]
        there.sort(key=lambda record: _present(key(record)), reverse=name.startswith("-"))
        ordered = there + [record for record in ordered if key(record) is None]
    return ordered


_Key = tuple[float, str]


def _present(key: _Key | None) -> _Key:
    return key or (0, "")


def _key(field: Field, facts: Facts) -> Callable[[Record], _Key | None]:
    """What a field is put in order by: a number, then a text."""

    def key(record: Record) -> _Key | None:
        value = field.read(record, facts)
        if field.sort == "since":
            return ((facts.today - value).days, "") if isinstance(value, date) else (float("inf"), "")
        if isinstance(value, date):
            return value.toordinal(), _hour(field, record)
        if isinstance(value, str) and value in field.choices:
            return field.choices.index(value), ""
        shown = field.shown(record) if field.shown and isinstance(value, tuple) else value
        text = shown[0] if isinstance(shown, tuple) and shown else shown
        return (text, "") if isinstance(text, float) else (0, folded(text)) if isinstance(text, str) and text else None

    return key


def _hour(field: Field, record: Record) -> str:
    shown = field.shown(record) if field.shown else None
    return shown.isoformat() if isinstance(shown, datetime) else ""
