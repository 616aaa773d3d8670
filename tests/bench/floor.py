"""The least that reading a vault in plain Python can cost: walk, read, cut, and parse every front matter with the C loader.

``python tests/bench/floor.py FOLDER`` prints how many front matters there were; nothing is understood of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def front_matters(folder: Path) -> int:
    """Parse them all, and count."""
    texts = (note.read_text(encoding="utf-8") for note in sorted(folder.rglob("*.md")))
    blocks = (text.split("---\n", 2)[1] for text in texts if text.startswith("---\n"))
    return sum(1 for block in blocks if yaml.load(block, Loader=yaml.CBaseLoader))


if __name__ == "__main__":
    print(front_matters(Path(sys.argv[1])))
