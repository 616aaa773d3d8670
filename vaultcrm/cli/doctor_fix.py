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
    from vaultcrm.views.problems import counted, problem_lines

    found, refused = repairs(context.vault)
    found = tuple(repair for repair in found if among is None or repair.path in among)
    for repair in found:
        _show(repair)
    show(problem_lines(refused))
    if not found:
        say("There is nothing that can be mended without you.")
        return False
    if not sure and not (at_terminal() and click.confirm(f"Change {counted(len(found), 'note')}?", err=True)):
        say("Nothing was written; --yes writes it.")
        return False
    mend(context.vault, found)
    say(f"Mended {counted(len(found), 'note')}.")
    commit(context, [repair.path for repair in found], f"Mend {counted(len(found), 'note')}")
    return True


def _show(repair: Repair) -> None:
    """The difference, in the colours that it has everywhere."""
    from vaultcrm.actions.repairing import difference
    from vaultcrm.views.spans import clean

    for line in difference(repair):
        color = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.echo(click.style(clean(line), fg=color))
