"""``vaultcrm log``, ``heard``: what happened between, into the note that it belongs to."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import WrongUsage

from . import completing
from .context import Context, pass_context
from .help import example
from .write_commit import commit
from .write_shown import show_written

if TYPE_CHECKING:
    from vaultcrm.actions.edits import Wrote
    from vaultcrm.model import Contact

_on = click.option("--on", metavar="DATE", help="The day that the line gets (today).")
_at = click.option("--at", metavar="HH:MM", help="The time of day.")
_json = click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")


@click.command(epilog=example('vaultcrm log "Dana Lee" met "At the platform meetup; she is moving to Lisbon"'))
@click.argument("name", shell_complete=completing.people)
@click.argument("verb", shell_complete=completing.verbs)
@click.argument("text", nargs=-1)
@_on
@_at
@_json
@pass_context
def log(context: Context, name: str, verb: str, text: tuple[str, ...], on: str | None, at: str | None, as_json: bool) -> None:
    """Log contact that no playbook asked for.

    NAME is a name, an alias, or the start of one. VERB is email, call, voicemail, card, letter, linkedin, message, met, sent,
    heard, no-answer or note, or a word of your settings.
    """
    from vaultcrm.actions.logging_contact import log as write

    day = context.day_of_line(on)
    _report(context, *write(context.vault, name, verb, " ".join(text), day, _time(at)), verb, as_json)


@click.command(epilog=example('vaultcrm heard dana "They decide on Friday"'))
@click.argument("name", shell_complete=completing.people)
@click.argument("text", nargs=-1)
@_on
@_at
@_json
@pass_context
def heard(context: Context, name: str, text: tuple[str, ...], on: str | None, at: str | None, as_json: bool) -> None:
    """Log what they wrote or said; it holds the chasing for a while.

    NAME is a name, an alias, or the start of one.
    """
    from vaultcrm.actions.logging_contact import heard as write

    day = context.day_of_line(on)
    _report(context, *write(context.vault, name, " ".join(text), day, _time(at)), "heard", as_json)


def _time(words: str | None) -> time | None:
    from vaultcrm.notes.moments import parse_time

    found = parse_time(words) if words else None
    if words and not found:
        raise WrongUsage(f"{words!r} is no time of day", "Times are 14:30 or 2:30 pm.")
    return found


def _report(context: Context, contact: Contact, wrote: Wrote, verb: str, as_json: bool) -> None:
    commit(context, [wrote.path], f"Log {verb} for {contact.name}")
    after = context.fresh().plan
    then = (one for one in after.live if one.person and one.person.id == contact.id)
    show_written([(wrote, next(then, None))], as_json)
