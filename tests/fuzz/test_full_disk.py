"""Commands that find no room: all or nothing is written, the reason is said, and nothing is left beside the notes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

COMMANDS = [
    "log", "rename", "inbox, a new one", "stage", "new interview", "merge", "import csv", "import invite", "forget", "draft",
    "debrief", "feed",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_where_files_may_not_grow_all_is_written_or_nothing(full_disk: ModuleType, tmp_path: Path, name: str) -> None:
    """A limit for files stands in for a full disk, which ``python tests/fuzz/full_disk.py`` mounts where that may be done."""
    full_disk.kills().warm_up()
    ended: Counter[int] = Counter()
    for most in (0, 900):  # so long that some notes have room, and others have not
        assert list(full_disk.faults(name, tmp_path, ended, most=most)) == [], most
    assert ended[3] or name == "forget"
