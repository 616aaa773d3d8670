"""When the disk refuses half-way: every file is as it was, and the reason is said in words."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vaultcrm.errors import CannotWrite, ChangedMeanwhile
from vaultcrm.vault import creating, state
from vaultcrm.vault.creating import create_notes
from vaultcrm.vault.left import keep_left, left_on
from vaultcrm.vault.leftovers import leftovers, sweep
from vaultcrm.vault.moving import move_and_write
from vaultcrm.vault.removing import write_and_remove
from vaultcrm.vault.state import new_token, state_home, token_of
from vaultcrm.vault.undo import Change, forget_all, recall, remembered, written_here
from vaultcrm.vault.writing import read_for_edit, write_all_if_unchanged, write_if_unchanged, write_output

FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    for name in ("Dana Lee", "Sam Roe", "Zoe Hill"):
        (folder / f"{name}.md").write_text(name)
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text() for path in sorted(folder.iterdir())}


def refusing(number: int) -> Callable[..., object]:
    """What a full disk says."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def changed(path: Path, text: str = "new"):
    return read_for_edit(path), text


def test_of_many_new_files_none_stays_where_the_second_folder_refuses(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("a file where a folder would be")
    with pytest.raises(CannotWrite, match="nothing was written"):
        create_notes({tmp_path / "a" / "one.md": "1", tmp_path / "b" / "two.md": "2"}, lambda: None)
    assert list((tmp_path / "a").iterdir()) == []


def test_new_files_last_where_folders_cannot_be_synced(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(creating.os, "fsync", refusing(22))
    create_notes({tmp_path / "one.md": "1"}, lambda: None)
    assert (tmp_path / "one.md").read_text() == "1"


def test_where_files_have_no_owner_only_the_mode_is_kept(monkeypatch, notes: Path) -> None:
    """Windows"""
    monkeypatch.delattr(os, "chown", raising=False)
    (notes / "Dana Lee.md").chmod(0o640)
    mode = (notes / "Dana Lee.md").stat().st_mode
    write_if_unchanged(*changed(notes / "Dana Lee.md"))
    assert (notes / "Dana Lee.md").read_text() == "new"
    assert (notes / "Dana Lee.md").stat().st_mode == mode


@pytest.mark.parametrize(("refused", "stays_new"), [([3], set()), ([3, 4], {"Dana Lee"})])
def test_where_the_last_of_several_cannot_be_replaced_the_others_get_back_what_they_held(
    monkeypatch, notes: Path, refused: list[int], stays_new: set[str]
) -> None:
    """Windows replaces no file that a sync program has open; at worst it has two of them."""
    before, real, calls = texts(notes), os.replace, [0]

    def refuse(source: Path, target: Path) -> None:
        calls[0] += 1
        if calls[0] in refused:
            raise PermissionError(13, "permission denied", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(CannotWrite, match=r"Zoe Hill.md: cannot be written"):
        write_all_if_unchanged([changed(notes / f"{name}.md") for name in ("Dana Lee", "Sam Roe", "Zoe Hill")])
    assert texts(notes) == before | dict.fromkeys(stays_new, "new")


# A rename with what links to it


def test_a_rename_that_the_disk_refuses_leaves_everything_as_it_was(monkeypatch, notes: Path) -> None:
    before = texts(notes)
    monkeypatch.setattr(Path, "rename", refusing(13))
    with pytest.raises(CannotWrite, match="cannot be renamed"):
        move_and_write(changed(notes / "Dana Lee.md"), notes / "Dana Roe.md", [changed(notes / "Sam Roe.md")])
    assert texts(notes) == before


def test_a_rename_is_taken_back_where_a_note_that_links_to_it_has_changed(notes: Path) -> None:
    before, linking = texts(notes), changed(notes / "Sam Roe.md")
    (notes / "Sam Roe.md").write_text("saved on the phone")
    with pytest.raises(ChangedMeanwhile):
        move_and_write(changed(notes / "Dana Lee.md"), notes / "Dana Roe.md", [linking])
    assert texts(notes) == before | {"Sam Roe": "saved on the phone"}


def test_a_rename_never_takes_anothers_place(notes: Path) -> None:
    with pytest.raises(CannotWrite, match="such a file already"):
        move_and_write(changed(notes / "Dana Lee.md"), notes / "Sam Roe.md", [])
    assert texts(notes)["Sam Roe"] == "Sam Roe"


# Notes taken away


def test_notes_that_go_come_back_where_the_last_of_them_has_changed(notes: Path) -> None:
    before, gone = texts(notes), [read_for_edit(notes / f"{name}.md") for name in ("Sam Roe", "Zoe Hill")]
    (notes / "Zoe Hill.md").write_text("saved on the phone")
    with pytest.raises(ChangedMeanwhile, match="Zoe Hill"):
        write_and_remove([changed(notes / "Dana Lee.md")], gone)
    assert texts(notes) == before | {"Zoe Hill": "saved on the phone"}


def test_a_note_that_the_folder_does_not_let_go_is_named(monkeypatch, notes: Path) -> None:
    before, gone = texts(notes), [read_for_edit(notes / "Sam Roe.md")]
    monkeypatch.setattr(Path, "unlink", refusing(13))
    with pytest.raises(CannotWrite, match=r"Sam Roe.md: cannot be taken away \(permission denied\)"):
        write_and_remove([], gone)
    assert texts(notes) == before


# The program's own folder


def test_without_a_variable_the_state_stands_where_the_system_keeps_such_things(monkeypatch) -> None:
    monkeypatch.delenv("VAULTCRM_STATE")
    assert state_home().name == "vaultcrm"


def test_a_state_folder_that_cannot_be_made_is_named(home: Path) -> None:
    home.write_text("a file in its place")
    with pytest.raises(CannotWrite, match="cannot be made"):
        token_of("k3x9", "follow-ups")


def test_a_token_that_cannot_be_kept_is_not_handed_out(monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise CannotWrite("the disk is full")

    monkeypatch.setattr(state, "create_file", refuse)
    with pytest.raises(CannotWrite, match="the token cannot be kept"):
        token_of("k3x9", "follow-ups")


def test_a_new_token_may_be_the_first_one() -> None:
    assert token_of("k3x9", "follow-ups") != new_token("k3x9", "follow-ups")
    fresh = new_token("k3x9", "shared")
    assert token_of("k3x9", "shared") == fresh


# Whom a sitting has left


def test_who_was_left_is_known_on_that_day_alone(home: Path) -> None:
    keep_left("k3x9", FRIDAY, ["b", "a"])
    assert left_on("k3x9", FRIDAY) == {"a", "b"}
    assert left_on("k3x9", date(2026, 12, 4)) == frozenset()
    assert [oct(path.stat().st_mode & 0o777) for path in home.rglob("left.json")] == ["0o600"]


def test_a_vault_without_a_value_remembers_nobody(home: Path) -> None:
    keep_left("", FRIDAY, ["a"])
    assert left_on("", FRIDAY) == frozenset()
    assert not home.exists()


@pytest.mark.parametrize("kept", ["", "[]", "{", json.dumps({"2026-11-20": "a"})])
def test_a_damaged_file_leaves_nobody(home: Path, kept: str) -> None:
    keep_left("k3x9", FRIDAY, ["a"])
    (path,) = home.rglob("left.json")
    path.write_text(kept)
    assert left_on("k3x9", FRIDAY) == frozenset()


# What a killed command left


@pytest.mark.parametrize("ago", [7200, -90_000])  # the clock has been set back since
def test_only_what_is_old_is_swept(notes: Path, ago: int) -> None:
    old, new, gone = (notes / f".vaultcrm-{name}.tmp" for name in ("old", "new", "gone"))
    for path in (old, new):
        path.write_text("half")
    gone.symlink_to(notes / "nowhere")  # as one that goes while it is looked at
    os.utime(old, (time.time() - ago,) * 2)
    assert leftovers(notes) == (".vaultcrm-old.tmp",)
    sweep(notes, (*leftovers(notes), ".vaultcrm-gone-already.tmp"))
    assert not old.exists()
    assert new.exists()


# The way back


def test_what_can_be_taken_back_is_forgotten_or_that_is_said(monkeypatch, notes: Path) -> None:
    with remembered(notes, [Change.of("Dana Lee.md", "before", "after")]):
        pass
    assert recall(notes)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refusing(13))
        with pytest.raises(CannotWrite, match="cannot be taken away"):
            forget_all(notes)
    forget_all(notes)
    assert recall(notes) == ()


def test_a_note_that_is_gone_or_was_changed_since_is_not_ours_to_commit(notes: Path) -> None:
    one, two = Change.of("Dana Lee.md", "before", "Dana Lee"), Change.of("Gone.md", "before", "after")
    with remembered(notes, [one, two, Change.of("Sam Roe.md", "before", "not as it stands there")]):
        pass
    names = {"Dana Lee.md", "Sam Roe.md", "Gone.md"}
    assert written_here(notes, names, lambda path: None) == {"Dana Lee.md": "before"}
    assert written_here(notes, {"Sam Roe.md"}, lambda path: None) == {}


def test_what_is_no_ordinary_file_is_not_replaced(notes: Path) -> None:
    os.mkfifo(notes / "feed.ics")
    with pytest.raises(CannotWrite, match="no ordinary file"):
        write_output(notes / "feed.ics", b"BEGIN:VCALENDAR")
