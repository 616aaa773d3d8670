"""``vaultcrm open``: the note in the user's editor."""

from __future__ import annotations

import click

from vaultcrm.model import Source

from . import completing
from .context import Context, pass_context
from .editor import edit
from .help import example
from .screen import put, say


@click.command("open", epilog=example('vaultcrm open "Dana Lee"', "vaultcrm open acme-screen --path"))
@click.argument("name", shell_complete=completing.notes)
@click.option("--path", "only_path", is_flag=True, help="Print where it is, and open nothing.")
@pass_context
def open_note(context: Context, name: str, only_path: bool) -> None:
    """Open a note in your editor: a person's, a job's, an interview's.

    VISUAL or EDITOR names it; it begins at the newest line of the log. NAME is a name, an alias, a company, an id, the start
    of one, or the path of any note in the vault, with a line or without.
    """
    from vaultcrm.actions.opening import place_of

    place = place_of(context.vault, name)
    if only_path:
        put(f"{context.root / place.path}\n")
        return
    edit(context.root / place.path, place.line)
    tell_problems(context, place)


def tell_problems(context: Context, place: Source) -> None:
    """What is wrong with the note now, if anything is."""
    from vaultcrm.views.spans import clean

    found = [problem for problem in context.fresh().vault.problems if problem.source.path == place.path]
    for problem in found:
        if problem.severity != "hint":
            say(clean(f"{problem.source}: {problem.message}; {problem.remedy}"))
