"""The files of a vault as they are now: each with a stamp that changes when it is written, and one mark of all together."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from pathlib import Path

from vaultcrm.digests import blake2b
from vaultcrm.model import Settings

from ..scanning import scan
from ..stamps import Stamp, Stamps, is_fresh, stamps_of

NEVER: Stamp = (-1, 0, 0, 0)  # a stamp that no file has: what is kept with it is read again


class Look:
    """The ``stamps`` of the notes' files, in the order of the walk, and their ``mark``: empty where one is too fresh for it."""

    def __init__(self, stamps: Stamps) -> None:
        self.stamps = stamps
        numbers = array("q", [number for stamp in stamps.values() for number in stamp])
        newest = max(max(numbers[at::4], default=0) for at in (1, 2))
        self.mark = b"" if is_fresh(newest) else _digest(stamps, numbers)


def look(root: Path, settings: Settings) -> Look:
    """Look at every note that is read, but for the checklist, which only repeats others."""
    found = dict(stamps_of(root, scan(root, settings), {}))
    found.pop(settings.checklist or "", None)
    return Look(found)


def _digest(paths: Iterable[str], numbers: array[int]) -> bytes:
    digest = blake2b("\0".join(paths).encode("utf-8", "surrogatepass"), digest_size=20)
    digest.update(numbers.tobytes())
    return digest.digest()
