"""Whether git may commit in a vault: then it runs what this clone's own settings name (hooks, filters, monitors, signers).

In: the settings' ``vault`` value and the folder. Out: yes or no. A clone may come from a stranger, with all of these; what the
user agrees to is remembered for this very folder, on this machine.
"""

from __future__ import annotations

import os
from pathlib import Path

from .state import is_trusted, trust


def may_commit(vault_value: str, root: Path) -> bool:
    """Whether the user has agreed to it."""
    return bool(vault_value) and is_trusted(vault_value, _clone(root))


def agree_to_commits(vault_value: str, root: Path) -> None:
    """Remember that the user agrees. Raises ``WrongUsage`` for a vault without a value."""
    trust(vault_value, _clone(root))


def _clone(root: Path) -> str:
    return f"git in {os.path.realpath(root)}"
