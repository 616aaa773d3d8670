"""What a note is known by, and what other notes have to know of it: little enough to be looked through at every start.

In: a record. Out: its ``Head``. The record itself can wait until somebody asks for it.
"""

from __future__ import annotations

from typing import NamedTuple

from vaultcrm.model import Contact, Interview, Job, LogLine, Note, OtherNote, Ref
from vaultcrm.notes.links import Names, Ranks, ranks_of
from vaultcrm.notes.schema import Kind


class Head(NamedTuple):
    """A note at ``path`` as others see it.

    ``name`` and ``aliases`` are what it is called, ``words`` what links to a person or a job say; ``asked`` are the systems
    that it asks for, ``told`` the interviewers of a talk and ``job`` its opening; ``stage`` is a job's
    key, ``stages`` are the lines of its log that say one; ``company`` is the job's, and ``day`` that on which a talk begins,
    where it is held. Each ``…_line`` is where that stands.
    """

    path: str
    kind: Kind
    id: str
    id_line: int = 0
    name: str = ""
    aliases: tuple[str, ...] = ()
    words: Ranks = ()
    asked: tuple[str, ...] = ()
    asked_line: int = 0
    told: tuple[str, ...] = ()
    job: Ref | None = None
    stage: str | None = None
    stage_line: int = 1
    stages: tuple[LogLine, ...] = ()
    company: str = ""
    day: int = 0


def head_of(note: Note) -> Head:
    """The head of a record."""
    path = note.source.path
    match note:
        case Contact(id=id_, name=name, aliases=aliases):
            words = ranks_of(Names(path, name, aliases))
            return Head(path, "contact", id_, note.lines.get("id", 1), name, aliases, words, *_asked(note))
        case Job(id=id_, title=title, aliases=aliases):
            words = ranks_of(Names(path, title, aliases))
            known = Head(path, "job", id_, note.lines.get("id", 1), title, aliases, words, *_asked(note))
            company = note.company.name if note.company else ""
            stage, line = note.stage, note.lines.get("stage", 1)
            return known._replace(stage=stage, stage_line=line, stages=_stages(note), company=company)
        case Interview(id=id_, title=title, aliases=aliases):
            told = tuple(ref.name for ref in note.interviewers)
            line = note.lines.get("id", 1)
            known = Head(path, "interview", id_, line, title or "", aliases, (), *_asked(note), told, note.job)
            return known._replace(stages=_stages(note), day=note.start.toordinal())
        case OtherNote(id=id_):
            return Head(path, "other", id_, 1)
    return Head(path, "search", note.id)


def _asked(note: Contact | Interview | Job) -> tuple[tuple[str, ...], int]:
    return note.playbooks or (), note.lines.get("playbooks", 0)


def _stages(note: Interview | Job) -> tuple[LogLine, ...]:
    return tuple(line for line in note.log if line.verb == "stage" and line.fact)
