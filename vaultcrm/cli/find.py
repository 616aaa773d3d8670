"""``vaultcrm find``: full text over all notes."""

from __future__ import annotations

import shutil
import sys

import click

from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json

_MANY = 1_000


@click.command(epilog=example("vaultcrm find migration", "vaultcrm find 'on call' dana", "vaultcrm find 'migr*'"))
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="So many notes at most.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def find(context: Context, text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Look for words in notes, logs and drafts.

    All words must be in a note, in whatever case and with or without accents; endings are known in English and German. A phrase
    stands in quotes, and * ends the beginning of a word. Names come first, then what says most of it.
    """
    from vaultcrm.actions.searching import passages
    from vaultcrm.views.passages import passage_data, passage_lines

    found, total = passages(context.root, text, limit, _told)
    if as_json:
        show_json([passage_data(one) for one in found])
    else:
        show(passage_lines(found, _room()))
    if not found:
        say("Nothing fits.")
    if total > len(found) > 0:
        say(f"These are {len(found)} of {total} notes; --limit {total} shows all.")


def _told(left: int) -> None:
    """The first look at a large vault takes a while: where somebody sits and waits, how much is left is said."""
    from vaultcrm.views.counting import noun

    if left >= _MANY and sys.stderr.isatty():
        click.echo(f"\rReading {left:,} {noun(left, 'note')} into the index … ", nl=False, err=True)
    elif sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)


def _room() -> int:
    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 1_000
