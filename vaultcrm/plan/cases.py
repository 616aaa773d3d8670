"""A case is what hangs together: a job with its interviews, or an interview without a job; and the facts its notes date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from vaultcrm.model import ENDED, Interview, Job, JobKey, NoteKey, Vault

from .journal import Entry, Journal
from .people import People, Who

# A stage that nothing in the vault dates holds, but happened too long ago to ask for anything.
LONG_AGO = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """Something that holds from a day on; ``about`` is the id of the interview that bears it, empty for a stage."""

    day: date
    rank: int
    word: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One job and its interviews by start (or a single interview), with its dated facts and what they sent."""

    job: Job | None
    interviews: tuple[Interview, ...]
    verdicts: tuple[Fact, ...] = ()
    went: tuple[Fact, ...] = ()
    stages: tuple[Fact, ...] = ()
    heard: tuple[date, ...] = ()

    @property
    def company(self) -> str | None:
        names = [self.job.company if self.job else None, *(interview.company for interview in self.interviews)]
        return next((ref.name for ref in names if ref), None)

    @property
    def notes(self) -> tuple[str, ...]:
        """The paths of its notes, the job's first."""
        return tuple(note.source.path for note in (self.job, *self.interviews) if note)

    @property
    def job_key(self) -> JobKey | None:
        return JobKey(self.job.id, self.job.title, self.company) if self.job else None

    @property
    def job_note(self) -> NoteKey | None:
        return NoteKey(self.job.id, self.job.source.path) if self.job else None

    def verdict(self, day: date) -> Fact | None:
        """The latest verdict that holds on ``day``: it rules the whole case."""
        return max((fact for fact in self.verdicts if fact.day <= day), default=None)

    def went_badly(self, interview: Interview, day: date) -> Fact | None:
        """The fact ``went: badly`` of one interview, where it is the latest word on ``day`` (row E5)."""
        latest = max((fact for fact in self.went if fact.about == interview.id and fact.day <= day), default=None)
        return latest if latest and latest.word == "badly" else None

    def stage(self, day: date) -> Fact | None:
        """The job's stage on ``day``."""
        return max((fact for fact in self.stages if fact.day <= day), default=None)

    def news(self, day: date) -> date | None:
        """When something was last heard by ``day``: a word from one of its people, an interview, the application (D6)."""
        days = [*self.heard, *(one.start.date() for one in self.interviews if is_held(one, day))]
        days += [self.job.applied] if self.job and self.job.applied else []
        return max((each for each in days if each <= day), default=None)

    def ended(self, day: date) -> bool:
        """Whether the job had ended by ``day``."""
        stage = self.stage(day)
        return bool(stage and stage.word in ENDED)


def is_on(interview: Interview) -> bool:
    """Whether the interview takes or took place, as far as the note knows."""
    return interview.status not in ("cancelled", "missed")


def is_held(interview: Interview, day: date) -> bool:
    """Whether it had been held by ``day``: from the end of its ``end`` on."""
    return is_on(interview) and interview.end.date() <= day


def build_cases(vault: Vault, people: People, journal: Journal, today: date) -> tuple[Case, ...]:
    """All cases of the vault, in the order of their notes' paths."""
    by_job: dict[str, list[Interview]] = defaultdict(list)
    alone: list[Interview] = []
    for interview in vault.interviews:
        job = vault.find_job(interview.job) if interview.job else None
        (by_job[job.id] if job else alone).append(interview)
    groups = [(job, by_job.get(job.id, [])) for job in vault.jobs] + [(None, [interview]) for interview in alone]
    return tuple(_case(job, interviews, people, journal, today) for job, interviews in groups)


def _case(job: Job | None, interviews: Sequence[Interview], people: People, journal: Journal, today: date) -> Case:
    ordered = tuple(sorted(interviews, key=lambda interview: (interview.start, interview.id)))
    entries = [entry for note in (job, *ordered) if note for entry in journal.under(note.source.path)]
    return Case(
        job,
        ordered,
        tuple(_thoughts("verdict", ordered, entries)),
        tuple(_thoughts("went", ordered, entries)),
        tuple(_stages(job, ordered, entries, today)) if job else (),
        tuple(sorted(_heard(job, ordered, entries, people, journal))),
    )


def _said(entries: Sequence[Entry], verb: str) -> Iterator[tuple[Entry, str]]:
    said = (entry for entry in entries if entry.line.verb == verb and entry.line.fact)
    for entry in sorted(said, key=lambda entry: entry.order):
        yield entry, entry.line.fact or ""


def _thoughts(verb: Literal["verdict", "went"], interviews: Sequence[Interview], entries: Sequence[Entry]) -> Iterator[Fact]:
    """What is thought of a job or a talk: the log dates it; a key that no line bears out dates from the interview's end."""
    said = [Fact(entry.line.day, rank, word, _bearer(interviews, entry))
            for rank, (entry, word) in enumerate(_said(entries, verb), 1000)]  # fmt: skip
    yield from said
    for rank, interview in enumerate(interviews):
        key = interview.verdict if verb == "verdict" else interview.went
        dated = any(fact.about == interview.id and fact.word == key for fact in said)
        if key and not dated and is_on(interview):
            yield Fact(interview.end.date(), rank, key, interview.id)


def _bearer(interviews: Sequence[Interview], entry: Entry) -> str:
    """The interview that a line speaks of: that of its own note, else the last one that had been held by then."""
    on = [one for one in interviews if is_on(one)]
    own = [one for one in on if one.source.path == entry.note.path]
    held = [one for one in on if is_held(one, entry.line.day)]
    return next((one.id for one in reversed(own or held or on)), "")


def _stages(job: Job, interviews: Sequence[Interview], entries: Sequence[Entry], today: date) -> Iterator[Fact]:
    """The log dates the stages; a key that the log does not bear out dates from the newest fact, and the later dated wins."""
    said = [Fact(entry.line.day, rank, word) for rank, (entry, word) in enumerate(_said(entries, "stage"), 1)]
    yield from said
    if not job.stage or (said and max(said).word == job.stage):
        return
    held = [interview.end.date() for interview in interviews if is_held(interview, today)]
    facts = [entry.line.day for entry in entries if entry.line.fact] + held + ([job.applied] if job.applied else [])
    facts = [day for day in facts if day <= today]
    if said and not (facts and max(facts) > max(said).day):
        return
    newest = max([*facts, *(entry.line.day for entry in entries)], default=LONG_AGO)
    yield Fact(newest, 0, job.stage)


def _heard(
    job: Job | None, interviews: Sequence[Interview], entries: Sequence[Entry], people: People, journal: Journal
) -> set[date]:
    """The days on which somebody of the case wrote or called: lines of its own notes, and of its people's."""
    names = [job.contact, job.hiring_manager, job.hr] if job else []
    circle: set[Who] = {people.who(ref) for ref in names if ref}
    for interview in interviews:
        circle.update(people.interviewers(interview))
    theirs = [entry for who in circle for entry in journal.of(who) if entry.kind in ("contact", "search", "other")]
    return {entry.line.day for entry in [*entries, *theirs] if entry.heard}


def hold_until(interview: Interview, heard: date) -> date:
    """Until when chasing rests after they wrote: the answer's new date where it lies ahead, else seven days (*Together*)."""
    answer = interview.answer_by
    return answer if answer and answer > heard else heard + timedelta(days=7)
