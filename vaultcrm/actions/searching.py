"""What ``find`` shows: the notes that hold what is looked for, each with the line that says most of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from vaultcrm.errors import WrongUsage
from vaultcrm.vault.fulltext import MOST, find, terms
from vaultcrm.views.passages import Passage


def passages(
    root: Path, typed: Sequence[str], most: int, told: Callable[[int], None] = lambda left: None
) -> tuple[tuple[Passage, ...], int]:
    """The best places, and in how many notes there are any; ``told`` hears how many files are still to be read.

    Raises ``WrongUsage`` where nothing is asked for in letters or digits, or too much.
    """
    asked = terms(typed)
    if not asked:
        raise WrongUsage(f"there is no word in {' '.join(typed)!r}", "Look for letters or digits: vaultcrm find migration")
    if len(asked) > MOST:
        raise WrongUsage(f"{len(asked)} words are more than can be looked for at once", f"Look for {MOST} at most.")
    found = find(root, asked, most, told)
    return tuple(Passage(*place) for place in found.places), found.total
