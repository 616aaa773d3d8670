"""What a shell offers behind a command, and the pages of ``help``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner, Result

from vaultcrm.cli import cli
from vaultcrm.cli.topics import TOPICS
from vaultcrm.model import LIVE

Run = Callable[..., Result]


def offered(vault: Path, *words: str) -> list[str]:
    """What is offered for the last of these words."""
    *before, begun = words
    shell = BashComplete(cli, {}, "vaultcrm", "_VAULTCRM_COMPLETE")
    found = shell.get_completions(["--vault", str(vault), "--today", "2026-11-18", *before], begun)
    return [item.value for item in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["brief", ""], ["dana-lee", "sam-roe"]),
        (["brief", "Sam"], ["sam-roe"]),
        (["brief", "DANA-"], ["dana-lee"]),
        (["agenda", "--with", "d"], ["dana-lee"]),
        (["debrief", "acme"], ["acme-screen"]),
        (["stage", "Acme"], ["acme-staff-engineer"]),
        (["stage", "acme-staff-engineer", "r"], ["references", "rejected"]),
        (["log", "dana-lee", "c"], ["call", "card"]),
        (["rename", "acme"], ["acme-screen", "acme-staff-engineer"]),
        (["playbook", "show", "imp"], ["impressive"]),
        (["brief", "SAM R"], ["sam-roe"]),
        (["list", "jobs", "stage:r"], ["stage:references", "stage:rejected"]),
        (["nonsense", "x"], []),
        (["list", "contacts", "--columns", "name,comp"], ["name,company"]),
        (["list", "contacts", "--sort", "name,-comp"], ["name,-company"]),
        (["new", "interview", "--with", "da"], ["dana-lee"]),
        (["new", "interview", "--job", "ac"], ["acme-staff-engineer"]),
        (["new", "job", "--stage", "of"], ["offer"]),
        (["feed", "build", "--feed", "f"], ["follow-ups"]),
        (["help", "lo"], ["log"]),
        (["he"], ["heard", "help"]),
    ],
)
def test_names_notes_systems_and_words(vault: Path, words: list[str], found: list[str]) -> None:
    assert offered(vault, *words) == found


def test_keys_of_what_is_to_do_and_of_what_was_done(vault: Path, run: Run) -> None:
    plan = json.loads(run("agenda", "--json", "--all").stdout)
    live = [one["key"] for one in plan if one["state"] in LIVE]
    assert offered(vault, "done", "") == live
    thanks = next(one["key"] for one in json.loads(run("agenda", "--json").stdout) if one["title"].startswith("Thank Dana"))
    assert offered(vault, "why", "thank dana") == [thanks]
    run("done", thanks)
    assert thanks not in offered(vault, "done", "")
    assert thanks in offered(vault, "reopen", "")


def test_without_a_vault_nothing_is_offered_and_nothing_is_said(tmp_path: Path) -> None:
    assert offered(tmp_path, "brief", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert f"_VAULTCRM_COMPLETE={shell}_complete" in result.stdout
    assert CliRunner().invoke(cli, ["completion", "tcsh"]).exit_code == 2


def test_bash_completes_by_the_script(vault: Path, tmp_path: Path) -> None:
    program = tmp_path / "vaultcrm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaultcrm "$@"\n')
    program.chmod(0o755)
    script = (
        'eval "$(vaultcrm completion bash)"; COMP_WORDS=(vaultcrm brief da); COMP_CWORD=2;'
        ' _vaultcrm_completion vaultcrm; echo "${COMPREPLY[@]}"'
    )
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "VAULTCRM_VAULT": str(vault)}
    done = subprocess.run(
        ["bash", "--norc", "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "dana-lee\n"


@pytest.mark.parametrize(
    ("line", "words", "offered"),
    [
        ("vaultcrm brief da", "vaultcrm brief da", "dana-lee"),
        ("vaultcrm list jobs stage:re", "vaultcrm list jobs stage : re", "references rejected"),
        ("vaultcrm list contacts tag:", "vaultcrm list contacts tag :", "panel"),
        ("vaultcrm list contacts @pan", "vaultcrm list contacts @ pan", "panels"),
        ("vaultcrm agenda --with=da", "vaultcrm agenda --with = da", "dana-lee"),
        ("vaultcrm agenda --with da", "vaultcrm agenda --with da", "dana-lee"),
    ],
)
def test_bash_takes_words_apart_and_they_are_whole_again(
    vault: Path, tmp_path: Path, line: str, words: str, offered: str
) -> None:
    with (vault / "vaultcrm.toml").open("a") as settings:
        settings.write('\n[queries]\npanels = "#panel"\n')
    program = tmp_path / "vaultcrm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaultcrm "$@"\n')
    program.chmod(0o755)
    script = (
        f'eval "$(vaultcrm completion bash)"; COMP_LINE="{line}"; COMP_WORDS=({words});'
        ' COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _vaultcrm_whole_words vaultcrm; echo "${COMPREPLY[@]}"'
    )
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "VAULTCRM_VAULT": str(vault)}
    done = subprocess.run(["bash", "--norc", "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == (f"{offered}\n", "")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["import", "vcard", "a"], "file"),
        (["new", "contact", "--from-file", "a"], "file"),
        (["export", "json", "-o", "a"], "file"),
        (["feed", "check", "a"], "file"),
        (["init", "a"], "dir"),
        (["--vault", "a"], "file"),
    ],
)
def test_names_of_the_disk_are_the_shells(words: list[str], kind: str) -> None:
    *before, begun = words
    (item,) = BashComplete(cli, {}, "vaultcrm", "_VAULTCRM_COMPLETE").get_completions(before, begun)
    assert (item.type, item.value) == (kind, begun)


def test_help_lists_its_pages_and_shows_each_within_the_terminal() -> None:
    contents = CliRunner().invoke(cli, ["help"]).stdout
    assert max(map(len, contents.splitlines())) <= 80
    assert all(f" {status};" in contents or f"{status}:" in contents for status in range(1, 6))
    for name in TOPICS:
        assert f"vaultcrm help {name} " in contents
        page = CliRunner().invoke(cli, ["help", name]).stdout
        lines = page.splitlines()
        assert len(lines) <= 23
        assert max(map(len, lines)) <= 80
        assert lines[0] == lines[0].lstrip()


def test_help_of_a_command_and_of_what_is_not_there() -> None:
    assert CliRunner().invoke(cli, ["help", "done"]).stdout.startswith("Usage: vaultcrm done ")
    unknown = CliRunner().invoke(cli, ["help", "logs"])
    assert unknown.exit_code == 4
    assert "Did you mean log?" in unknown.stderr
