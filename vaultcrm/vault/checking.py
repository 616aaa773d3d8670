"""What is wrong between notes: links that lead nowhere or to several, and a stage of which key and log say different things.

In: a vault that was read. Out: problems. What is wrong within one note was found when it was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from functools import cached_property

from vaultcrm.model import Job, LogLine, Problem, Ref, Source, all_notes
from vaultcrm.notes.links import SOMEONE, LinkIndex, paths_of, plain

from .note_vault import NoteVault


class _Links:
    """Looks links up, and says of each that does not lead to one note what it could have meant."""

    def __init__(self, index: LinkIndex, names: Iterable[str], kind: str) -> None:
        self._index, self._names, self._kind = index, tuple(names), kind
        self.leading: set[str] = set()

    def leads(self, ref: Ref) -> bool:
        """Whether a link leads to one note; ``leading`` are the targets of which that was asked already, and is so."""
        if ref.target not in self.leading and len(paths_of(self._index, ref)) == 1:
            self.leading.add(ref.target)
        return ref.target in self.leading

    def is_tie(self, ref: Ref) -> bool:
        """Whether a link leads to several notes."""
        return len(paths_of(self._index, ref)) > 1

    def check(self, ref: Ref | None) -> Iterator[Problem]:
        """The problem of a link, if it has one; a plain name that fits no note is a hint at most."""
        found = paths_of(self._index, ref) if ref else ("",)
        if ref is None or len(found) == 1:
            return
        shown = f"[[{ref.target}]]" if ref.linked else f"`{ref.target}`"
        if found:
            message = f"{shown} fits several: {', '.join(sorted(found))}"
            yield Problem(ref.source, message, "write the path in the link, or an alias that only one has")
        elif ref.linked:
            message = f"{shown} is no {self._kind} of this vault"
            yield Problem(ref.source, message, self._advice(ref), severity="warning")
        else:
            remedy = f'`vaultcrm new {self._kind} "{ref.target}"` makes one'
            yield Problem(ref.source, f"{shown} has no note yet", remedy, severity="hint")

    def _advice(self, ref: Ref) -> str:
        words = plain(ref.name).split()
        meant = sorted({name for word in words for name in self._by_word.get(word, ())})[:3]
        if meant:
            return f"did you mean {' or '.join(f'[[{name}]]' for name in meant)}?"
        return f'mend the name, or make the note: `vaultcrm new {self._kind} "{ref.name}"`'

    @cached_property
    def _by_word(self) -> Mapping[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for word in plain(name).split():
                index[word].append(name)
        return index


def check_vault(vault: NoteVault) -> Iterator[Problem]:
    """All problems between the notes of a vault."""
    people = _Links(vault.contact_names, (contact.name for contact in vault.contacts), "contact")
    jobs = _Links(vault.job_names, (job.stem for job in vault.jobs), "job")
    for contact in vault.contacts:
        yield from people.check(contact.introduced_by)
    for interview in vault.interviews:
        yield from jobs.check(interview.job)
        for ref in interview.interviewers:
            yield from people.check(ref)
    for job in vault.jobs:
        for named in (job.contact, job.hiring_manager, job.hr, job.referred_by, *job.references):
            yield from people.check(named)
    yield from _logs(vault, people)
    yield from _stages(vault)


def _logs(vault: NoteVault, people: _Links) -> Iterator[Problem]:
    """The people whom logs name, but for who was forgotten. An interviewer who has no note is told there, once."""
    told = {SOMEONE, *(plain(ref.name) for interview in vault.interviews for ref in interview.interviewers)}
    logs, leading = (note.log for note in all_notes(vault)), people.leading
    for ref in (ref for log in logs for line in log for ref in line.people if ref.target not in leading):
        if not people.leads(ref) and (plain(ref.name) not in told or people.is_tie(ref)):
            yield from people.check(ref)


def _stages(vault: NoteVault) -> Iterator[Problem]:
    logs: dict[str, list[LogLine]] = defaultdict(list)
    for interview in vault.interviews:
        job = vault.find_job(interview.job) if interview.job else None
        if job:
            logs[job.source.path] += interview.log
    for job in vault.jobs:
        yield from _stage(job, [*job.log, *logs[job.source.path]])


def _stage(job: Job, log: list[LogLine]) -> Iterator[Problem]:
    """The key and the latest dated stage should be the same; where they are not, planning takes the later dated."""
    dated = [line for line in log if line.verb == "stage" and line.fact]
    latest = max(dated, key=lambda line: (line.day, line.at or time.max, line.source), default=None)
    if latest is None or job.stage is None or latest.fact == job.stage:
        return
    source = Source(job.source.path, job.lines.get("stage", 1))
    message = f"`stage` says {job.stage}, and the log says {latest.fact} on {latest.day} ({latest.source})"
    yield Problem(source, message, "`vaultcrm stage JOB STAGE` sets both", severity="warning")


def dated_ahead(vault: NoteVault, today: date) -> tuple[Problem, ...]:
    """A hint for each log line that is dated after ``today``: it counts from its own day on."""
    ahead = (line for note in all_notes(vault) for line in note.log if line.day > today)
    message = "this line of the log is dated {}, which is still to come; it does not count before"
    found = (Problem(line.source, message.format(line.day), "mend the date if it is wrong", severity="hint") for line in ahead)
    return tuple(sorted(found))
