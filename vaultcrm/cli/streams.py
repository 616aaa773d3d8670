"""The standard streams as a command finds them: where one was closed, or takes no more, it leads nowhere."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

# What a shell says of a program that its reader left (SIGPIPE): 1 would say that the checks found something.
UNREAD = 141


def prepare() -> None:
    """Open what was closed (``>&-``), so that no note gets its number; show letters that an encoding does not have as ``?``."""
    sys.stdin = sys.stdin or _nothing(os.O_RDONLY)
    sys.stdout = sys.stdout or _nothing(os.O_WRONLY)
    sys.stderr = sys.stderr or _nothing(os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def give_up(stream: TextIO) -> None:
    """Let what is still to be written to ``stream`` go nowhere: Python would try again at the end, and complain."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nothing(way: int) -> TextIOWrapper:
    return os.fdopen(os.open(os.devnull, way), "r" if way == os.O_RDONLY else "w", encoding="utf-8")
