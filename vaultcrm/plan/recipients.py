"""To whom a step goes: the words of ``with`` as people."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vaultcrm.model import Interview, Job, Step

from .cases import Case, is_on
from .people import Who
from .world import World


class Recipient(NamedTuple):
    """A person (``None``: the user), and what is not known of who it should have been (``missing: hr``)."""

    who: Who | None
    missing: tuple[str, ...] = ()
    each: bool = True


def recipients(world: World, case: Case, interview: Interview | None, step: Step, day: date) -> tuple[Recipient, ...]:
    """The step's recipients on ``day``, each once, in the note's order."""
    found: dict[str, Recipient] = {}
    for phrase in step.recipients:
        alternatives = (_of_word(world, case, interview, word, day) for word in phrase.split(" or "))
        for hit in next((hits for hits in alternatives if hits), ()):
            found.setdefault(hit.who.uid if hit.who else "", hit._replace(each=hit.each or len(step.recipients) > 1))
    return tuple(found.values())


def _of_word(world: World, case: Case, interview: Interview | None, word: str, day: date) -> tuple[Recipient, ...]:
    people, job = world.people, case.job
    match word:
        case "me":
            return (Recipient(None, each=False),)
        case "each":
            return tuple(Recipient(who) for who in people.interviewers(interview)) if interview else ()
        case "lead":
            return _one(lead(world, case, interview or last_interview(case)))
        case "hr" | "hiring-manager" | "contact":
            return _one(people.maybe(getattr(job, word.replace("-", "_"))) if job else None)
        case "references":
            return tuple(Recipient(who) for who in people.references(job)) if job else ()
        case "deciders":
            return deciders(world, case, interview) if interview else ()
        case "introducer":
            return _introducers(world, case, interview, day)
        case _:  # other-jobs
            return _other_jobs(world, case, day)


def _one(who: Who | None) -> tuple[Recipient, ...]:
    return (Recipient(who, each=False),) if who else ()


def last_interview(case: Case) -> Interview | None:
    """The latest interview that is not called off."""
    return next((interview for interview in reversed(case.interviews) if is_on(interview)), None)


def lead(world: World, case: Case, interview: Interview | None) -> Who | None:
    """Who is called: the job's hiring manager where that is an interviewer, else the first one named (*Lead*).

    Once a chain has a log line it stays with that person.
    """
    if interview is None:
        return None
    if interview.source.path not in world.leads:
        world.leads[interview.source.path] = _find_lead(world, case, interview)
    return world.leads[interview.source.path]


def _find_lead(world: World, case: Case, interview: Interview) -> Who | None:
    interviewers = world.people.interviewers(interview)
    kept = _kept_lead(world, case, interview, interviewers)
    manager = world.people.maybe(case.job.hiring_manager) if case.job else None
    return kept or (manager if manager in interviewers else next(iter(interviewers), None))


def _kept_lead(world: World, case: Case, interview: Interview, interviewers: tuple[Who, ...]) -> Who | None:
    notes = {interview.source.path, case.job.source.path if case.job else interview.source.path}
    notes.update(who.contact.source.path for who in interviewers if who.contact)
    lines = [
        (entry.order, who)
        for who in interviewers
        for entry in world.journal.of(who)
        if entry.line.step in world.lead_words and entry.note.path in notes and entry.line.day >= interview.start.date()
    ]
    return min(lines, key=lambda found: found[0])[1] if lines else None


def deciders(world: World, case: Case, interview: Interview) -> tuple[Recipient, ...]:
    """Whom a decline goes to (row E4): the job's HR person, and its hiring manager if interviewed.

    The manager alone where HR is not known, which is said; without a job, or with neither known, the first interviewer.
    """
    interviewers = world.people.interviewers(interview)
    first = tuple(Recipient(who) for who in interviewers[:1])
    if case.job is None:
        return first
    hr, manager = world.people.maybe(case.job.hr), world.people.maybe(case.job.hiring_manager)
    if hr is None:
        return (Recipient(manager, ("hr",)),) if manager else tuple(Recipient(one.who, ("hr",)) for one in first)
    met = {who.uid for one in case.interviews if is_on(one) for who in world.people.interviewers(one)}
    return (Recipient(hr), *((Recipient(manager),) if manager and manager.uid in met else ()))


def _introducers(world: World, case: Case, interview: Interview | None, day: date) -> tuple[Recipient, ...]:
    """Whose introduction led to this interview (the first one held that came of it), or to the job (row A5)."""
    people, job = world.people, case.job
    found: list[Who | None] = []
    scene = (interview,) if interview else case.interviews
    for one in scene:
        new = [who for who in people.interviewers(one) if interview is None or world.first_held(who, day) == interview]
        found += [people.maybe(who.contact.introduced_by) for who in new if who.contact]
    if job and (interview is None or _first_of(case, day) == interview):
        found.append(people.maybe(job.referred_by))
    present = {who.uid for one in scene for who in people.interviewers(one)} if interview else set[str]()
    return tuple(Recipient(who) for who in dict.fromkeys(found) if who and who.uid not in present)


def _first_of(case: Case, day: date) -> Interview | None:
    return next((one for one in case.interviews if is_on(one) and one.end.date() <= day), None)


def _other_jobs(world: World, case: Case, day: date) -> tuple[Recipient, ...]:
    """For each other job that is under way, the one to tell: its hiring manager, HR person, or lead (row F2)."""
    under_way = [other for other in world.cases if other is not case and other.job and _under_way(other, day)]
    nearest = [_nearest(world, other, other.job) for other in under_way if other.job]
    return tuple(Recipient(who) for who in nearest if who)


def _under_way(case: Case, day: date) -> bool:
    stage = case.stage(day)
    return not case.ended(day) and not (stage and stage.word == "lead")


def _nearest(world: World, case: Case, job: Job) -> Who | None:
    manager, hr = world.people.maybe(job.hiring_manager), world.people.maybe(job.hr)
    return manager or hr or lead(world, case, last_interview(case))
