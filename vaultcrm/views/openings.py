"""Each opening with its interviews, the stages that it has reached and when, and where it stands now.

In: a vault and a day. Out: one ``Opening`` a job, for whatever counts them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from vaultcrm.model import Interview, Job, LogLine, Vault

from .history import held


@dataclass(frozen=True, slots=True)
class Opening:
    """A job; ``reached`` has the first day of each stage it is known to have had (``None`` where nothing dates it)."""

    job: Job
    held: tuple[Interview, ...]
    ahead: tuple[Interview, ...]
    reached: Mapping[str, date | None]
    stage: str | None

    @property
    def begun(self) -> date | None:
        """The first day that is known of it."""
        return min((day for day in self.reached.values() if day), default=None)


def openings(vault: Vault, today: date) -> tuple[Opening, ...]:
    """All jobs, in the order of their notes' paths. What is dated after today does not count yet."""
    by_job: dict[str, list[Interview]] = defaultdict(list)
    for interview in sorted(vault.interviews, key=lambda one: (one.start, one.id)):
        job = vault.find_job(interview.job) if interview.job else None
        if job:
            by_job[job.source.path].append(interview)
    return tuple(_opening(job, by_job[job.source.path], today) for job in vault.jobs)


def is_ahead(interview: Interview, today: date) -> bool:
    """Whether the interview is still to come, as far as the note knows."""
    return interview.status not in ("cancelled", "missed") and not held(interview, today)


def _opening(job: Job, interviews: Sequence[Interview], today: date) -> Opening:
    had = tuple(one for one in interviews if held(one, today))
    lines = (*job.log, *(entry for one in interviews for entry in one.log))
    facts = [entry for entry in lines if entry.fact and entry.day <= today]
    said = sorted((entry for entry in facts if entry.verb == "stage"), key=_order)
    reached: dict[str, date | None] = {}
    for stage, day in sorted(_dated(job, had, said, today), key=lambda one: one[1]):
        reached.setdefault(stage, day)
    if job.stage:
        reached.setdefault(job.stage, None)
    ahead = tuple(one for one in interviews if is_ahead(one, today))
    return Opening(job, had, ahead, reached, _stage_now(job, said, [*(entry.day for entry in facts), *_ends(job, had, today)]))


def _order(entry: LogLine) -> tuple[date, time, str]:
    return (entry.day, entry.at or time.max, entry.text)


def _dated(job: Job, had: Sequence[Interview], said: Sequence[LogLine], today: date) -> Iterator[tuple[str, date]]:
    """The stages that the log dates, the application by its key, and that there were interviews."""
    yield from ((entry.fact, entry.day) for entry in said if entry.fact)
    if job.applied and job.applied <= today:
        yield "applied", job.applied
    yield from (("interviewing", interview.start.date()) for interview in had)


def _ends(job: Job, had: Sequence[Interview], today: date) -> Iterator[date]:
    yield from (interview.end.date() for interview in had)
    if job.applied and job.applied <= today:
        yield job.applied


def _stage_now(job: Job, said: Sequence[LogLine], facts: Sequence[date]) -> str | None:
    """What key and log come to: the later dated wins, and a key that no line bears out dates from the newest fact."""
    if not said:
        return job.stage
    latest = said[-1]
    borne_out = job.stage is None or any(entry.fact == job.stage for entry in said)
    return latest.fact if borne_out or max(facts) <= latest.day else job.stage
