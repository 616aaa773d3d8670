"""Which conversation a command is about: named by its note, its company or somebody in it, else the next or the last one.

In come the vault, a name or nothing, and today; out comes one interview.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound
from vaultcrm.model import Interview, Plan, Touchpoint
from vaultcrm.notes.links import plain
from vaultcrm.views.company import interview_company

from .choosing import not_found, several

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_OFF = ("cancelled", "missed")


def coming_interview(vault: NoteVault, name: str | None, today: date) -> Interview:
    """The one that ``name`` means, those ahead first; without a name the next one. Raises ``NotFound`` or ``SeveralFit``."""
    ahead = [one for one in vault.interviews if one.start.date() >= today and one.status not in _OFF]
    if name is not None:
        return _named(vault, name, ahead)
    if not ahead:
        raise NotFound("no interview lies ahead", "`vaultcrm list interviews` shows them all.")
    return min(ahead, key=lambda one: (one.start, one.id))


def past_interview(vault: NoteVault, name: str | None, today: date) -> Interview:
    """The one that ``name`` means, those not yet written down first; without a name the last one. Raises as above."""
    held = [one for one in vault.interviews if one.start.date() <= today and one.status not in _OFF]
    if name is not None:
        return _named(vault, name, [one for one in held if not one.debrief.begun])
    if not held:
        raise NotFound("no interview has been held yet", "`vaultcrm list interviews` shows them all.")
    return max(held, key=lambda one: (one.start, one.id))


def _named(vault: NoteVault, name: str, first: Sequence[Interview]) -> Interview:
    found = [one for one in vault.candidates(name, "interview") if isinstance(one, Interview)] or _about(vault, name)
    likely = [one for one in found if one in first] if len(found) > 1 else found
    if len(likely or found) == 1:
        return (likely or found)[0]
    if found:
        raise several(name, likely or found)
    known = (word for one in vault.interviews for word in (one.title or one.stem, *_words(vault, one)))
    raise not_found(f"no interview is called {name!r}", name, known, "`vaultcrm list interviews` shows them all.")


def _about(vault: NoteVault, name: str) -> list[Interview]:
    """Interviews at a company, or with a person, whose name begins so; else those whose own name holds these words."""
    wanted = plain(name)
    if not wanted:
        return []
    about = [one for one in vault.interviews if any(plain(word).startswith(wanted) for word in _words(vault, one))]
    return about or [one for one in vault.interviews if f" {wanted}" in f" {plain(one.stem)} {plain(one.title or '')}"]


def _words(vault: NoteVault, interview: Interview) -> list[str]:
    people = [(ref, vault.find_contact(ref)) for ref in interview.interviewers]
    company = interview_company(vault, interview)
    return [*(contact.name if contact else ref.name for ref, contact in people), *([company] if company else [])]


def planned_for(vault: NoteVault, plan: Plan, interview: Interview) -> tuple[Touchpoint, ...]:
    """What is to be done still for the interview, and for the job that it is about."""
    job = vault.find_job(interview.job) if interview.job else None
    return tuple(
        one for one in plan.live if one.note.path == interview.source.path or (job and one.job and one.job.id == job.id)
    )
