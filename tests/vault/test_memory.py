"""A vault that is read again and again: only what has changed is read, and nothing that has changed is missed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from vaultcrm.model import Settings
from vaultcrm.vault import load_vault
from vaultcrm.vault.loading import Heap, Reading
from vaultcrm.vault.memory import Memory
from vaultcrm.vault.scanning import Scan
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


def reads(path: Path, memory: Memory) -> int:
    """How often the file is read when it is asked for three times."""
    seen: list[str] = []

    def read(name: str) -> Heap:
        seen.append(name)
        return Heap(kinds=[(path.parent / name).read_text()])

    for _ in range(3):
        stamp = stamp_at(path)
        reading = Reading(path.parent, Settings(), Scan([path.name]), {path.name: stamp} if stamp else {}, read)
        assert memory.heap(reading).kinds == [path.read_text()]
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
    memory = Memory()
    for _ in range(2):
        memory.heap(Reading(root, Settings(), Scan(["nobody.md"]), {}, lambda path: asked.append(path) or Heap()))
    assert asked == ["nobody.md"] * 2


def test_what_follows_from_the_heads_is_found_once_while_they_are_the_same(root):
    memory, index = Memory(), []
    edits = ("- 2026-11-02 email\n", "", "aliases: [Dee]\n", "")
    for front in ("", edits[2]):
        for log in ("", edits[0]):
            save(root / "Dana Lee.md", f"---\ntype: contact\n{front}---\n\n## Log\n{log}")
            index.append(load_vault(root, memory).contacts.names)
    plain, logged, named, again = index
    assert plain.ranks is logged.ranks
    assert logged.ranks is not named.ranks
    assert named.ranks is again.ranks
    assert "dee" in named.ranks[4]
