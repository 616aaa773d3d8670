"""``inbox``: entries go where they belong, and leave the inbox only then."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli

INBOX = "# Inbox\n\n- 2026-11-12 met Dana Lee at the fair\n- ask Ruth about Lisbon\n- rubbish\n"


@pytest.fixture
def inbox(vault: Path) -> Path:
    (vault / "Inbox.md").write_text(INBOX)
    return vault / "Inbox.md"


def test_where_to_wants_an_entry(run):
    for words in (("--drop",), ("--to", "Dana"), ("--task", "--json")):
        result = run("inbox", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("vaultcrm: which entry is meant?\n")


def test_without_a_terminal_it_lists_them(run: Callable[..., Result], inbox: Path) -> None:
    assert run("inbox").stdout == "  1  2026-11-12 met Dana Lee at the fair\n  2  ask Ruth about Lisbon\n  3  rubbish\n"
    assert json.loads(run("inbox", "--json").stdout)[1] == {"number": 2, "line": 4, "text": "ask Ruth about Lisbon"}
    inbox.unlink()
    assert run("inbox").stderr == "The inbox is empty.\n"


def test_the_doctor_tells_of_lines_that_wait_in_vain(run: Callable[..., Result], inbox: Path) -> None:
    assert "Inbox.md" not in run("doctor").stdout
    inbox.write_text(INBOX + "met Maya\n")
    assert "Inbox.md:6:1: hint: this line of the inbox is no list item" in run("doctor").stdout
    assert "Some of its lines are no list items" in run("inbox").stderr


def test_the_doctor_tells_of_a_merge_that_left_its_marks(run: Callable[..., Result], inbox: Path) -> None:
    inbox.write_text(INBOX + "<<<<<<< HEAD\n- met Maya\n=======\n- ask Lin\n>>>>>>> laptop\n")
    message = "a merge left its conflict marks; the lines of both sides are shown"
    assert f"Inbox.md:6:1: error: {message}\n    | <<<<<<< HEAD\n" in run("doctor").stdout
    assert run("inbox").stdout.endswith("  4  met Maya\n  5  ask Lin\n")


def test_into_the_log_of_somebody_on_its_own_day(run: Callable[..., Result], inbox: Path, vault: Path) -> None:
    done = run("inbox", "--file", "1", "--to", "Dana Lee", "--verb", "met")
    assert done.stdout == "- 2026-11-12 met: met Dana Lee at the fair\n  in contacts/Dana Lee.md:15\n"
    assert inbox.read_text() == "# Inbox\n\n- ask Ruth about Lisbon\n- rubbish\n"
    assert run("undo").exit_code == 0
    assert inbox.read_text() == INBOX
    assert "at the fair" not in (vault / "contacts/Dana Lee.md").read_text()


def test_into_the_log_of_somebody_new(run: Callable[..., Result], inbox: Path, vault: Path) -> None:
    run("inbox", "--file", "2", "--new", "Ruth Abrams")
    assert (vault / "contacts/Ruth Abrams.md").read_text().endswith("## Log\n\n- 2026-11-18 note: ask Ruth about Lisbon\n")
    assert "Ruth" not in inbox.read_text()


def test_as_a_task(run: Callable[..., Result], inbox: Path, vault: Path) -> None:
    run("inbox", "--file", "2", "--task", "--due", "fri")
    assert "## Tasks\n\n- [ ] ask Ruth about Lisbon 2026-11-20\n" in (vault / "search.md").read_text()
    run("inbox", "--file", "2", "--task", "--to", "sam")
    assert (vault / "contacts/Sam Roe.md").read_text().endswith("## Tasks\n\n- [ ] rubbish\n")
    assert inbox.read_text() == "# Inbox\n\n- 2026-11-12 met Dana Lee at the fair\n"


def test_a_task_goes_into_the_note_of_the_search_wherever_that_is(run: Callable[..., Result], inbox: Path, vault: Path) -> None:
    (vault / "search.md").unlink(missing_ok=True)
    (vault / "My search.md").write_text("---\ntype: search\n---\n")
    assert run("inbox", "--file", "2", "--task").exit_code == 0
    assert (vault / "My search.md").read_text().endswith("## Tasks\n\n- [ ] ask Ruth about Lisbon\n")
    assert not (vault / "search.md").exists()


def test_out_and_away(run: Callable[..., Result], inbox: Path) -> None:
    assert run("inbox", "--file", "3", "--drop").exit_code == 0
    assert inbox.read_text() == INBOX.replace("- rubbish\n", "")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--file", "9", "--drop"], 4),
        (["--file", "0", "--drop"], 4),
        (["--file", "1"], 2),
        (["--file", "1", "--to", "Dana", "--drop"], 2),
        (["--file", "1", "--to", "nobody"], 4),
        (["--file", "1", "--to", "Dana", "--verb", "danced"], 2),
        (["--file", "1", "--new", "Dana Lee"], 2),
    ],
)
def test_what_cannot_be_filed_stays(run: Callable[..., Result], inbox: Path, words: list[str], status: int) -> None:
    assert run("inbox", *words).exit_code == status
    assert inbox.read_text() == INBOX


def test_somebody_who_is_called_so_already_is_told_with_a_command_that_there_is(
    run: Callable[..., Result], inbox: Path
) -> None:
    refused = run("inbox", "--file", "1", "--new", "Dana Lee")
    assert refused.stderr == (
        "vaultcrm: Dana Lee is there already: contacts/Dana Lee.md\n"
        "vaultcrm new contact --second makes another one of that name.\n"
    )


def test_nothing_is_lost_where_the_inbox_cannot_be_changed(run: Callable[..., Result], inbox: Path, monkeypatch) -> None:
    from vaultcrm.errors import ChangedMeanwhile

    def refuse(changes: object) -> None:
        raise ChangedMeanwhile("changed")

    monkeypatch.setattr("vaultcrm.actions.edits.write_all_if_unchanged", refuse)
    assert run("inbox", "--file", "2", "--new", "Ruth Abrams").exit_code == 5
    assert inbox.read_text() == INBOX
    assert not (inbox.parent / "contacts/Ruth Abrams.md").exists()


@pytest.fixture
def typed(vault: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Result]:
    """``inbox`` at a terminal, with these answers."""
    for module in ("inbox", "write_asking"):
        monkeypatch.setattr(f"vaultcrm.cli.{module}.at_terminal", lambda: True)
    words = ["--vault", str(vault), "--today", "2026-11-18", "inbox"]
    return lambda answers: CliRunner().invoke(cli, words, input=answers, catch_exceptions=False)


def test_at_a_terminal_one_after_the_other(inbox: Path, vault: Path, typed: Callable[[str], Result]) -> None:
    done = typed("\n\nmet\ns\nd\n")
    assert done.exit_code == 0
    assert [line[:5] for line in done.output.splitlines() if line[:3].strip().isdigit()] == ["  1  ", "  1  ", "  2  "]
    assert inbox.read_text() == "# Inbox\n\n- ask Ruth about Lisbon\n"
    assert "- 2026-11-12 met: met Dana Lee at the fair\n" in (vault / "contacts/Dana Lee.md").read_text()
    assert typed("c\nnobody\n\nq\n").exit_code == 0
    assert inbox.read_text() == "# Inbox\n\n- ask Ruth about Lisbon\n"


def test_a_task_is_asked_for_its_day_and_an_answer_that_cannot_be_meant_again(
    inbox: Path, vault: Path, typed: Callable[[str], Result]
) -> None:
    done = typed("\n\nmet\nruth\nt\n\nfryday\nt\n\nfri\nq\n")
    assert "\n  'ruth' is none of these\n  The letter in brackets will do.\n" in done.output
    assert "\n  'fryday' is no day that I know\n" in done.output
    assert "- [ ] ask Ruth about Lisbon 2026-11-20\n" in (vault / "search.md").read_text()
    assert "Ruth" not in inbox.read_text()
