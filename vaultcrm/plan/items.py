"""A touch-point before it has its planned day: what cases, contacts and the search each hand to ``spread``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeAlias

from vaultcrm.model import Interview, JobKey, NoteKey, Settings, Source, State, Step, Touchpoint
from vaultcrm.model.identity import identity

from .cases import Case
from .outcomes import Outcome, Status
from .people import Who
from .windows import Window

Order: TypeAlias = tuple[date, date, str]
KEY_LENGTH = 5
_NEEDS = {"email": "email", "phone": "phone", "post": "address", "linkedin": "linkedin"}
# Recipients who are not of the case's own company.
OUTSIDE = frozenset({"other-jobs", "references", "introducer"})


@dataclass(frozen=True, slots=True)
class Item:
    """One round of one act. ``country`` is that of the person, whose public holidays count for calls and post."""

    uid: str
    note: NoteKey
    source: Source
    steps: tuple[Step, ...]
    step: str
    act: str
    title: str
    who: Who | None
    window: Window
    status: Status = "live"
    closed_on: date | None = None
    via: str | None = None
    round: str | None = None
    job: JobKey | None = None
    company: str | None = None
    country: str | None = None
    missing: tuple[str, ...] = ()
    selling: bool = False
    prompt: bool = False
    hint: str | None = None

    @property
    def order(self) -> Order:
        """The order in which days are given out: due, opens, identity."""
        return (self.window.due_on, self.window.opens_on, self.uid)


def of_outcome(settings: Settings, case: Case, outcome: Outcome) -> Item:
    """The item of one round of a case's slot."""
    slot, step = outcome.slot, outcome.slot.first
    round_ = str(outcome.round) if step.every else None
    person = slot.who.uid if slot.who and slot.each else None
    company = company_of(slot.who) if OUTSIDE & set(step.recipients) else case.company or company_of(slot.who)
    return Item(
        uid=identity(settings.vault, slot.note.id, slot.name, person, round_),
        note=slot.note,
        source=slot.interview.source if slot.interview else case.job.source if case.job else Source(slot.note.path),
        steps=slot.steps,
        step=step.name,
        act=step.act,
        title=entitle(step.title, slot.who, case, slot.interview, company),
        who=slot.who,
        window=outcome.window,
        status=outcome.status,
        closed_on=outcome.day if outcome.status != "live" else None,
        via=outcome.via,
        round=round_,
        job=case.job_key,
        company=company,
        country=country_of(slot.who, settings),
        missing=slot.missing + lacking(slot.who, outcome.via),
        selling=any(one.selling for one in slot.steps),
        prompt=all(one.prompt for one in slot.steps),
        hint=step.hours,
    )


def company_of(who: Who | None) -> str | None:
    """The company in a person's note."""
    return who.contact.company.name if who and who.contact and who.contact.company else None


def country_of(who: Who | None, settings: Settings) -> str | None:
    """Whose public holidays count: those where the person lives, else the user's."""
    return (who.contact.country if who and who.contact else None) or settings.me.country


def lacking(who: Who | None, via: str | None) -> tuple[str, ...]:
    """What the medium needs and the person's note has not (row C2)."""
    if who is None:
        return ()
    if who.contact is None:
        return ("note",)
    need = _NEEDS.get(via or "")
    return (need,) if need and not getattr(who.contact, need) else ()


def entitle(
    title: str, who: Who | None, case: Case | None = None, interview: Interview | None = None, at: str | None = None
) -> str:
    """A title with its names put in: ``{who}`` (and company), ``{person}``, ``{company}``, ``{interview}``, ``{job}``."""
    company = (case.company if case else None) or company_of(who)
    name, theirs = who.name if who else "", at or company_of(who)
    job = case.job if case else None
    words = {
        "{who}": f"{name} ({theirs})" if theirs else name,
        "{person}": name,
        "{company}": company or (job.title if job else "") or "the next talk",
        "{interview}": _interview_label(company, interview),
        "{job}": f"{job.title}, {company}" if job and company else job.title if job else company or "",
    }
    for word, text in words.items():
        title = title.replace(word, text)
    return " ".join(title.split())


def _interview_label(company: str | None, interview: Interview | None) -> str:
    if interview is None:
        return company or ""
    kind = f"{interview.kind} interview" if interview.kind else "interview"
    return f"{company}, {kind}" if company else interview.title or interview.stem


def state_of(item: Item, today: date) -> State:
    """The state by dates; what hangs on an open step is never more than upcoming (*Chains*)."""
    if item.status != "live":
        return item.status
    return "upcoming" if item.window.waits_for else state_on(today, item.window.opens_on, item.window.due_on)


def state_on(today: date, opens: date, due: date) -> State:
    """How what opens and is due on these days stands today."""
    if today < opens:
        return "upcoming"
    if today == due:
        return "due"
    return "overdue" if today > due else "open"


class Asked(NamedTuple):
    """What the steps of an item say of it together: the systems, their rows, where they stand, and what closes it."""

    systems: tuple[str, ...]
    rows: tuple[str, ...]
    steps: tuple[Source, ...]
    fits: tuple[str, ...]


def asked_by(steps: Sequence[Step]) -> Asked:
    """What ``steps`` say together, those of the first document first."""
    return Asked(
        tuple(dict.fromkeys(step.playbook for step in steps)),
        tuple(dict.fromkeys(row for step in steps for row in step.rows)),
        tuple(step.source for step in steps),
        tuple(sorted({verb for step in steps for verb in step.fits})),
    )


def touchpoint(item: Item, asked: Asked, key: str, planned: date, moved: str | None, today: date) -> Touchpoint:
    """The finished record."""
    return Touchpoint(
        key=key,
        uid=item.uid,
        step=item.step,
        act=item.act,
        title=item.title,
        person=item.who.key if item.who else None,
        note=item.note,
        job=item.job,
        company=item.company,
        via=item.via,
        opens=item.window.opens,
        due=item.window.due,
        expires=item.window.expires_on,
        planned=planned,
        state=state_of(item, today),
        tentative=bool(item.window.waits_for) and item.status == "live",
        round=item.round,
        systems=asked.systems,
        rows=asked.rows,
        missing=item.missing,
        moved=moved,
        closed_on=item.closed_on,
        source=item.source,
        steps=asked.steps,
        reasons=item.window.reasons,
        waits_for=item.window.waits_for,
        fits=asked.fits,
        hint=item.hint,
    )


class Keys:
    """The shortest starts of five characters or more that tell identities apart, each found when it is asked for."""

    def __init__(self, uids: Iterable[str]) -> None:
        self._uids = uids

    @cached_property
    def _ordered(self) -> Sequence[str]:
        return sorted(set(self._uids))

    def of(self, uid: str) -> str:
        """The key of one of the identities."""
        place, length = bisect_left(self._ordered, uid), KEY_LENGTH
        near = (*self._ordered[max(place - 1, 0) : place], *self._ordered[place + 1 : place + 2])
        while length < len(uid) and any(other[:length] == uid[:length] for other in near):
            length += 1
        return uid[:length]
