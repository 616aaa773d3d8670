"""The sitting at a real terminal: keys without Enter, Ctrl-C in the middle, and the terminal as it was before.

An answer is edited like a line of a shell, there and in the debrief.
"""

from __future__ import annotations

import os
import pty
import sys
import termios
from pathlib import Path
from select import select
from time import monotonic

import pytest

NOTE = "---\ntype: contact\ncadence: 3 months\n---\n\n## Log\n\n- 2026-0{}-02 met\n"
WAIT = 30.0


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "contacts").mkdir()
    (tmp_path / "vaultcrm.toml").write_text('format = 1\nvault = "t"\ntimezone = "America/New_York"\n')
    for number, name in enumerate(("Ann Bay", "Ben Cole"), 1):
        (tmp_path / f"contacts/{name}.md").write_text(NOTE.format(number))
    return tmp_path


def at_terminal(vault: Path, typed: list[tuple[str, str]], *command: str) -> tuple[int, str, bool]:
    """Wait for each text on the screen, then type; the exit status, the screen, and whether the terminal is as it was."""
    parent, child = pty.openpty()
    before = termios.tcgetattr(child)
    pid = os.fork()
    if pid == 0:
        os.login_tty(child)
        words = ["-m", "vaultcrm", "--vault", str(vault), "--today", "2026-12-04", *(command or ("day",))]
        os.execve(sys.executable, [sys.executable, *words], {**os.environ, "NO_COLOR": "1", "TERM": "xterm"})
    screen, at, end = "", 0, monotonic() + WAIT
    for wanted, keys in typed:
        while wanted not in screen[at:]:
            assert monotonic() < end, screen
            screen += _now(parent)
        while len(keys) == 1 and keys != "\x04" and termios.tcgetattr(child)[3] & termios.ICANON:
            assert monotonic() < end, screen  # a key that comes before the terminal waits for single ones is dropped
        at = screen.index(wanted, at) + len(wanted)
        os.write(parent, keys.encode())
    status = None
    while status is None and monotonic() < end:
        found, code = os.waitpid(pid, os.WNOHANG)
        status = os.waitstatus_to_exitcode(code) if found else None
        screen += _now(parent)
    after = termios.tcgetattr(child)
    os.close(parent)
    os.close(child)
    assert status is not None, screen
    return status, screen, after == before


def _now(handle: int) -> str:
    ready, _, _ = select([handle], [], [], 0.05)
    return os.read(handle, 4096).decode("utf-8", "replace") if ready else ""


def test_one_key_each_and_ctrl_c_leaves_notes_and_terminal_in_order(vault: Path) -> None:
    typed = [("quit", "d"), ("How", "email\n"), ("What was said", "Hello\n"), ("-- 2 of 2 --", ""), ("quit", "\x03")]
    status, screen, as_before = at_terminal(vault, typed)
    assert (status, as_before) == (0, True), screen
    assert "- 2026-12-04 email #stay-in-touch: Hello" in (vault / "contacts/Ann Bay.md").read_text()
    assert "2026-12-04" not in (vault / "contacts/Ben Cole.md").read_text()
    assert "1 still to come" in screen
    assert "Traceback" not in screen


def test_ctrl_d_at_a_question_ends_it_kindly(vault: Path) -> None:
    status, screen, as_before = at_terminal(vault, [("quit", "d"), ("How", "\x04")])
    assert (status, as_before) == (0, True), screen
    assert "2 still to come" in screen
    assert "Traceback" not in screen


def test_an_answer_is_edited_with_the_arrow_keys(vault: Path) -> None:
    said = ("What was said", "rüße\x1b[D\x1b[D\x1b[D\x1b[DG\x1b[C\n")
    typed = [("quit", "d"), ("How", "email\n"), said, ("-- 2 of 2 --", ""), ("quit", "q")]
    status, screen, as_before = at_terminal(vault, typed)
    assert (status, as_before) == (0, True), screen
    assert "- 2026-12-04 email #stay-in-touch: Grüße\n" in (vault / "contacts/Ann Bay.md").read_text()


def test_pasted_lines_are_one_answer_and_not_the_next_ones_too(vault: Path) -> None:
    (vault / "interviews").mkdir()
    note = vault / "interviews/2026-12-03 Acme.md"
    note.write_text("---\ntype: interview\nstart: 2026-12-03 14:00\n---\n")
    asked = [("Who was there", " \n"), ("Topics", " \n"), ("What went well", "\x1b[200~The cutover\nand Sam\x1b[201~\n")]
    status, screen, _ = at_terminal(vault, [*asked, ("wish I had not", "\x03")], "debrief")
    assert status == 0, screen
    assert note.read_text().endswith("## What went well\n\nThe cutover\nand Sam\n")


def test_names_pasted_each_on_a_line_are_several_people(vault: Path) -> None:
    with_ = ("With (names", "\x1b[200~Dana Lee\nSam Roe\x1b[201~\n")
    rest = [(label, "\n") for label in ("Kind", "Company", "Job", "Place")]
    status, screen, _ = at_terminal(vault, [("When", "2026-12-08 14:00\n"), with_, *rest], "new", "interview")
    assert status == 0, screen
    assert sorted(path.stem for path in (vault / "contacts").iterdir()) == ["Ann Bay", "Ben Cole", "Dana Lee", "Sam Roe"]


def test_letters_with_accents_are_letters_in_any_locale(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    typed = [("quit", "d"), ("How", "email\n"), ("What was said", "Grüße ö\x7fé\n"), ("-- 2 of 2 --", ""), ("quit", "q")]
    status, screen, _ = at_terminal(vault, typed)
    assert status == 0, screen
    assert "- 2026-12-04 email #stay-in-touch: Grüße é\n" in (vault / "contacts/Ann Bay.md").read_text()
