"""``vaultcrm tree``: who introduced whom, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaultcrm.actions.network import network
from vaultcrm.views.spans import clean

from . import completing
from .context import Context, pass_context
from .help import example
from .output import has_letters, output
from .screen import say, show, show_json

if TYPE_CHECKING:
    from vaultcrm.views.network.twigs import Tree


@click.command(epilog=example("vaultcrm tree Maya", "vaultcrm tree --svg tree.svg", "vaultcrm tree --mermaid"))
@click.argument("name", required=False, shell_complete=completing.people)
@click.option("--svg", is_flag=False, flag_value="-", metavar="[FILE]", help="As a drawing (without FILE to stdout).")
@click.option("--mermaid", is_flag=True, help="As a Mermaid flowchart.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def tree(context: Context, name: str | None, svg: str | None, mermaid: bool, as_json: bool) -> None:
    """Who introduced whom, and what came of it.

    Interviews, offers and jobs, for you and for friends.

    NAME is the person to begin with; without it everyone is shown.

    Read from `introduced_by` of people and `referred_by` of jobs. What a friend got goes into the log of who made it happen,
    with #friend-interview, #friend-offer or #friend-hired:

    \b
      - 2026-09-10 note #friend-hired: Lea, at Saffron Pay
    """
    if sum((bool(svg), mermaid, as_json)) > 1:
        raise click.UsageError("one of --svg, --mermaid and --json at a time.")
    found = network(context.vault, context.today, name)
    if svg:
        from vaultcrm.views.network.picture import picture

        output(picture(found), svg, ".svg")
    elif mermaid:
        from vaultcrm.views.network.mermaid import mermaid_text

        output(mermaid_text(found), "-", ".mmd")
    elif as_json:
        from vaultcrm.views.network.data import tree_data

        show_json(tree_data(found))
    else:
        _show(found)
    for problem in found.problems:
        say(clean(f"{problem.source}: {problem.message}"))


def _show(found: Tree) -> None:
    from vaultcrm.views.network.lines import PLAIN, Marks, tree_lines

    show(tree_lines(found, Marks() if has_letters("├└│─…") else PLAIN))
