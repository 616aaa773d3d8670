"""Groups of people in words: ``tag:mentor company:acme has:email``, and names typed on the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from vaultcrm.model import Contact, Interview, Job
from vaultcrm.notes.links import plain

_TERM = re.compile(r"(?:(?P<field>[A-Za-z_-]+):)?(?:\"(?P<quoted>[^\"]*)\"|(?P<word>\S+))")
_T = TypeVar("_T", Contact, Interview, Job)


@lru_cache(maxsize=256)
def terms(query: str) -> tuple[tuple[str, str], ...]:
    """``(field, word)`` of each part of a query, folded; the field is empty for a plain word. ``*`` asks for nothing."""
    found = ((match["field"] or "", match["quoted"] or match["word"] or "") for match in _TERM.finditer(query))
    return tuple((field.casefold(), plain(word)) for field, word in found if (field, word) != ("", "*"))


def contact_matches(query: str, contact: Contact) -> bool:
    """Whether every part of ``query`` fits; an empty query fits everyone, a field that is not known nobody."""
    return all(_FIELDS.get(field, _nobody)(word, contact) for field, word in terms(query))


def _nobody(word: str, contact: Contact) -> bool:
    return False


def _tag(word: str, contact: Contact) -> bool:
    tags = [plain(tag) for tag in contact.tags]
    return any(tag == word.lstrip("#") or tag.startswith(word.lstrip("#") + "/") for tag in tags)


def _company(word: str, contact: Contact) -> bool:
    return contact.company is not None and word in plain(contact.company.name)


def _name(word: str, contact: Contact) -> bool:
    return any(word in plain(name) for name in (contact.name, contact.stem, *contact.aliases))


def _plain_word(word: str, contact: Contact) -> bool:
    return _name(word, contact) or _company(word, contact) or _tag(word, contact) or word in plain(contact.title or "")


def _has(word: str, contact: Contact) -> bool:
    values: Mapping[str, object] = {
        "email": contact.email, "phone": contact.phone, "address": contact.address, "linkedin": contact.linkedin,
        "birthday": contact.birthday, "company": contact.company, "title": contact.title, "timezone": contact.timezone,
    }  # fmt: skip
    return bool(values.get(word))


_FIELDS: Mapping[str, Callable[[str, Contact], bool]] = {
    "": _plain_word,
    "tag": _tag,
    "company": _company,
    "name": _name,
    "has": _has,
    "missing": lambda word, contact: not _has(word, contact),
}


def _called(*names: str) -> set[str]:
    return {plain(name) for name in names}


def candidates(text: str, records: Sequence[_T], also: Callable[[_T], Iterable[str]]) -> tuple[_T, ...]:
    """The records called ``text``, or whose name, alias or id begins so; an exact match wins. ``also`` gives further names."""
    wanted = plain(text)
    called = [_called(record.stem, record.id, *also(record)) for record in records]
    exact = tuple(record for record, names in zip(records, called, strict=True) if wanted in names)
    if exact or not wanted:
        return exact
    begun = [any(name.startswith(wanted) for name in names) for names in called]
    return tuple(record for record, fits in zip(records, begun, strict=True) if fits)
