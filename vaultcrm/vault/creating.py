"""Many new files at once, as an import makes them.

Before: paths and texts. After: every file stands there whole, or (but where the process is killed) none of them does. All are
written beside their places first and brought to the disk together, which takes a tenth of the time of one by one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from vaultcrm.errors import CannotWrite

from .writing import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, link_or_rename

_MANY = 50


def create_notes(notes: Mapping[Path, str], tick: Callable[[], object]) -> None:
    """Make every file, and the folders to them; ``tick`` is called after each. Raises ``CannotWrite`` where a name is taken."""
    folders = sorted({path.parent for path in notes})
    made: list[Path] = []
    try:
        for folder in folders:
            _create_in(folder, {path: text for path, text in notes.items() if path.parent == folder}, made, tick)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        there = isinstance(error, FileExistsError)
        reason = "there is such a file already" if there else (error.strerror or str(error)).lower()
        raise CannotWrite(f"{error.filename2 or error.filename}: {reason}; nothing was written") from error


def _create_in(folder: Path, notes: Mapping[Path, str], made: list[Path], tick: Callable[[], object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, suffix=TEMPORARY_SUFFIX, dir=folder))
    try:
        written = [(_written(beside / str(number), text), path) for number, (path, text) in enumerate(notes.items())]
        _to_disk([temporary for temporary, _ in written])
        for temporary, path in written:
            link_or_rename(temporary, path)
            made.append(path)
            tick()
        _to_disk([folder])
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


def _to_disk(paths: Sequence[Path]) -> None:
    """Make it durable: of many files all that the system has, for asking file by file takes seconds."""
    if len(paths) >= _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with suppress(OSError):  # Windows opens no folders, and some file systems refuse
            handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
