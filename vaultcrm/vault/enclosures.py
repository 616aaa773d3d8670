"""Files of the vault that a note links to: never one outside it, whatever a link or a symbolic link says.

In: the vault's folder, the note, the target of a link. Out: the file's path seen from the vault.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from urllib.parse import unquote

from .scanning import NOTES


def linked_file(root: Path, note: str, target: str) -> str | None:
    """The file that a link in ``note`` leads to; ``None`` where it is a note, leads out of the vault, or to nothing.

    Found as Obsidian finds it: seen from the vault, from the note's folder, else the only file of that name.
    """
    wanted = unquote(target).replace("\\", "/").strip().removeprefix("./")
    if not wanted or wanted.startswith("/") or "\x00" in wanted or wanted.lower().endswith(NOTES) or "." not in wanted:
        return None
    beside = (Path(note).parent / wanted).as_posix()
    for path in (wanted, beside):
        if is_inside(root, path):
            return os.path.normpath(path).replace("\\", "/")
    return _only_one_called(root, wanted) if "/" not in wanted else None


def is_inside(root: Path, path: str) -> bool:
    """Whether there is an ordinary file at ``path`` that really lies in the vault, and in no hidden folder of it."""
    try:
        real = (root / path).resolve()
        within = real.relative_to(root.resolve())
        return not any(part.startswith(".") for part in within.parts) and stat.S_ISREG(real.stat().st_mode)
    except (OSError, ValueError, RuntimeError):
        return False


def _only_one_called(root: Path, name: str) -> str | None:
    found: list[str] = []
    for folder, below, names in os.walk(root):
        below[:] = sorted(one for one in below if not one.startswith("."))
        path = Path(folder, name).relative_to(root).as_posix()
        if name in names and is_inside(root, path):
            found.append(path)
    return found[0] if len(found) == 1 else None
