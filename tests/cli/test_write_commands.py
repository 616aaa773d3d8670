"""The writing commands as they are typed: what they print, where, and with which exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert run(tmp_path, "init").exit_code == 0
    settings = tmp_path / "vaultcrm.toml"
    lines = settings.read_text().splitlines()
    zone = ['timezone = "America/New_York"' if line.startswith("timezone =") else line for line in lines]
    settings.write_text("\n".join(zone) + "\n")
    return tmp_path


def run(root: Path, *arguments: str, today: str = "2026-11-18") -> Result:
    return CliRunner().invoke(cli, ["--vault", str(root), "--today", today, *arguments], catch_exceptions=False)


def test_from_an_empty_folder_to_the_first_call(root: Path) -> None:
    facts = ["--start", "2026-11-17 14:00", "--kind", "panel", "--company", "Acme", "--playbook", "impressive"]
    made = run(root, "new", "interview", "--with", "Dana Lee", "--with", "Sam Roe", *facts)
    assert made.stdout == "contacts/Dana Lee.md\ncontacts/Sam Roe.md\ninterviews/2026-11-17 Acme.md\n"
    shown = json.loads(run(root, "agenda", "--json").stdout)
    agenda = {(one["step"], (one["person"] or {}).get("name")): one["key"] for one in shown}
    thanked = run(root, "done", agenda["thank-you", "Dana Lee"], agenda["thank-you", "Sam Roe"], "-m", "The migration")
    assert thanked.exit_code == 0
    lines = thanked.stdout.splitlines()
    assert lines[:2] == ["- 2026-11-18 email [[Dana Lee]] #thank-you: The migration", "  in interviews/2026-11-17 Acme.md:37"]
    assert lines[2].startswith(f"  next: {agenda['call-1', 'Dana Lee']}  Fri 20 Nov  ")
    called = run(root, "done", agenda["call-1", "Dana Lee"], "--via", "voicemail", "--json", today="2026-11-20")
    (data,) = json.loads(called.stdout)
    assert data["text"] == "- 2026-11-20 voicemail [[Dana Lee]] #call-1"
    assert data["next"]["step"] == "call-2"
    assert run(root, "done", agenda["call-1", "Dana Lee"], today="2026-11-20").exit_code == 4
    opened = run(root, "reopen", agenda["call-1", "Dana Lee"], today="2026-11-20")
    assert "taken out of interviews/2026-11-17 Acme.md" in opened.stdout


def test_contact_that_nobody_asked_for(root: Path) -> None:
    run(root, "new", "contact", "Dana Lee", "--tag", "mentor")
    assert run(root, "log", "dana", "met", "at", "the", "fair", "--on", "yesterday", "--at", "16:40").stdout.startswith(
        "- 2026-11-17 16:40 met: at the fair\n  in contacts/Dana Lee.md:"
    )
    assert run(root, "heard", "dana", "Hello").stdout.startswith("- 2026-11-18 heard: Hello\n")
    assert run(root, "heard", "nobody", "Hello").exit_code == 4
    assert run(root, "log", "dana", "danced").exit_code == 2
    assert run(root, "log", "dana", "met", "--at", "noonish").exit_code == 2


def test_a_day_of_the_log_has_been(root: Path) -> None:
    run(root, "new", "contact", "Dana Lee", "--met", "mon")
    assert "met: 2026-11-16\n" in (root / "contacts/Dana Lee.md").read_text()
    run(root, "new", "job", "Baker", "--company", "Acme")
    for words in (("log", "dana", "call"), ("heard", "dana", "Hello"), ("stage", "acme", "applied")):
        later = run(root, *words, "--on", "tomorrow")
        assert (later.exit_code, later.stderr) == (2, "vaultcrm: 2026-11-19 is in the future\nA log says what has been.\n")
        assert run(root, *words, "--on", "tue").stdout.startswith("- 2026-11-17 ")
    assert "-3d" in run(root, "log", "dana", "call", "--on", "soon").stderr


def test_a_snooze_says_what_is_missing(root: Path) -> None:
    alone = run(root, "snooze", "k3mq7")
    assert (alone.exit_code, alone.stderr.splitlines()[0]) == (2, "vaultcrm: KEY or DATE is missing")


def test_where_a_job_stands(root: Path) -> None:
    assert run(root, "new", "job", "Baker", "--company", "Acme").stdout == "jobs/Acme Baker.md\n"
    assert run(root, "stage", "acme", "offer", "--by", "2026-11-30").stdout.startswith("- 2026-11-18 stage offer\n")
    assert run(root, "stage", "acme", "offer").exit_code == 4
    assert run(root, "stage", "nothing", "offer").exit_code == 4
    assert run(root, "stage", "acme", "dancing").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (["contact"], "NAME is missing"),
        (["job"], "TITLE is missing"),
        (["job", "Baker"], "--company is missing"),
        (["interview"], "--start is missing"),
        (["interview", "--start", "tue 14:00"], "with whom"),
        (["interview", "--start", "tue", "--with", "Dana"], "not a day and a time"),
        (["interview", "--start", "tue 2 pm", "--with", "Dana", "--duration", "soon"], "no length of time"),
        (["interview", "--start", "tue 2 pm", "--with", "Dana", "--timezone", "Mars"], "no time zone"),
        (["interview", "--start", "tue 2 pm", "--with", "Dana", "--playbook", "nagging"], "no system"),
    ],
)
def test_without_a_terminal_what_is_missing_is_said(root: Path, arguments: list[str], missing: str) -> None:
    result = run(root, "new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert missing in result.stderr
    assert not list((root / "interviews").iterdir())


def test_near_names_are_said_on_stderr(root: Path) -> None:
    run(root, "new", "contact", "Dana Lee")
    near = run(root, "new", "contact", "Dana Leigh", "--json")
    assert near.stderr == "look twice: Dana Leigh may be Dana Lee (contacts/Dana Lee.md)\n"
    assert json.loads(near.stdout)["path"] == "contacts/Dana Leigh.md"
    assert run(root, "new", "contact", "Dana Lee").exit_code == 2


@pytest.fixture
def typed(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Result]:
    """``new interview`` at a terminal, with these answers; the input ends behind them."""
    from vaultcrm.cli import write_asking, write_new

    for module in (write_asking, write_new):
        monkeypatch.setattr(module, "at_terminal", lambda: True)
    arguments = ["--vault", str(root), "--today", "2026-11-18", "new", "interview"]
    return lambda answers: CliRunner().invoke(cli, arguments, input=answers, catch_exceptions=False)


def test_at_a_terminal_one_is_asked(root: Path, typed: Callable[[str], Result]) -> None:
    assert typed("2026-11-24 10:00\nDana Lee, Sam Roe\npanel\nAcme\n\nZoom\n").exit_code == 0
    assert "kind: panel\n" in (root / "interviews/2026-11-24 Acme.md").read_text()


def test_an_answer_that_cannot_be_meant_is_asked_for_again(root: Path, typed: Callable[[str], Result]) -> None:
    result = typed("thu 25:00\ntue 10:00\nDana Lee\npanel\nAcme\n\nZoom\n")
    assert result.exit_code == 0
    assert "\n  'thu 25:00' is not a day and a time\n  Write it as 2026-11-17 14:00" in result.output
    assert "start: 2026-11-24 10:00\n" in (root / "interviews/2026-11-24 Acme.md").read_text()


def test_who_leaves_a_question_is_told_on_a_line_of_its_own(root: Path, typed: Callable[[str], Result]) -> None:
    result = typed("tue 10:00\n")
    assert (result.exit_code, result.output[-10:]) == (1, "\nStopped.\n")
    assert not [*root.glob("interviews/2026-11-24*")]


def test_who_is_linked_by_the_very_name_is_named_once(root: Path) -> None:
    for name in ("Dana Lee", "Sam Roe"):
        run(root, "new", "contact", name)
    said = run(root, "new", "interview", "--start", "tue 10:00", "--with", "Dana Lee", "--with", "sam")
    assert said.stderr.splitlines()[:2] == [
        "linked: Dana Lee (contacts/Dana Lee.md)",
        "linked: sam: Sam Roe (contacts/Sam Roe.md)",
    ]


@pytest.mark.parametrize("kind", ["contact", "interview", "job"])
def test_nothing_is_asked_where_there_is_no_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr("vaultcrm.cli.write_asking.at_terminal", lambda: True)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["new", kind], input="Dana Lee\n")
    assert (result.exit_code, result.output.splitlines()[0]) == (3, f"vaultcrm: there is no vault in {tmp_path} or above it")


def test_init_says_into_which_folder_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(cli, ["init", "my search"]).output
    assert made.endswith(
        "\nNext: cd 'my search', look through vaultcrm.toml, then vaultcrm new interview\n(or new contact, new job).\n"
    )
    monkeypatch.chdir("my search")
    assert "\nNext: look through vaultcrm.toml" in CliRunner().invoke(cli, ["init"]).output


def test_init_counts_one_note_as_one(tmp_path: Path) -> None:
    (tmp_path / "Acme.md").write_text("---\ntype: job\ncompany: Acme\nstage: applied\n---\n", encoding="utf-8")
    shown = run(tmp_path, "init").stdout
    assert "Of 1 note, these would be\n       1 job, as" in shown
    assert "It holds 0 contacts, 0 interviews, 1 job;" in shown


def test_running_init_again_says_that_nothing_was_missing(root: Path) -> None:
    assert "nothing was missing" in run(root, "init").stdout
    assert json.loads(run(root, "init", "--json").stdout)["made"] == []


def test_what_is_put_off_to_a_day_that_contact_has_closed_already_is_told(root: Path) -> None:
    note = "---\ntype: contact\nid: ann\nname: Ann\nnext_contact: {}\n---\n\n## Log\n\n- 2026-11-17 met\n"
    (root / "contacts/ann.md").write_text(note.format("2026-12-10"))
    (one,) = [one for one in json.loads(run(root, "agenda", "--all", "--json").stdout) if one["step"] == "next-contact"]
    kept, gone = run(root, "snooze", one["key"], "2026-12-09"), run(root, "snooze", one["key"], "2026-11-20")
    assert "contact of the days before" not in kept.stderr
    assert f"{one['key']} is not in the agenda any more: contact of the days before closes it" in gone.stderr


def test_what_a_day_named_with_on_does_not_close_is_told(root: Path) -> None:
    """References are told while the job runs, so their touch-point does not expire; nobody was to be told before the talk."""
    (root / "jobs").mkdir(exist_ok=True)
    (root / "jobs/acme.md").write_text("---\ntype: job\nstage: interviewing\nreferences: [Rita Ref]\n---\n")
    (root / "interviews/talk.md").write_text(
        "---\ntype: interview\nstart: 2026-11-17 14:00\ntimezone: America/New_York\njob: acme\ninterviewers: [Dana]\n---\n"
    )
    (one,) = [one for one in json.loads(run(root, "agenda", "--json").stdout) if one["step"] == "references"]
    assert f"{one['key']} is still in the agenda" in run(root, "done", one["key"], "--on", "2026-11-10").stderr
    assert "still in the agenda" not in run(root, "done", one["key"]).stderr
