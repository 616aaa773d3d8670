"""What a killed command left: temporary files beside the notes, and folders of them, which nothing reads.

In: the vault's folder. Out: what is old enough that nobody can be writing it still.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from vaultcrm.model import Problem, Source

from .writing import TEMPORARY_PREFIX, TEMPORARY_SUFFIX

_AGE = 3600.0  # seconds


def leftovers(root: Path) -> tuple[str, ...]:
    """The paths (seen from ``root``) of temporary files and folders of the program's that are older than an hour."""
    return tuple(sorted(path.relative_to(root).as_posix() for path in _temporary(root) if _is_old(path)))


def leftover_problems(root: Path) -> Iterator[Problem]:
    """A hint for each."""
    for path in leftovers(root):
        what = "folder" if (root / path).is_dir() else "file"
        message = f"a command that was killed left this {what}, which nothing reads"
        yield Problem(Source(path), message, "`vaultcrm doctor --fix` takes it away", severity="hint")


def sweep(root: Path, paths: tuple[str, ...]) -> None:
    """Take them away; one that is gone by now, or that the folder does not let go, stays as it is."""
    for path in paths:
        with suppress(OSError):
            remove = shutil.rmtree if (root / path).is_dir() else os.unlink
            remove(root / path)


def _temporary(root: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        yield from (Path(folder, name) for name in (*below, *names) if _is_ours(name))
        below[:] = [name for name in below if name != ".git" and not _is_ours(name)]


def _is_ours(name: str) -> bool:
    return name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX)


def _is_old(path: Path) -> bool:
    try:
        return abs(time.time() - path.stat().st_mtime) > _AGE  # of tomorrow: the clock has been set back since
    except OSError:
        return False
