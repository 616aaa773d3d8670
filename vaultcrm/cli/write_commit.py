"""``[git] commit = true``: after a command has written, one commit of just what it touched."""

from __future__ import annotations

from collections.abc import Iterable

from .context import Context
from .screen import say


def commit(context: Context, paths: Iterable[str], message: str) -> None:
    """Commit ``paths`` where the settings ask for it; what git has against it is said, and the notes stay written."""
    if not context.vault.settings.git_commit:
        return
    from vaultcrm.errors import CannotWrite
    from vaultcrm.vault.git import commit_touched

    try:
        refused = commit_touched(context.root, paths, message)
    except CannotWrite as stop:
        refused = stop.message
    if refused:
        say(f"written, but not committed: {refused}")
