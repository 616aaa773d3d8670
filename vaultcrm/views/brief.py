"""A person on one screen, or a company: what you want to see just before you write or call (row A3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultcrm.model import Interview

from .company import company_of
from .days import full_day, full_moment, short_day
from .history import Talk, silence
from .note_data import birthday_text
from .person import Part, Person
from .rows import rows
from .spans import Line, Lines, Span, line, wrapped
from .wording import GAPS, VIA, readable

_LABEL = 12
_TALKS, _FACTS, _TOUCHPOINTS = 5, 6, 5


def person_lines(person: Person, today: date) -> Lines:
    """The person's screen: who, how to reach them, what matters to them, what was said last, what comes next."""
    facts = [readable(fact) for fact in person.facts[:_FACTS]]
    known = [*_about(person), *_reach(person), *_block("personal", facts), *_ties(person, today)]
    talked = [entry for talk in person.talks[:_TALKS] for entry in _talk_lines(talk, today)]
    waiting = [*rows(person.touchpoints[:_TOUCHPOINTS], today), *_promise_lines(person), *_share_lines(person)]
    return (*known, *titled("Last talks", talked), *titled("To do", waiting), *_more(person))


def _about(person: Person) -> Lines:
    c = person.contact
    place = ", ".join(filter(None, (c.title, company_of(c))))
    return (line(Span(c.name, "heading"), "  " if place else "", place, "  ", Span(c.source.path, "soft")),)


def _reach(person: Person) -> Lines:
    c = person.contact
    prefers = (f"prefers {VIA[c.prefers]}",) if c.prefers else ()
    gaps = [f"no {GAPS[gap]}" for gap in person.missing]
    reach = (*c.email, *c.phone, *filter(None, (c.linkedin,)), *prefers)
    address = ", ".join(part.strip(" ,") for part in (c.address or "").splitlines() if part.strip())
    place = f"{c.timezone} time" if c.timezone else ""
    missing = (line(Span("missing".ljust(_LABEL), "soft"), Span(", ".join(gaps), "missing")),) if gaps else ()
    return (*_block("reach", (" · ".join(reach),)), *_block("address", (address,)), *_block("where", (place,)), *missing)


def _ties(person: Person, today: date) -> Lines:
    introduced = f"introduced you to {', '.join(person.introduced)}" if person.introduced else ""
    by = f"introduced by {person.introduced_by}" if person.introduced_by else ""
    met = f"met {full_day(person.contact.met)}" if person.contact.met else ""
    birthday = f"birthday {birthday_text(person.contact.birthday)}" if person.contact.birthday else ""
    jobs = [_part_words(part, today) for part in person.parts]
    ahead = [_meeting(i) for i in person.interviews if i.start.date() >= today and i.status in (None, "scheduled")]
    known = " · ".join(filter(None, (met, by, introduced, birthday)))
    blocks = {"known": (known,), "jobs": jobs, "meeting": ahead, "answer": _answers(person, today)}
    return tuple(entry for label, texts in blocks.items() for entry in _block(label, texts))


def _meeting(interview: Interview) -> str:
    place = f", {interview.place}" if interview.place else ""
    return f"{full_moment(interview.start)} {interview.timezone}" + (f" ({interview.kind})" if interview.kind else "") + place


def _answers(person: Person, today: date) -> Sequence[str]:
    """By when they said they would answer, while that lies ahead."""
    return [f"by {full_day(i.answer_by)}, they said" for i in person.interviews if i.answer_by and i.answer_by >= today]


def _part_words(part: Part, today: date) -> str:
    """``Staff Engineer, Acme (hiring manager): interviewing, no news for 9 days``."""
    job = part.job
    name = ", ".join(filter(None, (job.title, company_of(job))))
    state = ", ".join(filter(None, (job.stage, silence(job, part.news, today))))
    return f"{name} ({', '.join(part.parts)})" + (f": {state}" if state else "")


def _block(label: str, texts: Sequence[str]) -> Lines:
    """Texts behind one label, wrapped under themselves."""
    lines = [text for entry in texts for text in wrapped(entry, " " * _LABEL)]
    return tuple((Span((label if n == 0 else "").ljust(_LABEL), "soft"), *text[1:]) for n, text in enumerate(lines))


def titled(title: str, lines: Sequence[Line]) -> Lines:
    """``lines`` below a heading and an empty line; nothing where there are none."""
    return ((), line(Span(title, "heading")), *lines) if lines else ()


def _talk_lines(talk: Talk, today: date) -> Lines:
    """A talk in two lines at the most."""
    words = talk.words + (f": {readable(talk.text)}" if talk.text else "")
    text = wrapped(f"{short_day(talk.day, today)}  {words}", "  ", hanging="    ")
    return text if len(text) < 3 else (text[0], line(*text[1], Span("…", "soft")))


def _promise_lines(person: Person) -> list[Line]:
    """Promises without a date; those with one are touch-points."""
    texts = [promise.text for promise in person.promises if not promise.due]
    return _sentences("you promised", (*texts, *person.promised))


def _share_lines(person: Person) -> list[Line]:
    return _sentences("to share", person.contact.share)


def _sentences(what: str, texts: Sequence[str]) -> list[Line]:
    return [entry for text in texts for entry in wrapped(f"{what}: {readable(text)}", "  ", hanging="  ")]


def _more(person: Person) -> Lines:
    counts = {
        "facts": len(person.facts) - _FACTS,
        "talks": len(person.talks) - _TALKS,
        "touch-points": len(person.touchpoints) - _TOUCHPOINTS,
    }
    words = [f"{count} more {what}" for what, count in counts.items() if count > 0]
    return ((), line(Span(f"{' and '.join(words)}: --json shows all", "soft"))) if words else ()
