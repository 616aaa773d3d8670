"""``vaultcrm done``, ``skip``, ``snooze``, ``reopen``: close touch-points, and show what was written and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import click

from vaultcrm.errors import VaultcrmError, WrongUsage

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say
from .write_commit import commit
from .write_shown import show_undone, show_written

if TYPE_CHECKING:
    from vaultcrm.actions.doing import Closed, Said

_keys = click.argument("keys", nargs=-1, required=True, metavar="KEY...", shell_complete=completing.live_keys)
_on = click.option("--on", metavar="DATE", help="The day that the line gets (today).")
_text = click.option("-m", "--message", "text", default="", metavar="TEXT", help="What is to stand behind it.")
_json = click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")


@click.command(epilog=example("vaultcrm done k3mq7", "vaultcrm done k3mq7 --on mon --via voicemail -m 'Asked for Friday'"))
@_keys
@_on
@click.option("--via", metavar="MEDIUM", help="How: email, phone, post, linkedin, or a verb as voicemail, card, met.")
@_text
@_json
@pass_context
def done(context: Context, keys: tuple[str, ...], on: str | None, via: str | None, text: str, as_json: bool) -> None:
    """Log touch-points as done; a promise is ticked.

    KEY is what the agenda shows before it, or the start of it.
    """
    from vaultcrm.actions.doing import done as do

    closed = do(context.vault, context.plan, keys, _said(context, on, via, text))
    _commit(context, closed, "")
    _report(context, closed, "closed", as_json)


@click.command(epilog=example("vaultcrm skip k3mq7 -m 'Left the company'"))
@_keys
@_on
@_text
@_json
@pass_context
def skip(context: Context, keys: tuple[str, ...], on: str | None, text: str, as_json: bool) -> None:
    """Log touch-points as skipped: they will not be done.

    KEY is what the agenda shows before it, or the start of it.
    """
    from vaultcrm.actions.doing import skip as do

    closed = do(context.vault, context.plan, keys, _said(context, on, None, text))
    _commit(context, closed, "Skip: ")
    _report(context, closed, "closed", as_json)


@click.command(epilog=example("vaultcrm snooze k3mq7 mon", "vaultcrm snooze k3mq7 b7svn 'in 2 weeks'"))
@click.argument("keys", nargs=-1, metavar="KEY...", shell_complete=completing.live_keys)
@click.argument("date")
@_text
@_json
@pass_context
def snooze(context: Context, keys: tuple[str, ...], date: str, text: str, as_json: bool) -> None:
    """Put touch-points off: they open, and are due, on that day.

    KEY is what the agenda shows before it, or the start of it. DATE is 2026-11-30, fri, +3d, 'in 2 weeks'.
    """
    from vaultcrm.actions.doing import snooze as do

    if not keys:
        raise WrongUsage("KEY or DATE is missing", "Write both: vaultcrm snooze k3mq7 mon")
    until = context.day(date)
    put_off = do(context.vault, context.plan, keys, until, _said(context, None, None, text))
    _commit(context, put_off, f"Put off to {until}: ")
    _report(context, put_off, "put off", as_json)


@click.command(epilog=example("vaultcrm reopen k3mq7"))
@click.argument("keys", nargs=-1, required=True, metavar="KEY...", shell_complete=completing.keys)
@_json
@pass_context
def reopen(context: Context, keys: tuple[str, ...], as_json: bool) -> None:
    """Take out the log line that closed (or put off) a touch-point.

    KEY is what agenda --all shows before it, or the start of it.
    """
    from vaultcrm.actions.doing import reopen as do

    opened = do(context.vault, context.plan, keys)
    _commit(context, opened, "Open again: ")
    _report(context, opened, "opened", as_json)


@click.command(epilog=example("vaultcrm undo"))
@_json
@pass_context
def undo(context: Context, as_json: bool) -> None:
    """Take the last thing that a command wrote back out.

    Only where the notes have not changed since, and only what was written on this machine.
    """
    from vaultcrm.actions.undoing import undo as do

    undone = do(context.root)
    paths = [path for one in undone for path in (one.path, one.again) if path]
    commit(context, paths, "Take back what was written last", {one.path: one.stood for one in undone if one.stood})
    show_undone(undone, as_json)


def _said(context: Context, on: str | None, via: str | None, text: str) -> Said:
    from vaultcrm.actions.doing import Said

    return Said(context.day_of_line(on), via, text)


def _commit(context: Context, closed: Sequence[Closed], doing: str) -> None:
    """One commit for all, named after the first."""
    more = f", and {len(closed) - 1} more" if len(closed) > 1 else ""
    commit(context, [one.wrote.path for one in closed], f"{doing}{closed[0].touchpoint.title}{more}")


def _report(context: Context, closed: Sequence[Closed], wanted: Literal["closed", "put off", "opened"], as_json: bool) -> None:
    """The lines with their places, and what comes next now; a touch-point that is still as it was is not passed over."""
    from vaultcrm.actions.doing import following, is_same_round

    try:
        after = context.fresh().plan
    except VaultcrmError as trouble:
        say(f"written, but the vault cannot be read again: {trouble.message}")
        return
    open_now = after.live
    show_written([(one.wrote, following(after, one.touchpoint)) for one in closed], as_json, taken_out=wanted == "opened")
    for one in closed:
        if wanted == "closed" and any(is_same_round(one.touchpoint, other) for other in open_now):
            say(f"{one.touchpoint.key} is still in the agenda; vaultcrm why {one.touchpoint.key} says why")
        if wanted == "put off" and not any(one.touchpoint.uid == other.uid for other in open_now):
            say(f"{one.touchpoint.key} is not in the agenda any more: contact of the days before closes it")
