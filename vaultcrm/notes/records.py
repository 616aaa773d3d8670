"""A note's text as a record.

In: path, text, the settings, and what type of note it is. Out: the record, and every problem with its line, an excerpt of that
line, and what to do. Pure: nothing here reads a disk or a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vaultcrm.model import Contact, Interview, Job, LogLine, OtherNote, Problem, Search, Settings, Source
from vaultcrm.model.slugs import slug

from .body import Body, read_body
from .contacts import owner_of, read_contact
from .fence import Fenced, split_note
from .frontmatter import FrontMatter, parse_block
from .ids import stem_of
from .interviews import read_interview
from .jobs import read_job
from .log import log_words
from .schema import Sheet
from .values import as_flag, one_of
from .verbs import FACTS

Record: TypeAlias = Contact | Interview | Job | Search | OtherNote
_STATUS: Mapping[str, Literal["active", "quiet", "off"]] = {"active": "active", "quiet": "quiet", "off": "off"}
_as_status = one_of(_STATUS)
_EXCERPT = 100


@dataclass(frozen=True, slots=True)
class Note:
    """A note cut at its fences, its front matter parsed once; ``problems`` are those met so far."""

    path: str
    text: str
    fenced: Fenced
    front: FrontMatter
    problems: tuple[Problem, ...]

    @property
    def archived(self) -> bool:
        """Whether ``archived: true`` stands in it."""
        entry = self.front.entries.get("archived")
        return entry is not None and as_flag(entry.value) is True


def parse_note(path: str, text: str) -> Note:
    """The first half of reading: fences and front matter, whatever the type."""
    fenced = split_note(text)
    unclosed = fenced.problem is not None and not fenced.head
    block, line = _unclosed(text) if unclosed else (fenced.block, fenced.block_line)
    front = parse_block(path, block, line) if block else FrontMatter()
    return Note(path, text, fenced, front, (*_fence_problem(path, fenced), *front.problems))


def _unclosed(text: str) -> tuple[str, int]:
    from .salvage import unclosed_keys

    return unclosed_keys(text)


def read_record(note: Note, settings: Settings, kind: str) -> tuple[Record | None, tuple[Problem, ...]]:
    """The second half of reading: the record of a note of type ``kind``, and its problems.

    There is no record where the note says nothing to the program.
    """
    sheet = Sheet(note.path, note.front.entries, kind, settings.fields.get(kind, {}))
    owner = owner_of(sheet) if kind == "contact" else None
    body = read_body(note.path, note.fenced.body, note.fenced.body_line, log_words(settings), owner)
    if kind == "other" and not body.has_log:
        return None, ()
    record = _record(sheet, body, settings, kind)
    found = (*note.problems, *sheet.problems, *body.problems, *_misplaced(record, body.log))
    return record, with_excerpts(sorted(dict.fromkeys(found)), note.text)


def _misplaced(record: Record | None, log: Iterable[LogLine]) -> Iterator[Problem]:
    """The lines that date a fact of a job or an interview, in the note of something else."""
    dated = _dated_in(record)
    for line in log:
        if line.fact and line.verb not in dated:
            what = "job" if line.verb == "stage" else "interview"
            message = f"`{line.verb} {line.fact}` dates nothing here: this note is of no {what}"
            yield Problem(line.source, message, f"put the line into the log of the {what}'s note", severity="warning")


def _dated_in(record: Record | None) -> frozenset[str]:
    match record:
        case Job() | None:
            return FACTS
        case Interview():
            return FACTS if record.job else FACTS - {"stage"}
        case _:
            return frozenset()


def _record(sheet: Sheet, body: Body, settings: Settings, kind: str) -> Record | None:
    match kind:
        case "contact":
            return read_contact(sheet, body)
        case "interview":
            return read_interview(sheet, body, settings)
        case "job":
            return read_job(sheet, body, settings)
        case "search":
            return _search(sheet, body)
        case _:
            return _other(sheet, body)


def _search(sheet: Sheet, body: Body) -> Search:
    return Search(Source(sheet.path, 1), sheet.read("status", _as_status), body.log, body.promises)


def _other(sheet: Sheet, body: Body) -> OtherNote | None:
    if not body.log and not body.promises:
        return None
    return OtherNote(Source(sheet.path, 1), sheet.text("id") or slug(stem_of(sheet.path)), body.log, body.promises)


def _fence_problem(path: str, fenced: Fenced) -> tuple[Problem, ...]:
    if not fenced.problem:
        return ()
    if not fenced.head:
        message = f"{fenced.problem}; its keys are read as far as they can be told from the text"
        return (Problem(Source(path, 1), message, "write `---` on a line of its own after the last key"),)
    return (Problem(Source(path, 1), fenced.problem, "it is read all the same; other programs may not", severity="hint"),)


def with_excerpts(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """The problems, each with the line that it is about."""
    listed = tuple(problems)
    if not listed:
        return ()
    lines = text.split("\n")
    return tuple(
        problem._replace(excerpt=lines[problem.source.line - 1].strip(" \t\r\ufeff")[:_EXCERPT])
        if not problem.excerpt and 0 < problem.source.line <= len(lines)
        else problem
        for problem in listed
    )
