"""One command writes at a time; none waits for ever, and none is kept from writing where nothing can be locked."""

from __future__ import annotations

import errno
import threading
import time
from pathlib import Path

import pytest

from vaultcrm.vault import turns
from vaultcrm.vault.turns import turn


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def test_the_second_writes_when_the_first_is_done(tmp_path: Path) -> None:
    done: list[str] = []

    def second() -> None:
        with turn(tmp_path):
            done.append("second")

    with turn(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.05)
        done.append("first")
    waiting.join(5)
    assert done == ["first", "second"]


def test_another_vault_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 60.0)
    began = time.monotonic()
    with turn(tmp_path), turn(tmp_path / "other"):
        assert time.monotonic() - began < 5


def test_one_that_keeps_all_waiting_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.05)
    with turn(tmp_path), turn(tmp_path):
        assert list((tmp_path / "state" / "undo").iterdir())


def test_where_nothing_can_be_locked_it_is_written_all_the_same(tmp_path: Path, state: Path) -> None:
    state.write_text("a file, no folder")
    with turn(tmp_path):
        assert state.read_text() == "a file, no folder"


def test_a_disk_that_knows_no_locks_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(turns, "LONGEST", 60.0)
    monkeypatch.setattr(turns, "_lock", refuse)
    began = time.monotonic()
    with turn(tmp_path), turn(tmp_path):
        assert time.monotonic() - began < 5
