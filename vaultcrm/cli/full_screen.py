"""The whole terminal for a while: keys as they are pressed, pages in the place of what is shown, and all as it was afterwards.

Whatever ends it (the last key, Ctrl-C, an error, a polite kill), the terminal is given back.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

import click

from vaultcrm.views.spans import Line, Lines, text_of

from .screen import COLORS

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[?25h\x1b[?1049l"
_KEY = re.compile(r"\x1b[\[O][0-9;]*[A-Za-z~]|.", re.DOTALL)
_NAMES: Mapping[str, str] = {"\x1b[C": "right", "\x1b[D": "left", "\x1bOC": "right", "\x1bOD": "left", "": "end of input"}


@dataclass
class Screen:
    """A terminal in our hands: ``show`` draws a page where it has changed, ``key`` waits a while for one."""

    in_color: bool
    drawn: str = ""
    pressed: list[str] = field(default_factory=list)

    def show(self, lines: Lines) -> None:
        """Draw a page from the top left corner."""
        text = "\r\n".join(f"{self._styled(line)}\x1b[K" for line in lines)
        if text != self.drawn:
            sys.stdout.write(f"\x1b[H{text}\x1b[J")
            sys.stdout.flush()
            self.drawn = text

    def key(self, seconds: float) -> str | None:
        """The key that is pressed within so many seconds: a letter, ``left``, ``right`` or ``end of input``; else ``None``."""
        if not self.pressed:
            found = _pressed(seconds)
            self.pressed = [] if found is None else _KEY.findall(found) or [""]
        if not self.pressed:
            return None
        first = self.pressed.pop(0)
        return _NAMES.get(first, first)

    def _styled(self, spans: Line) -> str:
        if not self.in_color:
            return text_of(spans)
        return "".join(click.style(span.text, **style) if (style := COLORS[span.style]) else span.text for span in spans)


@contextmanager
def full_screen(in_color: bool) -> Iterator[Screen]:
    """The terminal, until the block is left."""
    before = signal.signal(signal.SIGTERM, _stop)
    with _keys_at_once():
        sys.stdout.write(_ENTER)
        try:
            yield Screen(in_color)
        finally:
            sys.stdout.write(_LEAVE)
            sys.stdout.flush()
            signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if sys.platform == "win32":
    import msvcrt
    import time

    @contextmanager
    def _keys_at_once() -> Iterator[None]:
        yield

    def _pressed(seconds: float) -> str | None:
        end = time.monotonic() + seconds
        while not msvcrt.kbhit():
            if time.monotonic() >= end:
                return None
            time.sleep(0.02)
        first = msvcrt.getwch()
        return {"M": "\x1b[C", "K": "\x1b[D"}.get(msvcrt.getwch(), "?") if first in "\x00\xe0" else first

else:
    import select
    import termios
    import tty

    @contextmanager
    def _keys_at_once() -> Iterator[None]:
        """Keys without Enter and unseen; Ctrl-C interrupts as ever."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal)
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _pressed(seconds: float) -> str | None:
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return os.read(sys.stdin.fileno(), 32).decode("utf-8", "replace") if ready else None
