"""Work shared among the cores: it gives what one alone gives, and what a helper does not bring home is left to who asked."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vaultcrm.model import Settings
from vaultcrm.vault import answers, cores, load_vault, loading
from vaultcrm.vault.cores import on_all_cores
from vaultcrm.vault.decoding import decode
from vaultcrm.vault.kept.notes import KeptNotes
from vaultcrm.vault.scanning import scan
from vaultcrm.vault.stamps import stamps_of

PATHS = [f"contacts/{number}.md" for number in range(20)]


@pytest.fixture(autouse=True)
def _three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "MANY", 2)
    monkeypatch.setattr(cores, "_cores", lambda: 3)
    monkeypatch.setattr(cores, "_can_share", lambda: True)


def test_everything_is_done_once_by_whomever() -> None:
    found = on_all_cores(lambda path: (path.upper(), os.getpid()), PATHS)
    assert {path: text for path, (text, _) in found.items()} == {path: path.upper() for path in PATHS}
    assert len({process for _, process in found.values()}) == 3


def test_what_a_helper_does_not_bring_home_is_left_out() -> None:
    mine = os.getpid()
    found = on_all_cores(lambda path: path if os.getpid() == mine else os._exit(7), PATHS)
    assert list(found) == PATHS[::3]


def test_a_helper_that_stumbles_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    mine = os.getpid()
    found = on_all_cores(lambda path: path if os.getpid() == mine else 1 / 0, PATHS)
    assert (list(found), capfd.readouterr()) == (PATHS[::3], ("", ""))


def test_a_few_are_done_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "MANY", 21)
    assert on_all_cores(str, PATHS) == {}


def test_beside_other_threads_nothing_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert on_all_cores(str, PATHS * 100) == {}
    finally:
        waiting.set()
        thread.join()


def test_a_vault_that_is_read_on_all_cores_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("vaultcrm.vault.kept.notes._FEW", 0)
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))
    root = tmp_path / "vault"
    (root / "playbooks").mkdir(parents=True)
    (root / "vaultcrm.toml").write_text('format = 1\nvault = "k3x9"\n')
    (root / "playbooks/mine.md").write_text("---\ntype: playbook\nname: mine\n---\n")
    for number in range(20):
        (root / f"{number}.md").write_text(
            f"---\ntype: contact\ncadence: soonish\n---\n## Log\n- 2026-11-{number + 1} email: x\n"
        )
    alone = load_vault(root)
    for recalled in (0, 20):
        kept = KeptNotes(root)
        assert load_vault(root, kept) == alone
        assert kept.recalled == recalled


def test_what_helpers_have_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "cache"))
    (tmp_path / "vaultcrm.toml").write_text('format = 1\nvault = "k3x9"\n')
    for number in range(20):
        (tmp_path / f"{number}.md").write_text("---\ntype: contact\n---\n## Log\n- 2026-11-17 email: x\n")
    read = list[str]()
    monkeypatch.setattr(loading, "decode", lambda path, data: read.append(path) or decode(path, data))
    load_vault(tmp_path, KeptNotes(tmp_path))
    assert sorted(read) == sorted({"vaultcrm.toml", *sorted(f"{number}.md" for number in range(20))[::3]})


def test_a_question_to_a_large_vault_looks_at_it_on_all_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))
    root, now = tmp_path / "vault", datetime(2026, 11, 20, tzinfo=UTC)
    root.mkdir()
    for number in range(40):
        (root / f"{number}.md").write_text("text")
    (root / "linked.md").symlink_to("0.md")
    (root / "broken.md").symlink_to("nowhere.md")

    def mark(many: int) -> str:
        monkeypatch.setattr("vaultcrm.vault.stamps._MANY", many)
        return answers._look(root, now).mark

    alone = mark(10**6)
    assert mark(1) == alone != ""
    (root / "0.md").write_text("longer")
    assert mark(1) == mark(10**6) != alone
    read = stamps_of(root, scan(root, Settings()), {})
    assert answers._look(root, now).stamps(root) == {**read, "linked.md": read["0.md"]}
