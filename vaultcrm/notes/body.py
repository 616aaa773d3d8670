"""What stands below the front matter of any note: its log, its promises, its sections.

In: the body. Out: ``Body``. Both sides of a merge conflict are read, and reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaultcrm.model import LogLine, Problem, Promise, Ref, Source

from .conflict import both_sides, first_mark
from .log import LogWords, Owner, read_log
from .promises import read_promises
from .sections import Section, holds, log_sections, sections, without_code
from .verbs import NEED_PERSON


@dataclass(frozen=True, slots=True)
class Body:
    """``text`` is the body that was read (of a conflict, both sides); ``sections`` stand in it."""

    text: str
    sections: tuple[Section, ...] = ()
    log: tuple[LogLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_log(self) -> bool:
        """Whether there is a heading *Log*."""
        return any(section.title == "log" for section in self.sections)


def read_body(path: str, text: str, first_line: int, words: LogWords, owner: Owner | None = None) -> Body:
    """Read a note's body, whose first line is number ``first_line`` of the note; ``owner`` is the person it is about."""
    problems: list[Problem] = []
    if holds("<<<<<<<", text) and (mark := first_mark(without_code(text))) is not None:
        message = "a merge left its conflict marks; both sides were read"
        problems.append(Problem(Source(path, first_line + mark), message, "keep what is right and delete the marks"))
        text = both_sides(text)
    prose = without_code(text)
    found = sections(prose) if "#" in prose else ()
    log: list[LogLine] = []
    line, at = first_line, 0
    for section in log_sections(found):
        line, at = line + prose.count("\n", at, section.start), section.start
        lines, wrong = read_log(path, prose[section.start : section.end], line, words, owner)
        log += lines
        problems += wrong
    promises, wrong = read_promises(path, prose, first_line)
    lines_of_log = {line.source.line for line in log} if promises else set()
    kept = tuple(promise for promise in promises if promise.source.line not in lines_of_log)
    return Body(text, found, tuple(log), kept, (*_once(problems), *wrong))


def _once(problems: Sequence[Problem]) -> list[Problem]:
    """Of hints that say the same of one note, the first."""
    said: set[str] = set()
    kept: list[Problem] = []
    for problem in problems:
        if problem.severity != "hint" or problem.message not in said:
            kept.append(problem)
        said.add(problem.message)
    return kept


def about_interviewer(log: tuple[LogLine, ...], interviewers: tuple[Ref, ...]) -> tuple[tuple[LogLine, ...], list[Problem]]:
    """In an interview's note a line without people is about its only interviewer; where there are several, about nobody."""
    lines: list[LogLine] = []
    problems: list[Problem] = []
    for line in log:
        if line.people or line.verb not in NEED_PERSON or not interviewers:
            lines.append(line)
        elif len(interviewers) == 1:
            lines.append(line._replace(people=(interviewers[0]._replace(source=line.source),)))
        else:
            lines.append(line)
            names = ", ".join(f"[[{ref.name}]]" for ref in interviewers)
            message = "this line names nobody, and there are several interviewers"
            problems.append(Problem(line.source, message, f"name one of {names}", severity="warning"))
    return tuple(lines), problems
