"""Whether a path of the vault really lies in it: a vault may come from a stranger, with symbolic links that lead anywhere.

In: the vault's folder, and a path seen from it. Out: yes or no; or the file itself, to be read or written.
"""

from __future__ import annotations

import os
from pathlib import Path

from vaultcrm.errors import CannotWrite

INBOX = "Inbox.md"  # lines jotted down; it is no note


def is_within(root: Path, path: str | Path) -> bool:
    """Whether ``path`` lies in the vault when every link on the way was followed; there need be nothing yet."""
    return Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def own_place(root: Path, path: str | Path) -> Path:
    """The file at ``path``, to be written. Raises ``CannotWrite`` where a link on the way leads out of the vault."""
    if not is_within(root, path):
        raise CannotWrite(f"{path}: leads out of the vault by a symbolic link; nothing was written", "Put a file in its place.")
    return root / path


def own_file(root: Path, path: str | Path) -> Path | None:
    """The ordinary file at ``path``, to be read; ``None`` where there is none, or it lies outside."""
    return root / path if (root / path).is_file() and is_within(root, path) else None
