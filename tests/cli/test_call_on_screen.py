"""A call at a real terminal: pages by key, the terminal as it was afterwards, and what was said of it in the log."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vaultcrm.model import Draft, Ref, Source
from vaultcrm.notes.drafts import draft_note
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault

SCRIPT = """\
Hello Dana, this is Robin Hale.

I would rather have asked what stopped it.

May I come in for a second talk?

## Voicemail

Robin Hale here, about Tuesday. May I come in again?

---

- will fit
"""
NOTES = {
    "vaultcrm.toml": 'format = 1\nvault = "k3x9"\ntimezone = "America/New_York"\n',
    "contacts/Dana Lee.md": "---\ntype: contact\nid: dana-lee\ncompany: Acme\nphone: +1 617 555 0111\n---\n",
    "interviews/Acme.md": "---\ntype: interview\nid: acme\nstart: 2026-11-17 14:00\ntimezone: America/New_York\n"
    "interviewers: ['[[Dana Lee]]']\nplaybooks: [impressive]\n---\n\n## Log\n",
}


class NoHolidays:
    def name(self, day: object, country: str) -> str | None:
        return None


class Terminal:
    """A terminal of 80 columns and 24 rows in which one command runs."""

    def __init__(self, command: list[str]) -> None:
        self.ours, self.theirs = pty.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.theirs)
        streams = {"stdin": self.theirs, "stdout": self.theirs, "stderr": self.theirs}
        self.process = subprocess.Popen(command, start_new_session=True, env={**os.environ, "TERM": "xterm"}, **streams)
        self.shown = ""

    def until(self, words: str, seconds: float = 20) -> str:
        """What was shown since the last time, up to and with ``words``."""
        end = time.monotonic() + seconds
        while words not in self.shown:
            assert time.monotonic() < end, f"{words!r} was not shown, but {self.shown!r}"
            if select.select([self.ours], [], [], 0.1)[0]:
                self.shown += os.read(self.ours, 65536).decode("utf-8", "replace")
        found, _, self.shown = self.shown.partition(words)
        return found + words

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def end(self) -> int:
        return self.process.wait(timeout=20)

    @property
    def is_as_before(self) -> bool:
        return termios.tcgetattr(self.theirs) == self.before

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in NOTES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    draft = Draft(
        Source("drafts/x.md"), call_of(tmp_path)[1], "call-1", "phone", "en", Ref("Dana Lee"), Ref("Acme"), "", SCRIPT
    )
    edited = re.sub("^made: .*", "made: otherwise", draft_note(draft), flags=re.MULTILINE)
    (tmp_path / "drafts/x.md").write_text(edited, encoding="utf-8")
    return tmp_path


def call_of(root: Path) -> tuple[str, str]:
    from datetime import date

    plan = make_plan(load_vault(root), date(2026, 11, 20), NoHolidays())
    call = next(one for one in plan.touchpoints if one.step == "call-1")
    return call.key, call.uid


def command(root: Path) -> list[str]:
    words = ["--vault", str(root), "--today", "2026-11-20", "draft", call_of(root)[0], "--speak"]
    return [sys.executable, "-m", "vaultcrm", *words]


@pytest.fixture
def terminal(root: Path) -> Iterator[Terminal]:
    made = Terminal(command(root))
    yield made
    made.close()


def log(root: Path) -> list[str]:
    return [
        line for line in (root / "interviews/Acme.md").read_text(encoding="utf-8").splitlines() if line.startswith("- 2026")
    ]


def test_page_by_page_to_the_request_then_logged_with_the_next_step(terminal: Terminal, root: Path) -> None:
    waiting = terminal.until("space when they answer")
    terminal.type(" ")
    first = terminal.until("space next")
    terminal.type("\r")
    terminal.until("what stopped it")
    terminal.until("space next")
    terminal.type(" ")
    last = terminal.until("q end · b back")
    terminal.type("q")
    terminal.until("How did it go?")
    given_back = terminal.is_as_before
    terminal.type("s\n")
    terminal.until("A word about it")
    terminal.type("Wants the plan\n")
    report = terminal.until("next: ")

    assert "+1 617 555 0111" in waiting
    assert "will fit" in waiting
    assert "Hello Dana" in first
    assert "May I come in for a second talk?" in last
    assert "─" in last
    assert given_back
    assert terminal.end() == 0
    assert "interviews/Acme.md" in report
    assert log(root) == ["- 2026-11-20 call [[Dana Lee]] #call-1: Wants the plan [[drafts/x|what was said]]"]


def test_the_voicemail_is_logged_as_one(terminal: Terminal, root: Path) -> None:
    terminal.until("space when they answer")
    terminal.type(" v")
    terminal.until("Voicemail")
    terminal.type("q")
    terminal.until("[v]")
    terminal.type("\n\n")

    assert terminal.end() == 0
    assert log(root) == ["- 2026-11-20 voicemail [[Dana Lee]] #call-1: [[drafts/x|what was said]]"]


@pytest.mark.parametrize(("answer", "lines"), [("n\n\n", ["- 2026-11-20 no-answer [[Dana Lee]] #call-1"]), ("l\n", [])])
def test_no_answer_is_a_try_and_not_now_is_nothing(terminal: Terminal, root: Path, answer: str, lines: list[str]) -> None:
    terminal.until("space when they answer")
    terminal.type("q")
    terminal.until("How did it go?")
    terminal.type(answer)

    assert terminal.end() == 0
    assert log(root) == lines


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_terminal_is_given_back_however_it_ends(terminal: Terminal, root: Path, stop: signal.Signals) -> None:
    terminal.until("space when they answer")
    changed = terminal.is_as_before
    terminal.process.send_signal(stop)
    terminal.until("\x1b[?25h\x1b[?1049l")

    assert terminal.end() != 0
    assert not changed
    assert terminal.is_as_before
    assert log(root) == []


def test_without_a_terminal_the_script_is_printed_with_the_request_last(root: Path) -> None:
    done = subprocess.run(command(root), capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)

    call, _, voicemail = done.stdout.partition("Voicemail\n")
    rule = "─" * 62
    assert call.rstrip().endswith(f"{rule}\nMay I come in for a second talk?\n{rule}")
    assert call.startswith("Hello Dana, this is Robin Hale.\n\nI would rather")
    assert "May I come in again?" in voicemail
    assert not re.search(r"\x1b|0:00|will fit", done.stdout)
    assert log(root) == []
