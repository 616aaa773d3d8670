"""What was made of files while they are as they were: for a program that reads the same folder again and again.

In come a file and a way to read it, out comes what that gave, read anew only where the file has changed. A file that was saved
a moment ago is never trusted to be as it was: a second save may follow within the clock's tick, and leave the same size.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

_T = TypeVar("_T")
Stamp = tuple[int, int, int, int]
_FRESH = 2_000_000_000  # nanoseconds: the coarsest clock of a common file system


class Memory(Generic[_T]):
    """What was made of each file, and the stamp that the file had then; all is forgotten when ``basis`` is another."""

    def __init__(self) -> None:
        self._basis: object = None
        self._kept: dict[str, tuple[Stamp, _T]] = {}

    def begin(self, basis: object) -> None:
        """A new round of reading. What was made upon another basis (other settings, say) holds no more."""
        if basis != self._basis:
            self._basis, self._kept = basis, {}

    def recall(self, file: str, before: Stamp | None, read: Callable[[], _T]) -> _T:
        """What ``read`` gives for a file that has the stamp ``before``, or gave while it had the same."""
        kept = self._kept.get(file)
        if kept and kept[0] == before:
            return kept[1]
        found = read()
        if before and is_settled(file, before):
            self._kept[file] = before, found
        else:
            self._kept.pop(file, None)
        return found

    def end(self) -> None:
        """The round is over."""


def stamp_of(found: os.stat_result) -> Stamp:
    """When a file was written, when it was changed in whatever way, how large it is, which one it is."""
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def stamp_at(file: Path) -> Stamp | None:
    """The stamp of a file now; ``None`` where there is none."""
    try:
        return stamp_of(file.stat())
    except OSError:
        return None


def is_settled(file: str, stamp: Stamp) -> bool:
    """Whether a file that was read has the stamp still that it had before, and has had it long enough to be trusted."""
    return stamp == stamp_at(Path(file)) and time.time_ns() - max(stamp[0], stamp[1]) > _FRESH
