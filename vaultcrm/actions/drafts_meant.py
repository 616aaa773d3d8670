"""Which drafts a word on the command line means: a file, a key, a person; and the touch-point that a text belongs to.

A text that was written elsewhere becomes a draft as it is read: the command line says for whom it is, and what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound, SeveralFit, WrongUsage
from vaultcrm.model import (
    LIVE,
    Contact,
    Draft,
    DraftMedium,
    Interview,
    JobKey,
    NoteKey,
    PersonKey,
    Plan,
    Ref,
    Source,
    Touchpoint,
)
from vaultcrm.notes.drafts import read_draft
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import plain

from .choosing import by_key, not_found, one_contact
from .interviews import past_interview

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

STDIN = "-"
_HEADER = re.compile(
    r"\A(?:(?:from|to|cc|date):[^\n]*\n)*subject:[ \t]*+(?P<subject>[^\n]*)\n(?:[\w-]+:[^\n]*\n)*\n?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the command line says of a text that was written elsewhere."""

    act: str | None = None
    to: str | None = None
    medium: DraftMedium | None = None
    subject: str | None = None
    language: str | None = None


def drafts_meant(vault: NoteVault, plan: Plan, there: Sequence[Draft], word: str) -> tuple[Draft, ...]:
    """The drafts that a path, a file's name, a key or a person's name means. Raises ``NotFound`` and ``SeveralFit``."""
    wanted = plain(word.removeprefix("./").removesuffix(".md"))
    named = tuple(
        one for one in there if wanted in (plain(one.source.path.removesuffix(".md")), plain(stem_of(one.source.path)))
    )
    return named or _by_key(plan, there, word) or _by_person(vault, there, word)


def drafts_of_interview(vault: NoteVault, plan: Plan, there: Sequence[Draft], name: str) -> tuple[Draft, ...]:
    """The drafts that belong to an interview. Raises ``NotFound`` and ``SeveralFit``."""
    interview = past_interview(vault, name, plan.today)
    found = tuple(one for one in there if one.about and plain(one.about.target.rsplit("/", 1)[-1]) == plain(interview.stem))
    if not found:
        remedy = f"vaultcrm draft --interview {interview.id} writes them."
        raise NotFound(f"{interview.title or interview.stem}: there are no drafts for it", remedy)
    return found


def draft_of_file(path: str, text: str) -> Draft | None:
    """The draft that a file holds; ``None`` where it is plain text."""
    return read_draft(path, text)[0] if text.lstrip("\ufeff\r\n ").startswith("---") else None


def draft_of_text(vault: NoteVault, plan: Plan, path: str, text: str, said: Said) -> Draft:
    """A text as a draft: for whom and what, the command line says. Raises ``WrongUsage`` where it does not."""
    from vaultcrm.notes.edit import link_to

    if not said.to:
        what = "" if said.act else ", and --as thank-you or what it is"
        raise WrongUsage(f"{path}: to whom does it go?", f'Say --to "Dana Lee"{what}.')
    contact = one_contact(vault, said.to)
    head = _HEADER.match(text)
    body = text[head.end() :] if head else text
    lead = len(body) - len(body.lstrip("\r\n"))
    interview = _last_with(vault, contact, plan.today)
    return Draft(
        source=Source(path, 1),
        touchpoint="",
        act=said.act or "thank-you",
        medium=said.medium or "email",
        language=said.language or vault.settings.drafts.language,
        recipient=link_to(stem_of(contact.source.path), contact.name),
        about=link_to(interview.stem, interview.stem) if interview else None,
        subject=said.subject or (head["subject"].strip() if head else ""),
        text=body.strip("\r\n"),
        line=1 + text.count("\n", 0, len(text) - len(body) + lead),
    )


def touchpoint_of(vault: NoteVault, plan: Plan, draft: Draft) -> Touchpoint:
    """The touch-point that a draft is for; where it is planned no more, or never was, one like it."""
    planned = next((one for one in plan.touchpoints if draft.touchpoint and one.uid == draft.touchpoint), None)
    contact = vault.find_contact(draft.recipient) if draft.recipient else None
    if planned or contact is None:
        return planned or _unplanned(
            vault, draft, PersonKey(draft.recipient.name) if draft.recipient else None, None, plan.today
        )
    like = [one for one in plan.touchpoints if one.person and one.person.id == contact.id and draft.act in (one.step, one.act)]
    if not draft.touchpoint and like:
        return next((one for one in like if one.state in LIVE), like[-1])
    return _unplanned(vault, draft, PersonKey(contact.name, contact.id), contact, plan.today)


def _unplanned(vault: NoteVault, draft: Draft, person: PersonKey | None, contact: Contact | None, today: date) -> Touchpoint:
    about = plain(draft.about.target.rsplit("/", 1)[-1]) if draft.about else ""
    interview = next((one for one in vault.interviews if about and plain(one.stem) == about), None)
    job = vault.find_job(interview.job) if interview and interview.job else None
    company = contact.company.name if contact and contact.company else None
    note = interview or contact or job
    found = Touchpoint(
        key="", uid=draft.touchpoint, step=draft.act, act=draft.act, title=draft.act, person=person,
        note=NoteKey(note.id, note.source.path) if note else NoteKey("", ""), job=None, company=company, via=None,
        opens=today, due=today, expires=None, planned=today, state="open",
    )  # fmt: skip
    return replace(found, job=JobKey(job.id, job.title, job.company.name if job.company else None)) if job else found


def _last_with(vault: NoteVault, contact: Contact, today: date) -> Interview | None:
    """The last interview before tomorrow in which the contact was."""
    held = (one for one in vault.interviews if one.start.date() <= today and one.status not in ("cancelled", "missed"))
    among = [one for one in held if any(vault.find_contact(ref) == contact for ref in one.interviewers)]
    return max(among, key=lambda one: (one.start, one.source.path), default=None)


def _by_key(plan: Plan, there: Sequence[Draft], word: str) -> tuple[Draft, ...]:
    if not re.fullmatch(r"[a-z2-7]{2,}", word.strip().casefold()):
        return ()
    try:
        touchpoint = by_key(plan, word)
    except (NotFound, SeveralFit):  # then it may still be a name
        return ()
    found = tuple(one for one in there if one.touchpoint == touchpoint.uid)
    if not found:
        raise NotFound(f"{touchpoint.title}: there is no draft for it", f"vaultcrm draft {touchpoint.key} writes it.")
    return found


def _by_person(vault: NoteVault, there: Sequence[Draft], word: str) -> tuple[Draft, ...]:
    try:
        contact = one_contact(vault, word)
    except NotFound as stop:
        names = (stem_of(one.source.path) for one in there)
        raise not_found(f"there is no draft {word!r}, and nobody is called so", word, names, stop.remedy) from stop
    found = tuple(one for one in there if one.recipient and vault.find_contact(Ref(one.recipient.target)) == contact)
    if not found:
        raise NotFound(
            f"{contact.name}: there is no draft for them", "vaultcrm draft KEY writes one; vaultcrm agenda shows keys."
        )
    return found


def is_file(word: str) -> bool:
    """Whether a word means a file, or the standard input."""
    return word == STDIN or Path(word).is_file()
