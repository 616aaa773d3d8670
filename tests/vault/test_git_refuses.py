"""Where git has something against it: what is said, what stays as it was, and what is tried again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vaultcrm.errors import CannotWrite
from vaultcrm.notes.merge import Merged
from vaultcrm.vault import git_branch
from vaultcrm.vault.git import commit_touched, is_in_git, merge_text, staged, version
from vaultcrm.vault.git_branch import push_file, read_file, tip_of
from vaultcrm.vault.git_lines import OwnLines, commit_lines, own_lines
from vaultcrm.vault.git_setup import git_problems, set_up_git
from vaultcrm.vault.programs import program
from vaultcrm.vault.undo import Change, remembered

DANA = "contacts/Dana Lee.md"
NOTE = "---\ntype: contact\n---\n\nRows on the Charles.\n\n## Log\n\n- 2026-11-12 email: Sent the CV\n"


def git(folder: Path, *words: str) -> str:
    """What git says; it must succeed."""
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault in git with one note, committed by somebody whom no setting of the machine concerns."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ".gitconfig").write_text(
        "[user]\n\tname = Robin Hale\n\temail = robin@example.com\n[init]\n\tdefaultBranch = main\n"
    )
    folder = tmp_path / "desk"
    (folder / "contacts").mkdir(parents=True)
    (folder / DANA).write_text(NOTE)
    set_up_git(folder, make=True)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Begin")
    return folder


def written(folder: Path, mine: str | bytes, after: str) -> None:
    """The user changes Dana's note, then a command writes it."""
    (folder / DANA).write_bytes(mine if isinstance(mine, bytes) else mine.encode())
    with remembered(folder, [Change.of(DANA, (folder / DANA).read_bytes().decode(), after)]):
        (folder / DANA).write_bytes(after.encode())


# Whatever is asked


@pytest.mark.parametrize("ask", [is_in_git, lambda root: tip_of(root, "pages"), lambda root: own_lines(root, [DANA])])
def test_in_a_folder_that_is_gone_git_cannot_be_run(tmp_path: Path, ask: Callable[[Path], object]) -> None:
    with pytest.raises(CannotWrite, match="git cannot be run"):
        ask(tmp_path / "gone")


def test_an_index_that_is_damaged_cannot_say_what_is_staged(desk: Path) -> None:
    (desk / ".git/index").write_bytes(b"nothing of git's")
    with pytest.raises(CannotWrite, match=r"cannot say what is staged: .*index file"):
        staged(desk)


@pytest.mark.parametrize(("script", "windows"), [("vaultcrm", False), ("vaultcrm.exe", True)])
def test_git_is_told_the_console_script_beside_python(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, windows: bool
) -> None:
    (tmp_path / script).touch(0o755)
    known = {"PATH": ""}
    monkeypatch.setattr("vaultcrm.vault.git_setup.program", lambda name, path=known: program(name, path, windows))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    set_up_git(desk, make=False)
    driver = git(desk, "config", "--local", "--get", "merge.vaultcrm.driver")
    assert driver.startswith(f'"{(tmp_path / script).as_posix()}" merge-driver ')


def test_git_says_which_it_is() -> None:
    assert re.match(r"\d+\.\d+", version())


# Merging


def test_what_both_changed_is_marked_and_what_one_changed_is_taken() -> None:
    assert merge_text("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n") == Merged("A\nb\nC\n", False)
    assert merge_text("a\n", "b\n", "c\n") == Merged("<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n", True)


def test_what_git_takes_for_no_text_is_not_merged() -> None:
    with pytest.raises(CannotWrite, match="git cannot merge this text"):
        merge_text("a\n", "b\0\n", "c\n")


# Commits


def test_a_new_note_that_git_ignores_is_not_committed_and_the_rest_waits(desk: Path) -> None:
    (desk / ".gitignore").write_text("private/\n")
    (desk / "private").mkdir()
    (desk / "private/Ann.md").write_text("---\ntype: contact\n---\n")
    (desk / DANA).write_text(NOTE + "- 2026-11-20 call\n")
    assert "ignored by one of your .gitignore files" in (commit_touched(desk, [DANA, "private/Ann.md"], "Add Ann") or "")
    assert git(desk, "log", "--format=%s") == "Begin\n"


def test_of_two_notes_one_goes_whole_and_one_without_the_lines_that_wait(desk: Path) -> None:
    (desk / "contacts/Sam.md").write_text("---\ntype: contact\n---\n")
    written(desk, NOTE.replace("Rows", "Still rows"), NOTE.replace("Rows", "Still rows") + "- 2026-11-20 call\n")
    own = own_lines(desk, [DANA, "contacts/Sam.md"])
    assert own == OwnLines({DANA: NOTE + "- 2026-11-20 call\n"})
    assert commit_lines(desk, [DANA, "contacts/Sam.md"], own.texts, "Call Dana") is None
    assert git(desk, "show", "--format=", "--name-only", "HEAD").splitlines() == [DANA, "contacts/Sam.md"]
    assert [line for line in git(desk, "diff", "-U0").splitlines() if line[:2] in ("+S", "-R")] == [
        "-Rows on the Charles.", "+Still rows on the Charles.",
    ]  # fmt: skip


def test_a_commit_that_concludes_a_merge_holds_all_of_it(desk: Path) -> None:
    """Git commits no part of a merge."""
    written(desk, NOTE + "- 2026-11-19 call\n", NOTE + "- 2026-11-19 call\n- 2026-11-20 call\n")
    git(desk, "update-ref", "MERGE_HEAD", "HEAD")
    assert own_lines(desk, [DANA]) == OwnLines({})


def test_while_another_git_holds_the_index_nothing_is_committed_and_nothing_staged(desk: Path) -> None:
    """A commit was made beside the index, which went on to hold the line as taken out."""
    written(desk, NOTE.replace("Rows", "Still rows"), NOTE.replace("Rows", "Still rows") + "- 2026-11-20 call\n")
    (desk / ".git/index.lock").touch()
    assert "index.lock" in (commit_lines(desk, [DANA], own_lines(desk, [DANA]).texts, "Call Dana") or "")
    (desk / ".git/index.lock").unlink()
    assert git(desk, "log", "--format=%s") == "Begin\n"
    assert git(desk, "diff", "--cached") == ""


def test_lines_that_git_cannot_merge_cannot_be_told_apart(desk: Path) -> None:
    mine = NOTE.replace("Rows", "\0Rows")
    written(desk, mine, mine.replace("Charles", "Cam"))
    assert own_lines(desk, [DANA]) == OwnLines({}, (DANA,))


def test_a_note_that_was_no_text_when_it_was_committed_goes_whole(desk: Path) -> None:
    (desk / DANA).write_bytes(NOTE.replace("Rows", "Rüdert").encode("latin-1"))
    git(desk, "commit", "-qam", "By an old editor")
    mine = NOTE.replace("Rows", "Rüdert")
    written(desk, mine, mine + "- 2026-11-20 call\n")
    assert own_lines(desk, [DANA]) == OwnLines({})


# The branch of the pages


@pytest.fixture
def feed(desk: Path, tmp_path: Path) -> Path:
    """A feed to be published; ``origin`` is a bare repository beside the vault."""
    git(tmp_path, "init", "-q", "--bare", "origin.git")
    git(desk, "remote", "add", "origin", str(tmp_path / "origin.git"))
    (tmp_path / "feed.ics").write_text("BEGIN:VCALENDAR\n")
    return tmp_path / "feed.ics"


def somebody_is_faster(desk: Path, feed: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> list[str]:
    """Each of the next pushes comes after one of another machine; what was asked of git."""
    asked: list[str] = []
    run = git_branch._run

    def later(root: Path, *words: str, index: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        asked.append(words[0])
        if words[0] == "push" and asked.count("push") <= times:
            other = git(desk, "commit-tree", "HEAD^{tree}", "-m", f"Another's {asked.count('push')}").strip()
            git(desk, "push", "-qf", "origin", f"{other}:refs/heads/pages")
        return run(root, *words, index=index)

    monkeypatch.setattr(git_branch, "_run", later)
    return asked


def test_where_another_machine_was_faster_it_is_tried_again(desk: Path, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = somebody_is_faster(desk, feed, monkeypatch, 2)
    assert push_file(desk, "pages", "feed.ics", feed)
    assert asked.count("push") == 3
    assert git(desk, "log", "-2", "--format=%s", git(desk, "ls-remote", "origin", "pages").split()[0]) == (
        "Publish the feed\nAnother's 2\n"
    )


def test_where_others_are_always_faster_it_is_given_up(desk: Path, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = somebody_is_faster(desk, feed, monkeypatch, 9)
    with pytest.raises(CannotWrite, match="git push"):
        push_file(desk, "pages", "feed.ics", feed)
    assert asked.count("push") == 3


def test_a_remote_that_does_not_answer_is_not_waited_for(desk: Path, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_branch, "_PATIENCE", 0.2)
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 1 #")
    git(desk, "remote", "set-url", "origin", "ssh://nobody.example/vault.git")
    with pytest.raises(CannotWrite, match="git ls-remote took too long"):
        read_file(desk, "pages", "feed.ics")


# Setting up


def test_where_the_command_is_known_by_name_git_calls_it_so(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "bin" / "vaultcrm"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent), prepend=os.pathsep)
    set_up_git(desk)
    assert git(desk, "config", "merge.vaultcrm.driver").startswith("vaultcrm merge-driver %O")


def test_a_clones_settings_that_lie_elsewhere_are_not_looked_at(desk: Path, tmp_path: Path) -> None:
    """A stranger's clone may name any file there."""
    assert git_problems(desk) == ()
    (desk / ".git/config").rename(tmp_path / "config")
    (desk / ".git/config").symlink_to(tmp_path / "config")
    assert [problem.severity for problem in git_problems(desk)] == ["hint"]


def test_settings_of_the_user_that_cannot_be_read_are_none(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that gives an error to whoever reads it, whatever his rights."""
    git(desk, "config", "--remove-section", "merge.vaultcrm")
    (tmp_path / "settings/git").mkdir(parents=True)
    (tmp_path / "settings/git/config").symlink_to("/proc/self/mem")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    assert [problem.severity for problem in git_problems(desk)] == ["hint"]


def test_settings_that_another_program_holds_are_not_written(desk: Path) -> None:
    git(desk, "config", "--remove-section", "merge.vaultcrm")
    (desk / ".git/config.lock").touch()
    with pytest.raises(CannotWrite, match=r"git refused: .*lock config"):
        set_up_git(desk)
