"""The forest as rows from top to bottom, which lines, Mermaid, picture and data all show: who, what came of it, how deep.

In: the forest, what came of it, and from whom to begin. Out: a ``Tree``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaultcrm.model import Contact, Job, Problem

from ..company import company_of
from .forest import Forest, Node
from .outcomes import NOTHING, Came, Outcomes


@dataclass(frozen=True, slots=True)
class Twig:
    """A person or a job in its place: ``parent`` is the index of the row it hangs on, ``last`` whether none follows there."""

    key: str
    name: str
    about: str | None
    outcomes: Outcomes
    depth: int
    parent: int | None
    last: bool
    contact: Contact | None = None
    job: Job | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """All rows, parents first. ``above`` are those who introduced the person it begins with, the nearest first."""

    twigs: tuple[Twig, ...]
    total: Outcomes
    above: tuple[Node, ...] = ()
    others: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def introductions(self) -> int:
        """How many people were introduced and jobs referred."""
        return sum(twig.parent is not None for twig in self.twigs)


def whole_tree(trees: Forest, came: Came) -> Tree:
    """Everyone who introduced or was introduced, or brought a friend something; ``others`` counts the rest."""
    roots = [key for key in trees.roots() if _has_a_part(trees, came, key)]
    by_size = sorted(roots, key=lambda key: -len(trees.below(key)))
    shown = {key for root in by_size for key in trees.below(root)}
    total = came.of_introduced(trees, shown)
    return Tree(tuple(_grown(trees, came, by_size)), total, (), len(trees.people) - len(shown), trees.problems)


def tree_from(trees: Forest, came: Came, key: str) -> Tree:
    """The person with this key, and all that hangs on them."""
    above = tuple(trees.people[other] for other in trees.above(key))
    return Tree(tuple(_grown(trees, came, [key])), came.through(trees, key), above, 0, trees.problems)


def _has_a_part(trees: Forest, came: Came, key: str) -> bool:
    return key in trees.introduced or key in trees.referred or bool(came.people.get(key, NOTHING).friends)


def _grown(trees: Forest, came: Came, roots: Sequence[str]) -> Iterator[Twig]:
    """The rows below ``roots``, parents first."""
    waiting = [_person(trees, came, key, 0, None, True) for key in reversed(roots)]
    number = 0
    while waiting:
        twig = waiting.pop()
        yield twig
        waiting += reversed(_below(trees, came, twig, number)) if not twig.job else ()
        number += 1


def _below(trees: Forest, came: Came, twig: Twig, number: int) -> list[Twig]:
    """The people, then the jobs, that hang on row ``number``."""
    people, jobs = trees.introduced.get(twig.key, ()), trees.referred.get(twig.key, ())
    last, depth = len(people) + len(jobs) - 1, twig.depth + 1
    return [
        *(_person(trees, came, key, depth, number, at == last) for at, key in enumerate(people)),
        *(_job(came, job, depth, number, at == last) for at, job in enumerate(jobs, len(people))),
    ]


def _person(trees: Forest, came: Came, key: str, depth: int, parent: int | None, last: bool) -> Twig:
    node = trees.people[key]
    about = company_of(node.contact) if node.contact else None
    return Twig(key, node.name, about, came.people.get(key, NOTHING), depth, parent, last, contact=node.contact)


def _job(came: Came, job: Job, depth: int, parent: int | None, last: bool) -> Twig:
    return Twig(job.id, job.title, company_of(job), came.jobs[job.id], depth, parent, last, job=job)
