"""Which cases hang together: those that share a person, for whom a line of the log can be meant in the one or the other.

In: the logs of cases. Out: the same logs in circles; nothing that is matched in one circle has a say in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .caselog import CaseLog
from .closing import people_of

_Numbers = dict[str, list[int]]


def circles(logs: Sequence[CaseLog]) -> list[tuple[CaseLog, ...]]:
    """The logs in circles, the largest first."""
    people = [people_of(log) for log in logs]
    everybody = frozenset().union(*people)
    people = [own | (_spoken_of(log) & everybody) for log, own in zip(logs, people, strict=True)]
    with_person: _Numbers = defaultdict(list)
    for number, theirs in enumerate(people):
        for uid in theirs:
            with_person[uid].append(number)
    found = [tuple(logs[number] for number in circle) for circle in _grown(people, with_person)]
    return sorted(found, key=len, reverse=True)


def _spoken_of(log: CaseLog) -> frozenset[str]:
    """Whom the lines of the case's own notes name: each of them can be meant for another case of that person."""
    journal = log.world.journal
    return frozenset(who.uid for path in log.case.notes for entry in journal.under(path) for who in entry.people)


def _grown(people: Sequence[frozenset[str]], with_person: _Numbers) -> Iterator[list[int]]:
    """Circles of numbers, each in order."""
    seen = set[int]()
    for first in range(len(people)):
        waiting, circle = [first], set[int]()
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                circle.add(number)
                waiting += [other for uid in people[number] for other in with_person.pop(uid, ())]
        if circle:
            yield sorted(circle)
