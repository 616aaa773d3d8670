"""LinkedIn's export: connections as people, and the last messages as lines of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vaultcrm.errors import VaultcrmError
from vaultcrm.exchange import Messages, People, Wrote
from vaultcrm.model import Contact, LogLine, Problem, Source
from vaultcrm.notes.edit import append_log_line

from .entries import Change, Entry, ImportPlan, State
from .joining import joined
from .matching import Found
from .planning import Wishes, Work

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_SAID = "LinkedIn"
_VERBS = ("message", "linkedin")


def plan_linkedin(
    vault: NoteVault, read: Iterable[People | Messages], wishes: Wishes, today: date, tick: Callable[[], object]
) -> ImportPlan:
    """The connections first, so that somebody who is made by them gets their messages too."""
    listed = list(read)
    work = Work.begin(vault, wishes, today)
    entries = []
    for person in joined((one for people in listed if isinstance(people, People) for one in people.people), work.home):
        entries.append(work.entry(person))
        tick()
    strangers: set[str] = set()
    for messages in (one for one in listed if isinstance(one, Messages)):
        entries += _written(work, messages.last, strangers)
    remarks = (f"messages with {len(strangers)} who are no contacts: left alone",) if strangers else ()
    return ImportPlan(tuple(entries), tuple(work.problems), remarks, work.texts.writes())


def _written(work: Work, last: Sequence[Wrote], strangers: set[str]) -> list[Entry]:
    """The last message each way, person by person."""
    found: dict[str, tuple[Contact, list[Wrote]]] = {}
    for wrote in last:
        one = Contact(wrote.source, "", wrote.name, wrote.name, linkedin=wrote.linkedin or None)
        match = work.known.match(one) or work.made.match(one)
        if isinstance(match, Found):
            found.setdefault(match.contact.source.path, (match.contact, []))[1].append(wrote)
        else:
            strangers.add(wrote.name)
    return [_entry(work, contact, wrote) for contact, wrote in found.values()]


def _entry(work: Work, contact: Contact, wrote: Sequence[Wrote]) -> Entry:
    path, changes = contact.source.path, list[Change]()
    for one in wrote:
        line = _line(work, path, one)
        if any(_says_it(known, line) for known in contact.log):
            continue
        try:
            done = append_log_line(work.texts.text(path), line, work.vault.settings)
        except VaultcrmError as refusal:
            work.problems.append(Problem(Source(path), f"not changed: {refusal.message}", refusal.remedy, severity="warning"))
            continue
        work.texts.put(path, done.text)
        changes.append(Change("log", "", done.line.removeprefix("- ")))
    state: State = "changed" if changes else "unchanged"
    return Entry(state, wrote[0].source, contact.name, path=path, by="messages", changes=tuple(changes))


def _line(work: Work, path: str, wrote: Wrote) -> LogLine:
    """The line, on the day and at the time that the user's clock showed."""
    at = wrote.at.astimezone(ZoneInfo(work.vault.settings.me.timezone))
    time = at.time().replace(second=0)
    return LogLine(Source(path), at.date(), "message", time, wrote.incoming, text=_SAID)


def _says_it(known: LogLine, line: LogLine) -> bool:
    return known.day == line.day and known.incoming == line.incoming and known.verb in _VERBS
