"""What a key meant that the plan has no more: a kept promise, a day set by hand, a follow-up day that has been worked through.

In come the vault and a key that fits nothing in the plan, out comes how it is opened again, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound
from vaultcrm.model import all_notes
from vaultcrm.model.identity import identity
from vaultcrm.plan import kept_promises
from vaultcrm.plan.followup import FOLLOW_UP_DAY, SEARCH_NOTE

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_UNDO = "`vaultcrm undo` takes back what a command wrote last; else "
_KEY = 5  # letters of the shortest key


def opened_by_hand(vault: NoteVault, key: str) -> NotFound | None:
    """The refusal that says what to do by hand, where the key is of something that leaves the plan once it is closed."""
    wanted = key.strip().casefold()
    if len(wanted) < _KEY:
        return None
    for uid, what, remedy in _gone(vault):
        if uid.startswith(wanted):
            return NotFound(f"{wanted}  {what} is closed, and `reopen` cannot open it", _UNDO + remedy)
    return None


def _gone(vault: NoteVault) -> Iterator[tuple[str, str, str]]:
    """The identity of each, what it is, and what is to be done by hand."""
    seed = vault.settings.vault
    yield from ((uid, "the promise", "take the tick out where it stands") for uid in kept_promises(vault))
    for contact in vault.contacts:
        remedy = f"take the line out of the log, or set `next_contact` in {contact.source.path}"
        yield identity(seed, contact.id, "next-contact", None, None), f"the day set by hand for {contact.name}", remedy
    note = vault.search.id if vault.search else SEARCH_NOTE
    for line_day, place in _worked(vault):
        for month in _months(line_day):
            yield identity(seed, note, FOLLOW_UP_DAY, None, month), "the follow-up day", f"take the line out: {place}"


def _worked(vault: NoteVault) -> Iterator[tuple[date, str]]:
    for note in all_notes(vault):
        for line in note.log:
            if line.step == FOLLOW_UP_DAY:
                yield line.day, f"{note.source.path}:{line.source.line}"


def _months(day: date) -> Iterator[str]:
    """The months whose follow-up day a line of that day may be of: it is worked through early, or late."""
    yield from dict.fromkeys(f"{day + timedelta(days=days):%Y-%m}" for days in (0, 20, -20))
