"""What came of knowing each person: interviews, offers and jobs of one's own, and what friends got of it (row A5).

What a friend got is a line in the note of who brought it about: ``- 2026-09-10 note #friend-hired: Lea, at Saffron Pay``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import Job, LogLine, Source, Vault

from ..history import FRIEND, held, names_of, notes_of
from ..openings import Opening, is_ahead, openings
from ..wording import readable
from .forest import Forest, person_key

_IN_TEXT = re.compile(rf"#({'|'.join(FRIEND)})(?![\w/-])[:\s]*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class ForFriend:
    """What somebody else got: ``what`` is ``interview``, ``offer`` or ``job``, ``text`` for whom and where."""

    day: date
    what: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Ids of interviews that were held and that are ahead, ids of jobs that came to an offer and to being hired."""

    held: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    hired: frozenset[str] = frozenset()
    friends: frozenset[ForFriend] = frozenset()


NOTHING = Outcomes()


@dataclass(frozen=True, slots=True)
class Came:
    """What came of each person, by key, and of each job, by id."""

    people: Mapping[str, Outcomes]
    jobs: Mapping[str, Outcomes]

    def of_introduced(self, trees: Forest, keys: Iterable[str]) -> Outcomes:
        """What came of the introductions among ``keys``: of who was introduced, of jobs that were referred, and for friends."""
        parts = [self.people.get(key, NOTHING) if trees.people[key].parent else self._friends(key) for key in keys]
        return together([*parts, *(self.jobs[job.id] for key in keys for job in trees.referred.get(key, ()))])

    def through(self, trees: Forest, key: str) -> Outcomes:
        """What came of all whom a person introduced, and whom these did; without what came of the person."""
        below = trees.below(key)
        people = [self.people.get(other, NOTHING) for other in below[1:]]
        jobs = [self.jobs[job.id] for one in below for job in trees.referred.get(one, ())]
        return together([*people, *jobs, self._friends(key)])

    def _friends(self, key: str) -> Outcomes:
        return Outcomes(friends=self.people.get(key, NOTHING).friends)


def together(outcomes: Iterable[Outcomes]) -> Outcomes:
    """All of them, each thing once."""
    several = tuple(outcomes)
    return Outcomes(
        frozenset[str]().union(*(one.held for one in several)),
        frozenset[str]().union(*(one.ahead for one in several)),
        frozenset[str]().union(*(one.offers for one in several)),
        frozenset[str]().union(*(one.hired for one in several)),
        frozenset[ForFriend]().union(*(one.friends for one in several)),
    )


def came(vault: Vault, today: date, since: date | None = None) -> Came:
    """What came of everybody by today, and not before ``since``."""
    people: dict[str, list[Outcomes]] = defaultdict(list)
    jobs: dict[str, Outcomes] = {}
    for opening in openings(vault, today):
        jobs[opening.job.id] = _of_opening(opening, since)
        for key in _people_of(vault, opening):
            people[key].append(Outcomes(offers=jobs[opening.job.id].offers, hired=jobs[opening.job.id].hired))
    for key, outcome in (*_talks(vault, today, since), *_friendly(vault, today, since)):
        people[key].append(outcome)
    return Came({key: together(found) for key, found in people.items()}, jobs)


def _of_opening(opening: Opening, since: date | None) -> Outcomes:
    job = frozenset({opening.job.id})
    return Outcomes(
        frozenset(one.id for one in opening.held if _counts(one.start.date(), since)),
        frozenset(one.id for one in opening.ahead),
        job if _came_to(opening, "offer", since) or _came_to(opening, "hired", since) else frozenset(),
        job if _came_to(opening, "hired", since) else frozenset(),
    )


def _came_to(opening: Opening, stage: str, since: date | None) -> bool:
    return stage in opening.reached and _counts(opening.reached[stage], since)


def _counts(day: date | None, since: date | None) -> bool:
    """Whether something is not from before ``since``; what nothing dates is left out then."""
    return since is None or (day is not None and day >= since)


def _people_of(vault: Vault, opening: Opening) -> set[str]:
    """Who has a part in a job: its contact, hiring manager, HR person, interviewers."""
    job: Job = opening.job
    refs = [ref for one in (*opening.held, *opening.ahead) for ref in one.interviewers]
    return {person_key(vault, ref) for ref in (job.contact, job.hiring_manager, job.hr, *refs) if ref}


def _talks(vault: Vault, today: date, since: date | None) -> Iterator[tuple[str, Outcomes]]:
    """The interviews, job or not, for each who was there."""
    for interview in vault.interviews:
        found, day = frozenset({interview.id}), interview.start.date()
        outcome = Outcomes(held=found) if held(interview, today) and _counts(day, since) else NOTHING
        outcome = Outcomes(ahead=found) if is_ahead(interview, today) else outcome
        yield from ((person_key(vault, ref), outcome) for ref in interview.interviewers)


def _friendly(vault: Vault, today: date, since: date | None) -> Iterator[tuple[str, Outcomes]]:
    """The lines of friends' outcomes: in a person's note it is that person's doing, elsewhere of the first who is named."""
    for contact in vault.contacts:
        for entry in _friend_lines(contact.log, today, since):
            others = [ref.name for ref in entry.people if ref.target not in names_of(contact)]
            yield contact.id, _friend(entry, others)
    for note in notes_of(vault):
        for entry in _friend_lines(note.log, today, since):
            if entry.people:
                yield person_key(vault, entry.people[0]), _friend(entry, [ref.name for ref in entry.people[1:]])


def _friend_lines(log: Iterable[LogLine], today: date, since: date | None) -> Iterator[LogLine]:
    return (entry for line in log if (entry := _tagged(line)) and entry.day <= today and _counts(entry.day, since))


def _tagged(entry: LogLine) -> LogLine | None:
    """A line with one of the tags, which may stand at the beginning of the text too, where ``vaultcrm log`` writes it."""
    if entry.step in FRIEND:
        return entry
    found = _IN_TEXT.match(entry.text) if entry.verb == "note" else None
    return entry._replace(step=found[1].casefold(), text=found[2]) if found else None


def _friend(entry: LogLine, names: Iterable[str]) -> Outcomes:
    text = readable(", ".join(filter(None, (*names, entry.text))))
    return Outcomes(friends=frozenset({ForFriend(entry.day, FRIEND[entry.step or ""], text, entry.source)}))
