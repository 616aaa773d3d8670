"""``vaultcrm brief``: a person or a company on one screen."""

from __future__ import annotations

import click

from vaultcrm.actions.briefing import brief as briefed
from vaultcrm.views.brief import person_lines
from vaultcrm.views.company import Company
from vaultcrm.views.company_brief import company_lines, company_touchpoints
from vaultcrm.views.data import touchpoint_data
from vaultcrm.views.note_data import company_data, person_data

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import show, show_json


@click.command(epilog=example('vaultcrm brief "Dana Lee"'))
@click.argument("name", shell_complete=completing.people)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts; nothing is left out.")
@pass_context
def brief(context: Context, name: str, as_json: bool) -> None:
    """All about a person or a company, on one screen.

    For the minute before you write or call.

    NAME is a name, an alias, a company, or the start of one.
    """
    found = briefed(context.vault, context.plan, name)
    if as_json and isinstance(found, Company):
        touchpoints = company_touchpoints(found, context.plan)
        show_json({"company": company_data(found) | {"touchpoints": [touchpoint_data(t) for t in touchpoints]}})
    elif as_json and not isinstance(found, Company):
        show_json({"contact": person_data(found)})
    elif isinstance(found, Company):
        show(company_lines(found, context.vault, context.plan))
    else:
        show(person_lines(found, context.today))
