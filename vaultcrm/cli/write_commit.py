"""``[git] commit = true``: after a command has written, one commit of just what it wrote.

Of a note in which lines of the user's own wait, the command's alone are committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import click

from .context import Context
from .screen import say
from .write_asking import at_terminal, confirm

_WANTED = "The settings ask for a commit, for which git runs what this clone's own settings and hooks say."


def commit(context: Context, paths: Iterable[str], message: str, stood: Mapping[str, str] | None = None) -> None:
    """Commit what was written to ``paths`` where the settings ask for it; what git has against it is said, the notes stay.

    ``stood`` are the texts before the writing, where they are not remembered.
    """
    touched = sorted(set(paths))

    def commit_own() -> str | None:
        from vaultcrm.vault.git import commit_touched, in_conflict
        from vaultcrm.vault.git_lines import commit_lines, own_lines

        if waits := in_conflict(context.root):
            return f"git waits until what is in conflict is mended and added ({', '.join(waits)})"
        own = own_lines(context.root, touched, stood)
        lines = own.texts
        refused = (
            commit_lines(context.root, touched, lines, message) if lines else commit_touched(context.root, touched, message)
        )
        for path in () if refused else own.mingled:
            say(f"{path}: your own lines are committed along, they cannot be told from those that were written")
        return refused

    _commit(context, commit_own)


def _commit(context: Context, do: Callable[[], str | None]) -> None:
    if not context.vault.settings.git_commit or not _is_agreed(context):
        return
    from vaultcrm.errors import CannotWrite

    try:
        refused = do()
    except CannotWrite as stop:
        refused = stop.message
    if refused:
        say(f"written, but not committed: {refused}")


def _is_agreed(context: Context) -> bool:
    """Whether git may commit in this clone; asked about once, for it may come from a stranger. Without a terminal: no."""
    from vaultcrm.vault.git_trust import agree_to_commits, may_commit

    value, root = context.vault.settings.vault, context.root
    if may_commit(value, root):
        return True
    if value and at_terminal() and _says_yes(f"{_WANTED} Is it yours?"):
        agree_to_commits(value, root)
        return True
    say(f"written, but not committed. {_WANTED} If it is yours: vaultcrm init --git")
    return False


def _says_yes(question: str) -> bool:
    """Ctrl-C says no: what the command wrote is still to be shown."""
    try:
        return confirm(question)
    except click.Abort:
        say("")
        return False
