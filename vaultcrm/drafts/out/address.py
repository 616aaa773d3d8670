"""A postal address as it stands in the window: lines, none of them twice, the country last where the letter goes abroad."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vaultcrm.drafts.people import forms_before, told, without_form
from vaultcrm.errors import WrongUsage
from vaultcrm.model import Contact

from .countries import country_name, is_country
from .parts import one_line, plainly
from .sheet import country_of

MOST_LINES, LONGEST_LINE = 8, 120
_STATE = re.compile(r"[A-Z]{2,3}(?: +[\dA-Z][\dA-Z -]*)?")


def address_lines(contact: Contact, company_first: bool, home: str) -> tuple[str, ...]:
    """Name, title, company and address, for a letter from the country ``home``.

    Raises ``WrongUsage`` where there is no address, or more than a window shows.
    """
    lines = lines_of(contact.address or "")
    name, company = one_line(told(contact.name)), company_of(contact)
    if not lines:
        raise WrongUsage(
            f"{contact.source.path}: there is no postal address of {name}",
            "Add it to the note's front matter:\n  address: |\n    300 Sleeper Lane\n    Boston, MA 02130",
        )
    person = [name, one_line(contact.title or "")]
    head = [company, *person] if company_first else [*person, company]
    own = [] if _says(lines, name) else [line for line in head if line and not _says(lines, line)]
    return _fitting(contact, (*own, *lines, *_abroad(contact, lines, home)))


def lines_of(text: str, name: str = "") -> tuple[str, ...]:
    """The lines of an address, without ``name``; one that stands on one line is cut at its commas."""
    lines = [one_line(line) for line in plainly(text).split("\n")]
    lines = [line for line in lines if line and line.casefold() != one_line(name).casefold()]
    return tuple(_at_commas(lines[0]) if len(lines) == 1 else lines)


def company_of(contact: Contact) -> str:
    """What the company is called."""
    return one_line(contact.company.name) if contact.company else ""


def _fitting(contact: Contact, lines: tuple[str, ...]) -> tuple[str, ...]:
    if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        message = f"{contact.source.path}: an address of {len(lines)} lines does not fit the window of an envelope"
        raise WrongUsage(message, f"It shows {MOST_LINES} lines of {LONGEST_LINE} letters at most, with name and company.")
    return lines


def _says(lines: Sequence[str], name: str) -> bool:
    """Whether an address has a line that begins with a name, ``Frau`` before it or not; a street has a number."""
    begins = re.compile(forms_before() + re.escape(without_form(name)) + r"(?!\w)", re.IGNORECASE)
    return bool(name) and any(begins.match(line) and not re.search(r"\d", line) for line in lines)


def _abroad(contact: Contact, lines: Sequence[str], home: str) -> tuple[str, ...]:
    there = country_of(contact.country)
    if not home or not there or there == home or is_country(lines[-1]):
        return ()
    return (country_name(there, home),)


def _at_commas(line: str) -> list[str]:
    """``300 Sleeper Lane, Boston, MA 02130`` as two lines: a state goes with its town."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    if len(parts) > 1 and _STATE.fullmatch(parts[-1]):
        return [*parts[:-2], f"{parts[-2]}, {parts[-1]}"]
    return parts
