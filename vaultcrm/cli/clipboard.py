"""Text onto the clipboard, by the first program that this machine has for it; else through the terminal itself (OSC 52).

The programs' names are ours, never a vault's, and none is taken from the current folder.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from vaultcrm.errors import CannotWrite

# What terminals take at least of one sequence (xterm's and tmux's limits lie above).
MOST_BYTES = 74_000
_WAIT = 10


class Program(NamedTuple):
    """A program that reads what is to be copied; ``needs`` is the variable without which it has no screen to work on."""

    words: tuple[str, ...]
    needs: str = ""
    encoding: str = "utf-8"


PROGRAMS = (
    Program(("pbcopy",)),
    Program(("wl-copy",), "WAYLAND_DISPLAY"),
    Program(("xclip", "-selection", "clipboard"), "DISPLAY"),
    Program(("xsel", "--clipboard", "--input"), "DISPLAY"),
    Program(("clip.exe",), "", "utf-16"),
    Program(("tmux", "load-buffer", "-w", "-"), "TMUX"),  # which hands it on, but takes no OSC 52 unless it is set up so
)


def copy(text: str, terminal: TextIO = sys.stderr) -> str:
    """Copy ``text``; what it went through. Raises ``CannotWrite`` where there is no way to the clipboard."""
    failed: list[str] = []
    for program in PROGRAMS:
        if (found := _found(program, os.environ)) is None:
            continue
        if _handed(found, program, text):
            return program.words[0]
        failed.append(program.words[0])
    if terminal.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        terminal.write(osc52(text))
        terminal.flush()
        return "the terminal (OSC 52), if it lets programs do so"
    tried = f" ({', '.join(failed)} failed)" if failed else ""
    raise CannotWrite(f"there is no way to the clipboard here{tried}", "Install wl-copy, xclip or xsel, or take --eml.")


def osc52(text: str) -> str:
    """What tells a terminal to take a text for the clipboard. Raises ``CannotWrite`` for more than terminals take."""
    data = base64.b64encode(text.encode("utf-8")).decode("ascii")
    if len(data) > MOST_BYTES:
        raise CannotWrite("the text is too long for the terminal's clipboard", "Take --eml.")
    return f"\x1b]52;c;{data}\x07"


def _found(program: Program, environment: Mapping[str, str]) -> str | None:
    """Where the program is; on Windows its one place, for there the current folder would be looked into first."""
    if program.needs and not environment.get(program.needs):
        return None
    if sys.platform == "win32":
        place = Path(environment.get("SystemRoot", r"C:\Windows")) / "System32" / program.words[0]
        return str(place) if program.words[0] == "clip.exe" and place.is_file() else None
    found = shutil.which(program.words[0])
    return found if found and Path(found).is_absolute() else None


def _handed(found: str, program: Program, text: str) -> bool:
    """Whether the program took it. What it says is not read: xclip stays behind, and would keep the pipe open."""
    command: Sequence[str] = [found, *program.words[1:]]
    try:
        done = subprocess.run(
            command,
            input=text.encode(program.encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_WAIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
