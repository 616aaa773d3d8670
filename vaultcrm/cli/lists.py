"""``vaultcrm list``: contacts, interviews, jobs that a query describes."""

from __future__ import annotations

from collections.abc import Sequence

import click

from vaultcrm.actions import listing
from vaultcrm.views.lists import contact_lines, interview_lines, job_lines
from vaultcrm.views.note_data import contact_data, interview_data, job_data
from vaultcrm.views.spans import Lines

from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json

_query = click.argument("query", nargs=-1)
_json = click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")


@click.group("list", epilog=example("vaultcrm list contacts company:acme tag:recruiter"))
def list_notes() -> None:
    """Contacts, interviews or jobs that fit a query.

    A query is words and field:value; everything in it must fit.
    """


@list_notes.command(epilog=example("vaultcrm list contacts company:acme tag:recruiter"))
@_query
@_json
@pass_context
def contacts(context: Context, query: tuple[str, ...], as_json: bool) -> None:
    """People, with the last contact of whatever kind."""
    found = listing.contacts(context.vault, listing.query_of(query), context.today)
    _out(as_json, [contact_data(*each) for each in found], contact_lines(found, context.today))


@list_notes.command(epilog=example("vaultcrm list interviews kind:panel company:acme"))
@_query
@_json
@pass_context
def interviews(context: Context, query: tuple[str, ...], as_json: bool) -> None:
    """Conversations, the newest first."""
    found = listing.interviews(context.vault, listing.query_of(query))
    _out(as_json, [interview_data(*each) for each in found], interview_lines(found))


@list_notes.command(epilog=example("vaultcrm list jobs stage:interviewing"))
@_query
@_json
@pass_context
def jobs(context: Context, query: tuple[str, ...], as_json: bool) -> None:
    """Openings, with their stage and how long there was no news."""
    found = listing.jobs(context.vault, listing.query_of(query), context.today)
    _out(as_json, [job_data(*each) for each in found], job_lines(found, context.today))


def _out(as_json: bool, data: Sequence[object], lines: Lines) -> None:
    if as_json:
        show_json(data)
    elif lines:
        show(lines)
    else:
        say("Nothing fits.")
