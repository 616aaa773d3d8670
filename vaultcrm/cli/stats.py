"""``vaultcrm stats``: the search in figures and pictures."""

from __future__ import annotations

import click

from vaultcrm.errors import WrongUsage
from vaultcrm.views.stats.figures import figures

from . import completing
from .context import Context, pass_context
from .help import example
from .output import has_letters, output
from .screen import show, show_json


@click.command(epilog=example("vaultcrm stats", 'vaultcrm stats --since "6 weeks ago"', "vaultcrm stats --html stats.html"))
@click.option("--since", metavar="DATE", help="Count from this day on only.")
@click.option(
    "--html", metavar="FILE", shell_complete=completing.files, help="As a page with drawings, in one file (- for stdout)."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def stats(context: Context, since: str | None, html: str | None, as_json: bool) -> None:
    """The search in figures: interviews, touches, answers, stages.

    A touch is answered where that person wrote or called within 14 days.
    """
    if html and as_json:
        raise click.UsageError("--html or --json, one of them.")
    start = context.past_day(since) if since else None
    if start and start > context.today:
        raise WrongUsage(f"{start} is still to come", "Name a day that has been.")
    found = figures(context.vault, context.plan, start)
    if html:
        from vaultcrm.views.stats.page import page

        output(page(found), html, ".html")
    elif as_json:
        from vaultcrm.views.stats.data import figures_data

        show_json(figures_data(found))
    else:
        from vaultcrm.views.stats.lines import PLAIN, Blocks, figure_lines

        show(figure_lines(found, Blocks() if has_letters("█▏●○") else PLAIN))
