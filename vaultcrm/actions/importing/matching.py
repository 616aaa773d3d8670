"""Who in the vault a row means: by id, e-mail, phone, LinkedIn address, then by name; a doubt is never decided here.

In come contacts (rows are made contacts first), out comes ``Found``, ``Doubt``, or ``None`` for somebody new.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vaultcrm.exchange import Person, number_key, profile_key, uid_of
from vaultcrm.model import Contact, Ref

_FORMS = frozenset(
    "ag bv co company corp corporation gmbh group holding inc incorporated kg kgaa limited llc llp ltd nv oy plc pty sa sarl "
    "sas se spa srl the und and & cokg mbh ev eg ug ab as aps".split()
)
_WORD = re.compile(r"[\w&]+")
BY_MARKS = ("id", "e-mail", "phone", "LinkedIn address")
BY_WORD = "your word"
DECISIVE = ("id", "LinkedIn address")  # whatever the name: nobody shares them, and people go by other names


@dataclass(frozen=True, slots=True)
class Found:
    """The one person whom a row means, and by what."""

    contact: Contact
    by: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Whom a row may mean, and why that is not certain."""

    contacts: tuple[Contact, ...]
    why: str


Match = Found | Doubt | None


class Known:
    """Contacts by everything that tells a person; more can be added.

    ``home`` is the country of numbers that name none, ``vault`` the value of which the UIDs of exported cards are made.
    """

    def __init__(self, home: str | None, contacts: Iterable[Contact] = (), vault: str = "") -> None:
        self._home, self._vault = home, vault
        self._by: dict[tuple[str, str], list[Contact]] = {}
        for contact in contacts:
            self.add(contact)

    def add(self, contact: Contact) -> None:
        """One more person who is known."""
        uid = [("id", uid_of(self._vault, contact.id).removeprefix("urn:uuid:"))] if self._vault else []
        for mark in dict.fromkeys((*_marks(contact, self._home), *uid)):
            self._by.setdefault(mark, []).append(contact)

    def match(self, one: Contact) -> Match:
        """Whom ``one`` means. What leads to two people is a doubt, and so is an address that another name has."""
        marks = list(_marks(one, self._home))
        named = self._with(marks, "name")
        told = [_told(one, kind, self._with(marks, kind), named) for kind in BY_MARKS]
        sure = [match for match in told if isinstance(match, Found)]
        doubts = [match for match in told if isinstance(match, Doubt)]
        return _decided(sure, doubts, named) or self._named(one, named)

    def agreement(self, one: Contact, path: str) -> tuple[bool, ...]:
        """In which marks, and whether in the name, ``one`` and the contact at ``path`` agree; a greater tuple tells more."""
        marks = list(_marks(one, self._home))
        return tuple(any(other.source.path == path for other in self._with(marks, kind)) for kind in (*BY_MARKS, "name"))

    def _named(self, one: Contact, found: Sequence[Contact]) -> Match:
        together = [other for other in found if _same_work(one, other)]
        if len(found) > 1 and len(together) != 1:
            return Doubt(tuple(found), f"{len(found)} are called that")
        chosen = together or found
        if not chosen:
            return None
        why = _against(one, chosen[0])
        return Doubt((chosen[0],), why) if why else Found(chosen[0], "name")

    def _with(self, marks: Sequence[tuple[str, str]], kind: str) -> list[Contact]:
        found = {other.source.path: other for mark in marks if mark[0] == kind for other in self._by.get(mark, ())}
        return list(found.values())


def _told(one: Contact, kind: str, found: Sequence[Contact], named: Sequence[Contact]) -> Match:
    """What a kind of mark tells: of those who have it, the one with a like name, or of several such the one with the very name.

    What several have is a doubt, never nothing: else a row would mean another person as soon as one more has it.
    """
    alike = [other for other in found if _names_alike(one, other)]
    having = alike if kind == "phone" else found  # many share a number
    fitting = (alike, [other for other in alike if other in named], having if kind in DECISIVE else [])
    chosen = next((some[0] for some in fitting if len(some) == 1), None)
    if chosen or not having:
        return Found(chosen, kind) if chosen else None
    return Doubt(tuple(having), f"{len(having)} have this {kind}" if len(having) > 1 else f"the same {kind}, another name")


def _decided(sure: Sequence[Found], doubts: Sequence[Doubt], named: Sequence[Contact]) -> Match:
    """What the marks come to together; ``None`` where there are none. That another has the very name is a doubt."""
    by, meant = [one.by for one in sure], {one.contact.source.path: one.contact for one in sure}
    if "id" in by:
        return sure[0]
    if named and sure and sure[0].contact not in named and not {*by} & {*DECISIVE}:
        by, meant = [*by, "name"], meant | {other.source.path: other for other in named}
    if len(meant) > 1:
        return Doubt(tuple(meant.values()), f"{' and '.join(by)} are of {len(meant)} people")
    if sure and all(sure[0].contact in doubt.contacts for doubt in doubts):
        return sure[0]
    return doubts[0] if doubts else None


def as_contact(person: Person, path: str = "") -> Contact:
    """A row as the contact that it would make."""
    source = person.source._replace(path=path) if path else person.source
    return Contact(
        source=source, id=person.id, name=person.name, stem=person.name, aliases=person.aliases, title=person.title or None,
        company=Ref(person.company, linked=False) if person.company else None, email=person.email, phone=person.phone,
        address=person.address or None, linkedin=person.linkedin or None, birthday=person.birthday, met=person.met,
        tags=person.tags,
    )  # fmt: skip


def employer(contact: Contact) -> str:
    """The name of their company; empty where none is known."""
    return contact.company.name if contact.company else ""


def same_company(one: str, other: str) -> bool:
    """Whether two names are one company's: case, accents and ``GmbH`` do not matter, and ``Acme`` is ``Acme Robotics``."""
    first, second = _company_words(one), _company_words(other)
    shorter, longer = sorted((first, second), key=len)
    return longer[: len(shorter)] == shorter if shorter else folded(one) == folded(other)


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """A name as it is compared: without case, accents, and whatever is no letter or digit; of a heart that is the heart."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(char for char in apart if not unicodedata.combining(char)))
    return " ".join(words or apart.split())


def _marks(contact: Contact, home: str | None) -> Iterable[tuple[str, str]]:
    country = contact.country or home
    yield from (("id", contact.id),) if contact.id else ()
    yield from (("e-mail", address.casefold()) for address in contact.email)
    yield from (("phone", key) for number in contact.phone if (key := number_key(number, country)))
    if contact.linkedin and (profile := profile_key(contact.linkedin)):
        yield "LinkedIn address", profile
    yield from (("name", folded(name)) for name in (contact.name, *contact.aliases) if folded(name))


def _against(one: Contact, other: Contact) -> str:
    """Why two of one name may be two people."""
    if employer(one) and employer(other):
        return "" if _same_work(one, other) else "the same name, another company"
    mine, theirs = ({address.casefold() for address in each.email} for each in (one, other))
    return "the same name, another e-mail" if mine and theirs and not mine & theirs else ""


def _same_work(one: Contact, other: Contact) -> bool:
    return bool(employer(one) and employer(other)) and same_company(employer(one), employer(other))


@lru_cache(maxsize=1 << 14)
def _company_words(name: str) -> tuple[str, ...]:
    return tuple(word for word in folded(name).split() if word not in _FORMS)


def _names_alike(one: Contact, other: Contact) -> bool:
    """Whether two may be one person by what they are called: one name within the other, the same first name, or its letter."""
    names = [folded(name).split() for name in (other.name, *other.aliases)]
    return any(_alike(folded(one.name).split(), name) for name in names)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return False
    if one[0] == other[0] or set(one) <= set(other) or set(other) <= set(one):
        return True
    return one[-1] == other[-1] and one[0][0] == other[0][0] and 1 in (len(one[0]), len(other[0]))
