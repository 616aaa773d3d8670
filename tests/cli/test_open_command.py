"""``open``: the note in the user's own editor, and in no other program."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from vaultcrm.cli.editor import _place as place

LISTENER = "import sys, pathlib; pathlib.Path({log!r}).write_text('|'.join(sys.argv[1:]))"


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that notes what it is to open; gives what it was told."""
    log = tmp_path / "opened"

    def called(name="EDITOR", then=""):
        script = tmp_path / "vim.py"
        script.write_text(LISTENER.format(log=str(log)) + then)
        monkeypatch.setenv(name, f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
        return lambda: log.read_text().split("|")

    return called


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("dana", "contacts/Dana Lee.md"),
        ("Dana Lee", "contacts/Dana Lee.md"),
        ("acme-screen", "interviews/2026-11-17 Acme.md"),
        ("staff", "jobs/Acme Staff Engineer.md"),
        ("roe", "contacts/Sam Roe.md"),
        ("contacts/Sam Roe.md", "contacts/Sam Roe.md"),
        ("contacts/Sam Roe", "contacts/Sam Roe.md"),
    ],
)
def test_the_note_of_a_person_an_interview_or_an_opening(run, vault, editor, name, path):
    told = editor()
    result = run("open", name)
    assert (result.exit_code, result.output) == (0, "")
    assert told() == [str(vault / path)]
    assert run("open", name, "--path").stdout == f"{vault / path}\n"


def test_a_company_that_has_a_note(run, vault, editor):
    told = editor("VISUAL")
    (vault / "companies").mkdir()
    (vault / "companies/Zephyr.md").write_text("Makes sails.\n")
    for name in ("zephyr", "Zeph", "companies/Zephyr.md"):
        assert run("open", name).exit_code == 0
        assert told() == [str(vault / "companies/Zephyr.md")]


def test_what_is_called_just_so_goes_before_what_belongs_to_it(run, vault, editor):
    told = editor()
    (vault / "companies").mkdir()
    (vault / "companies/Acme.md").write_text("Moves money.\n")
    assert run("open", "acme").exit_code == 0
    assert told() == [str(vault / "companies/Acme.md")]


def test_a_company_without_one_is_told_where_to_look(run):
    (result := run("open", "Acme"))
    assert result.exit_code == 4
    assert "  Staff Engineer, Acme  (jobs/Acme Staff Engineer.md)\n" in result.stderr


def test_several_that_fit_are_listed_and_nothing_is_opened(run, vault, editor):
    editor()
    (vault / "contacts/Dana Leigh.md").write_text("---\ntype: contact\n---\n")
    result = run("open", "dana")
    assert result.exit_code == 4
    assert "  Dana Lee  (contacts/Dana Lee.md)\n  Dana Leigh  (contacts/Dana Leigh.md)\n" in result.stderr


def test_a_file_goes_before_what_only_begins_so(run, vault, editor):
    told = editor()
    (vault / "search.md").write_text("---\ntype: search\n---\n")
    (vault / "jobs/Search Engineer.md").write_text("---\ntype: job\n---\n")
    for name, path in (("search", "search.md"), ("search.md", "search.md"), ("search eng", "jobs/Search Engineer.md")):
        assert run("open", name).exit_code == 0
        assert told() == [str(vault / path)]


def test_nobody_is_called_so(run):
    result = run("open", "dnaa lee")
    assert (result.exit_code, "Did you mean Dana Lee?" in result.stderr) == (4, True)


def test_without_an_editor_it_says_so(run):
    result = run("open", "dana")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "vaultcrm: no editor is set\nSet one, as in: export EDITOR=nano\n"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("/no/such/editor", 2, "cannot be run: no such file or directory"),
        ("'", 2, "cannot be taken apart"),
        ("false", 3, "ended with status 1"),
        ("   ", 2, "no editor is set"),
    ],
)
def test_an_editor_that_fails_is_named(run, monkeypatch, words, status, said):
    monkeypatch.setenv("EDITOR", words)
    result = run("open", "dana")
    assert (result.exit_code, said in result.stderr) == (status, True), result.stderr


@pytest.mark.parametrize(
    "name", ["$(touch pwned).md", "`touch pwned`.md", "a; touch pwned.md", "-c touch pwned.md", "a' b\".md"]
)
def test_no_name_of_a_note_is_a_command_or_an_option(run, vault, editor, monkeypatch, name):
    told = editor()
    monkeypatch.chdir(vault)
    (vault / "contacts" / name).write_text("---\ntype: contact\nid: stranger-1\n---\n")
    assert run("open", "stranger-1").exit_code == 0
    assert told() == [str(vault / "contacts" / name)]
    assert not list(vault.rglob("pwned"))


def test_nothing_in_the_vault_says_which_program_runs(run, vault, monkeypatch):
    settings = vault / "vaultcrm.toml"
    settings.write_text(settings.read_text() + '\neditor = "touch pwned"\n[editor]\ncommand = "touch pwned"\n')
    (vault / ".env").write_text("EDITOR='touch pwned'\n")
    monkeypatch.chdir(vault)
    assert run("open", "dana").exit_code == 2
    assert not list(vault.rglob("pwned"))


def test_what_is_wrong_with_the_note_afterwards_is_said(run, vault, editor):
    spoiled = vault / "contacts/Dana Lee.md"
    text = spoiled.read_text().replace("title:", "cadence: sometimes\ntitle:")
    editor(then=f"; pathlib.Path({str(spoiled)!r}).write_text({text!r})")
    result = run("open", "dana")
    assert result.exit_code == 0
    assert result.stderr.startswith("contacts/Dana Lee.md:4")


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("vim", ("+7", "/v/a.md")),
        ("/usr/bin/nano", ("+7", "/v/a.md")),
        ("code", ("--goto", "/v/a.md:7")),
        ("hx", ("/v/a.md:7",)),
        ("notepad.exe", ("/v/a.md",)),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(program, words):
    assert place(program, Path("/v/a.md"), 7) == words
    assert place(program, Path("/v/a.md"), 0) == ("/v/a.md",)


def test_it_begins_at_the_newest_line_of_the_log(run, vault, monkeypatch, tmp_path):
    log = tmp_path / "opened"
    vim = tmp_path / "vim"
    vim.write_text(f"#!{sys.executable}\n{LISTENER.format(log=str(log))}\n")
    vim.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(vim))
    assert run("open", "dana").exit_code == 0
    assert log.read_text() == f"+14|{vault / 'contacts/Dana Lee.md'}"


@pytest.mark.parametrize("name", ["search", "search.md", "drafts/A letter.md", "drafts/A letter"])
def test_any_other_note_is_opened_by_its_path(run, vault, name):
    (vault / "drafts").mkdir()
    (vault / "drafts/A letter.md").write_text("---\ntype: draft\n---\n")
    (vault / "search.md").write_text("---\ntype: search\n---\n")
    assert run("open", name, "--path").stdout == f"{vault / name.removesuffix('.md')}.md\n"


@pytest.mark.parametrize("name", ["../outside", "../outside.md", "vaultcrm.toml", "out", "drafts"])
def test_nothing_outside_of_the_vault_is_a_note(run, vault, name):
    (vault.parent / "outside.md").write_text("not here\n")
    (vault / "out.md").symlink_to(vault.parent / "outside.md")
    (vault / "drafts").mkdir()
    found = run("open", name, "--path")
    assert (found.exit_code, found.stdout) == (4, "")


@pytest.mark.parametrize(("place", "line"), [("contacts/Sam Roe.md:3", 3), ("contacts/Sam Roe.md:2:7", 2)])
def test_a_place_as_it_is_told_of_is_opened_at_its_line(run, vault, monkeypatch, place, line):
    opened = []
    monkeypatch.setattr("vaultcrm.cli.open_note.edit", lambda *told: opened.append(told))
    assert run("open", place).exit_code == 0
    assert opened == [(vault / "contacts/Sam Roe.md", line)]
