"""LinkedIn's export: connections as people, and the last messages as lines of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vaultcrm.errors import VaultcrmError
from vaultcrm.exchange import Messages, People, Wrote, profile_key
from vaultcrm.model import Contact, LogLine, Problem, Source
from vaultcrm.notes.edit import append_log_line

from .entries import Change, Entry, ImportPlan, State
from .matching import Found, Known
from .planning import Wishes, Work

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_SAID = "LinkedIn"
_VERBS = ("message", "linkedin")


def plan_linkedin(
    vault: NoteVault, read: Iterable[People | Messages], wishes: Wishes, today: date, tick: Callable[[], object]
) -> ImportPlan:
    """Old messages go into a log before today's news of an employer; who is made by the connections gets theirs too."""
    listed = list(read)
    work = Work.begin(vault, wishes, today)
    people = work.matched(person for one in listed if isinstance(one, People) for person in one.people)
    last = [wrote for one in listed if isinstance(one, Messages) for wrote in one.last]
    profiles = {profile_key(one.linkedin): match.contact for one, match in people if one.linkedin and isinstance(match, Found)}
    theirs = _by_contact(last, lambda one: profiles.get(profile_key(one.linkedin or "")) or _meant(work.known, one))
    written = [_entry(work, contact, wrote) for contact, wrote in theirs]
    entries = []
    for person, match in people:
        entries.append(work.entry(person, match))
        tick()
    known = {id(wrote) for _, listed in theirs for wrote in listed}
    others = [wrote for wrote in last if id(wrote) not in known]
    made = _by_contact(others, lambda one: _meant(work.made, one))
    written += [_entry(work, contact, wrote) for contact, wrote in made]
    strangers = len({wrote.name for wrote in others} - {wrote.name for _, listed in made for wrote in listed})
    remarks = (f"messages with {strangers} who are no contacts: left alone",) if strangers else ()
    return ImportPlan(_joined(entries, written), tuple(work.problems), remarks, work.texts.writes())


def _meant(known: Known, one: Contact) -> Contact | None:
    match = known.match(one)
    return match.contact if isinstance(match, Found) else None


def _by_contact(last: Iterable[Wrote], meant: Callable[[Contact], Contact | None]) -> list[tuple[Contact, list[Wrote]]]:
    """The messages of each person who is meant by one, in the order of time."""
    found: dict[str, tuple[Contact, list[Wrote]]] = {}
    for wrote in last:
        contact = meant(Contact(wrote.source, "", wrote.name, wrote.name, linkedin=wrote.linkedin or None))
        if contact:
            found.setdefault(contact.source.path, (contact, []))[1].append(wrote)
    return list(found.values())


def _joined(entries: Sequence[Entry], written: Sequence[Entry]) -> tuple[Entry, ...]:
    """One entry a note: what is written into the log goes to the connection of the same person."""
    more = {entry.path: entry for entry in written}
    together = [_with(entry, more.pop(entry.path, None)) for entry in entries]
    return (*together, *more.values())


def _with(entry: Entry, written: Entry | None) -> Entry:
    if not written or not written.changes:
        return entry
    return replace(entry, changes=(*entry.changes, *written.changes), state="new" if entry.state == "new" else "changed")


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
