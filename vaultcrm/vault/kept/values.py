"""Records as plain values and back: numbers, texts and tuples only, so that what is kept can never run anything.

In: what was read of one note. Out: a tuple for ``marshal``; and the very same records again. A place is a line of the note
itself, a date is its ordinal. Found: made back so, 10,000 notes with 140,000 log lines take a fifth of the time of parsing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from vaultcrm.model import (
    Contact,
    Debrief,
    Interval,
    Interview,
    Job,
    LogLine,
    OtherNote,
    PartialDate,
    Problem,
    Promise,
    Ref,
    Search,
    Source,
)

from ..heads import Head

Record: TypeAlias = Contact | Interview | Job | Search | OtherNote
Plain: TypeAlias = Any  # what marshal takes: nested tuples of texts, numbers, None

_day = lru_cache(maxsize=1 << 14)(date.fromordinal)
_new = tuple.__new__


class Way(NamedTuple):
    """How a value becomes a plain one, and is made back in the note at a path."""

    plain: Callable[[Any], Plain]
    back: Callable[[str, Plain], Any]


def maybe(way: Way) -> Way:
    """The way of a value that may be ``None``."""
    return Way(
        lambda value: None if value is None else way.plain(value),
        lambda path, plain: None if plain is None else way.back(path, plain),
    )


def each(way: Way) -> Way:
    """The way of a tuple of such values."""
    return Way(lambda values: tuple(map(way.plain, values)), lambda path, plain: tuple([way.back(path, one) for one in plain]))


def _plain_source(source: Source) -> Plain:
    _, line, column = source
    return (line, column) if column else line


def _source(path: str, plain: Plain) -> Source:
    return _new(Source, (path, plain, 0) if type(plain) is int else (path, *plain))


def _plain_ref(ref: Ref) -> Plain:
    target, shown, linked, source = ref
    return (target, shown, linked, _plain_source(source))


def _ref(path: str, plain: Plain) -> Ref:
    target, shown, linked, place = plain
    return _new(Ref, (target, shown, linked, _source(path, place)))


# Whose note it is, is meant in most lines, and named elsewhere.
_own_ref = lru_cache(maxsize=16)(_ref)


def _named(path: str, here: Source, place: Plain, people: Plain) -> tuple[Ref, ...]:
    """Those whom a line names. Found: places that are the same line's are half of what is made."""
    return tuple([_new(Ref, (*ref[:3], here)) if ref[3] == place else _own_ref(path, ref) for ref in people])


def _plain_time(at: time) -> Plain:
    return at.hour * 3600 + at.minute * 60 + at.second


def _time(path: str, plain: Plain) -> time:
    return time(plain // 3600, plain // 60 % 60, plain % 60)


def _plain_line(line: LogLine) -> Plain:
    source, day, verb, at, incoming, people, step, until, fact, text = line
    named = tuple([_plain_ref(ref) for ref in people]) if people else ()
    when, last = None if at is None else _plain_time(at), until and until.toordinal()
    return (_plain_source(source), day.toordinal(), verb, when, incoming, named, step, last, fact, text)


def _line(path: str, plain: Plain) -> LogLine:
    place, day, verb, at, incoming, people, step, until, fact, text = plain
    here = _source(path, place)
    named = _named(path, here, place, people) if people else ()
    when, last = None if at is None else _time(path, at), None if until is None else _day(until)
    return _new(LogLine, (here, _day(day), verb, when, incoming, named, step, last, fact, text))


SOURCE, REF, LINE = Way(_plain_source, _source), Way(_plain_ref, _ref), Way(_plain_line, _line)
DAY = Way(lambda value: value.toordinal(), lambda path, plain: _day(plain))
MOMENT = Way(lambda value: value.isoformat(), lambda path, plain: datetime.fromisoformat(plain))
TIME = Way(_plain_time, _time)
INTERVAL = Way(
    lambda value: value if isinstance(value, str) else (value.count, value.unit),
    lambda path, plain: plain if isinstance(plain, str) else Interval(*plain),
)
PARTIAL = Way(lambda value: (value.month, value.day, value.year), lambda path, plain: PartialDate(*plain))
MAPPING = Way(lambda value: dict(value), lambda path, plain: plain)


def record_way(kind: type, ways: Mapping[str, Way]) -> Way:
    """A record by its fields: those without a way of their own are plain values already."""
    names = [field.name for field in fields(kind)]
    values = attrgetter(*names)
    special = [(at, ways[name]) for at, name in enumerate(names) if name in ways]

    def plain(record: object) -> Plain:
        found = list(values(record))
        for at, way in special:
            found[at] = way.plain(found[at])
        return tuple(found)

    def back(path: str, plain: Plain) -> object:
        found = list(plain)
        for at, way in special:
            found[at] = way.back(path, found[at])
        return kind(*found)

    return Way(plain, back)


_REFS, _MAYBE_REF, _MAYBE_DAY = each(REF), maybe(REF), maybe(DAY)
PROMISE = record_way(Promise, {"source": SOURCE, "due": _MAYBE_DAY, "done_on": _MAYBE_DAY, "people": _REFS})
_COMMON = {"source": SOURCE, "log": each(LINE), "promises": each(PROMISE)}
_NOTE = {**_COMMON, "company": _MAYBE_REF, "lines": MAPPING}
DEBRIEF = record_way(Debrief, {})
KINDS: Mapping[str, tuple[type[Record], Way]] = {
    "contact": (
        Contact,
        record_way(
            Contact,
            {
                **_NOTE, "introduced_by": _MAYBE_REF, "met": _MAYBE_DAY, "next_contact": _MAYBE_DAY, "last_contact": _MAYBE_DAY,
                "birthday": maybe(PARTIAL), "cadence": maybe(INTERVAL),
            },
        ),
    ),
    "interview": (
        Interview,
        record_way(
            Interview,
            {
                **_NOTE, "start": MOMENT, "end": MOMENT, "job": _MAYBE_REF, "interviewers": _REFS, "answer_by": _MAYBE_DAY,
                "debrief": DEBRIEF,
            },
        ),
    ),
    "job": (
        Job,
        record_way(
            Job,
            {
                **_NOTE, "applied": _MAYBE_DAY, "decide_by": _MAYBE_DAY, "references": _REFS,
                **dict.fromkeys(("contact", "hiring_manager", "hr", "referred_by"), _MAYBE_REF),
            },
        ),
    ),
    "search": (Search, record_way(Search, _COMMON)),
    "other": (OtherNote, record_way(OtherNote, _COMMON)),
}  # fmt: skip
_NAMES = {kind: name for name, (kind, _) in KINDS.items()}
_SHORT = len(Head._fields) - 8  # without the path, and what only interviews and jobs have
PROBLEM = Way(
    lambda value: (_plain_source(value.source), *value[1:]), lambda path, plain: Problem(_source(path, plain[0]), *plain[1:])
)


def plain_head(head: Head) -> Plain:
    """A head as plain values; most have nothing behind ``asked_line``, and are cut there."""
    _, *most, told, job, stage, stage_line, stages, company, day = head
    if head.kind not in ("interview", "job"):
        return tuple(most)
    return (*most, told, _plain_ref(job) if job else None, stage, stage_line, tuple(map(_plain_line, stages)), company, day)


def head_back(path: str, plain: Plain) -> Head:
    """The head of the note at ``path``; raises ``TypeError`` or ``ValueError`` for what is none."""
    if len(plain) == _SHORT:
        return _new(Head, (path, *plain, (), None, None, 1, (), "", 0))
    *most, told, job, stage, stage_line, stages, company, day = plain
    lines = tuple([_line(path, line) for line in stages])
    return _new(Head, (path, *most, told, _ref(path, job) if job else None, stage, stage_line, lines, company, day))


def plain_record(record: Record) -> Plain:
    """A record as plain values."""
    name = _NAMES[type(record)]
    return (name, KINDS[name][1].plain(record))


def record_back(path: str, plain: Plain) -> Record:
    """The record of the note at ``path``; raises ``KeyError``, ``TypeError`` or ``ValueError`` for what is none."""
    kind, way = KINDS[plain[0]]
    found = way.back(path, plain[1])
    assert isinstance(found, kind)
    return found
