"""What came of an introduction, in words: the same in each form of the tree."""

from __future__ import annotations

from collections import Counter

from ..counting import counted
from .outcomes import Outcomes
from .twigs import Tree, Twig


def outcome_words(twig: Twig) -> str:
    """``2 interviews, 1 ahead, offer``; ``for friends: …`` behind; empty where nothing came of it yet."""
    found = twig.outcomes
    parts = [counted(len(found.held), "interview")] if found.held else []
    parts += [f"{len(found.ahead)} ahead"] if found.ahead else []
    parts += ["hired"] if found.hired else ["offer"] if found.offers else []
    parts += [f"{one.what} for {one.text}" if one.text else f"{one.what} for a friend" for one in sorted(found.friends)]
    return ", ".join(parts)


def total_words(tree: Tree) -> str:
    """``From 5 introductions came 7 interviews (1 more ahead), 1 offer; for friends: 1 job.``"""
    if not tree.introductions:
        friends = _friends(tree.total)
        return f"For friends: {friends}." if friends else "No introductions yet."
    found = tree.total
    interviews = counted(len(found.held), "interview") if found.held else "no interview yet"
    ahead = f" ({len(found.ahead)} {'more ' if found.held else ''}ahead)" if found.ahead else ""
    offers = counted(len(found.offers), "offer") if found.offers else "no offer yet"
    jobs = f", {counted(len(found.hired), 'job')}" if found.hired else ""
    friends = f"; for friends: {_friends(found)}" if found.friends else ""
    return f"From {counted(tree.introductions, 'introduction')} came {interviews}{ahead}, {offers}{jobs}{friends}."


def _friends(found: Outcomes) -> str:
    counts = Counter(one.what for one in found.friends)
    return ", ".join(counted(counts[what], what) for what in ("interview", "offer", "job") if counts[what])
