"""The way in: version, help, first screen, mistakes in typing, colours, pipes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from vaultcrm import __version__
from vaultcrm.cli import cli
from vaultcrm.cli.topics import TOPICS

EXAMPLE = Path(__file__).parents[2] / "example-vault"


def commands(group=cli, words=()):
    """Every command, groups too, with the words that lead to it."""
    with click.Context(group) as ctx:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            yield (*words, name), command
            if isinstance(command, click.Group):
                yield from commands(command, (*words, name))


COMMANDS = dict(commands())


def test_the_version_needs_neither_yaml_nor_icalendar_nor_holidays():
    code = (
        "import sys; from vaultcrm.cli import cli; cli(['--version'], standalone_mode=False);"
        "heavy = {'yaml', 'icalendar', 'holidays', 'watchdog', 'frontmatter', 'importlib.metadata', 'rich', 'vaultcrm.model'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"vaultcrm {__version__}\n[]\n"


def test_the_agenda_needs_nothing_that_writes_notes_or_feeds():
    code = (
        "import sys; from vaultcrm.cli import cli;"
        f"cli(['--vault', {str(EXAMPLE)!r}, '--today', '2026-11-18', 'agenda', '--count'], standalone_mode=False);"
        "heavy = {'icalendar', 'watchdog', 'vaultcrm.notes.edit', 'vaultcrm.feed'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1] == "[]"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_ends_in_an_example_of_that_command(words):
    text = CliRunner().invoke(cli, [*words, "--help"]).output
    *_, title, example = text.rstrip().splitlines()
    assert title.strip() == "Example:" or "vaultcrm " in title
    assert "vaultcrm " in example
    assert f"vaultcrm {' '.join(words)}" in text.split("Example:")[1]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_in_one_line_what_it_does(words):
    summary = COMMANDS[words].get_short_help_str(limit=80)
    assert summary.endswith(".")
    assert not summary.endswith("...")


def test_the_help_shows_every_command_within_80_columns():
    text = CliRunner().invoke(cli, ["--help"]).output
    assert max(map(len, text.splitlines())) <= 80
    assert all(f"  {words[0]} " in text for words in COMMANDS)
    assert "..." not in text.split("Every day:")[1]


@pytest.mark.parametrize("words", [words for words, command in COMMANDS.items() if isinstance(command, click.Group)])
def test_the_help_of_a_group_cuts_no_line_of_its_commands(words):
    text = CliRunner().invoke(cli, [*words, "--help"]).output
    assert "..." not in text.split("Commands:")[1]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_pages_name_only_commands_that_there_are(topic):
    text = CliRunner().invoke(cli, ["help", topic]).output
    assert set(re.findall(r"vaultcrm ([a-z]+)", text)) <= {words[0] for words in COMMANDS}


def test_a_slip_of_the_finger_is_recognised():
    result = CliRunner().invoke(cli, ["agneda"])
    assert result.exit_code == 2
    assert "There is no command 'agneda'. Did you mean agenda?" in result.stderr


def test_without_words_a_vault_shows_where_to_go_on(run):
    result = run()
    assert result.exit_code == 0
    assert all(f"vaultcrm {word} " in result.stdout for word in ("agenda", "brief", "draft", "check", "done"))


def test_without_words_and_without_a_vault_it_says_how_to_begin(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, [])
    assert result.exit_code == 0
    assert "vaultcrm init my-search" in result.stdout


def test_no_vault_here_is_status_3_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["agenda"])
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith("vaultcrm: ")
    assert "vaultcrm init" in result.stderr


def test_the_vault_is_found_from_the_environment(vault):
    result = CliRunner().invoke(cli, ["--today", "2026-11-18", "agenda", "--count"], env={"VAULTCRM_VAULT": str(vault)})
    assert result.exit_code == 0


def test_a_day_that_is_none_is_wrong_usage(run):
    result = run("agenda", today="someday")
    assert result.exit_code == 2
    assert "'someday' is no day that I know" in result.stderr


@pytest.mark.parametrize(
    ("color", "env", "coloured"),
    [
        ("auto", {}, False),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {}, False),
    ],
)
def test_colour_comes_where_it_is_wanted(vault, color, env, coloured):
    words = ["--vault", str(vault), "--today", "2026-11-18", "--color", color, "agenda"]
    result = CliRunner().invoke(cli, words, env=env)
    assert ("\x1b[" in result.stdout) is coloured


def test_colour_only_adds_to_the_text(vault):
    words = ["--vault", str(vault), "--today", "2026-11-18", "--color"]
    plain, coloured = (CliRunner().invoke(cli, [*words, when, "agenda"], color=True).stdout for when in ("never", "always"))
    assert click.unstyle(coloured) == plain


@pytest.mark.parametrize("words", [["agenda"], ["agenda", "--json"], ["brief", "dana"]])
def test_a_terminal_without_letters_still_gets_an_answer(vault, words):
    note = vault / "contacts/Dana Lee.md"
    note.write_text(note.read_text().replace("id: dana-lee", "id: dana-lee\nname: Dána 李"), encoding="utf-8")
    command = [sys.executable, "-m", "vaultcrm", "--vault", str(vault), "--today", "2026-11-18", *words]
    done = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "cp1252"}, check=True)
    shown = done.stdout.decode("cp1252")
    assert "D\\u00e1na \\u674e" in shown if "--json" in words else "Dána ?" in shown


def test_a_reader_that_leaves_early_is_no_error(vault):
    words = [sys.executable, "-m", "vaultcrm", "--vault", str(vault), "--today", "2026-11-18", "agenda", "--json"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize(
    ("words", "closed", "status"),
    [
        ("agenda --json", ">&-", 0),
        ("list contacts --csv", ">&-", 0),
        ("new contact", "<&-", 2),
        ("import vcard -", "<&-", 2),
        ("day", "<&- >&- 2>&-", 0),
    ],
)
def test_streams_that_were_closed_lead_nowhere(vault, words, closed, status):
    program = f"{sys.executable} -W error -m vaultcrm --vault '{vault}' --today 2026-11-18 {words} {closed}"
    done = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr, done.stdout) == (status, False, "")


@pytest.mark.parametrize("words", ["agenda", "agenda --json", "export json", "tree --svg", "--help"])
def test_an_output_that_cannot_be_written_is_told(vault, words):
    command = [sys.executable, "-m", "vaultcrm", "--vault", str(vault), "--today", "2026-11-18", *words.split()]
    with Path(os.devnull).open() as unwritable:  # macOS has no /dev/full
        done = subprocess.run(command, stdout=unwritable, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "vaultcrm: stopped midway: bad file descriptor\n")


@pytest.mark.parametrize(("words", "status"), [("doctor --self", 0), ("feed build", 0), ("done nonsense", 4)])
def test_what_cannot_be_told_changes_nothing(vault, words, status):
    command = [sys.executable, "-m", "vaultcrm", "--vault", str(vault), "--today", "2026-11-18", *words.split()]
    with Path(os.devnull).open() as unwritable:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=unwritable, check=False)
    assert done.returncode == status


def test_a_system_whose_files_cannot_have_every_name_says_so(vault, monkeypatch):
    def made(*_):
        raise UnicodeEncodeError("ascii", "contacts/Anna Müller.md", 15, 16, "ordinal not in range(128)")

    monkeypatch.setattr("vaultcrm.actions.new.create", made)
    result = CliRunner().invoke(cli, ["--vault", str(vault), "new", "contact", "Anna Müller"])
    assert (result.exit_code, "ü: no file's name can have this here (ascii)" in result.stderr) == (3, True)


@pytest.mark.parametrize("words", [["log", "Dana", "met"], ["heard", "Dana"]])
def test_words_that_are_no_letters_are_not_written(vault, words):
    def state():
        return {path: path.read_bytes() for path in vault.rglob("*.md")}

    before = state()
    result = CliRunner().invoke(cli, ["--vault", str(vault), "--today", "2026-11-20", *words, "at the caf\udce9"])
    assert (result.exit_code, "no text in UTF-8; nothing was written" in result.stderr) == (2, True)
    assert state() == before
