"""A person on one sheet: what you want to see just before you write or call (row A3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vaultcrm.model import ENDED, Contact, Interview, PartialDate

from .company import company_of
from .days import MONTHS, full_day, full_moment
from .history import silence
from .note_data import birthday_in
from .person import Part as Role
from .person import Person
from .prose import in_words
from .sheet import Entry, Fact, Part, Sheet
from .timeline import gist
from .wording import GAPS, VIA, readable

_FACTS = 4
_SOON = 30


def person_sheet(person: Person, today: date) -> Sheet:
    """The person's sheet: who, how to reach them, what matters to them, what was said last, what comes next."""
    c = person.contact
    facts = [fact for fact in (*_reach(person), *_personal(person), *_ties(person, today)) if any(fact.texts)]
    parts = (Part("Timeline", "of the timeline", _timeline(person)), _to_do(person))
    about = ", ".join(filter(None, (c.title, company_of(c))))
    return Sheet(c.name, about, c.source.path, tuple(facts), tuple(part for part in parts if len(part)), _hints(person, today))


def _reach(person: Person) -> Iterator[Fact]:
    c = person.contact
    prefers = (f"prefers {VIA[c.prefers]}",) if c.prefers else ()
    agreed = {True: ("agreed to connect on LinkedIn",), False: ("not on LinkedIn",), None: ()}[c.linkedin_ok]
    yield Fact("reach", (" · ".join((*c.email, *c.phone, *filter(None, (c.linkedin,)), *agreed, *prefers)),), lines=3)
    yield Fact("address", (", ".join(part.strip(" ,") for part in (c.address or "").splitlines() if part.strip()),), lines=2)
    if person.there:
        yield Fact("where", (person.there.words,), "plain" if person.there.working or not person.there.now else "now")
    yield Fact("missing", (", ".join(f"no {GAPS[gap]}" for gap in person.missing),), "missing")


def _personal(person: Person) -> Iterator[Fact]:
    own = tuple(f"{key}: {value}" for key, value in person.own)
    yield Fact("personal", tuple(readable(text) for text in (*in_words(person.prose), *own)), lines=_FACTS)


def _ties(person: Person, today: date) -> Iterator[Fact]:
    c = person.contact
    known = (
        f"met {full_day(c.met)}" if c.met else "",
        f"introduced by {person.introduced_by}" if person.introduced_by else "",
        f"introduced you to {', '.join(person.introduced)}" if person.introduced else "",
        _birthday(c.birthday, today) if c.birthday else "",
        _kept(c),
        f"also called {', '.join(c.aliases)}" if c.aliases else "",
        f"greeted as {c.salutation}" if c.salutation else "",
    )
    yield Fact("known", (" · ".join(filter(None, known)),), lines=3)
    yield Fact("tags", (" ".join(f"#{tag}" for tag in c.tags),), lines=0)
    yield Fact("jobs", tuple(_role(role, today) for role in sorted(person.parts, key=_is_over)), lines=4)
    yield Fact("meeting", tuple(meeting_words(i) for i in person.interviews if is_ahead(i, today)), lines=2)
    yield Fact("answer", answers(person.interviews, today), lines=1)
    others = (", ".join(filter(None, (other.name, other.title))) for other in person.colleagues)
    yield Fact("also there", ("; ".join(others),), lines=2)


def _kept(contact: Contact) -> str:
    """``in touch every 3 months``, as the note itself says; the cadence of a group shows in what is to be done."""
    if contact.cadence == "never":
        return "no reminders"
    every = contact.cadence
    return f"in touch every {every.unit if every.count == 1 else every}" if every else ""


def _is_over(role: Role) -> bool:
    return role.job.stage in ENDED


def _birthday(day: PartialDate, today: date) -> str:
    """``birthday 2 May 1980 (today)``."""
    away = birthday_in(day, today)
    soon = {0: " (today)", 1: " (tomorrow)"}.get(away, f" (in {away} days)" if away <= _SOON else "")
    return f"birthday {day.day} {MONTHS[day.month - 1]}{f' {day.year}' if day.year else ''}{soon}"


def is_ahead(interview: Interview, today: date) -> bool:
    """Whether the interview is to come."""
    return interview.start.date() >= today and interview.status in (None, "scheduled")


def answers(interviews: Sequence[Interview], today: date) -> tuple[str, ...]:
    """By when they said they would answer, while that lies ahead."""
    days = {i.answer_by for i in interviews if i.answer_by and i.answer_by >= today}
    return tuple(f"by {full_day(day)}, they said" for day in sorted(days))


def meeting_words(interview: Interview) -> str:
    """``Tue 24 Nov 2026, 9:00 UTC (screen), Cambridge``."""
    kind = f" ({interview.kind})" if interview.kind else ""
    return f"{full_moment(interview.start)} {interview.timezone}{kind}" + (f", {interview.place}" if interview.place else "")


def _role(role: Role, today: date) -> str:
    """``Staff Engineer, Acme (hiring manager): interviewing, no news for 9 days``."""
    job = role.job
    name = ", ".join(filter(None, (job.title, company_of(job))))
    state = ", ".join(filter(None, (job.stage, silence(job, role.news, today))))
    return f"{name} ({', '.join(role.parts)})" + (f": {state}" if state else "")


def _timeline(person: Person) -> tuple[Entry, ...]:
    return tuple(Entry(event.told, event.day, event.source) for event in person.events)


def _to_do(person: Person) -> Part:
    """Touch-points, then what has no day: promises without a date (those with one are touch-points), drafts, what to share."""
    undated = [promise for promise in person.promises if not promise.due]
    entries = (
        *(Entry(f"you promised: {readable(promise.text)}", source=promise.source) for promise in undated),
        *(Entry(f"you promised: {readable(text)}") for text in person.promised),
        *(Entry(f"drafted, not sent: {gist(draft)} ({draft.source.path})", source=draft.source) for draft in person.drafts),
        *(Entry(f"to share: {readable(text)}") for text in person.contact.share),
    )
    return Part("To do", "to do", entries, person.touchpoints)


def _hints(person: Person, today: date) -> tuple[str, ...]:
    return prep_hint([i for i in person.interviews if is_ahead(i, today)])


def prep_hint(ahead: Sequence[Interview]) -> tuple[str, ...]:
    """The command that leads on to the next interview."""
    coming = min(ahead, key=lambda i: (i.start, i.id), default=None)
    return (f"vaultcrm prep {coming.id}: what to take along and to ask",) if coming else ()
