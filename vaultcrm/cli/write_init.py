"""``vaultcrm init``: make a vault."""

from __future__ import annotations

from pathlib import Path

import click

from .context import Context, pass_context
from .help import example
from .screen import say, show_json


@click.command(epilog=example("vaultcrm init my-search", "cd my-notes && vaultcrm init"))
@click.argument("directory", metavar="[DIR]", required=False, type=Path)
@click.option("--git", is_flag=True, help="Make it a git repository too, where it is in none.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def init(context: Context, directory: Path | None, git: bool, as_json: bool) -> None:
    """Make a vault, or make one of an existing folder.

    No note is touched and nothing is overwritten; running it again adds what is missing. In a git repository, two machines'
    notes are merged line by line from then on.
    """
    from vaultcrm.actions.init import SETTINGS
    from vaultcrm.actions.init import init as make

    done = make(directory or context.chosen or Path(), git)
    if as_json:
        show_json({"path": str(done.root), "made": list(done.made), "timezone": done.timezone, "git": list(done.git)})
        return
    click.echo(f"{done.root} is a vault" + (", and made in it:" if done.made else "; nothing was missing."))
    for name in done.made:
        click.echo(f"  {name}")
    for sentence in done.git:
        click.echo(f"git: {sentence}")
    if SETTINGS in done.made and not done.timezone:
        say(f"The time zone of this machine is not known: write yours into {SETTINGS} (it is UTC now).")
    _found(Context(done.root, context.words, context.now))
    click.echo(f"\nNext: look through {SETTINGS}, then vaultcrm new interview (or new contact, new job).")


def _found(context: Context) -> None:
    """What the vault holds, where there were notes before."""
    vault = context.vault
    counts = [(len(vault.contacts), "contact"), (len(vault.interviews), "interview"), (len(vault.jobs), "job")]
    if any(count for count, _ in counts):
        words = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts)
        click.echo(f"It holds {words}; vaultcrm doctor tells of what cannot be read.")
