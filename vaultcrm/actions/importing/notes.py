"""A row as a note, and what a row adds to a note that is there: empty fields are filled, nothing else is touched.

In come a row and a text, out come a text and the changes in it. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from vaultcrm.actions.new_note import fill
from vaultcrm.actions.stage import words_for
from vaultcrm.exchange import Person, number_key, profile_key
from vaultcrm.model import Contact, LogLine, PartialDate, Settings, Source
from vaultcrm.notes.edit import append_log_line, fill_section, link_text, link_to, read_key, set_keys, with_prose

from .entries import Change
from .matching import employer, folded, same_company

FILLED = ("title", "company", "email", "phone", "address", "linkedin", "birthday")


def note_of(template: str, identity: str, person: Person, settings: Settings) -> str:
    """The note of somebody new: every value as text that the front matter can hold, the card's note as prose."""
    values = {
        "type": "contact", "id": identity, "name": person.name, **values_of(person), "aliases": list(person.aliases),
        "met": person.met.isoformat() if person.met else "", "tags": list(person.tags),
    }  # fmt: skip
    text = with_prose(fill(template, values, "contact", settings), person.note)
    if not person.since:
        return text
    line = LogLine(Source(""), person.since, "note", text="Connected on LinkedIn")
    return append_log_line(text, line, settings).text


def values_of(person: Person) -> Mapping[str, str | list[str]]:
    """The keys that an import fills, as they are written; one address alone is no list."""
    return {
        "title": person.title,
        "company": person.company,
        "email": _one_or_all(person.email),
        "phone": _one_or_all(person.phone),
        "address": person.address,
        "linkedin": person.linkedin,
        "birthday": _birthday(person.birthday) if person.birthday else "",
    }


def differences(contact: Contact, person: Person, home: str | None) -> tuple[tuple[str, ...], tuple[Change, ...]]:
    """Which keys the row could fill in the contact's note, and what the note has otherwise, which stays."""
    held = _held(contact)
    values = {key: value for key, value in values_of(person).items() if value}
    empty = tuple(key for key in values if not held[key])
    told = {"email": _missing(person.email, contact.email, str.casefold)}
    told["phone"] = _missing(person.phone, contact.phone, lambda number: number_key(number, contact.country or home) or number)
    differing = {key: told.get(key, _shown(value)) for key, value in values.items() if key not in empty}
    kept = (Change(key, held[key], value) for key, value in differing.items() if value and not _same(key, held[key], value))
    return empty, tuple(kept)


def filled(text: str, keys: Iterable[str], person: Person, settings: Settings) -> tuple[str, tuple[Change, ...]]:
    """The note with those of ``keys`` that are empty in it filled. Raises ``EditRefused``."""
    also = {key: tuple(words_for(settings, "contact", key)) for key in FILLED}
    values = {key: value for key, value in values_of(person).items() if key in keys and not read_key(text, key, also[key])}
    changes = tuple(Change(key, "", _shown(value)) for key, value in values.items())
    return (set_keys(text, values, also) if values else text), changes


def with_new_work(
    text: str, contact: Contact, person: Person, settings: Settings, today: date, write_by: date | None
) -> tuple[str, tuple[Change, ...]]:
    """Another employer: company and title, the old ones kept in the log; and, where asked for, a promise to write."""
    before = {"company": employer(contact), "title": contact.title or ""}
    values = {"company": person.company, **({"title": person.title} if person.title else {})}
    also = {key: tuple(words_for(settings, "contact", key)) for key in values}
    said = f"Now {_work(person.title, person.company)} (before: {_work(before['title'], before['company'])})"
    line = LogLine(Source(contact.source.path), today, "note", text=said)
    text = append_log_line(set_keys(text, values, also), line, settings).text
    changes = [Change(key, before[key], value) for key, value in values.items() if before[key] != value]
    changes.append(Change("log", "", f"{today} note: {said}"))
    if write_by:
        task = f"- [ ] Write to {link_text(link_to(contact.stem, contact.name))}: now at {person.company} {write_by}"
        text = fill_section(text, "Promised", task)
        changes.append(Change("promise", "", task))
    return text, tuple(changes)


def has_new_work(contact: Contact, person: Person) -> bool:
    """Whether the row names another employer than the note."""
    return bool(person.company and employer(contact)) and not same_company(person.company, employer(contact))


def _work(title: str, company: str) -> str:
    return f"{title} at {company}" if title and company else title or company


def _one_or_all(texts: tuple[str, ...]) -> str | list[str]:
    return list(texts) if len(texts) > 1 else "".join(texts)


def _birthday(day: PartialDate) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}" if day.year else f"{day.month:02}-{day.day:02}"


def _held(contact: Contact) -> Mapping[str, str]:
    """What the note has by now, as text."""
    return {
        "title": contact.title or "",
        "company": employer(contact),
        "email": ", ".join(contact.email),
        "phone": ", ".join(contact.phone),
        "address": contact.address or "",
        "linkedin": contact.linkedin or "",
        "birthday": _birthday(contact.birthday) if contact.birthday else "",
    }


def _missing(theirs: Iterable[str], ours: Iterable[str], key: Callable[[str], str]) -> str:
    known = set(map(key, ours))
    return ", ".join(one for one in theirs if key(one) not in known)


def _same(key: str, held: str, value: str) -> bool:
    if key == "company":
        return same_company(held, value)
    if key == "linkedin":
        return profile_key(held) == profile_key(value)
    return folded(held) == folded(value) or (key == "birthday" and held.endswith(value))


def _shown(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
