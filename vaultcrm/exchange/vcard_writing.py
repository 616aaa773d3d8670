"""People as vCards that phones and address books read (4.0, RFC 6350; 3.0, RFC 2426).

In: contacts, and what gives each a lasting UID. Out: the file's text. The same contacts give the same bytes: there is no clock
in it. What the notes tell of a person besides (the log, the prose) stays in the vault.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from vaultcrm.model import Contact, PartialDate

from .days import NO_YEAR
from .name_parts import name_parts
from .postal import parted

Version = Literal["4.0", "3.0"]
PRODUCT = "-//vaultcrm//NONSGML vaultcrm//EN"
_WIDEST = 75  # octets a line, without its end (RFC 6350, 3.2)
_UNFIT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
_ESCAPED = re.compile(r"[\\,;\n]")
_PROFILE = re.compile(r"(?:https?://)?((?:[\w-]+\.)?linkedin\.com/\S+)", re.IGNORECASE)
_HANDLE = re.compile(r"(?:in/|@)?([\w-]+)/?")


def uid_of(vault: str, contact: str) -> str:
    """A contact's UID (``urn:uuid:…``, RFC 9562 version 5) from the settings' own ``vault`` value and the contact's id."""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, f"vaultcrm:{vault}"), f"contact:{contact}").urn


def vcards(contacts: Iterable[Contact], vault: str, version: Version, home: str | None) -> str:
    """All cards, one after the other; ``home`` is the country (ISO 3166) of addresses that name none."""
    return "".join(_card(contact, uid_of(vault, contact.id), version, home) for contact in contacts)


def _card(contact: Contact, uid: str, version: Version, home: str | None) -> str:
    listed = version == "4.0"
    lines = ["BEGIN:VCARD", f"VERSION:{version}", f"PRODID:{PRODUCT}", f"UID:{uid}"]
    lines += ["KIND:individual"] if listed else []
    lines += [f"FN:{_text(contact.name)}", f"N:{';'.join(map(_text, name_parts(contact.name)))}", *_about(contact)]
    lines += _several("EMAIL", contact.email, "" if listed else ";TYPE=INTERNET", listed)
    lines += _several("TEL", contact.phone, ";TYPE=voice" if listed else ";TYPE=VOICE", listed)
    lines += [f"ADR:{_address(contact.address, contact.country or home)}"] if contact.address else []
    lines += [_birthday(contact.birthday, version)] if contact.birthday else []
    lines += [f"URL:{_uri(contact.linkedin)}"] if contact.linkedin else []
    lines += [f"CATEGORIES:{','.join(map(_text, contact.tags))}"] if contact.tags else []
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCARD"))


def _about(contact: Contact) -> Iterator[str]:
    if contact.aliases:
        yield f"NICKNAME:{','.join(map(_text, contact.aliases))}"
    if contact.company:
        yield f"ORG:{_text(contact.company.name)}"
    if contact.title:
        yield f"TITLE:{_text(contact.title)}"


def _several(name: str, values: Sequence[str], kind: str, ranked: bool) -> Iterator[str]:
    """One line each; of several the first is said to be the one to use, by rank or by a word among its types."""
    for rank, value in enumerate(values, 1):
        first = ",PREF" if rank == 1 else ""
        preferred = "" if len(values) == 1 else f";PREF={min(rank, 100)}" if ranked else first
        yield f"{name}{kind}{preferred}:{_text(value)}"


def _address(text: str, home: str | None) -> str:
    found = parted(text, home)
    parts = (found.box, found.extra, found.street, found.town, found.region, found.code, found.country)
    return ";".join(map(_text, parts))


def _birthday(day: PartialDate, version: Version) -> str:
    """Without a year as each version has it; 3.0 knows no such day, but Apple's way of saying it is known."""
    if version == "4.0":
        return f"BDAY:{f'{day.year:04}' if day.year else '--'}{day.month:02}{day.day:02}"
    omitted = "" if day.year else f";X-APPLE-OMIT-YEAR={NO_YEAR}"
    return f"BDAY{omitted}:{day.year or NO_YEAR:04}-{day.month:02}-{day.day:02}"


def _uri(linkedin: str) -> str:
    """The address of a profile, however much of it was written down."""
    profile, handle = _PROFILE.fullmatch(linkedin.strip()), _HANDLE.fullmatch(linkedin.strip())
    if profile:
        return f"https://{_plain(profile[1])}"
    return f"https://www.linkedin.com/in/{handle[1]}" if handle else _plain("".join(linkedin.split()))


def _plain(text: str) -> str:
    """Text without what no line of a card may hold."""
    return _UNFIT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _text(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", _plain(text))


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, cut between letters only."""
    pieces, width = [""], 0
    for char in line:
        size = len(char.encode("utf-8"))
        if width + size > _WIDEST:
            pieces.append("")
            width = 1
        pieces[-1] += char
        width += size
    return "\r\n ".join(pieces)
