"""``vaultcrm forget``: a person with their notes, for good."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import WrongUsage
from vaultcrm.notes.links import plain
from vaultcrm.views.counting import counted
from vaultcrm.views.spans import Line, Span, clean, line

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json
from .write_asking import ask, at_terminal
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.actions.forgetting import Forgetting

_SHOWN = 20


@click.command(epilog=example('vaultcrm forget "Trent Voss"', 'vaultcrm forget "Trent Voss" --lines remove --yes'))
@click.argument("name", shell_complete=completing.people)
@click.option(
    "--lines", type=click.Choice(["keep", "remove"]), default="keep", help="Log lines elsewhere about them alone (keep)."
)
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def forget(context: Context, name: str, lines: str, yes: bool, as_json: bool) -> None:
    """Forget a person: their note, the drafts to them, every link.

    Links elsewhere become `someone`, and lists of people lose them. Shown first, and asked for by their name.

    This cannot be undone, on purpose: `vaultcrm undo` forgets all that it knew, and the index of `find` is deleted. What git
    still holds is said, and how to take it out of there.
    """
    from vaultcrm.actions.forgetting import carry_out, forgetting

    wanted = forgetting(context.vault, name, lines == "remove")
    if not as_json:
        show(_lines(wanted))
    write = yes or (not as_json and at_terminal() and _agreed(wanted))
    if write:
        carry_out(context.vault, wanted)
        commit(context, wanted.paths, "Forget a person", {one.path: one.before.text for one in wanted.others})
    if as_json:
        show_json(_data(wanted, write))
        return
    if write:
        say("Forgotten. The feeds name them until vaultcrm feed build (and publish, where they are sent) has run.")
    else:
        say("Nothing was written; --yes does it.")
    show(_afterwards(wanted))


def _agreed(wanted: Forgetting) -> bool:
    """Asked for the name, so that nobody is forgotten by a slip of the finger."""
    answer = ask(f"This cannot be undone. Type the name ({clean(wanted.contact.name)}) to forget them", None, "")
    if answer and plain(answer) != plain(wanted.contact.name):
        raise WrongUsage(f"{answer!r} is not the name", "Nothing was written.")
    return bool(answer)


def _lines(wanted: Forgetting) -> Iterator[Line]:
    for path in reversed(wanted.paths_gone):
        yield line(Span("  - ", "late"), path, " goes")
    for changed in wanted.others:
        yield line(Span("  ~ ", "now"), f"{counted(changed.links, 'line')} in ", changed.path)


def _afterwards(wanted: Forgetting) -> Iterator[Line]:
    if wanted.left:
        yield line(Span("Still named here, which only you can judge:", "heading"))
        yield from (line(f"  {place}") for place in wanted.left[:_SHOWN])
        if len(wanted.left) > _SHOWN:
            yield line(Span(f"  … and {len(wanted.left) - _SHOWN} more (--json has all)", "soft"))
    if wanted.held.commits:
        counted_commits = counted(wanted.held.commits, "commit")
        yield line(Span(f"Git still holds the notes in {counted_commits}.", "heading"), " To take them out:")
        paths = " ".join(f"--path {quote(path)}" for path in wanted.held.paths)
        yield line(f"  git filter-repo --invert-paths {paths}")
        yield line("  git push --force --all, on every machine a fresh clone; hosts and backups keep copies of their own.")


def _data(wanted: Forgetting, written: bool) -> dict[str, object]:
    return {
        "written": written,
        "gone": list(wanted.paths_gone),
        "changed": {one.path: one.links for one in wanted.others},
        "left": [{"path": place.path, "line": place.line or None} for place in wanted.left],
        "commits": wanted.held.commits,
    }
