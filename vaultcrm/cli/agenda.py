"""``vaultcrm agenda``: what is overdue, open, and planned."""

from __future__ import annotations

import click

from vaultcrm.actions import reading
from vaultcrm.views.agenda import agenda_lines, chosen, count_now
from vaultcrm.views.data import touchpoint_data

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json


@click.command(epilog=example("vaultcrm agenda --days 7 --with dana"))
@click.option("--days", type=click.IntRange(min=0), default=14, show_default=True, metavar="N", help="How far to look ahead.")
@click.option("--all", "everything", is_flag=True, help="The whole horizon, done ones too.")
@click.option("--with", "name", metavar="NAME", shell_complete=completing.people, help="Only with this person.")
@click.option("--system", metavar="NAME", shell_complete=completing.systems, help="Only what this playbook asks for.")
@click.option("--count", "output", flag_value="count", help="Only the number of what is overdue or planned today.")
@click.option("--json", "output", flag_value="json", help="As JSON, for scripts.")
@pass_context
def agenda(context: Context, days: int, everything: bool, name: str | None, system: str | None, output: str | None) -> None:
    """What to do today, and in the days to come."""
    shown = reading.shown(context.vault, context.plan, None if everything else days, name, system)
    touchpoints = chosen(context.plan, shown)
    if output == "count":
        click.echo(count_now(touchpoints, context.today))
    elif output == "json":
        show_json([touchpoint_data(touchpoint) for touchpoint in touchpoints])
    else:
        if not context.vault.stats.read:
            say("There are no notes yet: vaultcrm new interview makes the first.")
        show(agenda_lines(context.plan, shown, reading.beside(context.vault, context.plan, touchpoints)))
