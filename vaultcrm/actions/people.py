"""Whom a name means that was typed or pasted: somebody in the vault, somebody new, or somebody whose name is near.

In come a name and the contacts, out come a contact, ``None`` for somebody new, or words of doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from email.utils import parseaddr
from typing import TYPE_CHECKING

from vaultcrm.model import Contact
from vaultcrm.notes.links import plain

from .choosing import several

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

NEAR = 0.76
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(?:\.[^\s@,;<>.]+)+")


def find_person(vault: NoteVault, name: str) -> Contact | None:
    """The contact whom ``name`` (or ``Name <address>``) means; ``None`` for somebody new. Raises ``SeveralFit``."""
    words, address = split_address(name)
    known = with_address(address, vault.contacts)
    if len(known) == 1:
        return known[0]
    found = tuple(one for one in vault.called_so(words, "contact") if isinstance(one, Contact))
    if len(found) > 1:
        raise several(words, found)
    return found[0] if found else None


def split_address(name: str) -> tuple[str, str]:
    """``Dana Lee <dana@example.com>`` as name and address; the address is empty where there is none."""
    words, address = parseaddr(name) if "@" in name else ("", "")
    if not address:
        return " ".join(name.split()), ""
    return " ".join((words or address.partition("@")[0].replace(".", " ").title()).split()), address


def near_names(name: str, contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Whoever is called the same or nearly the same, in words: a duplicate is more easily made than mended."""
    return tuple(
        f"{name} may be {contact.name} ({contact.source.path})"
        for contact in contacts
        if any(_is_near(plain(name), plain(other)) for other in (contact.name, *contact.aliases))
    )


def odd_address(email: str) -> tuple[str, ...]:
    """Words of doubt where ``email`` has not the form of an address: what is wrong on the card is found too late (row E2)."""
    return () if not email or _ADDRESS.fullmatch(email) else (f"{email!r} does not look like an e-mail address",)


def same_name(name: str, contacts: Iterable[Contact]) -> Contact | None:
    """Whoever is called just so."""
    named = (one for one in contacts if plain(name) in map(plain, (one.name, *one.aliases)))
    return next(named, None)


def with_address(address: str, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Whoever has this e-mail address."""
    wanted = address.casefold()
    return tuple(one for one in contacts if wanted and wanted in (email.casefold() for email in one.email))


def _is_near(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR
