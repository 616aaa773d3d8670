"""The evening before an interview: what to take along, what to ask, what is known of everybody (rows B2, C2, D1, D2, D3).

In come the vault and the interview, out comes a ``Prep``, then lines for the terminal or data for scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import Contact, Interview, Promise, Ref, Vault, all_notes

from .company import company_of, interview_company
from .data import Data
from .days import days_ago, full_day, full_moment
from .history import Talk, Talks, talks_by_person
from .note_data import interview_data, promise_data
from .sheet_lines import titled
from .spans import COLUMNS, Line, Lines, Span, line, text_of, width, wrapped
from .wording import GAPS, items, readable

FEWEST_CARDS = 4


@dataclass(frozen=True, slots=True)
class Known:
    """An interviewer as the notes know them; ``contact`` is ``None`` where there is no note, ``last`` is the latest talk."""

    name: str
    contact: Contact | None
    missing: tuple[str, ...]
    last: Talk | None


@dataclass(frozen=True, slots=True)
class Prep:
    """What an interview wants: ``cards`` to take along, ``questions`` to ask, and what there is to know."""

    interview: Interview
    company: str | None
    cards: int
    questions: tuple[str, ...]
    people: tuple[Known, ...]
    promises: tuple[Promise, ...]
    earlier: tuple[Interview, ...]


def prep(vault: Vault, interview: Interview, today: date) -> Prep:
    """Gather it. A meeting by link has no reception, so that there are no cards to leave (B2)."""
    talks = talks_by_person(vault, today)
    people = tuple(_known(ref, vault.find_contact(ref), talks, today) for ref in interview.interviewers)
    return Prep(
        interview,
        interview_company(vault, interview),
        0 if interview.remote else max(FEWEST_CARDS, len(people) + 1),
        tuple(_questions(people)),
        people,
        tuple(_promises(vault, interview, people)),
        tuple(_earlier(vault, interview)),
    )


def _known(ref: Ref, contact: Contact | None, talks: Talks, today: date) -> Known:
    if contact is None:
        return Known(ref.name, None, ("note",), None)
    ways = {"email": contact.email, "phone": contact.phone, "address": contact.address}
    lacking = tuple(way for way, value in ways.items() if not value)
    so_far = (talk for talk in talks.get(contact.id, ()) if talk.day <= today)
    return Known(contact.name, contact, lacking, next(so_far, None))


def _questions(people: Sequence[Known]) -> Iterator[str]:
    """Next steps always; the rest only of those of whom it is not known."""
    yield "the next steps, and by when I shall hear (D1)"
    asked: Mapping[str, Callable[[Known], bool]] = {
        "how they like to be reached: e-mail, post, phone (D1)": lambda one: not (one.contact and one.contact.prefers),
        "whether we may connect on LinkedIn (D2)": lambda one: one.contact is None or one.contact.linkedin_ok is None,
        "the business card, or the same jotted down (D3)": lambda one: bool(one.missing),
    }
    for question, open_with in asked.items():
        if names := [one.name for one in people if open_with(one)]:
            yield f"{question}: {', '.join(names)}"


def _promises(vault: Vault, interview: Interview, people: Sequence[Known]) -> Iterator[Promise]:
    """Open ones to these people, or of a talk about the same job."""
    ids = {one.contact.id for one in people if one.contact}
    notes = {interview.source.path, *(one.source.path for one in _earlier(vault, interview))}
    for note in all_notes(vault):
        own = note.source.path in notes or note.id in ids
        for promise in note.promises:
            named = {contact.id for ref in promise.people if (contact := vault.find_contact(ref))}
            if not promise.done and (named & ids or (own and not named)):
                yield promise


def _earlier(vault: Vault, interview: Interview) -> Iterator[Interview]:
    """Those of the same job that were before this one, the newest first; without a job there are none."""
    job = vault.find_job(interview.job) if interview.job else None
    before = [one for one in vault.interviews if one.job and one.start < interview.start and one.status != "cancelled"]
    for one in sorted(before, key=lambda one: (one.start, one.id), reverse=True):
        found = vault.find_job(one.job) if one.job else None
        if job and found and found.id == job.id:
            yield one


def prep_lines(found: Prep, today: date) -> Lines:
    """The list for people, on one screen."""
    interview = found.interview
    what = " ".join(filter(None, (interview.kind, "interview")))
    title = f"{found.company}, {what}" if found.company else interview.title or what[:1].upper() + what[1:]
    place = f"{full_moment(interview.start)}, {interview.place or interview.timezone}"
    return (
        line(Span(title, "heading"), "  ", Span(interview.source.path, "soft")),
        *wrapped(place),
        *titled("Take along", _take_along(found)),
        *titled("Ask", [entry for text in found.questions for entry in _item(text)]),
        *titled("Who", [entry for one in found.people for entry in _who(one, today)]),
        *titled("Promised and still open", [entry for one in found.promises for entry in _item(_promise(one))]),
        *titled("Before, for the same job", [entry for one in found.earlier for entry in _before(one)]),
    )


def _take_along(found: Prep) -> list[Line]:
    given = len(found.people)
    cards = f"{found.cards} thank-you cards and a pen ({given} to give, {found.cards - given} to spare)"
    filled = f"{cards}: filled in before you leave, left with the receptionist (B2)"
    texts = [filled] if found.cards else ["the link, tried out: there is no reception"]
    return [entry for text in (*texts, "your own business cards, and the questions on paper") for entry in _item(text)]


def _who(known: Known, today: date) -> Lines:
    """One person in two or three lines: who, what is not known, what was last."""
    contact = known.contact
    about = ", ".join(filter(None, (contact.title, company_of(contact)))) if contact else ""
    head = _with_gaps(line("  ", Span(known.name, "key"), "  " if about else "", about), known.missing)
    if not known.last:
        return head
    text = f": {readable(known.last.text)}" if known.last.text else ""
    said = wrapped(f"{days_ago(known.last.day, today)}, {known.last.words}{text}", "    ")
    return (*head, *said[:1]) if len(said) < 2 else (*head, line(*said[0], Span("…", "soft")))


def _with_gaps(who: Line, missing: Sequence[str]) -> Lines:
    """What is not known, behind the person, or below where there is no room for it."""
    if not missing:
        return (who,)
    gaps = f"no {', no '.join(GAPS[gap] for gap in missing)}"
    behind = line(*who, "  ", Span(gaps, "missing"))
    return (behind,) if width(text_of(behind)) <= COLUMNS else (who, *wrapped(gaps, "    ", "missing"))


def _before(interview: Interview) -> Lines:
    """An earlier talk of the same job: what it was about, in two lines, and what it showed to be missing."""
    kind = f" ({interview.kind})" if interview.kind else ""
    topics = "; ".join(items(interview.debrief.topics))
    told = wrapped(f"{full_day(interview.start.date())}{kind}" + (f": {topics}" if topics else ""), "  ", hanging="    ")
    told = told if len(told) < 3 else (told[0], line(*told[1], Span("…", "soft")))
    lacked = "; ".join(items(interview.debrief.requirement)) if interview.debrief.names_requirement else ""
    return (*told, *wrapped(f"requirement not met: {lacked}", "    ", "now")) if lacked else told


def _promise(promise: Promise) -> str:
    return readable(promise.text) + (f" (by {full_day(promise.due)})" if promise.due else "")


def _item(text: str) -> Lines:
    return wrapped(text, "  ", hanging="  ")


def prep_data(found: Prep) -> Data:
    """The same for scripts; keys are a contract."""
    return {
        "interview": interview_data(found.interview, found.company),
        "cards": found.cards,
        "questions": list(found.questions),
        "people": [_known_data(one) for one in found.people],
        "promises": [promise_data(promise) for promise in found.promises],
        "earlier": [_earlier_data(one) for one in found.earlier],
    }


def _known_data(known: Known) -> Data:
    c = known.contact
    about = {"title": c.title if c else None, "company": company_of(c) if c else None}
    last = {"date": known.last.day.isoformat(), "what": known.last.words, "text": known.last.text} if known.last else None
    return {"id": c.id if c else None, "name": known.name, **about, "missing": list(known.missing), "last": last}


def _earlier_data(interview: Interview) -> Data:
    debrief = interview.debrief
    lacked = debrief.requirement if debrief.names_requirement else None
    return interview_data(interview, company_of(interview)) | {"topics": list(items(debrief.topics)), "requirement": lacked}
