"""The files of a vault as they are now: each with a stamp that changes when it is written, and one mark of all together."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from vaultcrm.digests import blake2b
from vaultcrm.model import Settings

from ..scanning import scan
from ..stamps import Stamp, is_fresh, looks, stamp_of

NEVER: Stamp = (-1, 0, 0, 0)  # a stamp that no file has: what is kept with it is read again


class Look:
    """The notes' files, in the order of the walk, and their ``mark``: empty where one is so fresh that it must be read."""

    def __init__(self, paths: Sequence[str], found: Sequence[os.stat_result]) -> None:
        self._paths, self._found = paths, found
        numbers = array("q")
        for one in found:
            numbers.extend(stamp_of(one))
        newest = max(max(numbers[at::4], default=0) for at in (1, 2))
        self.mark = b"" if is_fresh(newest) else _digest(paths, numbers)

    @cached_property
    def stamps(self) -> Mapping[str, Stamp]:
        """The stamp of each file by its path; made where the mark does not tell that all is as it was."""
        return {path: stamp_of(one) for path, one in zip(self._paths, self._found, strict=True)}


def look(root: Path, settings: Settings) -> Look:
    """Look at every note that is read, but for the checklist, which only repeats others."""
    found = dict(looks(root, scan(root, settings)))
    found.pop(settings.checklist or "", None)
    return Look(list(found), list(found.values()))


def _digest(paths: Iterable[str], numbers: array[int]) -> bytes:
    digest = blake2b("\0".join(paths).encode("utf-8", "surrogatepass"), digest_size=20)
    digest.update(numbers.tobytes())
    return digest.digest()
