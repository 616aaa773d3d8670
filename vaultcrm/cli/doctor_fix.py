"""The second half of ``vaultcrm doctor --fix``: show the change, ask, write."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from .context import Context
from .screen import say, show
from .write_asking import at_terminal
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.actions.repairing import Repair


def fix(context: Context, sure: bool, among: Collection[str] | None) -> bool:
    """Mend what can be mended (``among`` these notes, if any are given); whether anything was written.

    Without ``sure`` somebody at a terminal is asked first.
    """
    from vaultcrm.actions.repairing import mend, repairs
    from vaultcrm.vault.leftovers import leftovers, sweep
    from vaultcrm.views.counting import counted
    from vaultcrm.views.problems import problem_lines
    from vaultcrm.views.spans import clean

    found, refused = repairs(context.vault)
    found = tuple(repair for repair in found if among is None or repair.path in among)
    for repair in found:
        _show(repair)
    show(problem_lines(refused))
    left = leftovers(context.root) if among is None else ()
    for path in left:
        click.echo(f"to be taken away: {clean(path)}")
    if not found and not left:
        say("There is nothing that can be mended without you.")
        return False
    if not sure and not (at_terminal() and click.confirm(_question(len(found), len(left)), err=True)):
        say("Nothing was written; --yes writes it.")
        return False
    mend(context.vault, found)
    sweep(context.root, left)
    say(f"Mended {counted(len(found), 'note')}." if found else f"Took away {counted(len(left), 'file')}.")
    commit(context, [repair.path for repair in found], f"Mend {counted(len(found), 'note')}")
    return True


def _question(notes: int, left: int) -> str:
    from vaultcrm.views.counting import counted

    changes = [f"change {counted(notes, 'note')}"] if notes else []
    changes += [f"take away {counted(left, 'file')}"] if left else []
    return f"{' and '.join(changes).capitalize()}?"


def _show(repair: Repair) -> None:
    """The difference, in the colours that it has everywhere."""
    from vaultcrm.actions.repairing import difference
    from vaultcrm.views.spans import clean

    for line in difference(repair):
        color = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.echo(click.style(clean(line), fg=color))
