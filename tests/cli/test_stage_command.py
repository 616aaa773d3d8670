"""What the end of a job proposes: to keep its people (C7), to let the search rest (F5), to withdraw from the others (F2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli

Run = Callable[..., Result]
OTHER = """---
type: job
id: bolt
title: Plumber
company: Bolt
stage: interviewing
hr: "[[Sam Roe]]"
---
"""


@pytest.fixture
def other(vault: Path) -> Path:
    (vault / "jobs/Bolt.md").write_text(OTHER)
    (vault / "jobs/Lead.md").write_text("---\ntype: job\nstage: lead\n---\n")
    (vault / "search.md").write_text("---\ntype: search\nstatus: active # for now\n---\n")
    return vault / "jobs/Bolt.md"


def test_a_rejection_proposes_to_keep_the_people_of_the_job(run: Run, vault: Path) -> None:
    said = run("stage", "acme", "rejected")
    assert said.stdout.startswith("- 2026-11-18 stage rejected\n")
    assert said.stderr == (
        "Stay in touch with Dana Lee: vaultcrm stage acme-staff-engineer rejected --keep dana-lee\n"
        "Stay in touch with Sam Roe: vaultcrm stage acme-staff-engineer rejected --keep sam-roe\n"
    )
    job = (vault / "jobs/Acme Staff Engineer.md").read_text()
    assert run("stage", "acme-staff-engineer", "rejected", "--keep", "dana-lee").exit_code == 0
    assert (vault / "jobs/Acme Staff Engineer.md").read_text() == job
    assert "playbooks: [stay-in-touch]\n" in (vault / "contacts/Dana Lee.md").read_text()
    assert run("stage", "acme", "rejected").exit_code == 4


def test_whom_a_cadence_keeps_is_not_asked_about(run: Run, vault: Path) -> None:
    dana, settings = vault / "contacts/Dana Lee.md", vault / "vaultcrm.toml"
    dana.write_text(dana.read_text().replace("type: contact", "type: contact\ncadence: 3 months"))
    settings.write_text(settings.read_text() + '\n[[cadence]]\nquery = "sam"\nevery = "90 days"\n')
    assert run("stage", "acme", "withdrawn").stderr == ""


def test_being_hired_proposes_rest_and_to_withdraw(run: Run, other: Path, vault: Path) -> None:
    said = run("stage", "acme", "hired")
    assert said.stderr == (
        "Let the search rest: vaultcrm stage acme-staff-engineer hired --quiet\n"
        "Withdraw from Plumber, Bolt: vaultcrm stage acme-staff-engineer hired --withdraw bolt\n"
    )
    assert run("stage", "acme-staff-engineer", "hired", "--quiet", "--withdraw", "bolt").exit_code == 0
    assert (vault / "search.md").read_text() == "---\ntype: search\nstatus: quiet # for now\n---\n"
    text = other.read_text()
    assert "stage: withdrawn\n" in text
    assert "- 2026-11-18 stage withdrawn\n" in text
    agenda = json.loads(run("agenda", "--json").stdout)
    assert "Promised: Tell Sam Roe that I withdraw" in [one["title"] for one in agenda]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "I am withdrawing my application for the position of Plumber"), ("de", "ziehe ich meine Bewerbung")],
)
def test_the_withdrawal_has_its_words(run: Run, other: Path, language: str, words: str) -> None:
    """F2: short, with thanks, and nothing that is sent 'as promised'."""
    run("stage", "acme-staff-engineer", "hired", "--withdraw", "bolt")
    (told,) = (one for one in json.loads(run("agenda", "--json").stdout) if "withdraw" in one["title"])
    text = run("draft", told["key"], "--language", language).stdout
    assert words in text
    assert "romise" not in text.partition("Subject:")[2]
    assert "[?:" not in text.replace("[?: your name", "").replace("[?: Ihr Name", "")


def test_a_promise_of_a_job_is_drafted_in_its_words(run: Run, other: Path) -> None:
    other.write_text(other.read_text() + "\n- [ ] Send [[Sam Roe]] the drawings 2026-11-18\n")
    (due,) = (one for one in json.loads(run("agenda", "--json").stdout) if "drawings" in one["title"])
    assert "As promised, I am sending you: the drawings." in run("draft", due["key"]).stdout


def test_a_name_that_fits_nobody_writes_nothing(run: Run, vault: Path) -> None:
    before = (vault / "jobs/Acme Staff Engineer.md").read_text()
    assert run("stage", "acme", "rejected", "--keep", "nobody").exit_code == 4
    assert (vault / "jobs/Acme Staff Engineer.md").read_text() == before


def test_at_a_terminal_one_is_asked_one_by_one(other: Path, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultcrm.cli.write_stage.at_terminal", lambda: True)
    words = ["--vault", str(vault), "--today", "2026-11-18", "stage"]
    CliRunner().invoke(cli, [*words, "acme", "rejected"], input="n\ny\n", catch_exceptions=False)
    assert "stay-in-touch" not in (vault / "contacts/Dana Lee.md").read_text()
    assert "stay-in-touch" in (vault / "contacts/Sam Roe.md").read_text()
    CliRunner().invoke(cli, [*words, "bolt", "hired"], input="y\n", catch_exceptions=False)
    assert "status: quiet" in (vault / "search.md").read_text()


def test_what_was_agreed_to_before_ctrl_c_is_shown(other: Path, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultcrm.cli.write_stage.at_terminal", lambda: True)
    words = ["--vault", str(vault), "--today", "2026-11-18", "stage", "acme", "hired"]
    left = CliRunner().invoke(cli, words, input="y\n")  # and the end of the input at the next question
    assert left.exit_code == 0
    assert left.stdout.startswith("- 2026-11-18 stage hired\n")
    assert "status: quiet" in left.stdout
