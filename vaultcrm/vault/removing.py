"""Notes changed and others taken away: all of it, or nothing.

Before: the texts of all files as they were read, and the new ones. After: everything is written and the files are gone; or an
exception, and every file is as it was. What goes, goes last: whoever is stopped on the way can begin again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from vaultcrm.errors import CannotWrite, ChangedMeanwhile, VaultcrmError

from .writing import Snapshot, create_file, write_all_if_unchanged, write_if_unchanged


def write_and_remove(changes: Sequence[tuple[Snapshot, str]], gone: Sequence[Snapshot]) -> None:
    """Write ``changes``, then take the files of ``gone`` away in their order.

    Raises ``CannotWrite`` where the disk refuses, ``ChangedMeanwhile`` where a file is not as it was read.
    """
    removed: list[Snapshot] = []
    try:
        write_all_if_unchanged(changes)
        for snapshot in gone:
            _remove(snapshot)
            removed.append(snapshot)
    except VaultcrmError:
        _restore(changes, removed)
        raise


def _remove(snapshot: Snapshot) -> None:
    try:
        if snapshot.path.read_bytes() != snapshot.data:
            raise ChangedMeanwhile(
                f"{snapshot.path}: the file was changed meanwhile; nothing was written", "run the command again"
            )
        snapshot.path.unlink()
    except OSError as error:
        raise CannotWrite(f"{snapshot.path}: cannot be taken away ({(error.strerror or str(error)).lower()})") from error


def _restore(changes: Sequence[tuple[Snapshot, str]], removed: Sequence[Snapshot]) -> None:
    """Put back what was written and taken away; a file that somebody else has changed since is theirs."""
    for snapshot in removed:
        with suppress(VaultcrmError):
            create_file(snapshot.path, snapshot.data)
    for snapshot, text in changes:
        with suppress(VaultcrmError):
            write_if_unchanged(Snapshot(snapshot.path, text, text.encode("utf-8")), snapshot.text)
