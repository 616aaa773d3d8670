"""The tree as ``--json`` shows it: flat, parents first, so that a script need not recurse. Keys are a contract."""

from __future__ import annotations

from collections.abc import Sequence

from ..data import Data, place_data, problem_data
from .forest import Node
from .outcomes import Outcomes
from .twigs import Tree, Twig


def tree_data(tree: Tree) -> Data:
    """People and jobs with who brought them, the sum, and what is wrong in the notes."""
    people = [_person(tree, twig) for twig in tree.twigs if not twig.job]
    jobs = [_job(tree, twig) for twig in tree.twigs if twig.job]
    total = {key: len(found) for key, found in _outcomes(tree.total).items()}
    return {
        "people": people,
        "jobs": jobs,
        "introductions": tree.introductions,
        "total": total,
        "others": tree.others,
        "problems": [problem_data(problem) for problem in tree.problems],
    }


def _person(tree: Tree, twig: Twig) -> Data:
    contact = twig.contact
    return {
        "id": contact.id if contact else None,
        "name": twig.name,
        "company": twig.about,
        "path": contact.source.path if contact else None,
        "introduced_by": _parent(tree, twig),
        "depth": twig.depth,
        **_outcomes(twig.outcomes),
    }


def _job(tree: Tree, twig: Twig) -> Data:
    path = twig.job.source.path if twig.job else None
    named = {"id": twig.key, "title": twig.name, "company": twig.about, "path": path}
    return {**named, "referred_by": _parent(tree, twig), "depth": twig.depth, **_outcomes(twig.outcomes)}


def _parent(tree: Tree, twig: Twig) -> Data | None:
    above: Twig | Node | None = tree.twigs[twig.parent] if twig.parent is not None else next(iter(tree.above), None)
    return {"id": above.contact.id if above.contact else None, "name": above.name} if above else None


def _outcomes(found: Outcomes) -> dict[str, Sequence[object]]:
    """Ids of interviews and jobs, and what friends got."""
    friends = [
        {"date": one.day.isoformat(), "what": one.what, "text": one.text, "source": place_data(one.source)}
        for one in sorted(found.friends)
    ]
    return {
        "interviews": sorted(found.held),
        "ahead": sorted(found.ahead),
        "offers": sorted(found.offers),
        "hired": sorted(found.hired),
        "friends": friends,
    }
