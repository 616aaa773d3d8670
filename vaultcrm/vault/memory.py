"""What was made of files while they are as they were: for a program that reads the same folder again and again.

In come a file and a way to read it, out comes what that gave, read anew only where the file has changed. A file that was saved
a moment ago is never trusted to be as it was: a second save may follow within the clock's tick, and leave the same size.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

_T = TypeVar("_T")
_Stamp = tuple[int, int, int, int]
_FRESH = 2_000_000_000  # nanoseconds: the coarsest clock of a common file system


class Memory(Generic[_T]):
    """What was made of each file, and the stamp that the file had then; all is forgotten when ``basis`` is another."""

    def __init__(self) -> None:
        self._basis: object = None
        self._kept: dict[Path, tuple[_Stamp, _T]] = {}

    def begin(self, basis: object) -> None:
        """A new round of reading. What was made upon another basis (other settings, say) holds no more."""
        if basis != self._basis:
            self._basis, self._kept = basis, {}

    def recall(self, path: Path, read: Callable[[], _T]) -> _T:
        """What ``read`` gives for the file at ``path``, or gave while it was the same file with the same bytes."""
        before = _stamp(path)
        kept = self._kept.get(path)
        if kept and kept[0] == before:
            return kept[1]
        found = read()
        if before and before == _stamp(path) and time.time_ns() - max(before[0], before[1]) > _FRESH:
            self._kept[path] = before, found
        else:
            self._kept.pop(path, None)
        return found


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
