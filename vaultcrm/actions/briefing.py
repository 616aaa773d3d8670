"""Whom or what ``brief NAME`` means, and all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vaultcrm.errors import SeveralFit
from vaultcrm.model import Contact, Plan
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.kinds import note_kind
from vaultcrm.notes.links import plain, spellings
from vaultcrm.notes.records import Note, parse_note
from vaultcrm.notes.schema import COMMON, KEYS
from vaultcrm.notes.values import is_empty
from vaultcrm.notes.yamltext import Value
from vaultcrm.vault.drafts import all_drafts
from vaultcrm.vault.scanning import scan
from vaultcrm.views.brief import person_sheet
from vaultcrm.views.company import Company, companies, company
from vaultcrm.views.company_brief import company_sheet, company_touchpoints
from vaultcrm.views.data import Data, touchpoint_data
from vaultcrm.views.note_data import company_data, person_data
from vaultcrm.views.person import Pages, person
from vaultcrm.views.sheet import Sheet

from .choosing import not_found, people_called

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

# Keys that are for other programs, and tell nothing of a person.
_FOR_PROGRAMS = frozenset({"cssclass", "cssclasses", "publish", "permalink"})


@dataclass(frozen=True, slots=True)
class Brief:
    """What ``brief`` found: a sheet for people, data for scripts."""

    sheet: Sheet
    data: Data


def brief(vault: NoteVault, plan: Plan, name: str, now: datetime | None = None) -> Brief:
    """The person or the company that ``name`` means, gathered; ``now`` is the clock's time, where there is one.

    Raises ``NotFound``, and ``SeveralFit`` with everything that fits.
    """
    found = named(vault, name)
    if isinstance(found, Contact):
        return of_person(vault, plan, found, now)
    note = company_note(vault, found.name)
    path = note.path if note else ""
    pages = _pages(vault, note, "company", now)
    live = [touchpoint_data(t) for t in company_touchpoints(found, plan)]
    sheet = company_sheet(found, vault, plan, pages, path)
    return Brief(sheet, {"company": company_data(found) | {"path": path or None, "own": dict(pages.own), "touchpoints": live}})


def of_person(vault: NoteVault, plan: Plan, contact: Contact, now: datetime | None = None) -> Brief:
    """All that is known of one person."""
    path = contact.source.path
    gathered = person(vault, plan, contact, _pages(vault, parse_note(path, vault.text(path)), "contact", now))
    return Brief(person_sheet(gathered, plan.today), {"contact": person_data(gathered)})


def named(vault: NoteVault, name: str) -> Contact | Company:
    """The person or the company that ``name`` means; an exact name goes before the start of one. Raises as ``brief`` does."""
    firms = _companies(vault, name)
    meant = vault.candidates(name, "contact") if firms else people_called(vault, name)
    people = [c for c in meant if isinstance(c, Contact)]
    exact_people = [c for c in people if _is_exactly(c, name)]
    exact_firms = [firm for firm in firms if plain(firm) == plain(name)]
    if exact_people or exact_firms:
        people, firms = exact_people, exact_firms
    if len(people) + len(firms) > 1:
        fitting = [f"  {c.name}  ({c.source.path})" for c in people] + [f"  {firm}  (company)" for firm in firms]
        raise SeveralFit(f"{name!r} fits {len(fitting)}; say which one", "\n".join(fitting))
    if people:
        return people[0]
    if firms:
        return company(vault, firms[0])
    known = (*(one.name for one in vault.contacts), *companies(vault))
    raise not_found(f"nobody and no company is called {name!r}", name, known, "vaultcrm list contacts shows everybody.")


def company_note(vault: NoteVault, name: str) -> Note | None:
    """The note of the company called ``name``, if the user keeps one."""
    return next((note for note in company_notes(vault, name) if plain(stem_of(note.path)) == plain(name)), None)


def company_notes(vault: NoteVault, begun: str) -> tuple[Note, ...]:
    """The notes of type ``company`` whose file's name begins so. Nobody else reads them, so that they are looked for here."""
    typed = tuple(spellings(begun))
    found = scan(vault.root, vault.settings).paths
    paths = [path for path in found if any(one.startswith(typed) for one in spellings(stem_of(path)))]
    notes = [parse_note(path, vault.text(path)) for path in paths]
    return tuple(
        note for note in notes if note_kind(note.path, note.front.entries, vault.settings) == "company" and not note.archived
    )


def _pages(vault: NoteVault, note: Note | None, kind: str, now: datetime | None) -> Pages:
    body = note.fenced.body if note else ""
    return Pages(body, tuple(_own_keys(note, kind, vault)) if note else (), all_drafts(vault.root), now)


def _own_keys(note: Note, kind: str, vault: NoteVault) -> list[tuple[str, str]]:
    """The keys that are not ours, in words that are not the user's for one of ours, with something behind them."""
    words = {normal(word) for word in vault.settings.fields.get(kind, {})}
    ours = {*KEYS.get(kind, COMMON), *words, *_FOR_PROGRAMS}
    entries = ((name, entry) for name, entry in note.front.entries.items() if name not in ours)
    return [(entry.key, _text(entry.value)) for _, entry in entries if not is_empty(entry.value)]


def _text(value: Value) -> str:
    """A value on one line, whatever its shape."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_text(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    return " ".join((value or "").split())


def _companies(vault: NoteVault, name: str) -> list[str]:
    """The companies whose names begin so, without regard to accents."""
    typed = tuple(spellings(name))
    return [firm for firm in companies(vault) if name.strip() and any(one.startswith(typed) for one in spellings(firm))]


def _is_exactly(contact: Contact, name: str) -> bool:
    return plain(name) in map(plain, (contact.name, contact.id, contact.stem, *contact.aliases))
