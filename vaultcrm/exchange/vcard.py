"""A vCard (3.0, RFC 2426; 4.0, RFC 6350; the plain parts of 2.1) as a person's details.

In: text. Out: ``Card``, or ``Unusable`` where it is not one card of one person. Of several addresses the preferred one counts,
else the first; of what else a card can hold, ``left`` says what was not taken.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .person import Card, Unusable

_LINE = re.compile(r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:\"[^\"]*\"|[^\":;])*)*):(?P<value>.*)")
_ESCAPED = re.compile(r"\\(.)")
_SILENT = frozenset("VERSION BEGIN END PRODID REV UID N FN ORG TITLE EMAIL TEL ADR PHOTO".split())


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    params: str
    value: str


def is_vcard(text: str) -> bool:
    """Whether ``text`` begins as a vCard does."""
    return text.lstrip("\ufeff \t\r\n")[:11].upper() == "BEGIN:VCARD"


def read_vcard(text: str) -> Card | Unusable:
    """The one card of the text."""
    found = list(filter(None, map(_property, _unfolded(text))))
    cards = sum(one.name == "BEGIN" for one in found)
    if cards != 1:
        return Unusable(f"there are {cards} cards in it", "save the one that you mean as a file of its own")
    name = _first(found, "FN") or _said_name(_first_raw(found, "N"))
    if not name:
        return Unusable("the card has no name", "give the name before --from-file")
    urls = [_plain(one.value) for one in found if one.name in ("URL", "X-SOCIALPROFILE")]
    linkedin = next((url for url in urls if "linkedin.com/" in url.casefold()), "")
    return Card(
        name=name,
        title=_first(found, "TITLE"),
        company=_plain(_parts(_first_raw(found, "ORG"))[0]),
        email=_best(found, "EMAIL").removeprefix("mailto:"),
        phone=_best(found, "TEL").removeprefix("tel:"),
        address=_address(found),
        linkedin=linkedin,
        left=tuple(sorted({one.name for one in found if one.name not in _SILENT and not (linkedin and one.name == "URL")})),
    )


def _unfolded(text: str) -> list[str]:
    """The logical lines: one that begins with a space goes on the line before, and so does what follows a soft break of 2.1."""
    lines: list[str] = []
    for line in text.lstrip("\ufeff").splitlines():
        if lines and line[:1] in (" ", "\t"):
            lines[-1] += line[1:]
        elif lines and lines[-1].endswith("=") and "QUOTED-PRINTABLE" in lines[-1].upper():
            lines[-1] = lines[-1][:-1] + line
        else:
            lines.append(line)
    return lines


def _property(line: str) -> _Property | None:
    found = _LINE.fullmatch(line)
    if not found:
        return None
    params, value = found["params"].upper(), found["value"].strip()
    if "QUOTED-PRINTABLE" in params:
        value = quopri.decodestring(value.encode("utf-8")).decode("utf-8", "replace")
    return _Property(found["name"].upper(), params, value)


def _first_raw(found: Sequence[_Property], name: str) -> str:
    return next((one.value for one in found if one.name == name and one.value.strip(";, ")), "")


def _first(found: Sequence[_Property], name: str) -> str:
    return _plain(_first_raw(found, name))


def _best(found: Sequence[_Property], name: str) -> str:
    """The preferred value of a property that may be given several times; fax numbers are none."""
    fitting = [one for one in found if one.name == name and one.value and "FAX" not in one.params]
    preferred = [one for one in fitting if "PREF" in one.params]
    return next((_plain(one.value) for one in (*preferred, *fitting)), "")


def _plain(value: str) -> str:
    """A value without its escapes, on one line."""
    return " ".join(_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).split())


def _parts(value: str) -> list[str]:
    """The parts of a structured value, cut at semicolons that are not escaped."""
    return re.split(r"(?<!\\);", value)


def _said_name(value: str) -> str:
    """``Lee;Dana;;Dr.;`` as it is said."""
    last, first, more, before, _ = (*map(_plain, _parts(value)), "", "", "", "", "")[:5]
    return " ".join(part for part in (before, first, more, last) if part)


def _address(found: Sequence[_Property]) -> str:
    """The postal address, as on the envelope: street, then town, then country."""
    label = next((one for one in found if one.name == "ADR" and one.value.strip(";, ")), None)
    if not label:
        return ""
    box, extra, street, town, region, code, country = (*map(_plain, _parts(label.value)), *("",) * 7)[:7]
    place = " ".join(part for part in (", ".join(filter(None, (town, region))), code) if part)
    return "\n".join(part for part in (box, street, extra, place, country) if part)
