"""Commands that were killed and are typed again: what they write stands there once, wherever they were stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

INBOX = "# Inbox\n\n- 2026-11-12 met Dana Lee at the fair\n- 2026-11-12 met Dana Lee at the fair\n- ask Ruth\n"
COMMANDS = {
    "to somebody": (("inbox", "--file", "1", "--to", "Dana Lee", "--verb", "met"), "met Dana Lee at the fair", 1),
    "to somebody new": (("inbox", "--file", "3", "--new", "Ruth Abrams"), "ask Ruth", 0),
    "as a task": (("inbox", "--file", "3", "--task"), "ask Ruth", 0),
    "logged": (("log", "Dana Lee", "email", "the list"), "the list", 0),
    "two at once": (("stage", "Acme", "offer", "-m", "they called"), "they called", 0),
}


class Killed(BaseException):
    """Nothing in the program stops this."""


@contextmanager
def killed_at(step: int) -> Iterator[list[int]]:
    """The process dies before the step with this number: a file that gets into its place."""
    steps = [0]

    def dying(real: Callable[..., None]) -> Callable[..., None]:
        def move(*arguments: object, **options: object) -> None:
            steps[0] += 1
            if steps[0] == step:
                raise Killed
            real(*arguments, **options)

        return move

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", dying(os.replace))
        patch.setattr(os, "link", dying(os.link))
        yield steps


def notes(vault: Path) -> dict[str, str]:
    return {path.relative_to(vault).as_posix(): path.read_text() for path in sorted(vault.rglob("*.md"))}


def steps_of(run: Callable[..., Result], vault: Path, words: tuple[str, ...]) -> int:
    """How many steps a command takes, once what is kept for later has its place; all is as before then."""
    for _ in range(2):
        with killed_at(0) as steps:
            assert run(*words).exit_code == 0
        assert run("undo").exit_code == 0
    return steps[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_what_was_killed_is_typed_again_and_done_once(run: Callable[..., Result], vault: Path, name: str) -> None:
    words, text, left = COMMANDS[name]
    (vault / "Inbox.md").write_text(INBOX)
    before = notes(vault)
    for step in range(1, steps_of(run, vault, words) + 1):
        with killed_at(step), pytest.raises(Killed):
            run(*words)
        assert run(*words).exit_code in ({0, 4} if words[0] == "stage" else {0})  # 4: it has the stage already
        after = notes(vault)
        outside = "".join(found for path, found in after.items() if path != "Inbox.md")
        assert (outside.count(text), after["Inbox.md"].count(text)) == (1, left), f"killed at step {step}"
        assert run("undo").exit_code == 0
        assert notes(vault) == before, f"killed at step {step}"


@pytest.mark.parametrize("name", COMMANDS)
def test_what_was_killed_is_taken_back_wherever_it_was(run: Callable[..., Result], vault: Path, name: str) -> None:
    words = COMMANDS[name][0]
    (vault / "Inbox.md").write_text(INBOX)
    before = notes(vault)
    for step in range(2, steps_of(run, vault, words) + 1):  # before the first one nothing had begun
        with killed_at(step), pytest.raises(Killed):
            run(*words)
        assert run("undo").exit_code == 0
        assert notes(vault) == before, f"killed at step {step}"


def test_another_command_after_one_that_was_killed_is_another(run: Callable[..., Result], vault: Path) -> None:
    """Only the very same words are the same; and those once the note was changed since are none of them."""
    (vault / "Inbox.md").write_text(INBOX)
    words = COMMANDS["to somebody"][0]
    taken = steps_of(run, vault, words)
    with killed_at(taken), pytest.raises(Killed):
        run(*words)
    assert run("inbox", "--file", "1", "--to", "Sam Roe").exit_code == 0
    assert (vault / "Inbox.md").read_text() == "# Inbox\n\n- ask Ruth\n"
    note = vault / "contacts/Dana Lee.md"
    with killed_at(taken - 1), pytest.raises(Killed):
        run("inbox", "--file", "1", "--to", "Dana Lee")
    note.write_text(note.read_text() + "- 2026-11-18 call: by hand\n")
    assert run("inbox", "--file", "1", "--to", "Dana Lee").exit_code == 0
    assert (vault / "Inbox.md").read_text() == "# Inbox\n\n"
    assert "by hand" in note.read_text()


def test_who_types_the_same_at_the_same_time_is_not_taken_for_one_who_was_killed(vault: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "vaultcrm",
        "--vault",
        str(vault),
        "--today",
        "2026-11-18",
        "log",
        "Dana Lee",
        "email",
        "again",
    ]
    typing = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    said = [one.communicate()[1] for one in typing]
    assert [one.returncode for one in typing] == [0] * 4, said
    assert (vault / "contacts/Dana Lee.md").read_text().count("email: again\n") == 4
