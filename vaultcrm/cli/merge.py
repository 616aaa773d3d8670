"""``vaultcrm merge``: two contacts that are one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from vaultcrm.views.counting import counted
from vaultcrm.views.spans import Line, Span, line, wrapped

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json
from .write_asking import at_terminal
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.actions.uniting import Merging


@click.command(epilog=example('vaultcrm merge "Dana Lee" "D. Lee"', "vaultcrm merge contacts/Dana\\ Lee.md dana-lee-2 --yes"))
@click.argument("kept", metavar="A", shell_complete=completing.people)
@click.argument("other", metavar="B", shell_complete=completing.people)
@click.option("--yes", is_flag=True, help="Write it without asking.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def merge(context: Context, kept: str, other: str, yes: bool, as_json: bool) -> None:
    """Make one of two contacts that are one person.

    A stays, with what B adds: lists and logs are joined, and where both say something else of one thing, A's word counts and
    B's goes into the text. Every link to B leads to A, whose aliases B's names become. Shown first; `vaultcrm undo` takes
    it back.

    A and B are names, aliases, ids or paths of notes.
    """
    from vaultcrm.actions.uniting import carry_out, merging

    wanted = merging(context.vault, kept, other, context.plan)
    if not as_json:
        show(_lines(wanted))
    write = yes or (not as_json and at_terminal() and click.confirm("Write this?", err=True))
    if write:
        carry_out(context.vault, wanted)
        commit(context, wanted.paths, f"Merge {wanted.other.stem} into {wanted.kept.stem}")
    if as_json:
        show_json(_data(wanted, write))
    else:
        say("Written. vaultcrm undo takes it back." if write else "Nothing was written; --yes writes it.")


def _lines(wanted: Merging) -> Iterator[Line]:
    yield line(Span(wanted.note.path, "heading"), " stays, with what ", Span(wanted.other.source.path, "heading"), " adds")
    for gain in wanted.gains:
        if gain.stays:
            stays = f"stays {gain.stays}; " if gain.stays != "-" else ""
            yield from wrapped(f"{gain.key or 'comment'}: {stays}kept in the text: {gain.value}", "  ~ ", hanging="  ")
        else:
            yield from wrapped(f"{gain.key}: {gain.value}", "  + ", hanging="  ")
    if wanted.aliases:
        yield from wrapped(f"aliases: {', '.join(wanted.aliases)}", "  + ", hanging="  ")
    if wanted.log or wanted.known:
        both = f", {wanted.known} stood in both" if wanted.known else ""
        yield line(f"  + log: {counted(wanted.log, 'line')}{both}")
    if wanted.prose:
        yield line(f"  + text: {counted(wanted.prose, 'line')} under “{wanted.title}”")
    yield from (line(f"    {counted(one.links, 'link')} in ", one.path) for one in wanted.others)
    yield line(Span("  - ", "late"), wanted.other.source.path, " goes")


def _data(wanted: Merging, written: bool) -> dict[str, object]:
    return {
        "written": written,
        "path": wanted.note.path,
        "gone": wanted.other.source.path,
        "keys": [{"key": gain.key, "value": gain.value, "in_text": bool(gain.stays)} for gain in wanted.gains],
        "aliases": list(wanted.aliases),
        "log": {"joined": wanted.log, "in_both": wanted.known},
        "text": wanted.prose,
        "links": {one.path: one.links for one in wanted.others},
    }
