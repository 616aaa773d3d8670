"""A vault in git, with git itself: two clones that meet, commits of what a command wrote, and what is set up for it."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from vaultcrm.actions.renaming import carry_out, renaming
from vaultcrm.errors import CannotWrite
from vaultcrm.model import LogLine, Settings, Source
from vaultcrm.notes.edit import add_to_list, append_log_line, set_key
from vaultcrm.vault import load_vault
from vaultcrm.vault.git import commit_touched, staged
from vaultcrm.vault.git_setup import git_problems, set_up_git

DANA = """\
---
type: contact
id: dana-lee
email: dana@example.com
tags: [panel]
---

Rows on the Charles.

## Log

- 2026-11-12 email: Sent the CV
"""
ACME = """\
---
type: interview
id: acme
start: 2026-11-17 14:00
interviewers: ["[[Dana Lee]]"]
---

## Topics

- [[Dana Lee]]: the migration

## Log

- 2026-11-17 email [[Dana Lee]] #thank-you
"""
Git = Callable[..., str]


@pytest.fixture(autouse=True)
def _a_git_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine, and somebody who commits."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / ".gitconfig").write_text(
        "[user]\n\tname = Robin Hale\n\temail = robin@example.com\n[init]\n\tdefaultBranch = main\n"
    )


def git(folder: Path, *words: str) -> str:
    """What git says; it must succeed."""
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text.encode())


def read(folder: Path, path: str) -> str:
    return (folder / path).read_bytes().decode()


def change(folder: Path, path: str, edit: Callable[[str], str]) -> None:
    write(folder, path, edit(read(folder, path)))


def logged(line: str) -> Callable[[str], str]:
    """An edit that adds a line to the log."""
    day, verb, text = line.split(" ", 2)
    said = LogLine(Source(""), date.fromisoformat(day), verb, text=text)
    return lambda note: append_log_line(note, said, Settings()).text


def rename(folder: Path, old: str, new: str) -> None:
    vault = load_vault(folder)
    carry_out(vault, renaming(vault, old, new))


def commit(folder: Path, message: str = "Change notes") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message, "--allow-empty")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The vault on the first machine."""
    folder = tmp_path / "desk"
    write(folder, "vaultcrm.toml", 'format = 1\nvault = "test"\n')
    write(folder, "contacts/Dana Lee.md", DANA)
    write(folder, "interviews/2026-11-17 Acme.md", ACME)
    set_up_git(folder, make=True)
    commit(folder, "Begin")
    return folder


@pytest.fixture
def laptop(tmp_path: Path, desk: Path) -> Path:
    """Its clone on the second."""
    git(tmp_path, "clone", "-q", str(desk), "laptop")
    set_up_git(tmp_path / "laptop")
    return tmp_path / "laptop"


def meet(desk: Path, laptop: Path) -> subprocess.CompletedProcess[str]:
    """Both commit, the laptop pulls."""
    for folder in (desk, laptop):
        commit(folder)
    pull = ["git", "pull", "-q", "--no-rebase", "--no-edit", "origin", "main"]
    return subprocess.run(pull, cwd=laptop, check=False, capture_output=True, encoding="utf-8")


def test_both_machines_log_and_nothing_conflicts(desk: Path, laptop: Path) -> None:
    change(desk, "contacts/Dana Lee.md", logged("2026-11-20 call Left a message"))
    change(laptop, "contacts/Dana Lee.md", logged("2026-11-18 email Thanked her"))
    assert meet(desk, laptop).returncode == 0
    assert read(laptop, "contacts/Dana Lee.md") == (
        DANA + "- 2026-11-18 email: Thanked her\n- 2026-11-20 call: Left a message\n"
    )


def test_both_machines_edit_front_matter_and_prose(desk: Path, laptop: Path) -> None:
    change(desk, "contacts/Dana Lee.md", lambda note: set_key(note, "email", "d.lee@example.com"))
    change(desk, "contacts/Dana Lee.md", lambda note: add_to_list(note, "tags", "rower"))
    change(laptop, "contacts/Dana Lee.md", lambda note: set_key(note, "prefers", "post"))
    change(laptop, "contacts/Dana Lee.md", lambda note: add_to_list(note, "tags", "acme"))
    change(laptop, "contacts/Dana Lee.md", lambda note: note.replace("Charles.", "Charles. Two children."))
    assert meet(desk, laptop).returncode == 0
    assert read(laptop, "contacts/Dana Lee.md") == (
        DANA.replace("dana@", "d.lee@")
        .replace("tags: [panel]\n", "tags: [panel, acme, rower]\nprefers: post\n")
        .replace("Charles.", "Charles. Two children.")
    )


def test_what_both_changed_stands_between_marks_and_the_log_is_joined(desk: Path, laptop: Path) -> None:
    for folder, address, line in ((desk, "d@example.com", "2026-11-20 call"), (laptop, "l@example.com", "2026-11-18 met")):
        change(folder, "contacts/Dana Lee.md", lambda note, address=address: set_key(note, "email", address))
        change(folder, "contacts/Dana Lee.md", logged(f"{line} Again"))
    assert meet(desk, laptop).returncode != 0
    assert "UU contacts/Dana Lee.md" in git(laptop, "-c", "core.quotePath=off", "status", "--porcelain").replace('"', "")
    note = read(laptop, "contacts/Dana Lee.md")
    assert "<<<<<<< ours\nemail: l@example.com\n=======\nemail: d@example.com\n>>>>>>> theirs\n" in note
    assert note.endswith("- 2026-11-18 met: Again\n- 2026-11-20 call: Again\n")
    (dana,) = load_vault(laptop).contacts
    assert (dana.id, dana.tags, dana.email, len(dana.log)) == ("dana-lee", ("panel",), (), 3)


def test_one_renames_and_the_other_logs(desk: Path, laptop: Path) -> None:
    git(desk, "mv", "contacts/Dana Lee.md", "contacts/Dana Smith.md")
    change(desk, "contacts/Dana Smith.md", logged("2026-11-20 call Left a message"))
    change(laptop, "contacts/Dana Lee.md", logged("2026-11-18 email Thanked her"))
    assert meet(desk, laptop).returncode == 0
    assert read(laptop, "contacts/Dana Smith.md").count("\n- 2026") == 3
    assert not (laptop / "contacts/Dana Lee.md").exists()


def test_both_rename_somebody_whom_one_note_names(desk: Path, laptop: Path) -> None:
    panel = ACME.replace('["[[Dana Lee]]"]', '["[[Dana Lee]]", "[[Sam Roe]]"]').replace(
        "[[Dana Lee]] #", "[[Dana Lee]], [[Sam Roe]] #"
    )
    for folder in (desk, laptop):
        write(folder, "contacts/Sam Roe.md", "---\ntype: contact\nid: sam-roe\n---\n")
        write(folder, "interviews/2026-11-17 Acme.md", panel)
    assert meet(desk, laptop).returncode == 0
    rename(desk, "Dana Lee", "Dana Smith")
    rename(laptop, "Sam Roe", "Sam Rowe")
    assert meet(desk, laptop).returncode == 0
    together = panel.replace("[[Dana Lee]]", "[[Dana Smith]]").replace("[[Sam Roe]]", "[[Sam Rowe]]")
    assert read(laptop, "interviews/2026-11-17 Acme.md") == together
    assert {path.stem for path in (laptop / "contacts").iterdir()} == {"Dana Smith", "Sam Rowe"}


def test_both_rename_one_person_and_nothing_is_lost(desk: Path, laptop: Path) -> None:
    rename(desk, "Dana Lee", "Dana Smith")
    change(desk, "contacts/Dana Smith.md", logged("2026-11-20 call Left a message"))
    rename(laptop, "Dana Lee", "Dana Poe")
    change(laptop, "contacts/Dana Poe.md", logged("2026-11-18 email Thanked her"))
    assert meet(desk, laptop).returncode != 0
    wanted = {"- 2026-11-12 email: Sent the CV", "- 2026-11-20 call: Left a message", "- 2026-11-18 email: Thanked her"}
    assert wanted <= lines_of(laptop)
    assert {path.stem for path in (laptop / "contacts").iterdir()} == {"Dana Smith", "Dana Poe"}


def test_both_machines_add_contacts_even_the_same_one(desk: Path, laptop: Path) -> None:
    same = "---\ntype: contact\nid: sam-roe\n{}---\n\n## Log\n\n- {}\n"
    write(desk, "contacts/Sam Roe.md", same.format("email: sam@example.com\n", "2026-11-17 met"))
    write(laptop, "contacts/Sam Roe.md", same.format("phone: 555\n", "2026-11-18 email"))
    write(desk, "contacts/Ann Poe.md", "---\ntype: contact\n---\n")
    write(laptop, "contacts/Lin Zhao.md", "---\ntype: contact\n---\n")
    assert meet(desk, laptop).returncode == 0
    assert read(laptop, "contacts/Sam Roe.md") == same.format(
        "email: sam@example.com\nphone: 555\n", "2026-11-17 met\n- 2026-11-18 email"
    ).replace("email: sam@example.com\nphone: 555\n", "phone: 555\nemail: sam@example.com\n")
    assert {path.stem for path in (laptop / "contacts").iterdir()} == {"Dana Lee", "Sam Roe", "Ann Poe", "Lin Zhao"}


def test_a_note_that_is_no_text_is_left_to_git(desk: Path, laptop: Path) -> None:
    latin = DANA.encode().replace(b"Rows", b"R\xfcdert")
    for folder, line in ((desk, b"- 2026-11-20 call\n"), (laptop, b"- 2026-11-18 email\n")):
        (folder / "contacts/Dana Lee.md").write_bytes(latin + line)
    assert meet(desk, laptop).returncode != 0
    note = (laptop / "contacts/Dana Lee.md").read_bytes()
    assert all(
        part in note for part in (b"<<<<<<< ours", b"R\xfcdert", b"- 2026-11-20 call", b"- 2026-11-18 email", b">>>>>>>")
    )


def test_without_the_command_git_merges_as_ever(desk: Path, laptop: Path) -> None:
    driver = git(laptop, "config", "merge.vaultcrm.driver")
    git(laptop, "config", "merge.vaultcrm.driver", "no-such-command" + driver[driver.index(" merge-driver") :].strip())
    change(desk, "contacts/Dana Lee.md", logged("2026-11-20 call Left a message"))
    change(laptop, "contacts/Dana Lee.md", logged("2026-11-18 email Thanked her"))
    assert meet(desk, laptop).returncode != 0
    note = read(laptop, "contacts/Dana Lee.md")
    assert "<<<<<<< ours\n- 2026-11-18 email: Thanked her\n=======\n- 2026-11-20 call: Left a message\n>>>>>>> theirs\n" in note


@pytest.mark.parametrize("seed", range(6))
def test_however_two_clones_meet_no_line_of_a_log_is_lost(desk: Path, laptop: Path, seed: int) -> None:
    chance = random.Random(seed)
    before = lines_of(desk)
    gone = {folder: mess_about(folder, chance) for folder in (desk, laptop)}
    wanted = (lines_of(desk) | lines_of(laptop)) - ((gone[desk] | gone[laptop]) & before)
    outcome = meet(desk, laptop)
    found = lines_of(laptop)
    assert wanted <= found
    marks = any("<<<<<<<" in note.read_text(encoding="utf-8") for note in laptop.rglob("*.md"))
    assert marks == (outcome.returncode != 0)


def lines_of(folder: Path) -> set[str]:
    """Every line of every log, whichever file it stands in."""
    notes = (note.read_text(encoding="utf-8") for note in folder.rglob("*.md"))
    return {line for note in notes for line in note.splitlines() if line.startswith("- 2026-")}


def mess_about(folder: Path, chance: random.Random) -> set[str]:
    """Change the vault as a hurried person would; the lines that were taken out or corrected."""
    before = lines_of(folder)
    for _ in range(chance.randint(2, 6)):
        path = chance.choice([note.relative_to(folder).as_posix() for note in sorted(folder.rglob("*.md"))])
        day = date(2026, 11, 1) + timedelta(days=chance.randint(0, 30))
        edits: list[Callable[[str], str]] = [
            logged(f"{day} {chance.choice(['email', 'call', 'met'])} {chance.choice(['Friday', 'Lisbon', 'Rows'])}"),
            logged(f"{day} note Number {chance.randint(0, 3)}"),
            lambda note: set_key(note, chance.choice(["title", "place", "email"]), chance.choice(["a", "b", "c"])),
            lambda note: add_to_list(note, "tags", chance.choice(["x", "y", "z"])),
            lambda note: note.replace("the migration", chance.choice(["the migration, and Rust", "hiring"])),
            lambda note: note.replace("Sent the CV", "Sent the CV and a letter"),
            lambda note: "".join(line for line in note.splitlines(True) if "#thank-you" not in line),
        ]
        change(folder, path, chance.choice(edits))
        if chance.random() < 0.3:
            write(
                folder,
                f"contacts/{chance.choice(['Ann', 'Lin', 'Ruth'])}.md",
                f"---\ntype: contact\n---\n\n## Log\n\n- {day} met\n",
            )
    return before - lines_of(folder)


def test_setting_up_adds_lines_to_what_is_there_and_does_it_once(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "vault")
    folder = tmp_path / "vault"
    write(folder, ".gitignore", "*.log\r\n.trash/")
    assert set_up_git(folder) == ("wrote .gitignore", "wrote .gitattributes", "told git how to merge notes")
    assert read(folder, ".gitignore") == "*.log\r\n.trash/\r\n.vaultcrm-*.tmp\r\n*.ics"
    assert read(folder, ".gitattributes") == "*.md merge=vaultcrm\n"
    assert set_up_git(folder) == ()


def test_a_repository_is_made_only_on_request(tmp_path: Path) -> None:
    assert set_up_git(tmp_path) == ()
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]
    assert set_up_git(tmp_path, make=True)[0] == "made a git repository"


def test_a_clone_that_does_not_know_the_driver_is_told(tmp_path: Path, desk: Path) -> None:
    git(tmp_path, "clone", "-q", str(desk), "laptop")
    (hint,) = git_problems(tmp_path / "laptop")
    assert (str(hint.source), hint.severity, hint.excerpt) == (".gitattributes:1", "hint", "*.md merge=vaultcrm")
    git(desk, "worktree", "add", "-q", str(tmp_path / "tree"))
    set_up_git(tmp_path / "laptop")
    assert [git_problems(folder) for folder in (desk, tmp_path / "tree", tmp_path / "laptop", tmp_path)] == [()] * 4


def test_a_commit_holds_what_was_touched_and_nothing_else(desk: Path) -> None:
    write(desk, "contacts/Dana Lee.md", DANA + "- 2026-11-20 call\n")
    write(desk, "contacts/Sam Roe.md", "---\ntype: contact\n---\n")
    write(desk, "interviews/2026-11-17 Acme.md", ACME + "- half a thought\n")
    write(desk, "staged.md", "by hand\n")
    git(desk, "add", "staged.md")
    assert commit_touched(desk, ["contacts/Dana Lee.md", "contacts/Sam Roe.md"], "Call Dana Lee") is None
    assert git(desk, "log", "-1", "--format=%s", "--name-only").split("\n\n") == [
        "Call Dana Lee", "contacts/Dana Lee.md\ncontacts/Sam Roe.md\n",
    ]  # fmt: skip
    assert git(desk, "status", "--porcelain") == ' M "interviews/2026-11-17 Acme.md"\nA  staged.md\n'


def test_where_nothing_was_touched_nothing_of_the_rest_is_committed(desk: Path) -> None:
    write(desk, "interviews/2026-11-17 Acme.md", ACME + "- half a thought\n")
    assert commit_touched(desk, [], "Take back what was written last") is None
    assert git(desk, "status", "--porcelain") == ' M "interviews/2026-11-17 Acme.md"\n'


def test_a_commit_follows_a_renamed_note_and_a_name_that_looks_like_a_pattern(desk: Path) -> None:
    (desk / "contacts/Dana Lee.md").rename(desk / "contacts/[D]*.md")
    write(desk, "contacts/D.md", "not touched\n")
    assert commit_touched(desk, ["contacts/Dana Lee.md", "contacts/[D]*.md"], "Rename Dana Lee") is None
    assert git(desk, "status", "--porcelain") == "?? contacts/D.md\n"


def test_a_commit_takes_more_paths_than_a_command_line_holds(desk: Path) -> None:
    paths = [f"contacts/{'Somebody with a long name' * 8} {number}.md" for number in range(300)]
    for path in paths:
        write(desk, path, "---\ntype: contact\n---\n")
    assert commit_touched(desk, paths, "Import people") is None
    assert (git(desk, "status", "--porcelain"), len(git(desk, "show", "--format=", "--name-only").splitlines())) == ("", 300)


def test_a_detached_head_gets_its_commit_too(desk: Path) -> None:
    git(desk, "checkout", "-q", "--detach")
    write(desk, "contacts/Dana Lee.md", DANA + "- 2026-11-20 call\n")
    assert commit_touched(desk, ["contacts/Dana Lee.md"], "Call Dana Lee") is None
    assert git(desk, "log", "-1", "--format=%s") == "Call Dana Lee\n"


def test_a_hook_that_refuses_is_quoted_and_leaves_files_and_index_alone(desk: Path) -> None:
    hook = desk / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Sunday' >&2\nexit 1\n")
    hook.chmod(0o755)
    write(desk, "contacts/Dana Lee.md", DANA + "- 2026-11-20 call\n")
    write(desk, "contacts/Sam Roe.md", "---\ntype: contact\n---\n")
    assert commit_touched(desk, ["contacts/Dana Lee.md", "contacts/Sam Roe.md"], "Call Dana Lee") == "not on a Sunday"
    assert git(desk, "status", "--porcelain") == ' M "contacts/Dana Lee.md"\n?? "contacts/Sam Roe.md"\n'
    assert read(desk, "contacts/Dana Lee.md").endswith("- 2026-11-20 call\n")


def test_what_is_staged_is_named_as_the_vault_names_it(tmp_path: Path, desk: Path) -> None:
    write(desk, "vault/contacts/Zoë.md", "---\ntype: contact\n---\n")
    write(desk, "contacts/Dana Lee.md", DANA + "- 2026-11-20 call\n")
    git(desk, "add", "-A")
    assert staged(desk) == {"vault/contacts/Zoë.md", "contacts/Dana Lee.md"}
    assert staged(desk / "vault") == {"contacts/Zoë.md"}
    with pytest.raises(CannotWrite, match="no repository of git"):
        staged(tmp_path)
