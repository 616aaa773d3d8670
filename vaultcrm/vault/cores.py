"""Work on many files, shared among the cores of the machine, where the system can halve a program (Linux) and it pays.

In: the work on one item (a path, say), which gives plain values, and the items. Out: what it gave, by item. What a helper did
not bring to an end is not there, and is done by who asked.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias, TypeVar

from .seals import sealed, unsealed

Plain: TypeAlias = Any  # what marshal takes: nested tuples of texts, numbers, None
_T = TypeVar("_T", int, str)
MANY = 1_000  # files to be read: fewer are read sooner by one
_MOST = 8  # processes


def on_all_cores(work: Callable[[_T], Plain], items: Sequence[_T], enough: int | None = None) -> dict[_T, Plain]:
    """What ``work`` gives for each of the items (paths, numbers); nothing where they are few, or it cannot be shared here.

    Few are fewer than ``enough``: as many files as are worth it, where nothing is said.
    """
    helpers = _cores() - 1
    if len(items) < (MANY if enough is None else enough) or not helpers or not _can_share():
        return {}
    shares = [items[number :: helpers + 1] for number in range(helpers + 1)]
    running = [_begin(work, share) for share in shares[1:]]
    found = {item: work(item) for item in shares[0]}
    for helper in running:
        found |= _result(*helper)
    return found


def _cores() -> int:
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, _MOST)


def _can_share() -> bool:
    """Whether this process can be halved safely: not beside other threads, which the half would not have."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begin(work: Callable[[_T], Plain], share: Sequence[_T]) -> tuple[int, int]:
    """Start a helper: its process, and the end of the pipe where its result comes out."""
    out, into = os.pipe()
    process = os.fork()
    if process:
        os.close(into)
        return process, out
    try:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_DFL)  # who stops the program stops its helpers, without a word of theirs
        with os.fdopen(into, "wb") as pipe:
            pipe.write(sealed({item: work(item) for item in share}))
    finally:
        os._exit(0)


def _result(process: int, out: int) -> dict[Any, Plain]:
    with os.fdopen(out, "rb") as pipe:
        data = pipe.read()
    with suppress(ChildProcessError):
        os.waitpid(process, 0)
    with suppress(ValueError, EOFError, TypeError):
        return dict(unsealed(data))
    return {}
