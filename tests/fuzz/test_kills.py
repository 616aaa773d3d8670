"""Commands that are killed leave whole notes, can be typed again, and are undone wholly or not at all."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

NAMES = ["log", "rename", "inbox", "import csv"]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_command_killed_at_any_step_leaves_nothing_torn(kills: ModuleType, tmp_path: Path, name: str) -> None:
    """A few steps of each; ``python tests/fuzz/kills.py`` tries them all, and a thousand instants."""
    kills.warm_up()
    assert list(kills.thousand(4, [name], tmp_path / "scene")) == []
