"""Commands that are killed leave whole notes, can be typed again, and are undone wholly or not at all."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

NAMES = ["log", "rename", "import csv", "new interview"]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_command_killed_at_any_step_leaves_nothing_torn(kills: ModuleType, tmp_path: Path, name: str) -> None:
    """A few steps of each; ``python tests/fuzz/kills.py`` tries them all, and a thousand instants."""
    kills.warm_up()
    assert list(kills.thousand(4, [name], tmp_path / "scene")) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["inbox", "inbox, a new one", "inbox, a task"])
def test_an_entry_of_the_inbox_is_filed_once_wherever_that_is_killed(kills: ModuleType, tmp_path: Path, name: str) -> None:
    kills.warm_up()
    known = kills.reference(name, tmp_path / "scene")
    found = {
        step: list(kills.faults(name, {"fatal": step}, known, tmp_path / "scene")) for step in range(1, known.whole.steps + 1)
    }
    assert {step: wrong for step, wrong in found.items() if wrong} == {}
