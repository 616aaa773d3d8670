"""What a killed command left: temporary files beside the notes, which nothing reads.

In: the vault's folder. Out: the files that are old enough that nobody can be writing them still.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from vaultcrm.model import Problem, Source

from .writing import TEMPORARY_PREFIX, TEMPORARY_SUFFIX

_AGE = 3600.0  # seconds


def leftovers(root: Path) -> tuple[str, ...]:
    """The paths (seen from ``root``) of temporary files of the program's that are older than an hour."""
    return tuple(sorted(path.relative_to(root).as_posix() for path in _temporary(root) if _is_old(path)))


def leftover_problems(root: Path) -> Iterator[Problem]:
    """A hint for each."""
    for path in leftovers(root):
        message = "a command that was killed left this file, which nothing reads"
        yield Problem(Source(path), message, "`vaultcrm doctor --fix` takes it away", severity="hint")


def sweep(root: Path, paths: tuple[str, ...]) -> None:
    """Take them away; one that is gone by now, or that the folder does not let go, stays as it is."""
    for path in paths:
        with suppress(OSError):
            (root / path).unlink()


def _temporary(root: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if name != ".git"]
        ours = (name for name in names if name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX))
        yield from (Path(folder, name) for name in ours)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _AGE
    except OSError:
        return False
