"""A vault that is read again and again: only what has changed is read, and nothing that has changed is missed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from vaultcrm.vault import load_vault
from vaultcrm.vault.memory import Memory
from vaultcrm.vault.stamps import stamp_at

LONG_AGO = time.time() - 3600


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "vaultcrm.toml").write_text('format = 1\nvault = "k3x9"\n')
    for name in ("Dana Lee", "Sam Roe"):
        save(tmp_path / f"{name}.md", "---\ntype: contact\ncadence: soonish\n---\n")
    return tmp_path


def save(path: Path, text: str, when: float = LONG_AGO) -> None:
    path.write_text(text)
    os.utime(path, (when, when))


def reads(path: Path, memory: Memory[str]) -> int:
    """How often the file is read when it is asked for three times."""
    seen: list[str] = []

    def read(name: str) -> str:
        seen.append((path.parent / name).read_text())
        return seen[-1]

    for _ in range(3):
        memory.begin(path.parent, "basis", read, {})
        assert memory.recall(path.name, stamp_at(path)) == path.read_text()
    return len(seen)


def test_reading_again_gives_what_reading_afresh_gives(root):
    memory = Memory()
    for _ in range(3):
        assert load_vault(root, memory) == load_vault(root)
    save(root / "Dana Lee.md", "---\ntype: contact\ncompany: Acme\n---\n")
    (root / "Sam Roe.md").rename(root / "Samuel Roe.md")
    assert load_vault(root, memory) == load_vault(root)
    (root / "vaultcrm.toml").write_text('format = 1\nvault = "k3x9"\nignore = ["Dana*"]\n')
    assert load_vault(root, memory) == load_vault(root)


def test_a_file_that_was_just_saved_is_not_trusted(root):
    assert reads(root / "Dana Lee.md", Memory()) == 3


def test_a_file_that_is_gone_is_asked_for_each_time(root):
    asked: list[str] = []
    memory: Memory[None] = Memory()
    memory.begin(root, "basis", asked.append, {})
    for _ in range(2):
        memory.recall("nobody.md", None)
    assert asked == ["nobody.md"] * 2
