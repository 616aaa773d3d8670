"""A company on one sheet: which openings, who is there, what was said when, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from vaultcrm.model import ENDED, Contact, Interview, Job, Plan, Promise, Touchpoint, Vault

from .brief import answers, is_ahead, meeting_words, prep_hint
from .company import Company
from .days import days_ago, full_day
from .history import Talks, held, last_contact, names_of, silence, talks_by_person
from .person import Pages, interviews_with, promises_to
from .prose import in_words, prose_of
from .sheet import Entry, Fact, Part, Sheet
from .timeline import Event, gist, timeline, unsent
from .wording import items, readable

Promises = dict[str, list[Promise]]


def company_touchpoints(company: Company, plan: Plan) -> tuple[Touchpoint, ...]:
    """What is still to be done for the company's people and jobs."""
    people = {c.id for c in company.people}
    jobs = {j.id for j in company.jobs}
    return tuple(t for t in plan.live if (t.person and t.person.id in people) or (t.job and t.job.id in jobs))


def company_sheet(company: Company, vault: Vault, plan: Plan, pages: Pages, path: str = "") -> Sheet:
    """The company's sheet; ``pages`` hold its own note, if there is one at ``path``."""
    talks = talks_by_person(vault, plan.today)
    promises = _promises(company, vault)
    facts = [fact for fact in _facts(company, plan, pages) if any(fact.texts)]
    people = tuple(Entry(_member(c, last_contact(c, talks, plan.today), plan.today)) for c in company.people)
    parts = (
        Part("People", "of the people", (*people, *_noteless(company, vault))),
        Part("Timeline", "of the timeline", tuple(_timeline(company, talks, pages, promises, plan.today))),
        Part(
            "To do",
            "to do",
            (*_promised(promises), *_drafted(company, vault, talks, pages)),
            company_touchpoints(company, plan),
        ),
    )
    hints = prep_hint([i for i in company.interviews if is_ahead(i, plan.today)])
    return Sheet(company.name, "", path, tuple(facts), tuple(part for part in parts if len(part)), hints)


def _facts(company: Company, plan: Plan, pages: Pages) -> Iterator[Fact]:
    today = plan.today
    own = (f"{key}: {value}" for key, value in pages.own)
    yield Fact("notes", tuple(readable(text) for text in (*in_words(prose_of(pages.body)), *own)), lines=4)
    jobs = sorted(company.jobs, key=lambda job: job.stage in ENDED)
    yield Fact("jobs", tuple(_job(job, plan.news.get(job.id), today) for job in jobs), lines=5)
    ahead = sorted((i for i in company.interviews if is_ahead(i, today)), key=lambda i: (i.start, i.id))
    yield Fact(
        "meeting",
        tuple(f"{meeting_words(i)}, with {_names(i)}" if i.interviewers else meeting_words(i) for i in ahead),
        lines=4,
    )
    yield Fact("answer", answers(company.interviews, today), lines=2)


def _job(job: Job, news: date | None, today: date) -> str:
    """``Staff Engineer: interviewing, no news for 9 days, decide by Sat 28 Nov 2026``."""
    decide = f"decide by {full_day(job.decide_by)}" if job.decide_by and job.decide_by >= today else ""
    state = ", ".join(filter(None, (job.stage, silence(job, news, today), decide)))
    return f"{job.title}: {state}" if state else job.title


def _member(contact: Contact, last: date | None, today: date) -> str:
    """``Dana Lee, Director of Platform, last contact 3 days ago``."""
    ago = f"last contact {days_ago(last, today)}" if last else ""
    return ", ".join(filter(None, (contact.name, contact.title, ago)))


def _noteless(company: Company, vault: Vault) -> Iterator[Entry]:
    """Whom its interviews and openings name, and nobody has a note of yet."""
    refs = [ref for interview in company.interviews for ref in interview.interviewers]
    refs += [ref for job in company.jobs for ref in (job.hiring_manager, job.hr, job.contact) if ref]
    known = {name.casefold() for contact in vault.contacts for name in names_of(contact)}
    named = {readable(ref.name).casefold(): readable(ref.name) for ref in refs if not vault.find_contact(ref)}
    for name in sorted(named.keys() - known):
        yield Entry(f"{named[name]}, no note yet")


def _promises(company: Company, vault: Vault) -> Promises:
    """What was promised to whom; what two of them were promised stands at both."""
    return {who.id: [*promises_to(vault, who, interviews_with(vault, who))] for who in company.people}


def _promised(promises: Promises) -> tuple[Entry, ...]:
    """Those without a day, once each; one with a day is a touch-point."""
    undated = {one.source: one for found in promises.values() for one in found if not one.done and not one.due}
    return tuple(Entry(f"you promised: {readable(one.text)}", source=one.source) for one in undated.values())


def _timeline(company: Company, talks: Talks, pages: Pages, promises: Promises, today: date) -> Iterator[Entry]:
    """What was said with each of its people, and the interviews once each; the newest first."""
    of_meeting = [i for i in company.interviews if held(i, today) or i.status in ("cancelled", "missed")]
    met = [((i.start.date(), i.start.time()), _interview(i), i.source) for i in of_meeting]
    told = {interview.source for interview in company.interviews}
    said = [(who, event) for who, event in _events(company, talks, pages, promises) if event.source not in told]
    found = [
        *met,
        *(((event.day or date.min, event.at or time.max), f"{who}, {event.told}", event.source) for who, event in said),
    ]
    for (day, _), words, source in sorted(found, reverse=True):
        yield Entry(words, day if day > date.min else None, source)


def _events(company: Company, talks: Talks, pages: Pages, promises: Promises) -> list[tuple[str, Event]]:
    """Person by person; a line of a log that names two of them is theirs together."""
    found: dict[tuple[object, str], tuple[list[str], Event]] = {}
    for contact in company.people:
        for event in timeline(talks.get(contact.id, ()), pages.drafts, [one for one in promises[contact.id] if one.done]):
            found.setdefault((event.source, event.told), ([], event))[0].append(contact.name)
    return [(" and ".join(names), event) for names, event in found.values()]


def _interview(interview: Interview) -> str:
    names, topics = _names(interview), "; ".join(items(interview.debrief.topics))
    status = f", {interview.status}" if interview.status in ("cancelled", "missed") else ""
    return f"{interview.kind or 'interview'}{f' with {names}' if names else ''}{status}{f': {topics}' if topics else ''}"


def _names(interview: Interview) -> str:
    return ", ".join(ref.name for ref in interview.interviewers)


def _drafted(company: Company, vault: Vault, talks: Talks, pages: Pages) -> tuple[Entry, ...]:
    """Drafts for its people that were not sent yet."""
    ids = {contact.id for contact in company.people}
    recipients = [(draft, vault.find_contact(draft.recipient)) for draft in pages.drafts if draft.recipient]
    theirs = [draft for draft, contact in recipients if contact and contact.id in ids]
    waiting = unsent(theirs, [talk for contact in company.people for talk in talks.get(contact.id, ())])
    return tuple(Entry(f"drafted, not sent: {gist(draft)} ({draft.source.path})", source=draft.source) for draft in waiting)
