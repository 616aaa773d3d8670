"""Who introduced whom, as trees: people under those who introduced them, jobs under those who referred them (row A5).

In: a vault. Out: a ``Forest``, and a problem for each circle and each person who is said to have introduced themselves. Nothing
here recurses: a chain of introductions may be as long as it likes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vaultcrm.model import Contact, Job, Problem, Ref, Source, Vault

from ..wording import readable


@dataclass(frozen=True, slots=True)
class Node:
    """A person: ``key`` is the id of their note, or ``~`` and the folded name where there is none; ``parent`` another's."""

    key: str
    name: str
    contact: Contact | None = None
    parent: str | None = None

    @property
    def order(self) -> tuple[str, str]:
        """By name."""
        return (self.name.casefold(), self.key)


@dataclass(frozen=True, slots=True)
class Forest:
    """All people, and by key whom they introduced and which jobs they referred."""

    people: Mapping[str, Node]
    introduced: Mapping[str, tuple[str, ...]]
    referred: Mapping[str, tuple[Job, ...]]
    problems: tuple[Problem, ...] = ()

    def below(self, key: str) -> Sequence[str]:
        """The keys of a person and of everyone whom they brought, whoever between them did, parents first."""
        found, waiting = [], [key]
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(self.introduced.get(found[-1], ()))
        return found

    def above(self, key: str) -> Sequence[str]:
        """The chain of introducers of a person, the nearest first."""
        found, parent = [], self.people[key].parent
        while parent:
            found.append(parent)
            parent = self.people[parent].parent
        return found

    def roots(self) -> Sequence[str]:
        """Those whom nobody introduced."""
        return [node.key for node in sorted(self.people.values(), key=lambda node: node.order) if not node.parent]


def person_key(vault: Vault, ref: Ref) -> str:
    """What stands for the person whom ``ref`` names; the same for each spelling of someone without a note."""
    contact = vault.find_contact(ref)
    return contact.id if contact else "~" + " ".join(ref.name.casefold().split())


def forest(vault: Vault) -> Forest:
    """The trees of a vault. A circle is cut at the first of its notes, and reported as one problem."""
    people = {contact.id: Node(contact.id, contact.name, contact) for contact in vault.contacts}
    problems: list[Problem] = []
    for contact in vault.contacts:
        if contact.introduced_by:
            problems += _introduce(vault, people, contact, contact.introduced_by)
    problems += _cut_circles(people)
    referred: dict[str, list[Job]] = defaultdict(list)
    for job in vault.jobs:
        if job.referred_by:
            referred[_known(vault, people, job.referred_by)].append(job)
    jobs = {key: tuple(sorted(found, key=lambda job: (job.title.casefold(), job.id))) for key, found in referred.items()}
    return Forest(people, _introduced(people), jobs, tuple(sorted(problems)))


def _introduce(vault: Vault, people: dict[str, Node], contact: Contact, ref: Ref) -> Iterator[Problem]:
    key = _known(vault, people, ref)
    if key != contact.id:
        people[contact.id] = replace(people[contact.id], parent=key)
        return
    message = f"{contact.name} is said to have been introduced by {contact.name}"
    yield Problem(_place(contact), message, "name who it was under `introduced_by`, or leave it empty", severity="warning")


def _known(vault: Vault, people: dict[str, Node], ref: Ref) -> str:
    """The key of a person; who has no note yet is known by name from here on."""
    key = person_key(vault, ref)
    people.setdefault(key, Node(key, " ".join(readable(ref.name).split())))
    return key


def _introduced(people: Mapping[str, Node]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for node in people.values():
        if node.parent:
            found[node.parent].append(node)
    return {key: tuple(node.key for node in sorted(nodes, key=lambda node: node.order)) for key, nodes in found.items()}


def _cut_circles(people: dict[str, Node]) -> Iterator[Problem]:
    """Walk up from each person; who comes upon the own way stands in a circle."""
    safe: set[str] = set()
    for start in sorted(people):
        way: dict[str, None] = {}
        key: str | None = start
        while key and key not in safe and key not in way:
            way[key] = None
            key = people[key].parent
        if key and key in way:
            keys = list(way)
            yield _cut(people, keys[keys.index(key) :])
        safe |= way.keys()


def _cut(people: dict[str, Node], circle: Sequence[str]) -> Problem:
    """Take the introducer from the first note of a circle, by path."""
    first = min(circle, key=lambda key: _place(people[key].contact))
    turned = [*circle[circle.index(first) :], *circle[: circle.index(first)], first]
    people[first] = replace(people[first], parent=None)
    steps = [f"{people[one].name} by {people[other].name}" for one, other in pairwise(turned)]
    shown = ", ".join(steps if len(steps) < 6 else [*steps[:4], "…", steps[-1]])
    message = f"the introductions go round in a circle: {shown}"
    return Problem(_place(people[first].contact), message, "one of these `introduced_by` is wrong", severity="warning")


def _place(contact: Contact | None) -> Source:
    if contact is None:
        return Source("")
    return Source(contact.source.path, contact.lines.get("introduced_by", 1))
