"""What is kept of a plan as plain values, and back: for who plans the same vault in another run of the program.

In: ``Kept``, and the rulebook by which it was made. Out: nested tuples of numbers and texts; and the very same pieces again.
A step is its number in the rulebook, a date its ordinal, so both sides must have the same playbooks.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from vaultcrm.model import Interval, JobKey, Moment, NoteKey, Problem, Source

from .again import Kept
from .frame import Touch
from .items import Item
from .people import Who
from .pieces import CasePiece, NotePiece, Pieces
from .rulebook import Rulebook
from .silence import Silence
from .windows import Window

Plain: TypeAlias = Any  # nested tuples of texts and numbers
_day = lru_cache(maxsize=1 << 14)(date.fromordinal)
_zone = lru_cache(maxsize=64)(ZoneInfo)


def plain(kept: Kept, rules: Rulebook) -> Plain:
    """Everything that is kept, but for what follows from the rest."""
    named = {path: tuple(sorted(people)) for path, people in kept.named.items()}
    return (kept.day.toordinal(), plain_pieces(kept.pieces, rules), named, dict(kept.homes))


def plain_pieces(pieces: Pieces, rules: Rulebook) -> Plain:
    """The pieces alone: those of cases, and those of notes by their paths."""
    steps = {id(step): number for number, step in enumerate(rules.steps)}
    cases = tuple(_plain_case(case, steps) for case in pieces.cases.values())
    return cases, tuple((path, _plain_note(piece, steps)) for path, piece in pieces.notes.items()), dict(pieces.begun)


def back(frozen: Plain, rules: Rulebook) -> Kept:
    """What was kept."""
    day, pieces, named, homes = frozen
    return Kept(_day(day), pieces_back(pieces, rules), named, homes)


def pieces_back(frozen: Plain, rules: Rulebook) -> Pieces:
    """The pieces again."""
    cases, notes, begun = frozen
    by_note = {path: _note(piece, rules) for path, piece in notes}
    return Pieces({case[0][0]: _case(case, rules) for case in cases}, by_note, begun)


def _plain_day(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _maybe_day(plain: int | None) -> date | None:
    return None if plain is None else _day(plain)


def _plain_moment(moment: Moment | None) -> Plain:
    """An ordinal; of an hour, its wall clock with the name of the zone (none: it is UTC or another fixed offset)."""
    if not isinstance(moment, datetime):
        return _plain_day(moment)
    zone = moment.tzinfo
    if isinstance(zone, ZoneInfo):
        return (moment.replace(tzinfo=None).isoformat(), zone.key, moment.fold)
    return (moment.isoformat(),)


def _moment(plain: Plain) -> Moment | None:
    if plain is None or isinstance(plain, int):
        return _maybe_day(plain)
    if len(plain) == 1:
        return datetime.fromisoformat(plain[0])
    return datetime.fromisoformat(plain[0]).replace(tzinfo=_zone(plain[1]), fold=plain[2])


def _plain_who(who: Who | None) -> Plain:
    return None if who is None else (who.uid, who.name, who.known)


def _who(plain: Plain) -> Who | None:
    return None if plain is None else Who(plain[0], plain[1], None, plain[2])


def _plain_window(window: Window) -> Plain:
    opens, due, expires, next_opens, waits_for, reasons = window
    return (_plain_moment(opens), _plain_moment(due), _plain_moment(expires), _plain_day(next_opens), waits_for, reasons)


def _window(plain: Plain) -> Window:
    opens, due, expires, next_opens, waits_for, reasons = plain
    first, last = _moment(opens), _moment(due)
    assert first is not None
    assert last is not None
    return Window(first, last, _moment(expires), _maybe_day(next_opens), waits_for, reasons)


def _plain_item(item: Item, steps: Mapping[int, int]) -> Plain:
    note, job = item.note, item.job
    return (
        item.uid, (note.id, note.path), tuple(item.source), tuple(steps[id(step)] for step in item.steps), item.step, item.act,
        item.title, _plain_who(item.who), _plain_window(item.window), item.status, _plain_day(item.closed_on), item.via,
        item.round, (job.id, job.title, job.company) if job else None, item.company, item.country, item.missing, item.selling,
        item.prompt, item.hint,
    )  # fmt: skip


def _item(plain: Plain, rules: Rulebook) -> Item:
    uid, note, source, steps, step, act, title, who, window, status, closed, via, round_, job, *rest = plain
    company, country, missing, selling, prompt, hint = rest
    return Item(
        uid, NoteKey(*note), Source(*source), tuple([rules.steps[number] for number in steps]), step, act, title, _who(who),
        _window(window), status, _maybe_day(closed), via, round_, JobKey(*job) if job else None, company, country, missing,
        selling, prompt, hint,
    )  # fmt: skip


class _Closed(Iterable[Item]):
    """What is over, as it was kept. Found: it is made back only where somebody looks, for it is most of a plan."""

    def __init__(self, kept: bytes, rules: Rulebook) -> None:
        self.kept, self._rules = kept, rules

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple([_item(one, self._rules) for one in marshal.loads(self.kept)])

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Iterable) and self._items == tuple(other)

    def __hash__(self) -> int:
        return hash(self.kept)


def _plain_closed(closed: Iterable[Item], steps: Mapping[int, int]) -> bytes:
    return closed.kept if isinstance(closed, _Closed) else marshal.dumps([_plain_item(item, steps) for item in closed])


def _plain_silence(one: Silence, steps: Mapping[int, int]) -> Plain:
    return (
        one.uid, _plain_who(one.who), (one.note.id, one.note.path), tuple(one.source), steps[id(one.step)], one.via, one.title,
        one.company, one.missing, (one.every.count, one.every.unit), _plain_day(one.last), one.tie, one.due.toordinal(),
        one.why, one.exact,
        _plain_day(one.again),
    )  # fmt: skip


def _silence(plain: Plain, rules: Rulebook) -> Silence:
    uid, who, note, source, step, via, title, company, missing, every, last, tie, due, why, exact, again = plain
    person = _who(who)
    assert person is not None
    return Silence(
        uid, person, NoteKey(*note), Source(*source), rules.steps[step], via, title, company, missing, Interval(*every),
        _maybe_day(last), tie, _day(due), why, exact, _maybe_day(again),
    )  # fmt: skip


def _plain_problem(one: Problem) -> Plain:
    return (tuple(one.source), one.message, one.remedy, one.excerpt, one.severity)


def _problem(plain: Plain) -> Problem:
    return Problem(Source(*plain[0]), *plain[1:])


def _plain_case(case: CasePiece, steps: Mapping[int, int]) -> Plain:
    live = tuple(_plain_item(item, steps) for item in case.live)
    closed, missed = _plain_closed(case.closed, steps), tuple(map(_plain_day, case.missed))
    told = tuple(map(_plain_problem, case.questions)), tuple(map(_plain_problem, case.problems))
    people, reach = tuple(sorted(case.people)), tuple(day.toordinal() for day in case.reach)
    news = (case.news[0], case.news[1].toordinal()) if case.news else None
    known = (case.notes, live, closed, case.uids, missed, case.strangers)
    return (*known, *told, people, reach, case.company, case.under_way, case.offer, news, _plain_day(case.until))


def _case(plain: Plain, rules: Rulebook) -> CasePiece:
    notes, live, closed, uids, missed, strangers, *told, people, reach, company, under_way, offer, news, until = plain
    questions, problems = told
    return CasePiece(
        notes, tuple([_item(item, rules) for item in live]), _Closed(closed, rules), uids, tuple(map(_day, missed)), strangers,
        tuple(map(_problem, questions)), tuple(map(_problem, problems)),
        frozenset(people), (_day(reach[0]), _day(reach[1])), company, under_way, offer,
        (news[0], _day(news[1])) if news else None, _maybe_day(until),
    )  # fmt: skip


def _plain_note(piece: NotePiece, steps: Mapping[int, int]) -> Plain:
    own = tuple(_plain_item(item, steps) for item in piece.own)
    hand = _plain_item(piece.hand, steps) if piece.hand else None
    quiet = _plain_silence(piece.quiet, steps) if piece.quiet else None
    touches = tuple((one.day.toordinal(), one.person, one.company) for one in piece.touches)
    days = tuple(day.toordinal() for day in piece.worked), tuple(day.toordinal() for day in piece.looked)
    rests = tuple((day.toordinal(), until.toordinal()) for day, until in piece.rests)
    problems = tuple(map(_plain_problem, piece.problems))
    return (own, hand, quiet, touches, *days, rests, problems, _plain_day(piece.until))


def _note(plain: Plain, rules: Rulebook) -> NotePiece:
    own, hand, quiet, touches, worked, looked, rests, problems, until = plain
    return NotePiece(
        tuple([_item(item, rules) for item in own]), _item(hand, rules) if hand else None,
        _silence(quiet, rules) if quiet else None,
        tuple([Touch(_day(day), person, company) for day, person, company in touches]),
        tuple(map(_day, worked)), tuple(map(_day, looked)), tuple([(_day(day), _day(rest)) for day, rest in rests]),
        tuple(map(_problem, problems)), _maybe_day(until),
    )  # fmt: skip
