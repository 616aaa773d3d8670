"""Invitations: each becomes an interview, or moves or calls off the one that came from it, told by its UID.

In come the vault and the files, out comes an ``ImportPlan``. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from vaultcrm.actions.inviting import followed, following, invited, length_in_words, names_of
from vaultcrm.actions.new import Draft, InterviewFacts, interview_draft
from vaultcrm.actions.new_note import taken
from vaultcrm.actions.people import with_address
from vaultcrm.errors import VaultcrmError
from vaultcrm.exchange import Invitation, Unusable, read_invitations
from vaultcrm.model import Interview, Problem, Source

from .entries import Change, Entry, ImportPlan, Texts
from .matching import employer

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def plan_invites(vault: NoteVault, files: Iterable[tuple[str, bytes]], today: date) -> ImportPlan:
    """What the invitations would do. Of several of one meeting the latest counts."""
    read = [(name, found) for name, data in files for found in read_invitations(data)]
    problems = [_problem(name, found) for name, found in read if isinstance(found, Unusable)]
    usable = [(name, found) for name, found in read if isinstance(found, Invitation)]
    latest = {(one.uid or n): n for n, (_, one) in sorted(enumerate(usable), key=_order)}
    entries: list[Entry] = []
    texts, draft = Texts(vault), Draft((), taken(vault))
    for number, (name, one) in enumerate(usable):
        source = Source(name)
        if latest[one.uid or number] != number:
            entries.append(Entry("unchanged", source, one.summary, remark="a later one of the same meeting is there too"))
            continue
        try:
            found, draft = _planned(vault, source, one, texts, draft, today)
            entries += found
        except VaultcrmError as refusal:
            problems.append(Problem(source, refusal.message, refusal.remedy))
    return ImportPlan(tuple(entries), tuple(problems), (), texts.writes())


def _problem(name: str, found: Unusable) -> Problem:
    said, _, more = found.reason.partition("\n")
    return Problem(Source(name), said.rstrip(":"), found.remedy, "\n".join(line.strip() for line in more.splitlines()))


def _order(one: tuple[int, tuple[str, Invitation]]) -> tuple[int, int]:
    return one[1][1].sequence, one[0]


def _planned(
    vault: NoteVault, source: Source, one: Invitation, texts: Texts, draft: Draft, today: date
) -> tuple[list[Entry], Draft]:
    interview = invited(vault, one)
    if interview:
        return [_moved(vault, source, interview, one, texts)], draft
    if one.cancelled:
        return [Entry("unchanged", source, one.summary, remark="it calls off what is not in the vault")], draft
    return _made(vault, source, one, texts, draft, today)


def _moved(vault: NoteVault, source: Source, interview: Interview, one: Invitation, texts: Texts) -> Entry:
    path = interview.source.path
    text = texts.text(path)
    moved = following(vault, interview, one, text)
    texts.put(path, followed(vault, text, moved))
    changes = tuple(Change(key, before, after) for key, before, after in moved.changes)
    name = one.summary or interview.stem
    return Entry("changed" if changes else "unchanged", source, name, path=path, by="UID", changes=changes)


def _made(
    vault: NoteVault, source: Source, one: Invitation, texts: Texts, draft: Draft, today: date
) -> tuple[list[Entry], Draft]:
    """The interview, and notes of those in it who have none."""
    begin, zone = one.at(vault.settings.me.timezone)
    facts = InterviewFacts(
        begin, names_of(one, vault.settings.me), duration=length_in_words(one.length), company=_company(vault, one),
        place=one.place, timezone=zone, title=one.summary, invitation=one.uid,
        sequence=str(one.sequence or ""),
    )  # fmt: skip
    done = interview_draft(vault, facts, today, draft)
    new = done.notes[len(draft.notes) :]
    for note in new:
        texts.put(note.path, note.text)
    when = f"{begin:%a %Y-%m-%d %H:%M} ({zone})"
    about = {"interview": ", ".join(filter(None, (when, one.place)))}
    return [Entry("new", source, note.name, about.get(note.kind, ""), note.path) for note in reversed(new)], done


def _company(vault: NoteVault, one: Invitation) -> str:
    """The company of the first guest who is known."""
    known = (contact for guest in one.guests for contact in with_address(guest.email, vault.contacts))
    return next(filter(None, map(employer, known)), "")
