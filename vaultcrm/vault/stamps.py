"""What a file is like, in four numbers that change whenever it is written: by them all that is kept is trusted.

A file that was written a moment ago may be written again within the clock's tick, and look the same: it is *fresh*, and what
was made of it is not kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .scanning import Scan

Stamp = tuple[int, int, int, int]
FRESH = 2_000_000_000  # nanoseconds: the coarsest clock of a common file system
MOST = (1 << 63) - 1  # what fits in a number of a database


def stamp_of(found: os.stat_result) -> Stamp:
    """Size, when it was written, when it was changed in whatever way, and which file it is."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino & MOST


def look_at(path: Path | str) -> os.stat_result | None:
    """What a file is like now; ``None`` where there is none."""
    try:
        return Path(path).stat()
    except OSError:
        return None


def stamp_at(path: Path | str) -> Stamp | None:
    """The stamp of a file now; ``None`` where there is none."""
    found = look_at(path)
    return stamp_of(found) if found else None


def is_fresh(newest: int, now: int | None = None) -> bool:
    """Whether a moment lies so little before ``now`` that a file of that time is not to be trusted; both in nanoseconds."""
    return newest > (time.time_ns() if now is None else now) - FRESH


def is_settled(path: Path | str, stamp: Stamp) -> bool:
    """Whether a file that was read still has the stamp of before, and has had it long enough to be trusted."""
    return not is_fresh(max(stamp[1], stamp[2])) and stamp == stamp_at(path)


def looks(root: Path, scanned: Scan) -> Mapping[str, os.stat_result]:
    """What each note that is to be read is like, in the order of the walk; those deleted in between are left out."""
    found = _of_entries(scanned.entries)
    return found | {path: one for path in scanned.paths if path not in scanned.entries and (one := look_at(root / path))}


def _of_entries(entries: Mapping[str, os.DirEntry[str]]) -> dict[str, os.stat_result]:
    if os.name != "nt":  # there a folder's entry does not tell which file it is
        with suppress(FileNotFoundError):
            return {path: entry.stat(follow_symlinks=False) for path, entry in entries.items()}
    return {path: one for path, entry in entries.items() if (one := look_at(entry.path))}
