"""What is wrong between notes: links that lead nowhere or to several, and a stage of which key and log say different things.

In: the notes that were found. Out: problems. What is wrong within one note was found when it was read.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import cached_property
from typing import TYPE_CHECKING

from vaultcrm.digests import blake2b
from vaultcrm.model import Contact, Interview, Job, LogLine, Note, Problem, Ref, Source, all_notes, named_in_keys
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import SOMEONE, LinkIndex, paths_of, plain

from .heads import Head
from .records import Records

if TYPE_CHECKING:
    from .note_vault import NoteVault


class _Links:
    """Looks links up, and says of each that does not lead to one note what it could have meant."""

    def __init__(self, index: LinkIndex, names: Iterable[str], kind: str) -> None:
        self._index, self._names, self._kind = index, tuple(names), kind
        self.leading: set[str] = set()

    def leads(self, ref: Ref) -> bool:
        """Whether a link leads to one note; ``leading`` are the targets of which that was asked already, and is so.

        Of two of one name each means itself in its own note, which says nothing of the name in others.
        """
        if ref.target in self.leading:
            return True
        if len(self.lead_to(Ref(ref.target))) == 1:
            self.leading.add(ref.target)
            return True
        return len(self.lead_to(ref)) == 1

    def lead_to(self, ref: Ref) -> tuple[str, ...]:
        """The notes that a link leads to."""
        return paths_of(self._index, ref)

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
        return f'mend the name, or make the note: `vaultcrm new {self._kind} "{ref.name}"` (an archived one is not read)'

    @cached_property
    def _by_word(self) -> Mapping[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for word in plain(name).split():
                index[word].append(name)
        return index


class Between:
    """What every check between notes asks: who and what can be linked, and who is told of as an interviewer already."""

    def __init__(self, contacts: Records[Contact], interviews: Records[Interview], jobs: Records[Job]) -> None:
        self._contacts, self._interviews, self._jobs = contacts, interviews, jobs

    @cached_property
    def told(self) -> frozenset[str]:
        """The names of all interviewers, and that of who was forgotten."""
        return frozenset({SOMEONE, *(plain(name) for head in self._interviews.heads for name in head.told)})

    @cached_property
    def basis(self) -> bytes:
        """A digest of all that has a say in what is wrong with the links of a note, besides the note."""
        named = [(head.path, head.name, head.words) for head in (*self._contacts.heads, *self._jobs.heads)]
        return blake2b(marshal.dumps((named, sorted(self.told)), 2), digest_size=20).digest()

    @cached_property
    def people(self) -> _Links:
        return _Links(self._contacts.names, (head.name for head in self._contacts.heads), "contact")

    @cached_property
    def jobs(self) -> _Links:
        return _Links(self._jobs.names, (stem_of(head.path) for head in self._jobs.heads), "job")

    def links(self, note: Note) -> Iterator[Problem]:
        """The links of one note that do not lead to one other."""
        if isinstance(note, Interview):
            yield from self.jobs.check(note.job)
        for ref in named_in_keys(note):
            yield from self.people.check(ref)
        yield from self._log(note)

    def _log(self, note: Note) -> Iterator[Problem]:
        """The people whom a log names, but for who was forgotten. An interviewer who has no note is told there, once."""
        people, leading = self.people, self.people.leading
        for ref in (ref for line in note.log for ref in line.people if ref.target not in leading):
            if not people.leads(ref) and (plain(ref.name) not in self.told or people.is_tie(ref)):
                yield from people.check(ref)

    def stages(self) -> Iterator[Problem]:
        """The jobs whose key and whose log say different things of where they stand."""
        logs: dict[str, list[LogLine]] = defaultdict(list)
        for head in self._interviews.heads:
            found = self.jobs.lead_to(head.job) if head.job and head.stages else ()
            if len(found) == 1:
                logs[found[0]] += head.stages
        for head in self._jobs.heads:
            yield from _stage(head, [*head.stages, *logs[head.path]])


def _stage(job: Head, log: Sequence[LogLine]) -> Iterator[Problem]:
    """The key and the latest dated stage should be the same; where they are not, planning takes the later dated."""
    latest = max(log, key=lambda line: (line.day, line.at or time.max, line.source), default=None)
    if latest is None or job.stage is None or latest.fact == job.stage:
        return
    message = f"`stage` says {job.stage}, and the log says {latest.fact} on {latest.day} ({latest.source})"
    yield Problem(Source(job.path, job.stage_line), message, "`vaultcrm stage JOB STAGE` sets both", severity="warning")


def dated_ahead(vault: NoteVault, today: date) -> tuple[Problem, ...]:
    """A hint for each log line that is dated after ``today``: it counts from its own day on."""
    ahead = (line for note in all_notes(vault) for line in note.log if line.day > today)
    message = "this line of the log is dated {}, which is still to come; it does not count before"
    found = (Problem(line.source, message.format(line.day), "mend the date if it is wrong", severity="hint") for line in ahead)
    return tuple(sorted(found))
