"""At a real terminal, from ``init`` to the third call: what is asked, what is typed, and how much typing that is."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from vaultcrm.vault import load_vault

PATIENCE = 30.0
CONTROLS = re.compile(r"\x1b\[\?2004[hl]")  # of the terminal's paste, which a line that can be edited switches on and off
# A question as a whole: what is on the screen may end within its brackets, as in `Your name (Enter: `.
PROMPT = re.compile(r"^ *((?:[^\n()]|\([^\n()]*\))*): $")
# Whoever types 40 words a minute types 200 letters: three minutes are 600.
THREE_MINUTES = 600
INTERVIEW = {
    "When": "tue 14:00",
    "With": "Dana Lee <dana@acme.example>, Sam Roe, Kim Novak",
    "Kind": "panel",
    "Company": "Acme",
    "Job": "Staff Engineer",
    "Place": "1 Main St",
}
DEBRIEF = {
    "Dana Lee/Phone": "+1 555 0100",
    "Dana Lee/May I connect": "y",
    "Dana Lee/Likes to be reached": "email",
    "Sam Roe/Name": "Samuel Roe",
    "Samuel Roe/E-mail": "sam@acme.example",
    "Samuel Roe/Phone": "+1 555 0101",
    "Kim Novak/E-mail": "kim@acme.example",
    "Kim Novak/Phone": "+1 555 0102",
    "Topics with Dana": "moving the order ledger",
    "Topics with Sam": "on-call, two weeks in six",
    "Topics with Kim": "how releases are approved",
    "What went well": "the cutover story",
    "What I said": "-",
    "What I did not": "the stop signs we used",
    "A requirement": "Kubernetes at their scale",
    "The next step": "second round, in about a week",
    "What I promised": "send Dana Lee the stop signs by fri",
    "Do I want it": "keen",
    "How it went": "well",
}


class Terminal:
    """Somebody at a keyboard: answers each question with what is listed for it, Enter where nothing is; counts the keys."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.keys, self.screen = folder, 0, ""
        self.env = {
            **os.environ,
            "VAULTCRM_STATE": str(folder / "state"),
            "NO_COLOR": "1",
            "TERM": "xterm",
            "TZ": "America/New_York",
        }

    def type(self, line: str, answers: dict[str, str] | None = None) -> str:
        """Run a command; gives what was on the screen. Every listed answer must have been asked for."""
        self.keys += len("vaultcrm ") + len(line) + 1
        self.screen, waiting, about = "", dict(answers or {}), ""
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execve(sys.executable, [sys.executable, "-m", "vaultcrm", *line.split()], self.env)
        asked_at = 0
        while (more := self._read(fd)) is not None:
            self.screen = CONTROLS.sub("", self.screen + more)
            prompt = PROMPT.search(self.screen[asked_at:].rpartition("\n")[2])
            names = re.findall(r"^(\w+ \w+)$", self.screen[asked_at:], re.MULTILINE)
            about = names[-1] if names else about
            if prompt:
                asked_at = len(self.screen)
                self._answer(fd, prompt[1], about, waiting)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, self.screen
        assert waiting == {}, self.screen
        return self.screen

    def _answer(self, fd: int, prompt: str, about: str, waiting: dict[str, str]) -> None:
        key = next((key for key in waiting if f"{about}/{prompt}".startswith(key) or prompt.startswith(key)), "")
        answer = waiting.pop(key, "")
        self.keys += len(answer) + 1
        os.write(fd, f"{answer}\n".encode())

    def _read(self, fd: int) -> str | None:
        """What comes next on the screen; ``None`` at the end."""
        import select

        began = monotonic()
        while not select.select([fd], [], [], 0.1)[0]:
            assert monotonic() - began < PATIENCE, self.screen
        try:
            more = os.read(fd, 65536)
        except OSError:
            return None
        return more.decode("utf-8", "replace").replace("\r", "") if more else None

    def done(self, day: str, step: str, person: str) -> str:
        """Say that a step is done, by the key that the agenda shows."""
        return self.type(f"--vault live --today {day} done {self._key_of(day, step, person)}")

    def _key_of(self, day: str, step: str, person: str) -> str:
        words = [sys.executable, "-m", "vaultcrm", "--vault", "live", "--today", day, "agenda", "--all", "--json"]
        shown = subprocess.run(words, cwd=self.folder, env=self.env, check=True, capture_output=True, timeout=PATIENCE).stdout
        live = (one for one in json.loads(shown) if one["state"] not in ("done", "skipped", "missed"))
        return next(str(one["key"]) for one in live if one["step"] == step and one["person"]["name"] == person)


@pytest.mark.slow
def test_from_init_to_the_third_call(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    shown = terminal.type("init live", {"Your name": "Robin Hale", "Your e-mail": "robin@example.org"})
    assert "The time zone is America/New_York, the country US." in shown
    terminal.keys = 0
    terminal.type("--vault live --today 2026-11-16 new interview --playbook impressive", INTERVIEW)
    planned = terminal.type("--vault live --today 2026-11-17 debrief", DEBRIEF)
    assert "Thank Dana Lee (Acme)" in planned
    assert terminal.keys < THREE_MINUTES
    for person in ("Dana Lee", "Samuel Roe", "Kim Novak"):
        assert f"{person}]] #thank-you" in terminal.done("2026-11-17", "thank-you", person)
    for day, call in (("2026-11-20", "call-1"), ("2026-11-27", "call-2"), ("2026-12-04", "call-3")):
        assert f"- {day} call [[Dana Lee]] #{call}\n" in terminal.done(day, call, "Dana Lee")
    vault = load_vault(tmp_path / "live")
    assert (vault.settings.me.name, vault.settings.me.email) == ("Robin Hale", "robin@example.org")
    assert sorted(one.name for one in vault.contacts) == ["Dana Lee", "Kim Novak", "Samuel Roe"]
    (interview,) = vault.interviews
    assert (len(interview.log), str(interview.answer_by), interview.answer_said) == (6, "2026-11-24", DEBRIEF["The next step"])
    assert [problem for problem in vault.problems if problem.severity == "error"] == []
