"""One note renamed and others changed with it: all of it, or nothing.

Before: the texts of all files as they were read, and the new ones. After: everything is written; or an exception, and every
file is as it was. At each instant between, the old name still leads to the note (it is an alias by then).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from vaultcrm.errors import CannotWrite, VaultcrmError

from .writing import Snapshot, write_all_if_unchanged, write_if_unchanged


def move_and_write(note: tuple[Snapshot, str], target: Path, others: Sequence[tuple[Snapshot, str]]) -> None:
    """Write ``note``, give its file the name ``target``, then write the others.

    Raises ``CannotWrite`` where the name is taken or the disk refuses, ``ChangedMeanwhile`` where a file is not as it was read.
    """
    source = note[0].path
    if target.exists() and not target.samefile(source):
        raise CannotWrite(f"{target}: there is such a file already; nothing was written")
    try:
        write_all_if_unchanged([note])
        _rename(source, target)
        write_all_if_unchanged(others)
    except VaultcrmError:
        _restore(note, target, others)
        raise


def _rename(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        raise CannotWrite(f"{source}: cannot be renamed ({(error.strerror or str(error)).lower()})") from error


def _restore(note: tuple[Snapshot, str], target: Path, others: Sequence[tuple[Snapshot, str]]) -> None:
    """Put back what was written; a file that somebody else has changed since is theirs."""
    source = note[0].path
    if target.exists() and not source.exists():
        _rename(target, source)
    for snapshot, text in (note, *others):
        written = Snapshot(snapshot.path, text, text.encode("utf-8"))
        with suppress(VaultcrmError):
            write_if_unchanged(written, snapshot.text)
