"""``vaultcrm prep``: the packing list before an interview."""

from __future__ import annotations

import click

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import show, show_json


@click.command(epilog=example("vaultcrm prep", "vaultcrm prep acme"))
@click.argument("interview", required=False, shell_complete=completing.interviews)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def prep(context: Context, interview: str | None, as_json: bool) -> None:
    """What to take along and ask, and what you know of everybody.

    INTERVIEW is a note, a company, or somebody you will meet (the next one).
    """
    from vaultcrm.actions.interviews import coming_interview
    from vaultcrm.views.prep import prep as prepared
    from vaultcrm.views.prep import prep_data, prep_lines

    found = prepared(context.vault, coming_interview(context.vault, interview, context.today), context.today)
    if as_json:
        show_json(prep_data(found))
    else:
        show(prep_lines(found, context.today))
