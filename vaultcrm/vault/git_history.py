"""What git's history holds of notes that go: by which paths, also those that they had before they were renamed.

In: the vault's folder, the notes' paths, and others that they may have had. Out: paths from the top of the work tree, as they
are named to what rewrites a history, and the number of commits.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from .git import is_in_git, look

_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Held:
    """The paths, from the top of the work tree, under which commits of any branch hold the notes; the number of these."""

    paths: tuple[str, ...] = ()
    commits: int = 0


def held(root: Path, paths: Collection[str], perhaps: Collection[str]) -> Held:
    """What the history holds of the notes at ``paths``; ``perhaps`` are theirs too, unless other notes are there today."""
    if not any((folder / ".git").exists() for folder in (root, *root.resolve().parents)) or not is_in_git(root):
        return Held()
    above = look(root, "rev-parse", "--show-prefix").stdout.rstrip("\n")
    top = Path(look(root, "rev-parse", "--show-toplevel").stdout.rstrip("\n"))
    going = {above + path for path in paths}
    there = set(_words(top, "ls-files", "-z")) - going
    meant = _with_earlier(top, {*going, *(above + path for path in perhaps)} - there) - there
    found = _words(top, "log", "--all", "--format=%H", "--name-only", "-z", "--", *sorted(meant))
    return Held(tuple(sorted(meant.intersection(found))), sum(_COMMIT.fullmatch(word) is not None for word in found))


def _with_earlier(top: Path, paths: set[str]) -> set[str]:
    """The paths, and those from which git sees them renamed, however often."""
    renamed = _words(top, "log", "--all", "-M", "--diff-filter=R", "--format=", "--name-status", "-z")
    known, more = set[str](), paths
    while more - known:
        known |= more
        more = {was for was, now in zip(renamed[1::3], renamed[2::3], strict=True) if now in known}
    return known


def _words(top: Path, *words: str) -> list[str]:
    return [word for word in re.split("[\0\n]", look(top, *words).stdout) if word]
