"""The files of a vault as they are now: each with a stamp that changes when it is written, and one mark of all together."""

from __future__ import annotations

import hashlib
import os
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from vaultcrm.model import Settings

from ..scanning import scan

Stamp = tuple[int, int, int, int]
NEVER: Stamp = (-1, 0, 0, 0)  # a stamp that no file has: what is kept with it is read again
_MOST = (1 << 63) - 1  # what fits in a number of the database
_FRESH = 2_000_000_000  # nanoseconds: within them a file may be written twice and look the same (see ``memory``)


class Look:
    """The notes' files, in the order of the walk, and their ``mark``: empty where one is so fresh that it must be read."""

    def __init__(self, paths: Sequence[str], found: Sequence[os.stat_result]) -> None:
        self._paths, self._found = paths, found
        numbers = array("q")
        for one in found:
            numbers.extend((one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino & _MOST))
        newest = max(max(numbers[at::4], default=0) for at in (1, 2))
        self.mark = b"" if newest > time.time_ns() - _FRESH else _digest(paths, numbers)

    @cached_property
    def stamps(self) -> Mapping[str, Stamp]:
        """The stamp of each file by its path; made where the mark does not tell that all is as it was."""
        return {path: stamp_of(one) for path, one in zip(self._paths, self._found, strict=True)}


def look(root: Path, settings: Settings) -> Look:
    """Look at every note that is read, but for the checklist, which only repeats others."""
    scanned = scan(root, settings)
    found = _looks(scanned.entries)
    found |= {path: one for path in scanned.paths if path not in scanned.entries and (one := _stat(root / path))}
    found.pop(settings.checklist or "", None)
    return Look(list(found), list(found.values()))


def _looks(entries: Mapping[str, os.DirEntry[str]]) -> dict[str, os.stat_result]:
    """What each file is like now; those that were deleted in between are left out."""
    if os.name != "nt":  # there a folder's entry does not tell which file it is
        with suppress(FileNotFoundError):
            return {path: entry.stat(follow_symlinks=False) for path, entry in entries.items()}
    return {path: one for path, entry in entries.items() if (one := _stat(entry.path))}


def settled(stamp: Stamp) -> bool:
    """Whether a file was last written so long ago that its stamp can be trusted."""
    return max(stamp[1], stamp[2]) <= time.time_ns() - _FRESH


def stamp_of(found: os.stat_result) -> Stamp:
    """Size, when it was written, when it was changed in whatever way, and which file it is."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino & _MOST


def stamp_at(path: Path) -> Stamp | None:
    """The stamp of a file by its path; ``None`` where there is none any more."""
    found = _stat(path)
    return stamp_of(found) if found else None


def _stat(path: Path | str) -> os.stat_result | None:
    try:
        return Path(path).stat()
    except OSError:
        return None


def _digest(paths: Iterable[str], numbers: array[int]) -> bytes:
    digest = hashlib.blake2b("\0".join(paths).encode("utf-8", "surrogatepass"), digest_size=20)
    digest.update(numbers.tobytes())
    return digest.digest()
