"""One command writes at a time: each finds the notes as it read them, and what can be taken back is known of all of them.

In comes the vault's folder. What is locked is a file of the program's own, in the state folder; the system lets go of it where
the process ends, however it ends. Where nothing can be locked, or one that writes keeps all waiting, they write at once: no
note is ever written that is not as it was read.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .checkouts import wait_for_git
from .state import state_home
from .undo import digest

LONGEST, _BETWEEN = 5.0, 0.01  # seconds
_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextmanager
def turn(root: Path) -> Iterator[None]:
    """Wait for whoever is writing into this vault, and for git, then keep the others waiting. No command takes it twice."""
    handle = _opened(root)
    try:
        if handle is not None:
            _wait(handle)
        wait_for_git(root)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _opened(root: Path) -> int | None:
    path = state_home() / "undo" / f"{digest(os.fsencode(root.resolve()))[:20]}.lock"
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    return None


def _wait(handle: int) -> None:
    end = time.monotonic() + LONGEST
    while _is_held(handle) and time.monotonic() < end:
        time.sleep(_BETWEEN)


def _is_held(handle: int) -> bool:
    """Try to lock it: whether somebody else has. Where a disk knows no locks nobody can, and nobody is waited for."""
    try:
        _lock(handle)
    except OSError as refused:
        return refused.errno in _HELD
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
