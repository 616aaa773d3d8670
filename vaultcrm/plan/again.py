"""Planning again after a few notes have changed, or a day has passed: only the pieces that can be others are made anew.

In: what was kept of the plan before, the paths whose notes are new, gone or read otherwise, and a way to look at a part of the
vault. Out: the same as planning everything would give; ``None`` where everything is to be planned. What can change what:

- a note's own piece hangs on the note, on all notes that name the person, and on whom it names;
- a case hangs on its notes, and on the notes and lines of everyone who has a part in it;
- cases that share a person hang together where a line can be meant for either: their days meet, or it has a tag;
- an offer looks at all other jobs (row F2).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from vaultcrm.model import Contact, Holidays, Note, Ref, Vault, all_notes, named_in_keys

from .caselog import open_logs
from .own import begun_on
from .people import People
from .pieces import NOTHING, CasePiece, Pieces, case_pieces, first_ahead, make_pieces, note_piece
from .world import World, read_world

Part = Callable[[Collection[str]], Vault]
_T = TypeVar("_T")
_LINK = re.compile(r"\[\[([^\]|]*)")
_ROUNDS = 20  # of making the part larger: one that hangs together so widely is planned faster as a whole


@dataclass(frozen=True, slots=True)
class Kept:
    """The pieces made for ``day``; by path whom each note names (``named``), by person where each has a note (``homes``)."""

    day: date
    pieces: Pieces
    named: Mapping[str, Collection[str]]
    homes: Mapping[str, str]


def keep(world: World, make: Callable[[World], Pieces] = make_pieces) -> Kept:
    """Everything of a world, made from nothing; ``make`` is the way to its pieces."""
    named = {note.source.path: named_by(world.people, note) for note in all_notes(world.vault)}
    homes = {contact.id: contact.source.path for contact in world.vault.contacts}
    return Kept(world.today, make(world), named, homes)


def named_by(people: People, note: Note) -> frozenset[str]:
    """Everyone whom a note names: in its keys, its log, its promises."""
    refs = [*{ref.target: ref for line in note.log for ref in line.people}.values()]  # found: most lines name the same few
    for promise in note.promises:
        refs += [*promise.people, *(Ref(target) for target in _LINK.findall(promise.text))]
    return frozenset({people.who(ref).uid for ref in (*refs, *named_in_keys(note))})


def _naming(kept: Kept, people: Collection[str]) -> set[str]:
    """The notes that name any of these people."""
    wanted = frozenset(people)
    return {path for path, named in kept.named.items() if not wanted.isdisjoint(named)}


def again(kept: Kept, changed: Collection[str], part: Part, today: date, holidays: Holidays) -> Kept | None:
    """What is kept now, on ``today``; ``part`` gives the vault with the notes at some paths only, and look-ups over all.

    ``None`` where the day lies before that of what was kept, or the part that has a say in it goes on growing.
    """
    if today < kept.day:
        return None
    fresh = part(changed)
    notes = {note.source.path: note for note in all_notes(fresh)}
    people = People(fresh)
    named = {path: named_by(people, note) for path, note in notes.items()}
    homes = {note.id: path for path, note in notes.items() if isinstance(note, Contact)}
    gone, before = _own(kept, changed), (kept.named.get(path, ()) for path in changed)
    circle = {*homes, *gone}.union(*before, *named.values())
    kept = Kept(kept.day, kept.pieces, _without(kept.named, changed) | named, _without(kept.homes, gone) | homes)
    due = {path for path, piece in kept.pieces.notes.items() if piece.until and piece.until <= today}
    mentioning = {path for path in _naming(kept, homes) if _speaks_of_others(kept, path)}
    own = {*changed, *due, *mentioning, *(kept.homes[uid] for uid in circle if uid in kept.homes)}
    circle |= _own(kept, own)
    return _made(kept, _Work(set(changed), own, circle), fresh, part, today, holidays)


@dataclass(slots=True)
class _Work:
    """What is made anew: the pieces of ``own`` notes, the cases of ``core`` notes; ``circle``: whose lines must be there."""

    core: set[str]
    own: set[str]
    circle: set[str]


def _own(kept: Kept, paths: Collection[str]) -> set[str]:
    """The people whose notes lie at ``paths``."""
    wanted = set(paths)
    return {uid for uid, path in kept.homes.items() if path in wanted}


def _speaks_of_others(kept: Kept, path: str) -> bool:
    piece = kept.pieces.notes.get(path, NOTHING)
    return bool(piece.own or piece.touches)


def _made(kept: Kept, work: _Work, fresh: Vault, part: Part, today: date, holidays: Holidays) -> Kept | None:
    """The pieces made anew in a part of the vault that is made larger until it holds all that has a say in them."""
    cases = kept.pieces.cases
    of_note = {path: key for key, case in cases.items() for path in case.notes}
    with_person: dict[str, set[str]] = defaultdict(set)
    for key, case in cases.items():
        for uid in case.people:
            with_person[uid].add(key)
    keys = {of_note[path] for path in work.core if path in of_note}
    keys |= {key for uid in work.circle for key in with_person.get(uid, ())}
    keys |= {key for key, case in cases.items() if case.until and case.until <= today}
    keys |= {of_note[job] for job in _jobs_joined(fresh) if job in of_note}
    keys |= {key for key, case in cases.items() if case.offer}
    keys = _with_those_they_meet(keys, cases, with_person)
    beside = _paths_of_all(kept) if any(cases[key].offer for key in keys) else set[str]()
    for _ in range(_ROUNDS):
        work.core.update(path for key in keys for path in cases[key].notes)
        work.circle.update(uid for key in keys for uid in cases[key].people)
        world = read_world(part(_paths(kept, work) | beside), today, holidays, work.core)
        ahead = first_ahead(world)
        made = list(case_pieces(world, open_logs(world), ahead))
        others = set(_coupled(world, made, cases, with_person)) - keys
        strangers = {uid for piece in made for uid in piece.people} - work.circle
        telling = any(piece.offer for piece in made) and not beside
        if not others and not strangers and not telling:
            return _replaced(kept, work, world, keys, made, ahead)
        beside |= _paths_of_all(kept) if telling else set()
        keys |= others
        work.circle |= strangers
    return None


def _with_those_they_meet(
    keys: Iterable[str], cases: Mapping[str, CasePiece], with_person: Mapping[str, Collection[str]]
) -> set[str]:
    """The cases, and by what is kept of them all with which they hang together.

    Found: those are nearly all that hang together now, and to find them by planning again took three times as long.
    """
    found = set(keys)
    waiting = [*found]
    while waiting:
        case = cases[waiting.pop()]
        near = {key for uid in case.people for key in with_person.get(uid, ())} - found
        meeting = {key for key in near if _meet(case.reach, cases[key].reach)}
        found |= meeting
        waiting += meeting
    return found


def _jobs_joined(fresh: Vault) -> Iterator[str]:
    """The jobs that changed interviews are of now."""
    for interview in fresh.interviews:
        job = fresh.find_job(interview.job) if interview.job else None
        if job:
            yield job.source.path


def _paths_of_all(kept: Kept) -> set[str]:
    """The notes of all cases, and of everyone who has a part in them."""
    cases = kept.pieces.cases.values()
    people = {uid for case in cases for uid in case.people}
    return {path for case in cases for path in case.notes} | {kept.homes[uid] for uid in people if uid in kept.homes}


def _paths(kept: Kept, work: _Work) -> set[str]:
    """The notes in which everything stands that has a say."""
    return work.core | work.own | _naming(kept, work.circle) | {kept.homes[uid] for uid in work.circle if uid in kept.homes}


def _coupled(
    world: World, made: Iterable[CasePiece], cases: Mapping[str, CasePiece], with_person: Mapping[str, set[str]]
) -> Iterator[str]:
    """The cases that hang together with one made anew: they share a person, and a line can be meant for either."""
    words = world.rules.case_words()
    tagged = {who.uid for entry in world.journal.tagged if entry.line.step in words for who in entry.people}
    for piece in made:
        for uid in piece.people:
            for key in with_person.get(uid, ()):
                if uid in tagged or _meet(piece.reach, cases[key].reach):
                    yield key


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _without(kept: Mapping[str, _T], keys: Iterable[str]) -> dict[str, _T]:
    """What is kept but for these. Found: to go through all ten thousand of it took longer than to plan a case anew."""
    found = dict(kept)
    for key in keys:
        found.pop(key, None)
    return found


def _replaced(
    kept: Kept, work: _Work, world: World, keys: set[str], made: Iterable[CasePiece], ahead: Mapping[str, date]
) -> Kept:
    """What is kept, with the new pieces in place of the old."""
    cases = _without(kept.pieces.cases, keys) | {piece.notes[0]: piece for piece in made}
    notes, begun = _without(kept.pieces.notes, work.own), _without(kept.pieces.begun, work.own)
    for note in all_notes(world.vault):
        path = note.source.path
        if path in work.own and (piece := note_piece(world, note, ahead)) is not NOTHING:
            notes[path] = piece
        if path in work.own and (day := begun_on(note)):
            begun[path] = day
    return Kept(world.today, Pieces(cases, notes, begun), kept.named, kept.homes)
