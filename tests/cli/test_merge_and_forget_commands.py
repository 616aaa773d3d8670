"""``merge`` and ``forget`` at the command line: shown first, written where that is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli

Run = Callable[..., Result]
SECOND = (
    "---\ntype: contact\nname: D. Lee\ntitle: Boss\nphone: +1 617 555 0142\n---\nRows.\n\n## Log\n\n- 2026-11-15 call: Hello\n"
)


@pytest.fixture
def twice(vault: Path) -> Path:
    """Dana Lee has two notes."""
    (vault / "contacts/D. Lee.md").write_text(SECOND)
    job = vault / "jobs/Acme Staff Engineer.md"
    job.write_text(job.read_text() + "\nKnows [[D. Lee]].\n")
    return vault


def test_a_merge_is_shown_and_written_where_that_is_said(run: Run, twice: Path):
    shown = run("merge", "Dana Lee", "D. Lee")
    assert shown.stdout == (
        "contacts/Dana Lee.md stays, with what contacts/D. Lee.md adds\n"
        "  ~ title: stays Engineering Manager; kept in the text: Boss\n"
        "  + phone: +1 617 555 0142\n"
        "  + aliases: D. Lee\n"
        "  + log: 1 line\n"
        "  + text: 2 lines under “From D. Lee”\n"
        "    1 link in jobs/Acme Staff Engineer.md\n"
        "  - contacts/D. Lee.md goes\n"
    )
    assert shown.stderr == "Nothing was written; --yes writes it.\n"
    assert (twice / "contacts/D. Lee.md").read_text() == SECOND
    done = run("merge", "Dana Lee", "D. Lee", "--yes")
    assert (done.exit_code, done.stderr) == (0, "Written. vaultcrm undo takes it back.\n")
    assert not (twice / "contacts/D. Lee.md").exists()
    assert run("merge", "Dana Lee", "D. Lee").exit_code == 2
    assert run("undo").exit_code == 0
    assert (twice / "contacts/D. Lee.md").read_text() == SECOND


def test_a_merge_as_data(run: Run, twice: Path):
    data = json.loads(run("merge", "Dana Lee", "D. Lee", "--json").stdout)
    assert list(data) == ["written", "path", "gone", "keys", "aliases", "log", "text", "links"]
    assert (data["written"], data["gone"], data["log"]) == (False, "contacts/D. Lee.md", {"joined": 1, "in_both": 0})
    assert (twice / "contacts/D. Lee.md").exists()


def test_names_that_fit_nobody_or_several(run: Run, twice: Path):
    assert run("merge", "Dana Lee", "Nobody").exit_code == 4
    assert "fits 2" in run("merge", "D", "Sam Roe").stderr


def test_someone_is_forgotten_where_that_is_said(run: Run, twice: Path):
    shown = run("forget", "D. Lee")
    assert shown.stdout == "  - contacts/D. Lee.md goes\n  ~ 1 line in jobs/Acme Staff Engineer.md\n"
    assert (twice / "contacts/D. Lee.md").exists()
    done = run("forget", "D. Lee", "--yes")
    assert done.stderr.startswith("Forgotten. ")
    assert not (twice / "contacts/D. Lee.md").exists()
    assert "Knows someone." in (twice / "jobs/Acme Staff Engineer.md").read_text()
    assert run("undo").exit_code == 4


def test_the_name_is_typed_to_confirm(vault: Path, monkeypatch: pytest.MonkeyPatch):
    for place in ("vaultcrm.cli.forget.at_terminal", "vaultcrm.cli.write_asking.at_terminal"):
        monkeypatch.setattr(place, lambda: True)
    typed = ["--vault", str(vault), "--today", "2026-11-18", "forget", "Sam Roe"]
    wrong = CliRunner().invoke(cli, typed, input="y\n")
    assert (wrong.exit_code, "is not the name" in wrong.stderr) == (2, True)
    assert CliRunner().invoke(cli, typed, input="\n").stderr.count("Nothing was written") == 1
    assert (vault / "contacts/Sam Roe.md").exists()
    assert "Forgotten." in CliRunner().invoke(cli, typed, input="sam roe\n").stderr
    assert not (vault / "contacts/Sam Roe.md").exists()


def test_forgetting_as_data(run: Run, twice: Path):
    data = json.loads(run("forget", "D. Lee", "--json").stdout)
    assert data == {
        "written": False, "gone": ["contacts/D. Lee.md"], "changed": {"jobs/Acme Staff Engineer.md": 1}, "left": [],
        "commits": 0,
    }  # fmt: skip
