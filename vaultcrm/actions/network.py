"""``tree``: who introduced whom and what came of it, of everybody or from one person on; and what is wrong with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound, SeveralFit
from vaultcrm.model import Problem
from vaultcrm.notes.links import plain
from vaultcrm.notes.records import with_excerpts
from vaultcrm.views.network.forest import Forest, forest
from vaultcrm.views.network.outcomes import came
from vaultcrm.views.network.twigs import Tree, tree_from, whole_tree

from .choosing import one_contact

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def network(vault: NoteVault, today: date, name: str | None) -> Tree:
    """The tree of all, or from the person whom ``name`` means; one without a note may be meant too.

    Raises ``NotFound``, and ``SeveralFit`` with everyone who fits.
    """
    trees, outcomes = forest(vault), came(vault, today)
    return tree_from(trees, outcomes, _key(vault, trees, name)) if name else whole_tree(trees, outcomes)


def _key(vault: NoteVault, trees: Forest, name: str) -> str:
    try:
        return one_contact(vault, name).id
    except NotFound:
        wanted = plain(name)
        found = [node for node in trees.people.values() if not node.contact and plain(node.name).startswith(wanted)]
        exact = [node for node in found if plain(node.name) == wanted] or found
        if not exact:
            raise
        if len(exact) > 1:
            names = "\n".join(f"  {node.name}  (no note yet)" for node in exact)
            raise SeveralFit(f"{name!r} fits {len(exact)}; say which one", names) from None
        return exact[0].key


def circles(vault: NoteVault) -> tuple[Problem, ...]:
    """Introductions that go round in a circle, or to the very person, with their lines (row A5)."""
    found = forest(vault).problems
    return tuple(one for problem in found for one in with_excerpts([problem], vault.text(problem.source.path)))
