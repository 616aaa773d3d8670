"""``check``: of drafts by key, person, name and interview; of a file; with checks of one's own, once they are trusted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaultcrm.cli import cli
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays
from vaultcrm.vault.today import today_for

GOOD = "Dear Dana,\n\nThank you for Tuesday. Your migration has been on my mind.\n\nKind regards,\nRobin"
DANA, SAM = "drafts/2026-11-18 Dana Lee thank-you.md", "drafts/2026-11-18 Sam Roe thank-you.md"


@pytest.fixture(autouse=True)
def _nothing_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path / "state"))


@pytest.fixture
def typed(vault: Path):
    """Type a command, and a text behind it."""
    words = ["--vault", str(vault), "--today", "2026-11-18", "check", "-"]
    return lambda text, *options: CliRunner().invoke(cli, [*words, *options], input=text)


def planned(vault: Path, person: str, act: str = "thank-you"):
    notes = load_vault(vault)
    plan = make_plan(notes, today_for(notes.settings, datetime(2026, 11, 18, 12, tzinfo=UTC)), PublicHolidays())
    return next(one for one in plan.touchpoints if one.person and one.person.name == person and one.act == act)


def note(vault: Path, path: str, person: str, text: str, subject: str = "Thank you", medium: str = "email"):
    """Write a draft for a person's thank-you; gives the touch-point back."""
    touchpoint = planned(vault, person)
    front = {
        "type": "draft",
        "touchpoint": touchpoint.uid,
        "act": "thank-you",
        "recipient": f'"[[{person}]]"',
        "medium": medium,
        "subject": subject,
        "about": '"[[2026-11-17 Acme]]"',
        "language": "en",
    }
    file = vault / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("---\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + f"---\n\n{text}\n")
    return touchpoint


def test_a_good_draft_passes(run, vault):
    note(vault, DANA, "Dana Lee", GOOD)
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "Checked 1 text: nothing to mend.\n")


def test_a_poor_one_is_shown_with_place_row_excerpt_and_what_to_do(run, vault):
    touchpoint = note(vault, DANA, "Dana Lee", GOOD.replace("Kind regards", "Have you decided yet?\n\nKind regards"))
    result = run("check", touchpoint.key)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{DANA}:16:1: error: asks whether or when they decide (B8)",
        "    | Have you decided yet?",
        "    Leave it out: say what you bring instead. Being asked annoys, and they know",
        "    that you wait.",
        "",
        "Checked 1 text: 1 error.",
    ]


def test_hints_alone_are_advice(run, vault):
    note(vault, DANA, "Dana Lee", GOOD.replace("Kind", "The article is attached.\n\nKind"))
    result = run("check", "Dana")
    assert result.exit_code == 0
    assert "hint: speaks of something attached (D4)" in result.stdout


@pytest.mark.parametrize(
    "word", [DANA, "2026-11-18 Dana Lee thank-you", "2026-11-18 dana lee THANK-YOU.md", "Dana Lee", "dana-lee"]
)
def test_a_draft_is_named_by_path_file_or_person(run, vault, word):
    note(vault, DANA, "Dana Lee", GOOD)
    note(vault, SAM, "Sam Roe", "Have you decided?")
    assert json.loads(run("check", "--json", word).stdout)["checked"] == [DANA]


def test_what_was_sent_is_left_out_unless_it_is_named_or_all_are_asked_for(run, vault):
    touchpoint = note(vault, DANA, "Dana Lee", GOOD.replace("Your", "Have you decided yet? Your"))
    assert run("check").exit_code == 1
    run("done", touchpoint.key)
    assert "drafts/" in (vault / touchpoint.note.path).read_text()
    left = run("check")
    assert (left.exit_code, left.stdout) == (0, "Checked 0 texts: nothing to mend.\n")
    assert left.stderr == "1 draft left out that was sent (--all)\n"
    assert run("check", "--all").exit_code == 1
    assert run("check", DANA).exit_code == 1


def test_json_says_all_of_a_finding(run, vault):
    note(vault, DANA, "Dana Lee", GOOD.replace("Dear Dana", "Dear Danna"))
    shown = json.loads(run("check", "--json").stdout)
    assert list(shown) == ["checked", "findings"]
    assert shown["findings"] == [
        {
            "path": DANA,
            "line": 12,
            "column": 6,
            "rule": "recipient",
            "row": "C9",
            "severity": "error",
            "message": "'Danna' is written 'Dana' in the note of Dana Lee",
            "excerpt": "Dear Danna,",
            "remedy": "Write it as in contacts/Dana Lee.md.",
        }
    ]


def test_the_drafts_of_an_interview_are_compared_each_pair_once(run, vault):
    alike = "Your way of moving the old cluster in small steps has stayed with me ever since we talked about the migration."
    note(vault, DANA, "Dana Lee", f"Dear Dana,\n\n{alike}\n\nBest,\nRobin")
    note(vault, SAM, "Sam Roe", f"Dear Sam,\n\n{alike}\n\nBest,\nRobin")
    result = run("check", "--interview", "acme-screen")
    assert result.exit_code == 1
    assert result.stdout.count("shares 100% of its sentences") == 1
    assert f"{SAM}:12:1: warning" in result.stdout
    assert "for Sam Roe (C8)" in run("check", "Dana").stdout


class TestTexts:
    def test_a_plain_file_is_checked_as_what_the_options_say(self, run, vault, tmp_path):
        file = tmp_path / "letter.txt"
        file.write_text("Subject: Thanks\n\nDear Dana,\n\nI recieve much mail.\n\nBest,\nRobin\n", encoding="utf-8")
        result = run("check", str(file), "--as", "thank-you", "--to", "Dana Lee", "--medium", "email")
        assert result.exit_code == 1
        assert f"{file}:5:3: warning: 'recieve' is no word that I know; did you mean 'receive'? (C9)" in result.stdout
        assert "names nothing that you spoke of (C3)" in result.stdout

    def test_what_is_typed_in_is_a_text_too(self, typed):
        result = typed("Dear Dana,\n\nThe salary is low.\n\nBest,\nRobin\n", "--as", "decline", "--to", "Dana")
        assert "-:3:5: warning: gives a reason for the decline (E4)" in result.stdout

    def test_it_has_to_be_said_to_whom(self, typed):
        result = typed("Dear Dana,\n")
        assert (result.exit_code, "to whom does it go?" in result.stderr) == (2, True)

    def test_a_subject_that_nobody_gave_is_not_missed(self, typed):
        assert "without a subject" not in typed(GOOD, "--to", "Dana").stdout

    def test_a_draft_that_was_copied_elsewhere_is_read_as_one(self, run, vault, tmp_path):
        note(vault, DANA, "Dana Lee", "Have you decided?")
        (tmp_path / "copy.md").write_text((vault / DANA).read_text())
        assert "(B8)" in run("check", str(tmp_path / "copy.md")).stdout

    def test_what_nobody_would_send_is_not_gone_through(self, typed):
        result = typed("Have you decided yet? " * 50_000, "--to", "Dana")
        assert result.stdout.startswith("-:1:1: error: has more than 20,000 characters")

    def test_no_text_at_all(self, run, vault, tmp_path):
        (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe\x00")
        result = run("check", str(tmp_path / "picture.png"), "--to", "Dana")
        assert (result.exit_code, "no text in UTF-8" in result.stderr) == (2, True)


class TestUnknown:
    def test_a_key_without_a_draft_says_how_to_write_one(self, run, vault):
        touchpoint = planned(vault, "Dana Lee")
        result = run("check", touchpoint.key)
        assert (result.exit_code, f"vaultcrm draft {touchpoint.key}" in result.stderr) == (4, True)

    def test_nobody_is_called_so(self, run, vault):
        result = run("check", "Dena Lee")
        assert (result.exit_code, "Did you mean Dana Lee?" in result.stderr) == (4, True)

    def test_a_person_or_an_interview_without_drafts(self, run, vault):
        assert run("check", "Sam").exit_code == 4
        result = run("check", "--interview", "acme-screen")
        assert (result.exit_code, "vaultcrm draft --interview acme-screen" in result.stderr) == (4, True)

    def test_options_that_do_not_fit_together(self, run, vault):
        note(vault, DANA, "Dana Lee", GOOD)
        assert run("check", "Dana", "--interview", "Acme").exit_code == 2
        assert run("check", "Dana", "--to", "Sam").exit_code == 2

    def test_a_draft_whose_touch_point_is_gone_is_checked_all_the_same(self, run, vault):
        note(vault, DANA, "Dana Lee", "Have you decided?")
        file = vault / DANA
        file.write_text(file.read_text().replace(planned(vault, "Dana Lee").uid, "b" * 52))
        assert "(B8)" in run("check").stdout

    def test_without_any_draft_there_is_nothing_to_say(self, run, vault):
        result = run("check")
        assert (result.exit_code, result.stdout) == (0, "Checked 0 texts: nothing to mend.\n")


CHECKS = """
from vaultcrm.model import Finding

def shouting(text):
    if "!" in text.draft.text:
        yield Finding(text.draft.source, "shouting", "warning", "shouts", row="mine")

def broken(text):
    raise RuntimeError("out of order")

def odd(text):
    return ["not a finding"]
"""


class TestOwnChecks:
    """Installed as any package would, under the entry points ``vaultcrm.checks``."""

    @pytest.fixture(autouse=True)
    def _installed(self, tmp_path, monkeypatch):
        site = tmp_path / "site"
        folder = site / "own_checks-1.dist-info"
        folder.mkdir(parents=True)
        (site / "own_checks.py").write_text(CHECKS)
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: own-checks\nVersion: 1\n")
        names = "\n".join(f"{name} = own_checks:{name}" for name in ("shouting", "broken", "odd"))
        (folder / "entry_points.txt").write_text(f"[vaultcrm.checks]\n{names}\nlost = own_checks:nowhere\n")
        monkeypatch.syspath_prepend(site)

    def name(self, vault, *names):
        settings = vault / "vaultcrm.toml"
        settings.write_text(f"{settings.read_text()}\n[drafts]\nchecks = {json.dumps(names)}\n")
        note(vault, DANA, "Dana Lee", GOOD.replace("mind.", "mind!"))

    def test_one_that_the_settings_do_not_name_is_not_run(self, run, vault):
        self.name(vault)
        assert run("check").exit_code == 0

    def test_one_that_they_name_is_not_run_before_it_is_trusted_here(self, run, vault):
        self.name(vault, "shouting")
        result = run("check")
        assert (result.exit_code, result.stdout) == (0, "Checked 1 text: nothing to mend.\n")
        assert "The check 'shouting' is not run" in result.stderr
        assert "shouts (mine)" in run("check", "--trust").stdout
        assert "shouts (mine)" in run("check").stdout

    @pytest.mark.parametrize(
        ("name", "says"),
        [("broken", "RuntimeError: out of order"), ("odd", "TypeError: a check gives Finding"), ("lost", "AttributeError")],
    )
    def test_one_that_fails_is_an_error_and_the_others_go_on(self, run, vault, name, says):
        self.name(vault, name, "shouting")
        result = run("check", "--trust")
        assert result.exit_code == 1
        assert f"error: the check '{name}' failed: {says}" in result.stdout
        assert "shouts (mine)" in result.stdout

    def test_one_that_is_not_installed_is_told_of(self, run, vault):
        self.name(vault, "elsewhere")
        result = run("check")
        assert (result.exit_code, "'elsewhere' of the settings is not installed" in result.stderr) == (0, True)


def test_a_file_that_is_not_there_is_named(run):
    result = run("check", "letter.txt", "--to", "Dana Lee")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].endswith("go with a file, and letter.txt is none")
