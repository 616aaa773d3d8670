"""``vaultcrm why``: where a touch-point comes from, and how its day came about."""

from __future__ import annotations

import click

from vaultcrm.actions.choosing import by_key
from vaultcrm.views.data import why_data
from vaultcrm.views.why import why_lines

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import show, show_json


@click.command(epilog=example("vaultcrm why k3mq7"))
@click.argument("key", shell_complete=completing.keys)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def why(context: Context, key: str, as_json: bool) -> None:
    """Why a touch-point is there, and why on that day.

    KEY is what the agenda shows before it, or the start of it.
    """
    touchpoint = by_key(context.plan, key)
    if as_json:
        show_json(why_data(touchpoint))
    else:
        show(why_lines(touchpoint, context.today, tuple(context.vault.playbooks.values())))
