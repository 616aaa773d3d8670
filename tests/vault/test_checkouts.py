"""Git puts other states of notes in their place: who writes waits for it, and notices what it has run over."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vaultcrm.errors import ChangedMeanwhile
from vaultcrm.vault import checkouts
from vaultcrm.vault.checkouts import is_under_way, must_still_stand, wait_for_git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "clone" / "vault").mkdir(parents=True)
    return tmp_path / "clone" / "vault"


def own_clone(root: Path) -> Path:
    (root / ".git").mkdir()
    return root / ".git"


def within_a_clone(root: Path) -> Path:
    (root.parent / ".git").mkdir()
    return root.parent / ".git"


def second_work_tree(root: Path) -> Path:
    folder = root.parent / "main.git" / "worktrees" / "vault"
    folder.mkdir(parents=True)
    (root / ".git").write_text(f"gitdir: {folder}\n")
    return folder


@pytest.mark.parametrize("lay_out", [own_clone, within_a_clone, second_work_tree])
def test_a_lock_says_that_git_is_at_work(root: Path, lay_out: Callable[[Path], Path]) -> None:
    lock = lay_out(root) / "index.lock"
    assert not is_under_way(root)
    lock.touch()
    assert is_under_way(root)
    os.utime(lock, (time.time() - 60,) * 2)  # git was killed
    assert not is_under_way(root)


def test_git_is_waited_for_but_not_for_ever(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = own_clone(root) / "index.lock"
    lock.touch()
    threading.Timer(0.1, lock.unlink).start()
    wait_for_git(root)
    assert not lock.exists()
    lock.touch()
    monkeypatch.setattr(checkouts, "_LONGEST_WAIT", 0.05)
    wait_for_git(root)
    assert lock.exists()


def test_what_another_state_has_run_over_is_told(root: Path) -> None:
    own_clone(root)
    note = root / "Dana Lee.md"
    note.write_text("## Log\n\n- 2026-11-18 email: the list\n- by somebody else\n")
    must_still_stand(root, {note: {"- 2026-11-18 email: the list"}})
    note.write_text("## Log\n")
    with pytest.raises(ChangedMeanwhile, match="git put another state in its place"):
        must_still_stand(root, {note: {"- 2026-11-18 email: the list"}})
    note.unlink()
    with pytest.raises(ChangedMeanwhile):
        must_still_stand(root, {note: {"- 2026-11-18 email: the list"}})


def test_where_there_is_no_git_nothing_is_looked_at(root: Path) -> None:
    must_still_stand(root, {root / "gone.md": {"a line"}})
    assert not is_under_way(root)
