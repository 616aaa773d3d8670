"""``prep`` and ``debrief`` as they are typed: at a terminal, with flags, in the editor (B1, B2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli

PANEL = "interviews/2026-11-17 Acme.md"


@pytest.fixture
def typed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Result]:
    """``debrief`` at a terminal, with these answers, on the evening of the interview."""
    monkeypatch.setattr("vaultcrm.cli.debrief.at_terminal", lambda: True)
    words = ["--vault", str(vault), "--today", "2026-11-17", "debrief"]
    return lambda answers: CliRunner().invoke(cli, words, input=answers, catch_exceptions=False)


def test_the_packing_list_of_the_next_interview(run: Callable[..., Result]) -> None:
    assert run("prep", today="2026-11-16").stdout.startswith("Acme, panel interview  interviews/2026-11-17 Acme.md\n")
    assert json.loads(run("prep", "acme", "--json").stdout)["cards"] == 4
    assert run("prep").exit_code == 4


def test_one_can_leave_and_go_on_and_nothing_is_asked_twice(typed: Callable[[str], Result], vault: Path) -> None:
    left = typed("\nSam Row\n+1 555 0100\n\nyes\n")
    assert left.exit_code == 0
    assert "the same command goes on" in left.stderr
    assert "name: Sam Row\n" in (vault / "contacts/Sam Roe.md").read_text()
    assert "linkedin_ok: true\n" in (vault / "contacts/Dana Lee.md").read_text()
    answers = "\nemail\n\n\n\n\n\n\ntwo stores\nThe cutover\n-\n-\nsoonish\nabout a week\nsend Dana Lee the list\n"
    went_on = typed(answers + "\nkeen\nwell\n")
    assert went_on.exit_code == 0
    assert "names no day" in went_on.stderr
    assert "Name, as" not in went_on.stderr
    text = (vault / PANEL).read_text()
    assert "answer_by: 2026-11-24\nanswer_said: about a week\n" in text
    assert "- [ ] send [[Dana Lee]] the list\n" in text
    assert went_on.stdout.startswith("Planned now\n")


def test_nothing_is_no_detail_of_a_person_and_ends_what_was_promised(typed: Callable[[str], Result], vault: Path) -> None:
    dana = vault / "contacts/Dana Lee.md"
    before = dana.read_text()
    names, details, talk = "\n" * 2, "-\n" * 4 + "\n" * 6, "\n" * 5
    done = typed(f"{names}{details}{talk}Send the list\n-\nkeen\n")
    assert dana.read_text() == before.replace("tags: [panel]\n", "tags: [panel]\nmet: 2026-11-17\n")
    assert "is none of" not in done.stderr
    text = (vault / PANEL).read_text()
    assert "- [ ] Send the list\n" in text
    assert "None." not in text
    assert "verdict: keen\n" in text


def test_no_promise_is_asked_for_once(typed: Callable[[str], Result], vault: Path) -> None:
    typed("\n" * 17 + "-\nkeen\n")
    text = (vault / PANEL).read_text()
    assert text.count("None.") == 1
    assert "verdict: keen\n" in text


def test_without_a_terminal_what_is_open_is_said_of_each(run: Callable[..., Result]) -> None:
    done = run("debrief", "acme")
    assert done.exit_code == 2
    assert "\n  Sam Roe: Title\n" in done.stderr
    assert "\n  Topics with Sam Roe\n" in done.stderr


def test_answers_keep_to_their_places_and_first_names_are_known(run: Callable[..., Result], vault: Path) -> None:
    said = ["--went-well", "# 1 was the cutover\n## twice", "--promised", "send Dana the list", "--promised", "tell Danas boss"]
    assert run("debrief", "acme", *said).exit_code == 0
    text = (vault / PANEL).read_text()
    assert "\\# 1 was the cutover\n\\## twice\n" in text
    assert "- [ ] send [[Dana Lee]] the list\n- [ ] tell Danas boss\n" in text


def test_without_a_terminal_the_flags_say_it(run: Callable[..., Result], vault: Path) -> None:
    said = ["--topics", "sam=two stores", "--went-well", "The cutover", "--promised", "one", "--promised", "two by fri"]
    people = ["--prefers", "Dana=email", "--linkedin", "Dana", "--linkedin", "Sam=no", "--with", "Kim Novak"]
    done = run("debrief", "acme", *said, *people, "--verdict", "keen", "--json")
    assert done.exit_code == 0
    text = (vault / PANEL).read_text()
    assert "- [[Sam Roe]]: two stores\n" in text
    assert "- [ ] one\n- [ ] two 2026-11-20\n" in text
    assert "prefers: email\nlinkedin_ok: true\n" in (vault / "contacts/Dana Lee.md").read_text()
    assert (vault / "contacts/Kim Novak.md").exists()
    data = json.loads(done.stdout)
    assert list(data) == ["path", "open", "touchpoints"]
    assert {"about": "went", "person": None, "question": "How it went (well, badly)"} in data["open"]


def test_wrong_flags_write_nothing(run: Callable[..., Result], vault: Path) -> None:
    before = (vault / PANEL).read_text()
    for words in (["--prefers", "email"], ["--prefers", "Ruth=email"], ["--verdict", "so-so"], ["--answer-by", "soon"]):
        result = run("debrief", "--went-well", "The cutover", *words)
        assert result.exit_code in (2, 4)
        assert (vault / PANEL).read_text() == before


def test_without_a_terminal_or_flags_it_says_what_is_open(run: Callable[..., Result]) -> None:
    asked = run("debrief")
    assert asked.exit_code == 2
    assert "What went well" in asked.stderr


def test_the_editor_gets_a_note_with_all_headings(run: Callable[..., Result], vault: Path, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setenv("VISUAL", "some-editor")
    monkeypatch.setattr("vaultcrm.cli.editor.edit", lambda path: opened.append(path.read_text()))
    assert run("debrief", "--editor").exit_code == 0
    assert "## What I said and wish I had not\n" in opened[0]


@pytest.mark.parametrize(
    ("chosen", "status", "said"),
    [
        ("", 2, "no editor is set"),
        ("'open", 2, "cannot be taken apart"),
        ("false", 3, "the editor 'false' ended with status 1"),
        ("rm", 5, f"{PANEL} is no interview any more that can be read\nvaultcrm doctor tells why."),
    ],
)
def test_an_editor_that_fails_or_spoils_the_note_is_told(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, chosen: str, status: int, said: str
) -> None:
    monkeypatch.setenv("VISUAL", chosen)
    monkeypatch.delenv("EDITOR", raising=False)
    done = run("debrief", "acme", "--editor")
    assert done.exit_code == status
    assert said in done.stderr
