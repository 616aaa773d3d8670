"""``vaultcrm merge-driver``: what git calls where two machines changed one note (``init --git`` sets it up)."""

from __future__ import annotations

from pathlib import Path

import click

from .help import example

_file = click.Path(path_type=Path)


@click.command(hidden=True, epilog=example("git config merge.vaultcrm.driver 'vaultcrm merge-driver %O %A %B %P'"))
@click.argument("base", type=_file)
@click.argument("ours", type=_file)
@click.argument("theirs", type=_file)
@click.argument("path", nargs=-1)
@click.pass_context
def merge_driver(ctx: click.Context, base: Path, ours: Path, theirs: Path, path: tuple[str, ...]) -> None:
    """Merge three versions of a note into OURS, for git.

    Ends with status 1 where a conflict stands in it. PATH is the note's own: the inbox is joined as logs are.
    """
    from vaultcrm.actions.merging import merge_into

    ctx.exit(0 if merge_into(base, ours, theirs, " ".join(path)) else 1)
