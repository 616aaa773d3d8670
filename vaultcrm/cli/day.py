"""``vaultcrm day``: the follow-up day, as a list, or person after person at a terminal (rows A4, A6)."""

from __future__ import annotations

import click

from vaultcrm.errors import WrongUsage

from .context import Context, pass_context
from .help import example
from .screen import show, show_json
from .write_asking import at_terminal


@click.command(epilog=example("vaultcrm day", "vaultcrm day --date +14d"))
@click.option("--date", "on", metavar="DATE", help="The list of another day.")
@click.option("--now", "ahead", is_flag=True, help="Begin with the next follow-up day's people today.")
@click.option("--list", "listed", is_flag=True, help="Only show who is due.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def day(context: Context, on: str | None, ahead: bool, listed: bool, as_json: bool) -> None:
    """Stay in touch: go through everybody who is due, one by one.

    Longest silence first, and never more people than the settings allow. Each comes with their brief; one key drafts,
    logs or puts off. It can be left at any time: what is written is written, and the next time it goes on from there. Without
    a terminal, and for a day that is to come, they are listed.
    """
    from vaultcrm.actions.sitting import day_of_sitting
    from vaultcrm.views.day import day_data, day_lines

    if on and ahead:
        raise WrongUsage("--date and --now are two days", "Leave one of them out.")
    found = day_of_sitting(context.vault, context.plan, context.holidays, context.day(on) if on else None, ahead)
    if as_json:
        show_json(day_data(found))
    elif listed or not found.is_now or not (found.due or found.can_be_closed) or not at_terminal():
        show(day_lines(found))
    else:
        from .day_sitting import sit

        sit(context, found)
