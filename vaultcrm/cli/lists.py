"""``vaultcrm list``: contacts, interviews, jobs that a query describes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from vaultcrm.actions.columns import Cell, cells, columns, in_order
from vaultcrm.actions.listing import Known, fitting, query_of
from vaultcrm.model import Contact, Interview, Job
from vaultcrm.notes.query.facts import Record
from vaultcrm.views.lists import chosen_lines, contact_lines, interview_lines, job_lines
from vaultcrm.views.note_data import LISTED, contact_data, interview_data, job_data
from vaultcrm.views.spans import COLUMNS, Lines

from . import completing
from .context import Context, pass_context
from .help import example
from .output import output
from .screen import say, show, show_json

_QUERIES = """\b
company:acme  tag:mentor  #mentor  anna   it holds that; a tag; a word
email=x@y.org  stage!=lead                it is that; it is not
has:phone  missing:address                there is any; there is none
met>=2026-01  applied>-30d  start>=today  days, from then or until then
silent>30d  silent:30d  due<7d  due:7d    how long ago, how far ahead
not tag:x  -tag:x  a or b  (a b)          put together
@mentors                                  saved under [queries]

In a shell < > ( ) want quotes: 'silent>30d'."""


def _of(kind: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The arguments of a command that lists one kind of note."""
    fields = completing.fields(kind)
    options = (
        click.argument("query", nargs=-1, shell_complete=completing.queries(kind)),
        click.option("--sort", default="", metavar="F[,-F]", help="The order; - turns it round.", shell_complete=fields),
        click.option("--columns", "names", default="", metavar="F,F", help="Which columns.", shell_complete=fields),
        click.option("--csv", "form", flag_value="csv", help="As CSV, safe for spreadsheets."),
        click.option("--json", "form", flag_value="json", help="As JSON, for scripts."),
    )

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return pass_context(command)

    return decorated


# A word may begin with -, which says not.
_MINUS = {"ignore_unknown_options": True}


@click.group("list", epilog=example("vaultcrm list contacts company:acme tag:recruiter", "vaultcrm list saved"))
def list_notes() -> None:
    """Contacts, interviews or jobs that fit a query.

    A query is words and field:value; everything in it must fit.
    """


_NOTE = f"A query is words and fields, all of which must fit:\n\n{_QUERIES}"


@list_notes.command(
    context_settings=_MINUS, help=f"People, with the last contact of whatever kind.\n\n{_NOTE}",
    epilog=example("vaultcrm list contacts tag:mentor 'silent>30d' --sort -silent"),
)  # fmt: skip
@_of("contact")
def contacts(context: Context, /, **asked: Any) -> None:
    """People, with the last contact of whatever kind."""
    known = _known(context)
    found = [(one, known.last(one)) for one in _found(known, "contact", asked) if isinstance(one, Contact)]
    data = [contact_data(*each) for each in found]
    _out(known, "contact", asked, [one for one, _ in found], data, contact_lines(found, known.today, _room()))


@list_notes.command(
    context_settings=_MINUS, help=f"Conversations, the newest first.\n\n{_NOTE}",
    epilog=example("vaultcrm list interviews kind:panel company:acme"),
)  # fmt: skip
@_of("interview")
def interviews(context: Context, /, **asked: Any) -> None:
    """Conversations, the newest first."""
    known = _known(context)
    found = [(one, known.company(one)) for one in _found(known, "interview", asked) if isinstance(one, Interview)]
    data = [interview_data(*each) for each in found]
    _out(known, "interview", asked, [one for one, _ in found], data, interview_lines(found, _room()))


@list_notes.command(
    context_settings=_MINUS, help=f"Openings, with their stage and how long there was no news.\n\n{_NOTE}",
    epilog=example("vaultcrm list jobs stage:interviewing --columns title,company,due"),
)  # fmt: skip
@_of("job")
def jobs(context: Context, /, **asked: Any) -> None:
    """Openings, with their stage and how long there was no news."""
    known = _known(context)
    found = [(one, known.last(one)) for one in _found(known, "job", asked) if isinstance(one, Job)]
    data = [job_data(*each) for each in found]
    _out(known, "job", asked, [one for one, _ in found], data, job_lines(found, known.today, _room()))


@list_notes.command(epilog=example("vaultcrm list saved"))
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def saved(context: Context, as_json: bool) -> None:
    """The queries that are saved in the settings.

    One stands under [queries] as  mentors = "tag:mentor silent>30d"  and is asked as @mentors, alone or within another.
    """
    queries = dict(sorted(context.vault.settings.queries.items()))
    if as_json:
        show_json(queries)
    elif queries:
        show(chosen_lines(("name", "query"), [(f"@{name}", query) for name, query in queries.items()], _room())[1:])
    else:
        say('None is saved. In vaultcrm.toml, under [queries]: mentors = "tag:mentor silent>30d"')


def _known(context: Context) -> Known:
    return Known(context.vault, context.today, lambda: context.plan)


def _found(known: Known, kind: str, asked: dict[str, Any]) -> list[Record]:
    return in_order(known, kind, fitting(known, kind, query_of(asked["query"])), asked["sort"])


def _out(known: Known, kind: str, asked: dict[str, Any], found: Sequence[Record], data: list[Any], lines: Lines) -> None:
    """What was found, in the form and with the columns that were asked for."""
    header = columns(known, kind, asked["names"])
    names = tuple(column.name for column in header) or tuple(LISTED[kind])
    rows = [cells(header, one, known) for one in found] if header else [tuple(each.values()) for each in data]
    if asked["form"] == "json":
        show_json([dict(zip(names, row, strict=True)) for row in rows])
    elif asked["form"] == "csv":
        from vaultcrm.exchange.cells import csv_text

        output(csv_text([names, *rows]), "-", ".csv")
    elif not found:
        say("Nothing fits." if asked["query"] else f"There are no {kind}s yet; vaultcrm new {kind} makes one.")
    else:
        show(chosen_lines(names, [tuple(map(_shown, row)) for row in rows], _room()) if header else lines)


def _shown(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return ", ".join(cell)
    return "" if cell is None else ", ".join(str(cell).splitlines())


def _room() -> int:
    """The columns of the terminal; 80 where it is none."""
    return max(40, shutil.get_terminal_size((COLUMNS, 24)).columns) if sys.stdout.isatty() else COLUMNS
