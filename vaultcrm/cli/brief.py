"""``vaultcrm brief``: a person or a company on one screen, or on one sheet of paper."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from . import completing
from .context import Context, pass_context
from .help import example
from .output import output
from .screen import show, show_json, show_text

if TYPE_CHECKING:
    from vaultcrm.views.sheet import Sheet

# So many members of each list fit on one sheet of paper, with the facts above them.
ON_PAPER = 10


@click.command(epilog=example('vaultcrm brief "Dana Lee"', 'vaultcrm brief "Dana Lee" --html dana.html'))
@click.argument("name", shell_complete=completing.people)
@click.option("--all", "whole", is_flag=True, help="Nothing folded, the whole timeline.")
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown.")
@click.option("--html", "page", metavar="FILE", shell_complete=completing.files, help="As a page to print (- for stdout).")
@click.option("--json", "form", flag_value="json", help="As JSON, for scripts; nothing is left out.")
@pass_context
def brief(context: Context, name: str, whole: bool, form: str | None, page: str | None) -> None:
    """All about a person or a company, on one screen.

    For the minute before you write or call.

    NAME is a name, an alias, a company, or the start of one.
    """
    from vaultcrm.actions.briefing import brief as briefed
    from vaultcrm.views.sheet_html import sheet_html
    from vaultcrm.views.sheet_lines import sheet_lines
    from vaultcrm.views.sheet_markdown import sheet_markdown

    if page is not None and form:
        raise click.UsageError("--html, --json or --markdown, one of them.")
    # A day that is only made up has no hour.
    found = briefed(context.vault, context.plan, name, None if context.words else context.now)
    if page is not None:
        output(sheet_html(*_cut(found.sheet, context, whole)), page, ".html")
    elif form == "json":
        show_json(found.data)
    elif form == "markdown":
        show_text(sheet_markdown(*_cut(found.sheet, context, whole)))
    else:
        show(sheet_lines(found.sheet, context.today, whole, _screen()))


def _screen() -> int:
    """The lines of the terminal but the one for the prompt; of a small one, or of none, those of 24."""
    from vaultcrm.views.sheet_lines import SCREEN

    return max(SCREEN, shutil.get_terminal_size((80, 24)).lines - 1) if sys.stdout.isatty() else SCREEN


def _cut(sheet: Sheet, context: Context, whole: bool) -> tuple[Sheet, date, str]:
    """As much as one sheet of paper holds, or all of it."""
    from vaultcrm.views.sheet import shortened

    shown, more = (sheet, "") if whole else shortened(sheet, ON_PAPER)
    return shown, context.today, more
