"""What a file is like, in four numbers that change whenever it is written: by them all that is kept is trusted.

A file that was written a moment ago may be written again within the clock's tick, and look the same: it is *fresh*, and what
was made of it is not kept.
"""

from __future__ import annotations

import os
import stat
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .cores import on_all_cores

if TYPE_CHECKING:
    from .scanning import Scan

Stamp = tuple[int, int, int, int]
Stamps: TypeAlias = Mapping[str, Stamp]  # by the path of the note
GONE: Stamp = (0, 0, 0, 0)
FRESH = 2_000_000_000  # nanoseconds: the coarsest clock of a common file system
_MANY, _PARTS = 5_000, 16  # files that are looked at on all cores, and in how many parts
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
    entries = [path for path in scanned.entries if path not in known]
    others = (path for path in scanned.paths if path not in scanned.entries)
    found = zip(entries, in_fours(all_stamps([scanned.entries[path] for path in entries])), strict=True)
    there = {path: stamp for path, stamp in found if stamp != GONE}
    return {**known, **there, **{path: stamp for path in others if (stamp := stamp_at(root / path))}}


def all_stamps(files: Sequence[os.DirEntry[str]]) -> array[int]:
    """Four numbers a file, of links those of what they lead to; zeros for what is gone."""
    size = -(-len(files) // _PARTS)

    def part(number: int) -> bytes:
        share = files[number * size : (number + 1) * size]
        return array("q", [one for file in share for one in _stamp(file)]).tobytes()

    # Found: to ask for the stamps of 10,000 files takes 35 ms, and is nearly all that a question asked again costs.
    shared = on_all_cores(part, range(_PARTS), 2) if len(files) >= _MANY else {}
    return array("q", b"".join(shared.get(number) or part(number) for number in range(_PARTS)))


def in_fours(numbers: array[int]) -> Iterator[Stamp]:
    """The stamps that the numbers are."""
    return zip(*[iter(numbers)] * 4, strict=True)


def _stamp(file: os.DirEntry[str]) -> Stamp:
    try:
        # A folder's entry would remember what it said once, and tells on Windows not which file it is.
        found = os.lstat(file.path)
        return stamp_of(Path(file.path).stat() if stat.S_ISLNK(found.st_mode) else found)
    except OSError:
        return GONE
