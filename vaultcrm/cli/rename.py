"""``vaultcrm rename``: another name for a note, in every link of the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say, show_json
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.actions.renaming import Renaming


@click.command(epilog=example('vaultcrm rename "Dana Lee" "Dana Smith"', "vaultcrm rename --dry-run acme-screen 'First call'"))
@click.argument("old", shell_complete=completing.notes)
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def rename(context: Context, old: str, new: str, dry_run: bool, as_json: bool) -> None:
    """Rename a note, and every link to it.

    OLD is a name, an alias, a path, or the start of a name. The old name becomes an alias; what links show stays.
    """
    from vaultcrm.actions.renaming import carry_out, renaming

    wanted = renaming(context.vault, old, new)
    if not dry_run:
        carry_out(context.vault, wanted)
    if as_json:
        show_json(_data(wanted))
    else:
        _tell(wanted)
    if dry_run:
        say("Nothing was written.")
        return
    commit(context, wanted.paths, f"Rename {wanted.old_name} to {wanted.new_name}")


def _tell(wanted: Renaming) -> None:
    """The note, then every other note with the number of its links."""
    from vaultcrm.views.counting import counted
    from vaultcrm.views.spans import clean

    called = f"{wanted.path} is called so already; its links follow"
    click.echo(clean(called if wanted.begun else f"{wanted.note.path} -> {wanted.path}"))
    for changed in wanted.others:
        click.echo(f"  {counted(changed.links, 'link')} in {clean(changed.path)}")


def _data(wanted: Renaming) -> dict[str, object]:
    links = {changed.path: changed.links for changed in (wanted.note, *wanted.others) if changed.links}
    return {"from": wanted.note.path, "path": wanted.path, "links": links}
