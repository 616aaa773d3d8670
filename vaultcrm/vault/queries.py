"""Groups of people by a query (``tag:mentor company:acme has:email``), and names typed on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from vaultcrm.model import Contact, Interview, Job, Settings
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import plain, spellings

from .heads import Head
from .records import Records

if TYPE_CHECKING:
    from vaultcrm.notes.query.facts import Record

_T = TypeVar("_T", Contact, Interview, Job)
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class _Alone:
    """What a contact's own note says, on no day in particular: all that a group may be made by."""

    today: date = _ANY_DAY

    def last(self, record: Record) -> date | None:
        return None

    def due(self, record: Record) -> date | None:
        return None

    def company(self, record: Record) -> str | None:
        return None


_ALONE = _Alone()


def group(query: str, settings: Settings) -> Callable[[Contact], bool]:
    """Who is in the group that ``query`` describes; nobody where it is wrong, which is told when the settings are read."""
    from vaultcrm.notes.query import Asked, BadQuery, compiled

    try:
        fits = compiled(query, Asked("contact", settings))
    except BadQuery:
        return lambda contact: False
    return lambda contact: fits(contact, _ALONE)


def _called(*names: str) -> set[str]:
    return {plain(name) for name in names if name}


def called_so(text: str, records: Records[_T]) -> tuple[_T, ...]:
    """The records called ``text``, or whose name, alias or id begins so; an exact match wins.

    A path means just the one: of two that are called alike it may be all that tells them apart. Where nothing is spelled so,
    accents are no matter: not every keyboard has them.
    """
    if "/" in text and (by_path := records.at(text.removeprefix("./"))):
        return (by_path,)
    wanted, typed = plain(text), tuple(spellings(text))
    called = [_called(*_names(head)) for head in records.heads]
    exact = [number for number, names in enumerate(called) if wanted in names]
    if exact or not wanted:
        return tuple(records[number] for number in exact)
    spelled = [frozenset[str]().union(*map(spellings, names)) for names in called]
    same = [number for number, names in enumerate(spelled) if not names.isdisjoint(typed)]
    begun = (number for number, names in enumerate(spelled) if any(name.startswith(typed) for name in names))
    return tuple(records[number] for number in same or begun)


def holding(text: str, records: Records[_T]) -> tuple[_T, ...]:
    """The records in whose name or alias a later word begins so: ``Roe`` of Sam Roe, ``Aylin`` of Dr. Aylin Özdemir."""
    typed = [f" {one}" for one in spellings(text) if one]
    spelled = (frozenset[str]().union(*map(spellings, filter(None, _names(head)))) for head in records.heads)
    return tuple(
        records[number] for number, names in enumerate(spelled) if any(word in name for name in names for word in typed)
    )


def _names(head: Head) -> tuple[str, ...]:
    return (stem_of(head.path), head.id, head.name, head.company, *head.aliases)
