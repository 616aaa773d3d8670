"""``vaultcrm export``: people, notes, the whole vault and the record of the search, for other programs and for offices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from vaultcrm.errors import WrongUsage

from . import completing
from .context import Context, pass_context
from .help import example
from .output import output
from .screen import say, show, show_json

if TYPE_CHECKING:
    from vaultcrm.actions.listing import Known

_MINUS = {"ignore_unknown_options": True}  # a word of a query may begin with -, which says not
_FOR_SPREADSHEETS = "\ufeff"  # by which Excel knows UTF-8
_KINDS = {"contacts": "contact", "interviews": "interview", "jobs": "job"}
_query = click.argument("query", nargs=-1, shell_complete=completing.queries("contact"))


def _file(ending: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    help_ = f"Write to this file ({ending})."
    return click.option("-o", "--output", "where", default="-", metavar="FILE", shell_complete=completing.files, help=help_)


@click.group(
    "export", epilog=example("vaultcrm export vcard tag:mentor -o mentors.vcf", "vaultcrm export work-log --html log.html")
)
def export() -> None:
    """Hand people and notes on to other programs.

    Nothing of it changes the vault. What is written holds names and addresses: keep it as you keep the notes.
    """


@export.command(context_settings=_MINUS, epilog=example("vaultcrm export vcard tag:mentor -o mentors.vcf"))
@_query
@_file(".vcf")
@click.option("--version", type=click.Choice(["4.0", "3.0"]), default="4.0", help="Of vCard; older phones read 3.0.")
@pass_context
def vcard(context: Context, query: Sequence[str], where: str, version: str) -> None:
    """People as vCards, for phones and address books.

    Everybody, or those who fit a QUERY as `vaultcrm list contacts` has it. A person keeps the same UID for ever, so that a
    second export brings the first up to date. What you wrote about them stays in the vault.
    """
    from vaultcrm.actions.exporting import cards
    from vaultcrm.actions.listing import query_of

    text, count = cards(_known(context), query_of(query), "3.0" if version == "3.0" else "4.0")
    _hand_out(text, where, ".vcf", count)


@export.command("csv", context_settings=_MINUS, epilog=example("vaultcrm export csv jobs stage:applied -o jobs.csv"))
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("query", nargs=-1)
@_file(".csv")
@click.option("--columns", "names", default="", metavar="F,F", help="Which columns, as in `vaultcrm list`.")
@pass_context
def csv_(context: Context, kind: str, query: Sequence[str], where: str, names: str) -> None:
    """Contacts, interviews or jobs as a table for spreadsheets.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    from vaultcrm.actions.exporting import table
    from vaultcrm.actions.listing import query_of

    text, count = table(_known(context), _KINDS[kind], query_of(query), names)
    _hand_out(text if where == "-" else _FOR_SPREADSHEETS + text, where, ".csv", count)


@export.command("json", epilog=example("vaultcrm export json -o vault.json", "vaultcrm export json --schema"))
@_file(".json")
@click.option("--schema", is_flag=True, help="Print the JSON Schema that describes it, and no data.")
@pass_context
def json_(context: Context, where: str, schema: bool) -> None:
    """The whole vault: notes, logs, drafts, and what is to be done.

    Every note that is read, with its text. --schema describes each key.
    """
    if schema:
        from vaultcrm.views.whole import schema as described

        data = described()
    else:
        from vaultcrm.actions.exporting import whole

        data = whole(context.vault, context.plan)
    if where == "-":
        show_json(data)
        return
    import json

    output(json.dumps(data, ensure_ascii=False, indent=2) + "\n", where, ".json")


@export.command("work-log", epilog=example("vaultcrm export work-log --from 2026-11-01 --html november.html"))
@click.option("--from", "first", metavar="DATE", help="The first day (the Monday three weeks before this week's).")
@click.option("--to", "last", metavar="DATE", help="The last day (today).")
@click.option("--csv", "form", flag_value="csv", help="As CSV, safe for spreadsheets.")
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown.")
@click.option("--html", "page", metavar="FILE", shell_complete=completing.files, help="As a page to print (- for stdout).")
@click.option("--json", "form", flag_value="json", help="As JSON, for scripts.")
@pass_context
def work_log(context: Context, first: str | None, last: str | None, form: str | None, page: str | None) -> None:
    """The record of the search that unemployment offices ask for.

    By week: applications, interviews, contacts, follow-ups and looks at openings, with company, person, medium and what came of
    it, all from the notes' dates and logs. How many a week are wanted is said in the settings:

    \b
      [work-log]
      weekly = 3
    """
    if form and page:
        raise WrongUsage("--html and another form at a time", "Leave one of them out.")
    from vaultcrm.actions.exporting import record
    from vaultcrm.views.work_log import forms

    days = [context.past_day(words) if words else None for words in (first, last)]
    log, me = record(context.vault, context.today, *days), context.vault.settings.me.name
    if page:
        from vaultcrm.views.work_log.page import work_log_page

        output(work_log_page(log, me), page, ".html")
    elif form == "json":
        show_json(forms.work_log_data(log))
    elif form == "csv":
        from vaultcrm.exchange.cells import csv_text

        output(csv_text(forms.work_log_rows(log)), "-", ".csv")
    elif form == "markdown":
        output(forms.work_log_markdown(log, me), "-", ".md")
    else:
        show(forms.work_log_lines(log))


def _known(context: Context) -> Known:
    from vaultcrm.actions.listing import Known

    return Known(context.vault, context.today, lambda: context.plan)


def _hand_out(text: str, where: str, ending: str, count: int) -> None:
    if not count:
        say("Nothing fits.")
    elif where != "-":
        say(f"{count} of them.")
    output(text, where, ending)
