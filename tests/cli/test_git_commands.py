"""What the commands do in git: commits of what they wrote, ``doctor`` before a commit; ``rename`` and ``--fix`` as typed."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli

Run = Callable[..., Result]


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def tracked(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The vault in git, with commits switched on."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / ".gitconfig").write_text("[user]\n\tname = Robin Hale\n\temail = robin@example.com\n")
    with (vault / "vaultcrm.toml").open("a") as settings:
        settings.write("\n[git]\ncommit = true\n")
    assert CliRunner().invoke(cli, ["init", "--git", str(vault)]).exit_code == 0
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "Begin")
    return vault


def test_init_sets_git_up_and_doctor_has_nothing_to_say_of_it(tracked: Path, run: Run) -> None:
    assert (tracked / ".gitattributes").read_text() == "*.md merge=vaultcrm\n"
    assert "merge driver" not in run("doctor").stdout
    git(tracked, "config", "--remove-section", "merge.vaultcrm")
    assert ".gitattributes:1:1: hint: this clone has not been told of the merge driver" in run("doctor").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["log", "dana", "met", "At the meetup"], "Log met for Dana Lee"),
        (["heard", "dana", "Friday"], "Log heard for Dana Lee"),
        (["stage", "acme", "offer"], "Set Staff Engineer to offer"),
        (["new", "contact", "Lin Zhao"], "Add Lin Zhao"),
        (["rename", "Sam Roe", "Sam Rowe"], "Rename Sam Roe to Sam Rowe"),
    ],
)
def test_a_command_that_writes_makes_one_commit_of_what_it_wrote(
    tracked: Path, run: Run, words: list[str], message: str
) -> None:
    (tracked / "Inbox.md").write_text("half a thought\n")
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert git(tracked, "log", "-1", "--format=%s") == f"{message}\n"
    assert git(tracked, "status", "--porcelain") == " M Inbox.md\n"


def test_a_playbook_and_what_is_taken_back_are_committed_too(tracked: Path, run: Run) -> None:
    git(tracked, "rm", "-q", "playbooks/persistent.md")
    git(tracked, "commit", "-qm", "Do without")
    run("playbook", "add", "persistent")
    run("rename", "Sam Roe", "Sam Rowe")
    run("undo")
    assert git(tracked, "log", "-3", "--format=%s").splitlines() == [
        "Take back what was written last",
        "Rename Sam Roe to Sam Rowe",
        "Add the playbook persistent",
    ]
    assert git(tracked, "status", "--porcelain") == ""
    assert git(tracked, "diff", "HEAD~2", "--stat") == ""


def test_a_line_of_the_inbox_is_filed_in_one_commit(tracked: Path, run: Run) -> None:
    assert run("inbox", "--file", "1", "--to", "dana").exit_code == 0
    assert git(tracked, "log", "-1", "--format=%s", "--name-only").splitlines() == [
        "File: ask Ruth about her week in Lisbon", "", "Inbox.md", "contacts/Dana Lee.md",
    ]  # fmt: skip
    assert git(tracked, "status", "--porcelain") == ""


def test_what_is_done_skipped_put_off_and_opened_again_is_committed_in_words(tracked: Path, run: Run) -> None:
    keys = [one["key"] for one in json.loads(run("agenda", "--json", "--all").stdout) if one["step"] == "thank-you"]
    titles = {one["key"]: one["title"] for one in json.loads(run("agenda", "--json", "--all").stdout)}
    run("done", *keys)
    run("reopen", keys[0])
    run("snooze", keys[0], "2026-11-19")
    run("skip", keys[0])
    assert git(tracked, "log", "-4", "--format=%s").splitlines() == [
        f"Skip: {titles[keys[0]]}",
        f"Put off to 2026-11-19: {titles[keys[0]]}",
        f"Open again: {titles[keys[0]]}",
        f"{titles[keys[0]]}, and {len(keys) - 1} more",
    ]


def test_a_hook_that_refuses_is_told_and_the_line_stays(tracked: Path, run: Run) -> None:
    hook = tracked / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Sunday' >&2\nexit 1\n")
    hook.chmod(0o755)
    result = run("log", "dana", "met")
    assert result.exit_code == 0
    assert "written, but not committed: not on a Sunday" in result.stderr
    assert "2026-11-18 met" in (tracked / "contacts/Dana Lee.md").read_text()


def test_ctrl_c_at_the_question_of_commits_leaves_what_was_written_to_be_shown(
    tracked: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultcrm.vault.git_trust.may_commit", lambda *_: False)
    monkeypatch.setattr("vaultcrm.cli.write_commit.at_terminal", lambda: True)
    result = run("log", "dana", "met")  # the end of the input at the question
    assert result.exit_code == 0
    assert result.stdout.startswith("- 2026-11-18 met\n")
    assert "written, but not committed." in result.stderr
    assert git(tracked, "log", "-1", "--format=%s").strip() == "Begin"


DANA = "contacts/Dana Lee.md"


def test_a_hook_finds_what_is_committed_by_patterns_of_its_own(tracked: Path, run: Run) -> None:
    """It looked for `*.md`, found nothing, and let all pass."""
    hook = tracked / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ngit diff --cached --name-only -- '*.md' >> .git/seen\n")
    hook.chmod(0o755)
    run("log", "dana", "met")
    (tracked / DANA).write_text((tracked / DANA).read_text().replace("email: dana", "phone: 123\nemail: dana"))
    run("log", "dana", "met", "Again")
    assert (tracked / ".git/seen").read_text().splitlines() == [DANA, DANA]


def test_ones_own_lines_in_the_same_note_wait(tracked: Path, run: Run) -> None:
    """A line of the log beside what is written, and a key; over two commands, and a third when they are committed."""
    note = tracked / DANA
    note.write_text(note.read_text().replace("email: dana", "phone: 123\nemail: dana") + "- 2026-11-13 call\n")
    for words in (["log", "dana", "met"], ["heard", "dana", "Friday"]):
        assert run(*words).exit_code == 0
    assert git(tracked, "log", "-2", "--format=%s").splitlines() == ["Log heard for Dana Lee", "Log met for Dana Lee"]
    assert _added(tracked, "HEAD~2", "HEAD~1") == ["+- 2026-11-18 met"]
    assert _added(tracked, "HEAD~1", "HEAD") == ["+- 2026-11-18 heard: Friday"]
    assert _added(tracked, "HEAD") == ["+phone: 123", "+- 2026-11-13 call"]
    assert git(tracked, "diff", "--cached") == ""
    git(tracked, "commit", "-qam", "Mine")
    run("log", "dana", "met", "Again")
    assert _added(tracked, "HEAD~1", "HEAD") == ["+- 2026-11-18 met: Again"]
    assert git(tracked, "status", "--porcelain") == ""


def test_ones_own_lines_wait_when_something_is_taken_back_too(tracked: Path, run: Run) -> None:
    note = tracked / DANA
    note.write_text(note.read_text().replace("email: dana", "phone: 123\nemail: dana"))
    run("log", "dana", "met")
    assert run("undo").exit_code == 0
    assert git(tracked, "log", "-1", "--format=%s").strip() == "Take back what was written last"
    assert git(tracked, "diff", "HEAD~2", "HEAD") == ""
    assert _added(tracked, "HEAD") == ["+phone: 123"]


def test_ones_own_lines_wait_where_somebody_is_forgotten(tracked: Path, run: Run) -> None:
    note = tracked / DANA
    note.write_text(note.read_text() + "- 2026-11-12 met: With [[Sam Roe]]\n")
    git(tracked, "commit", "-qam", "Mine")
    note.write_text(note.read_text().replace("email: dana", "phone: 123\nemail: dana"))
    assert run("forget", "Sam Roe", "--yes").exit_code == 0
    assert git(tracked, "log", "-1", "--format=%s") == "Forget a person\n"
    assert _added(tracked, "HEAD") == ["+phone: 123"]
    assert "someone" in git(tracked, "show", f"HEAD:{DANA}")


def test_ones_own_lines_go_along_with_a_note_that_gets_another_name_and_that_is_said(tracked: Path, run: Run) -> None:
    assert "committed along" not in run("rename", "dana", "Dana Smith").stderr
    note = tracked / "contacts/Dana Smith.md"
    note.write_text(note.read_text().replace("email: dana", "phone: 123\nemail: dana"))
    assert "contacts/Dana Lee.md: your own lines are committed along" in run("rename", "dana", "Dana Lee").stderr
    assert git(tracked, "status", "--porcelain") == ""


def test_a_note_that_git_does_not_know_yet_goes_along_and_that_is_said(tracked: Path, run: Run) -> None:
    (tracked / "contacts/Kim Roe.md").write_text("---\ntype: contact\n---\n\nWritten by hand.\n")
    assert "contacts/Kim Roe.md: your own lines are committed along" in run("log", "kim", "met").stderr
    assert "committed along" not in run("log", "kim", "met", "Again").stderr
    assert "committed along" not in run("new", "contact", "Ann Wu").stderr
    assert git(tracked, "status", "--porcelain") == ""


def test_a_note_that_git_is_not_to_know_is_not_said_to_go_along(tracked: Path, run: Run) -> None:
    (tracked / ".git/info/exclude").write_text("Kim Roe.md\n")
    (tracked / "contacts/Kim Roe.md").write_text("---\ntype: contact\n---\n")
    said = run("log", "kim", "met").stderr
    assert "written, but not committed: The following paths are ignored" in said
    assert "committed along" not in said


def test_what_was_staged_by_hand_goes_along_and_is_said(tracked: Path, run: Run) -> None:
    (tracked / DANA).write_text((tracked / DANA).read_text().replace("email: dana", "phone: 123\nemail: dana"))
    git(tracked, "add", DANA)
    assert "your own lines are committed along" in run("log", "dana", "met").stderr
    assert git(tracked, "status", "--porcelain") == ""


def test_a_hook_that_refuses_leaves_ones_own_lines_too(tracked: Path, run: Run) -> None:
    hook = tracked / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Sunday' >&2\nexit 1\n")
    hook.chmod(0o755)
    (tracked / DANA).write_text((tracked / DANA).read_text().replace("email: dana", "phone: 123\nemail: dana"))
    assert "written, but not committed: not on a Sunday" in run("log", "dana", "met").stderr
    assert _added(tracked, "HEAD") == ["+phone: 123", "+- 2026-11-18 met"]
    assert git(tracked, "diff", "--cached") == ""


@pytest.mark.parametrize("told", ["merge", "rebase"])
def test_while_a_conflict_is_to_be_mended_nothing_is_committed(tracked: Path, run: Run, told: str) -> None:
    """A stopped rebase took a note with its marks into a commit, and it counted as mended."""
    desk = git(tracked, "branch", "--show-current").strip()
    git(tracked, "branch", "laptop")
    for branch, address in (("laptop", "dana@lap.example"), (desk, "dana@desk.example")):
        git(tracked, "checkout", "-q", branch)
        text = (tracked / DANA).read_text()
        (tracked / DANA).write_text(re.sub("(?m)^email: .*", f"email: {address}", text))
        git(tracked, "commit", "-qam", "Another address")
    subprocess.run(["git", told, "-q", "laptop"], cwd=tracked, check=False, capture_output=True)
    result = run("log", "dana", "met")
    assert result.exit_code == 0
    assert f"written, but not committed: git waits until what is in conflict is mended and added ({DANA})" in result.stderr
    assert git(tracked, "log", "-1", "--format=%s") == "Another address\n"
    assert git(tracked, "status", "--porcelain", "contacts") == f'UU "{DANA}"\n'


def _added(folder: Path, *between: str) -> list[str]:
    shown = git(folder, "diff", "-U0", *between).splitlines()
    assert not [line for line in shown if line.startswith("-") and not line.startswith("---")]
    return [line for line in shown if line.startswith("+") and not line.startswith("+++")]


def test_doctor_before_a_commit_looks_at_the_staged_files_alone(tracked: Path, run: Run) -> None:
    (tracked / "contacts/Ann.md").write_text("---\ntype: contact\nmet: 2026-02-30\n---\n")
    assert run("doctor", "--staged").exit_code == 0
    git(tracked, "add", "contacts/Ann.md")
    result = run("doctor", "--staged")
    assert result.exit_code == 1
    assert result.stdout.startswith("contacts/Ann.md:3:1: error: ")
    assert "Sam" not in result.stdout


def test_doctor_mends_of_the_staged_files_alone(tracked: Path, run: Run) -> None:
    for name in ("Ann", "Bo"):
        (tracked / f"contacts/{name}.md").write_text("---\ntype: contact\n---\n")
    git(tracked, "add", "contacts/Ann.md")
    run("doctor", "--staged", "--fix", "--yes")
    assert "id: ann" in (tracked / "contacts/Ann.md").read_text()
    assert "id:" not in (tracked / "contacts/Bo.md").read_text()


def test_doctor_outside_git_cannot_say_what_is_staged(run: Run) -> None:
    assert run("doctor", "--staged").exit_code == 3


def test_doctor_shows_what_it_would_mend_and_writes_only_when_told(vault: Path, run: Run) -> None:
    note = vault / "contacts/Sam Roe.md"
    note.write_text("---\ntype: contact\n---\n")
    result = run("doctor", "--fix")
    assert "--- a/contacts/Sam Roe.md\n+++ b/contacts/Sam Roe.md\n" in result.stdout
    assert "+id: sam-roe\n" in result.stdout
    assert "Nothing was written; --yes writes it." in result.stderr
    assert note.read_text() == "---\ntype: contact\n---\n"
    assert "Mended 1 note." in run("doctor", "--fix", "--yes").stderr
    assert note.read_text() == "---\ntype: contact\nid: sam-roe\n---\n"
    assert "There is nothing that can be mended without you." in run("doctor", "--fix", "--yes").stderr


def test_rename_lists_what_changes_and_a_dry_run_writes_nothing(vault: Path, run: Run) -> None:
    result = run("rename", "--dry-run", "dana", "Dana Smith")
    assert result.stdout == (
        "contacts/Dana Lee.md -> contacts/Dana Smith.md\n"
        "  2 links in interviews/2026-11-17 Acme.md\n"
        "  1 link in jobs/Acme Staff Engineer.md\n"
    )
    assert (vault / "contacts/Dana Lee.md").exists()
    data = json.loads(run("rename", "--json", "dana", "Dana Smith").stdout)
    assert data["path"] == "contacts/Dana Smith.md"
    assert data["links"]["interviews/2026-11-17 Acme.md"] == 2
    assert "[[Dana Smith]]" in (vault / "jobs/Acme Staff Engineer.md").read_text()


def test_the_doctor_takes_away_what_a_killed_command_left(vault: Path, run: Run) -> None:
    left, fresh, others = (vault / "contacts" / name for name in (".vaultcrm-a1.tmp", ".vaultcrm-b2.tmp", "vaultcrm-c3.tmp"))
    for path in (left, fresh, others):
        path.write_text("half a note")
    for path in (left, others):
        os.utime(path, (0, 0))
    told = run("doctor").stdout
    assert "contacts/.vaultcrm-a1.tmp" in told
    assert "b2" not in told
    run("doctor", "--fix", "--yes")
    assert [path.exists() for path in (left, fresh, others)] == [False, True, True]
    assert ".vaultcrm-a1.tmp" not in run("doctor").stdout


def test_a_checkout_that_runs_over_a_line_is_told(run: Callable[..., Result], vault: Path, monkeypatch) -> None:
    from vaultcrm.vault import writing

    note = vault / "contacts/Dana Lee.md"
    before = note.read_text()

    def run_over(changes: object) -> None:
        writing.write_all_if_unchanged(changes)
        note.write_text(before)

    (vault / ".git").mkdir()
    monkeypatch.setattr("vaultcrm.actions.edits.write_all_if_unchanged", run_over)
    refused = run("log", "Dana Lee", "email", "the list")
    assert (refused.exit_code, "git put another state in its place" in refused.stderr) == (5, True)
    assert run("undo").exit_code == 4
