"""What ``export`` hands out: people as cards, notes as rows, the whole vault as data, the record of the search.

In come the vault and what was asked for, out come texts and data. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from vaultcrm.errors import WrongUsage
from vaultcrm.exchange import People, Version, uid_of, vcards
from vaultcrm.exchange.cells import csv_text
from vaultcrm.model import Contact, Plan, all_notes
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.query import FIELDS
from vaultcrm.notes.records import parse_note
from vaultcrm.notes.schema import COMMON, KEYS
from vaultcrm.vault.drafts import all_drafts
from vaultcrm.views.data import Data
from vaultcrm.views.whole import Page, vault_data
from vaultcrm.views.work_log import WorkLog, activities, work_log
from vaultcrm.views.work_log.weeks import usual_first

from .columns import cells, columns
from .listing import Known, fitting

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

# The first columns of a table, in their order; the others follow by name. What only holds on the day of asking is left out.
_FIRST = {
    "contact": ("name", "title", "company", "email", "phone", "address", "linkedin", "birthday", "met", "tags", "aliases"),
    "interview": ("start", "end", "company", "kind", "interviewers", "job", "place", "status", "verdict", "went", "tags"),
    "job": ("title", "company", "stage", "applied", "decide_by", "url", "source", "salary", "tags"),
}
_OF_THE_DAY = frozenset({"due", "silent"})


def cards(known: Known, query: str, version: Version) -> tuple[str, int]:
    """The people who fit, as vCards, and how many. Raises ``WrongUsage`` for the query, and in a vault without a value."""
    settings = known.vault.settings
    if not settings.vault:
        raise WrongUsage("the vault has no `vault` value, of which lasting UIDs are made", "`vaultcrm init` writes one.")
    people = [one for one in fitting(known, "contact", query) if isinstance(one, Contact)]
    return vcards(people, settings.vault, version, settings.me.country), len(people)


def with_own_ids(vault: NoteVault, read: People) -> People:
    """The same people; whose card came from this vault gets the id of their note, whatever else was changed in the card."""
    ids = {uid_of(vault.settings.vault, one.id).removeprefix("urn:uuid:"): one.id for one in vault.contacts}
    return replace(read, people=tuple(replace(one, id=ids.get(one.id.casefold(), one.id)) for one in read.people))


def table(known: Known, kind: str, query: str, names: str) -> tuple[str, int]:
    """The notes that fit as CSV that no spreadsheet takes for a formula, and how many; ``names`` as ``list`` has them."""
    header = columns(known, kind, names or ",".join(usual_columns(kind)))
    found = fitting(known, kind, query)
    return csv_text([tuple(one.name for one in header), *(cells(header, one, known) for one in found)]), len(found)


def usual_columns(kind: str) -> tuple[str, ...]:
    """All columns of a kind of note."""
    first = tuple(name for name in _FIRST[kind] if name in FIELDS[kind])
    return (*first, *sorted(set(FIELDS[kind]) - set(first) - _OF_THE_DAY))


def whole(vault: NoteVault, plan: Plan) -> Data:
    """The whole vault, as the shipped JSON Schema describes it."""
    pages = {one.source.path: _page(vault, one.source.path, type(one).__name__.casefold()) for one in all_notes(vault)}
    return vault_data(vault, plan, pages, all_drafts(vault.root))


def _page(vault: NoteVault, path: str, kind: str) -> Page:
    note = parse_note(path, vault.text(path))
    ours = {*KEYS.get(kind, COMMON), *(normal(word) for word in vault.settings.fields.get(kind, {}))}
    own = {entry.key: entry.value for name, entry in note.front.entries.items() if name not in ours}
    return Page(own, note.fenced.body)


def record(vault: NoteVault, today: date, first: date | None, last: date | None) -> WorkLog:
    """What was done in search of work from ``first`` (three weeks before this one) to ``last`` (today).

    Raises ``WrongUsage`` where the days are the wrong way round.
    """
    begin, end = first or usual_first(last or today), last or today
    if begin > end:
        raise WrongUsage(f"{begin} comes after {end}", "Write the first day behind --from, the last behind --to.")
    return work_log(activities(vault, today), begin, end, vault.settings.weekly_activities)
