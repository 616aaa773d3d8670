"""A plan before its days are given out, in pieces that stand for themselves: one a case, one a note.

In: the world. Out: ``CasePiece`` and ``NotePiece``, each with the first day on which it may be another. Who plans a vault again
and again keeps them, and has only those made anew whose notes have changed, or whose day has come; ``put.py`` makes a plan of
them, whichever are new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from vaultcrm.model import Contact, Note, Problem, all_notes, named_in_keys

from .caselog import CaseLog, open_logs
from .cases import Case, is_on
from .closing import questions, settle
from .followup import is_worked
from .frame import Touch
from .items import Item, company_of, of_outcome
from .own import begun_on, birthdays, is_look, promises
from .silence import Silence, by_hand, silence_of
from .spread import APART
from .tags import unknown_tags
from .turning import turns
from .world import World

_DAY = timedelta(days=1)


class CasePiece(NamedTuple):
    """What a case asks for. ``notes`` are its paths, the first of which names it; ``people`` all who have a part in it, by id.

    ``live`` can still be done; of ``closed``, which hardly anybody asks for, ``uids`` are the identities and ``missed`` the
    days on which any was let go; ``strangers`` are the names of those it is for who have no note. ``reach`` is the stretch of
    days in which a log line can close anything of it; ``under_way``: its job has not ended; ``offer``: there is or was one, of
    which the other jobs are told; ``news``: its job's id, and when that was last heard of.
    """

    notes: tuple[str, ...]
    live: tuple[Item, ...]
    closed: Iterable[Item]
    uids: tuple[str, ...]
    missed: tuple[date, ...]
    strangers: tuple[str, ...]
    questions: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    people: frozenset[str]
    reach: tuple[date, date]
    company: str | None
    under_way: bool
    offer: bool
    news: tuple[str, date] | None
    until: date | None


class NotePiece(NamedTuple):
    """What a note asks for by itself: promises and a birthday (``own``), what is dated by hand, when a word is due.

    ``touches`` are of the last days; ``worked`` and ``looked`` the days on which the follow-up day and the look at the search
    were logged, ``rests`` those on which the look was put off, each with the day until when.
    """

    own: tuple[Item, ...] = ()
    hand: Item | None = None
    quiet: Silence | None = None
    touches: tuple[Touch, ...] = ()
    worked: tuple[date, ...] = ()
    looked: tuple[date, ...] = ()
    rests: tuple[tuple[date, date], ...] = ()
    problems: tuple[Problem, ...] = ()
    until: date | None = None


NOTHING = NotePiece()


class Pieces(NamedTuple):
    """All of a vault: cases by their first note, notes by path (those that ask for nothing are left out).

    ``begun``, by path too, are the days on which jobs, interviews and acquaintances did, as their ordinals: there are as many
    as notes, and only the newest counts.
    """

    cases: Mapping[str, CasePiece]
    notes: Mapping[str, NotePiece]
    begun: Mapping[str, int]


def make_pieces(world: World) -> Pieces:
    """The pieces of everything in the world."""
    return pieces_of(world, open_logs(world), tuple(all_notes(world.vault)), first_ahead(world))


def pieces_of(world: World, logs: Sequence[CaseLog], notes: Sequence[Note], ahead: Mapping[str, date]) -> Pieces:
    """The pieces of some cases, of which nothing is closed yet and which hang together, and of some notes."""
    own = {note.source.path: note_piece(world, note, ahead) for note in notes}
    cases = {piece.notes[0]: piece for piece in case_pieces(world, logs, ahead)}
    begun = {note.source.path: day for note in notes if (day := begun_on(note))}
    return Pieces(cases, {path: piece for path, piece in own.items() if piece is not NOTHING}, begun)


def first_ahead(world: World) -> Mapping[str, date]:
    """The first log line dated after today, by the path of its note and by the id of each person it names."""
    found: dict[str, date] = {}
    for note in all_notes(world.vault):
        for line in note.log:
            if line.day > world.today:
                for key in (note.source.path, *(who.uid for who in world.people.each(line.people))):
                    found[key] = min(line.day, found.get(key, line.day))
    return found


def case_pieces(world: World, logs: Sequence[CaseLog], ahead: Mapping[str, date]) -> Iterator[CasePiece]:
    """One for each of the cases, of which nothing is closed yet."""
    settled = settle(world, logs)
    asked: dict[str, set[Problem]] = defaultdict(set)
    for path, problem in questions(settled, world.today):
        asked[path].add(problem)
    for log in settled.logs:
        yield _case_piece(world, log, asked, ahead)


def _case_piece(world: World, log: CaseLog, asked: Mapping[str, set[Problem]], ahead: Mapping[str, date]) -> CasePiece:
    case, run = log.case, log.run(world.today)
    outcomes = [one for found in run.all_outcomes() for one in found]
    items = tuple(of_outcome(world.settings, case, one) for one in outcomes)
    closed = tuple(item for item in items if item.status != "live")
    people = frozenset({item.who.uid for item in items if item.who} | _circle(world, case))
    # A question may be about another case as well, and be gone as soon as that is another.
    questioned = tuple(sorted({problem for path in case.notes for problem in asked.get(path, ())}))
    return CasePiece(
        case.notes,
        tuple(item for item in items if item.status == "live"),
        closed,
        tuple(item.uid for item in closed),
        missed_on(closed),
        strangers(items),
        questioned,
        tuple(_without_people(case)),
        people,
        log.stretch,
        case.company,
        case.job is not None and not case.ended(world.today),
        any(fact.word == "offer" for fact in case.stages),
        (case.job.id, news) if case.job and (news := case.news(world.today)) else None,
        world.today + _DAY if questioned else turns(world, log, outcomes, people, ahead),
    )


def strangers(items: Iterable[Item]) -> tuple[str, ...]:
    """The names of those for whom the items are and who have no note."""
    return tuple(sorted({item.who.name for item in items if item.who and not item.who.known}))


def missed_on(items: Iterable[Item]) -> tuple[date, ...]:
    """The days on which any of the items was let go."""
    return tuple(item.closed_on for item in items if item.status == "missed" and item.closed_on)


def _circle(world: World, case: Case) -> set[str]:
    """Everyone whose note, or whose lines in others' notes, can have a say in the case."""
    people = world.people
    met = [who for interview in case.interviews for who in people.interviewers(interview)]
    notes: list[Note] = [who.contact for who in met if who.contact]
    notes += [case.job] if case.job else []
    return {who.uid for who in met} | {people.who(ref).uid for note in notes for ref in named_in_keys(note)}


def _without_people(case: Case) -> Iterator[Problem]:
    """Interviews that name nobody: nobody can be thanked."""
    for interview in case.interviews:
        if not interview.interviewers and is_on(interview):
            remedy = "add them under `interviewers:`, so that they can be thanked"
            yield Problem(interview.source, "the interview names no interviewers", remedy, "", "hint")


def note_piece(world: World, note: Note, ahead: Mapping[str, date]) -> NotePiece:
    """The piece of one note; ``NOTHING`` itself where it asks for nothing, as most do."""
    path, contact = note.source.path, note if isinstance(note, Contact) else None
    tagged = [entry.line for entry in world.journal.under(path) if entry.line.step]
    look = next(world.rules.counting_from("last-look"), None) if tagged else None
    day = next(world.rules.counting_from("follow-up-day"), None) if tagged else None
    birthday = tuple(birthdays(world, contact)) if contact else ()
    quiet = silence_of(world, contact) if contact else None
    piece = NotePiece(
        own=(*promises(world, note), *birthday),
        hand=by_hand(world, contact) if contact else None,
        quiet=quiet,
        touches=tuple(_touches(world, path)),
        worked=tuple(line.day for line in tagged if is_worked(line, day)),
        looked=tuple(line.day for line in tagged if is_look(line, look)),
        rests=tuple((line.day, line.until) for line in tagged if line.until and is_look(line, look, "snoozed")),
        problems=tuple(unknown_tags(world, path)),
        until=_until(world, note, birthday, quiet, ahead),
    )
    return NOTHING if piece == NOTHING else piece


def _touches(world: World, path: str) -> Iterator[Touch]:
    """Contact that was made in the last days: it keeps other touches of the person apart."""
    since = world.today - timedelta(days=APART)
    for entry in world.journal.under(path):
        if entry.line.day >= since and entry.reached:
            yield from (Touch(entry.line.day, who.uid, company_of(who)) for who in entry.people)


def _until(world: World, note: Note, birthday: Iterable[Item], quiet: Silence | None, ahead: Mapping[str, date]) -> date | None:
    """The first day on which the piece may be another, though no note changes."""
    days = [ahead[note.source.path]] if note.source.path in ahead else []
    if isinstance(note, Contact):
        days += [ahead[note.id]] if note.id in ahead else []
        days += [item.window.last + _DAY for item in birthday if item.window.last]
        days += [day for day in (note.met, note.last_contact) if day]
        days += [interview.end.date() for interview in world.met.get(note.id, ())]
        days += [quiet.again] if quiet and quiet.again else []
    return min((day for day in days if day > world.today), default=None)


def touches_of(pieces: Pieces, today: date) -> tuple[Touch, ...]:
    """What was done in the last days up to ``today``; contact in a case's own notes counts for its company."""
    companies = {path: case.company for case in pieces.cases.values() for path in case.notes if case.company}
    return tuple(
        touch._replace(company=companies.get(path) or touch.company)
        for path, piece in pieces.notes.items()
        for touch in piece.touches
        if 0 <= (today - touch.day).days <= APART
    )
