"""Git's checkouts and merges, which put other states of notes in their place without looking again at what they run over.

In comes the vault's folder. A command that writes waits for one that is under way, and looks afterwards whether one that began
at the same moment has taken away what it wrote: git locks its index before it looks at the notes, and until it is done.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from vaultcrm.errors import ChangedMeanwhile

_LONGEST_CHECKOUT = 20  # seconds; a lock that is older was left behind by a git that was killed
_LONGEST_WAIT, _BETWEEN = 5.0, 0.01  # seconds


def is_under_way(root: Path) -> bool:
    """Whether git is in the midst of a checkout or a merge there."""
    lock = _lock(root)
    try:
        return lock is not None and abs(time.time() - lock.stat().st_mtime) < _LONGEST_CHECKOUT
    except OSError:
        return False


def wait_for_git(root: Path) -> None:
    """Wait until git is done, five seconds at most."""
    end = time.monotonic() + _LONGEST_WAIT
    while is_under_way(root) and time.monotonic() < end:
        time.sleep(_BETWEEN)


def must_still_stand(root: Path, lines: Mapping[Path, set[str]]) -> None:
    """Raise ``ChangedMeanwhile`` where git has put a state in place, in the moment of writing, that lacks what was written."""
    if _lock(root) is None:
        return
    wait_for_git(root)
    for path, wanted in lines.items():
        try:
            there = set(path.read_text(encoding="utf-8", errors="replace").splitlines())
        except OSError:
            there = set()
        if not wanted <= there:
            message = f"{path}: git put another state in its place at the same moment, without what was written"
            raise ChangedMeanwhile(message, "run the command again")


def _lock(root: Path) -> Path | None:
    """Git's lock for the folder; ``None`` where that is in no clone."""
    for folder in (root, *root.parents):
        found = folder / ".git"
        if found.is_dir():
            return found / "index.lock"
        if found.is_file():  # a second work tree, or a submodule
            return folder / found.read_text(encoding="utf-8", errors="replace").removeprefix("gitdir:").strip() / "index.lock"
    return None
