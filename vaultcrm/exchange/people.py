"""The people of a file, each from one row or card: what was read, and what could not be.

In: the raw texts of a row by our own keys (``Raw``). Out: ``Person``, whose values a note can hold as they are, and problems
with the line they stand on. A value that is none is left out and said; the rest of the row is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from vaultcrm.model import PartialDate, Problem, Source

from .days import a_birthday, a_day
from .postal import Address, envelope
from .texts import one_line, several_lines

# One row by our own keys. Besides those of ``Person``: the parts of a name (``first``), of an address (``street``).
Raw = Mapping[str, Sequence[str]]
NAME_PARTS = ("prefix", "first", "middle", "last", "suffix")
ADDRESS_PARTS = ("street", "extra", "box", "town", "region", "code", "country")
TEXTS = ("title", "company", "linkedin", "id")
KEYS = (
    "name", *TEXTS, "email", "phone", "address", "birthday", "met", "since", "aliases", "tags", "note",
    *NAME_PARTS, *ADDRESS_PARTS,
)  # fmt: skip
LONGEST = 300
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")
_DIGITS = re.compile(r"\d\D*\d\D*\d")
_T = TypeVar("_T")
_TAG = re.compile(r"[^\w/-]+")


@dataclass(frozen=True, slots=True)
class Person:
    """What a file says of one person. ``since`` is the day of the connection, ``note`` text for the body; ``line`` is where."""

    source: Source
    name: str
    id: str = ""
    aliases: tuple[str, ...] = ()
    title: str = ""
    company: str = ""
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    address: str = ""
    linkedin: str = ""
    birthday: PartialDate | None = None
    met: date | None = None
    since: date | None = None
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """All people of a file in its order, what could not be read of it, and remarks on the file as a whole."""

    people: tuple[Person, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()


def people_of(rows: Iterable[tuple[Source, Raw]], home: str | None, problems: Iterable[Problem] = ()) -> People:
    """The people of the rows; a row without a name is a problem, and left out; one of a company only is said."""
    found: list[Person] = []
    wrong = list(problems)
    for source, raw in rows:
        person = _person(source, raw, home, wrong)
        found += [person] if person else []
    return People(tuple(found), tuple(sorted(wrong)))


def _person(source: Source, raw: Raw, home: str | None, wrong: list[Problem]) -> Person | None:
    name = _name(raw)
    if not name and (company := _first(raw, "company")):
        wrong.append(Problem(source, f"{company[:60]}: this is no person; left out", severity="hint"))
        return None
    if not name or len(name) > LONGEST:
        what = "the name is too long to be one" if name else "there is no name"
        wrong.append(Problem(source, f"{what}; left out", "add the name, and import it again", excerpt=_excerpt(raw)))
        return None
    about = _About(source, name, wrong)
    texts = {key: about.short(key, _first(raw, key)) for key in TEXTS}
    return Person(
        source, name,
        **texts,
        aliases=tuple(alias for alias in _all(raw, "aliases") if alias != name and len(alias) <= LONGEST),
        email=about.fitting("e-mail address", _split(_all(raw, "email")), _EMAIL),
        phone=about.fitting("phone number", _all(raw, "phone"), _DIGITS),
        address=_address(raw, home),
        birthday=about.read("birthday", _first(raw, "birthday"), a_birthday),
        met=about.read("met", _first(raw, "met"), a_day),
        since=about.read("since", _first(raw, "since"), a_day),
        tags=tuple(dict.fromkeys(filter(None, (_TAG.sub("-", tag).strip("-/") for tag in _all(raw, "tags"))))),
        note="\n\n".join(dict.fromkeys(filter(None, map(several_lines, raw.get("note", ()))))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _About:
    """Whose values are read, and where what is wrong with them goes."""

    source: Source
    name: str
    wrong: list[Problem]

    def short(self, key: str, text: str) -> str:
        """A text of usual length."""
        if len(text) <= LONGEST:
            return text
        self._leave(key, f"{text[:40]}…", "it is too long")
        return ""

    def fitting(self, what: str, texts: Iterable[str], form: re.Pattern[str]) -> tuple[str, ...]:
        """Those that have the form of what they should be."""
        listed = tuple(dict.fromkeys(texts))
        taken = dict.fromkeys(text for text in listed if len(text) <= LONGEST and form.search(text))
        for text in listed:
            if text not in taken:
                self._leave(what, text[:60], "it is none")
        return tuple(taken)

    def read(self, key: str, text: str, reader: Callable[[str], _T | None]) -> _T | None:
        """A date as ``reader`` understands it."""
        found = reader(text) if text else None
        if text and found is None:
            self._leave(key, text[:60], "write it as in 1980-05-02")
        return found

    def _leave(self, what: str, text: str, why: str) -> None:
        self.wrong.append(Problem(self.source, f"{self.name}: {what} {text!r} is left out", why, severity="warning"))


def _excerpt(raw: Raw) -> str:
    return one_line(", ".join(text for texts in raw.values() for text in texts if text.strip()))[:80]


def _all(raw: Raw, key: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(one_line, raw.get(key, ())))))


def _first(raw: Raw, key: str) -> str:
    return next(iter(_all(raw, key)), "")


def _name(raw: Raw) -> str:
    """The name as it is said: given whole, else in parts; ``Lee, Dana`` is Dana Lee."""
    whole = _first(raw, "name")
    last, comma, first = whole.partition(", ")
    if comma and "," not in first and " " not in last:
        whole = f"{first} {last}"
    return whole or " ".join(filter(None, (_first(raw, part) for part in NAME_PARTS)))


def _split(texts: Sequence[str]) -> list[str]:
    parts = (part.strip().removeprefix("mailto:").strip("<>") for text in texts for part in re.split(r"[,;\s]+", text))
    return [part for part in parts if part]


def _address(raw: Raw, home: str | None) -> str:
    whole = next((text for text in map(several_lines, raw.get("address", ())) if text), "")
    parts = {part: _first(raw, part) for part in ADDRESS_PARTS[1:]}
    street = next((text for text in map(several_lines, raw.get("street", ())) if text), "")
    if whole or not (street or any(text for part, text in parts.items() if part != "country")):
        return whole.replace("\n\n", "\n")  # a country alone is no address
    return envelope(Address(street=street, **parts), home)
