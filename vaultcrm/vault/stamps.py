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
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .scanning import Scan

Stamp = tuple[int, int, int, int]
Stamps: TypeAlias = Mapping[str, Stamp]  # by the path of the note
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


def stamps_of(root: Path, scanned: Scan, known: Stamps) -> Stamps:
    """The stamp of each note that is to be read, as it is ``known`` or as it is found; without those deleted in between."""
    entries = {path: entry for path, entry in scanned.entries.items() if path not in known} if known else scanned.entries
    others = (path for path in scanned.paths if path not in scanned.entries)
    return {**known, **_of_entries(entries), **{path: stamp for path in others if (stamp := stamp_at(root / path))}}


def _of_entries(entries: Mapping[str, os.DirEntry[str]]) -> Stamps:
    if os.name != "nt":  # there a folder's entry does not tell which file it is
        with suppress(FileNotFoundError):
            return {path: stamp_of(entry.stat(follow_symlinks=False)) for path, entry in entries.items()}
    return {path: stamp for path, entry in entries.items() if (stamp := stamp_at(entry.path))}
