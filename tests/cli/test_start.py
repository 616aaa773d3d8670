"""What a command costs before it does anything: the modules that it imports, beyond those that click needs anyway."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# A minute later, so that no file is so fresh that nothing can be kept of it.
LATER = """
import sys, time
from datetime import datetime, timedelta
from types import SimpleNamespace
import click
known, now = set(sys.modules), time.time_ns
time.time_ns = lambda: now() + 60_000_000_000
from vaultcrm import cli
cli.datetime = SimpleNamespace(now=lambda zone: datetime.now(zone) + timedelta(minutes=1))
cli.cli(sys.argv[1:], standalone_mode=False)
print(*sorted(set(sys.modules) - known), file=sys.stderr)
"""
NEVER = {"hashlib", "tempfile", "shutil", "random", "secrets", "platformdirs", "difflib", "yaml", "frontmatter", "icalendar"}
TO_WRITE = {"tempfile", "shutil", "random"}
NEVER |= {"holidays", "watchdog", "vaultcrm.notes.salvage", "vaultcrm.notes.playbook", "vaultcrm.notes.edit", "vaultcrm.feed"}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with one person, and a cache of its own where the system has it."""
    monkeypatch.delenv("VAULTCRM_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    vault = tmp_path / "vault"
    (vault / "contacts").mkdir(parents=True)
    (vault / "vaultcrm.toml").write_text('vault = "k3x9"\ntimezone = "Europe/Berlin"\ncountry = "DE"\n')
    (vault / "contacts/Dana Lee.md").write_text(
        "---\ntype: contact\ncadence: 1 month\n---\n## Log\n- 2026-09-01 email: Hello\n"
    )
    return vault


def imported(vault: Path, *words: str) -> set[str]:
    """What a command imports in a process of its own."""
    command = [sys.executable, "-c", LATER, "--vault", str(vault), "--today", "2026-11-18", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONWARNINGS": "error"})
    return set(done.stderr.splitlines()[-1].split())


def test_an_agenda_that_was_shown_before_needs_no_room_of_the_program_but_the_edge(small: Path) -> None:
    first, again = imported(small, "agenda"), imported(small, "agenda")
    ours = {name for name in again if name.startswith("vaultcrm.")}
    assert again & (NEVER | {"sqlite3", "zoneinfo", "tomllib", "textwrap", "dataclasses", "json"}) == set()
    assert {name.split(".")[1] for name in ours} <= {"cli", "vault", "errors", "digests"}
    assert len(ours) < 25 < len(first)


def test_an_agenda_after_a_change_needs_neither_yaml_nor_what_mistakes_need(small: Path) -> None:
    imported(small, "agenda")
    with (small / "contacts/Dana Lee.md").open("a") as note:
        note.write("- 2026-11-02 call: Hello again\n")
    assert imported(small, "agenda") & (NEVER - TO_WRITE) == set()
