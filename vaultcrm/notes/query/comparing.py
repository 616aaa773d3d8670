"""One term as a test: a field's value, an operator, and what stands behind it.

Text fits where it holds what is asked, whatever case and accents; ``=`` wants all of it. A tag is met by those below it. A day
is compared with all of what is named (``met:2026-01`` is any day of January). ``silent:30d`` means 30 days or more,
``due:7d`` the next 7.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from ..frontmatter import normal
from ..letters import bare
from .facts import Facts, Fits, Record
from .fields import Field
from .measures import Days, moved, read_days, read_span

Compare = Callable[[Any, Any], bool]
_ORDER: Mapping[str, Compare] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, ":": eq, "!=": ne}


class Unfit(Exception):
    """Why a value is nothing that this field can be asked for, and what is; ``about`` says whether the operator is at fault."""

    def __init__(self, message: str, remedy: str, operator: bool = False) -> None:
        super().__init__(message)
        self.message, self.remedy, self.operator = message, remedy, operator


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Text as it is compared: without case, accents and runs of spaces."""
    if not text.isascii():
        text = bare(text.casefold())
    return " ".join(text.casefold().split())


def is_there(field: Field) -> Fits:
    """Whether the field says anything."""
    return lambda record, facts: field.read(record, facts) not in (None, (), "")


def test_of(field: Field, name: str, operator: str, value: str, today: date | None) -> Fits:
    """The test of one term; raises ``Unfit``. Without ``today`` no day can be meant that changes."""
    if value == "*":
        there = is_there(field)
        return there if operator != "!=" else lambda record, facts: not there(record, facts)
    return _TESTS[field.sort](field, name, operator, value, today)


def _text(field: Field, name: str, operator: str, value: str, today: date | None) -> Fits:
    _only_equal(name, operator)
    wanted, read = folded(value), field.read
    if operator == ":":
        return lambda record, facts: any(wanted in folded(text) for text in _listed(read(record, facts)))
    return _turned(operator, lambda record, facts: any(wanted == folded(text) for text in _listed(read(record, facts))))


def _listed(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _tags(field: Field, name: str, operator: str, value: str, today: date | None) -> Fits:
    _only_equal(name, operator)
    wanted, read = folded(value).lstrip("#"), field.read
    below = wanted + "/" if operator != "=" else "\0"

    def has(record: Record, facts: Facts) -> bool:
        return any(tag == wanted or tag.startswith(below) for tag in map(folded, _listed(read(record, facts))))

    return _turned(operator, has)


def _choice(field: Field, name: str, operator: str, value: str, today: date | None) -> Fits:
    _only_equal(name, operator)
    begun = [word for word in field.choices if normal(word).startswith(normal(value))]
    exact = [word for word in field.choices if normal(word) == normal(value)]
    if len(exact or begun) != 1:
        raise Unfit(f"`{name}` cannot be `{value}`", f"it can be {', '.join(field.choices)}")
    wanted, read = (exact or begun)[0], field.read
    return _turned(operator, lambda record, facts: read(record, facts) == wanted)


def _length(field: Field, name: str, operator: str, value: str, today: date | None) -> Fits:
    wanted = field.length(value) if field.length else None
    if wanted is None:
        raise Unfit(f"`{value}` is no length of time", f"write it as in {name}:{'90d' if name == 'cadence' else '45min'}")
    return _ordered(field, operator, wanted)


def _ordered(field: Field, operator: str, wanted: object) -> Fits:
    """A value that can be more or less than another; where there is none, it is only unlike it."""
    compare, read = _ORDER[operator], field.read

    def fits(record: Record, facts: Facts) -> bool:
        found = read(record, facts)
        return compare(found, wanted) if found is not None else operator == "!="

    return fits


def _date(field: Field, name: str, operator: str, value: str, today: date | None) -> Fits:
    days = read_days(value, today)
    if days is None:
        raise _no_day(name, value)
    return _within(field, operator, days)


def _within(field: Field, operator: str, days: Days) -> Fits:
    if operator in ("<", ">="):
        return _ordered(field, operator, days.first)
    if operator in (">", "<="):
        return _ordered(field, operator, days.last)
    read = field.read

    def among(record: Record, facts: Facts) -> bool:
        found = read(record, facts)
        return isinstance(found, date) and days.first <= found <= days.last

    return _turned(operator, among)


def _since(field: Field, name: str, operator: str, value: str, today: date | None) -> Fits:
    """How long ago the day is: further back is more, and who was never heard of is silent for ever."""
    length, read = read_span(value), field.read
    if length is None or today is None:
        raise Unfit(f"`{value}` is no length of time", f"write it as in {name}>30d, {name}>=3w, {name}<6m")
    compare, limit = _ORDER[_AT_LEAST.get(operator, operator)], moved(today, length, -1)

    def fits(record: Record, facts: Facts) -> bool:
        found = read(record, facts)
        return compare(limit, found) if found is not None else operator in (">", ">=", ":", "!=")

    return fits


_AT_LEAST, _AT_MOST = {":": ">="}, {":": "<="}


def _ahead(field: Field, name: str, operator: str, value: str, today: date | None) -> Fits:
    """A day to come: by how far ahead it is, or by its date."""
    length = read_span(value) if today and not value[:4].isdigit() else None
    if length and today:
        return _ordered(field, _AT_MOST.get(operator, operator), moved(today, length, 1))
    return _date(field, name, operator, value, today)


def _no_day(name: str, value: str) -> Unfit:
    if read_span(value):
        remedy = f"write {name}>-{value} for since then, {name}<+{value} for until then"
        return Unfit(f"`{value}` may be before today or after it", remedy)
    return Unfit(f"`{value}` is no day", f"write it as in {name}:2026-01, {name}>=2026-01-15, {name}>-30d, {name}<today")


def _only_equal(name: str, operator: str) -> None:
    if operator in ("<", "<=", ">", ">="):
        remedy = f"write {name}:… for what holds it, {name}=… for all of it"
        raise Unfit(f"`{name}` is neither more nor less than something", remedy, True)


def _turned(operator: str, fits: Fits) -> Fits:
    return (lambda record, facts: not fits(record, facts)) if operator == "!=" else fits


_TESTS: Mapping[str, Callable[[Field, str, str, str, date | None], Fits]] = {
    "text": _text, "tags": _tags, "choice": _choice, "length": _length, "date": _date, "since": _since, "ahead": _ahead,
}  # fmt: skip
