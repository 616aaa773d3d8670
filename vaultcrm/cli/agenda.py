"""``vaultcrm agenda``: what is overdue, open, and planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import COLORS, say, show_json

if TYPE_CHECKING:
    from vaultcrm.vault.answers import Answer
    from vaultcrm.vault.stamps import Stamps

Said = list[list[object]]


@click.command(epilog=example("vaultcrm agenda --days 7 --with dana"))
@click.option("--days", type=click.IntRange(min=0), default=14, show_default=True, metavar="N", help="How far to look ahead.")
@click.option("--all", "everything", is_flag=True, help="The whole horizon, done ones too.")
@click.option("--with", "name", metavar="NAME", shell_complete=completing.people, help="Only with this person.")
@click.option("--system", metavar="NAME", shell_complete=completing.systems, help="Only what this playbook asks for.")
@click.option("--count", "output", flag_value="count", help="Only the number of what is overdue or planned today.")
@click.option("--json", "output", flag_value="json", help="As JSON, for scripts.")
@pass_context
def agenda(context: Context, days: int, everything: bool, name: str | None, system: str | None, output: str | None) -> None:
    """What to do today, and in the days to come."""
    from vaultcrm.vault.answers import remembered

    asked = (None if everything else days, name, system, output)
    for way, what in remembered(context.root, ("agenda", context.words, *asked), context.now, partial(_answer, context, asked)):
        _WAYS[way](what)


def _answer(context: Context, asked: tuple[int | None, str | None, str | None, str | None], stamps: Stamps) -> Answer:
    """What is to be shown, as plain values: each with the way in which it is."""
    from vaultcrm.actions import reading
    from vaultcrm.vault.answers import Answer
    from vaultcrm.vault.loading import Seen
    from vaultcrm.vault.today import day_ends
    from vaultcrm.views.agenda import agenda_lines, chosen, count_now

    days, name, system, output = asked
    vault, plan = context.knowing(Seen(stamps=stamps)).vault, context.plan
    shown = reading.shown(vault, plan, days, name, system)
    touchpoints = chosen(plan, shown)
    said: Said = []
    if output == "count":
        said.append(["number", count_now(touchpoints, context.today)])
    elif output == "json":
        from vaultcrm.views.data import touchpoint_data

        said.append(["data", [touchpoint_data(touchpoint) for touchpoint in touchpoints]])
    else:
        if not vault.stats.read:
            said.append(["talk", "There are no notes yet: vaultcrm new interview makes the first."])
        lines = agenda_lines(plan, shown, reading.beside(vault, plan, touchpoints))
        said.append(["lines", [[[span.text, span.style] for span in line] for line in lines]])
    return Answer(said, day_ends(vault.settings, context.now) if vault.settings.cache else None)


def _show(lines: list[list[list[str]]]) -> None:
    for line in lines:
        click.echo("".join(click.style(text, **look) if (look := _LOOKS.get(style)) else text for text, style in line))


_LOOKS: Mapping[str, Mapping[str, Any]] = {str(style): look for style, look in COLORS.items()}
_WAYS: Mapping[str, Callable[[Any], None]] = {"number": click.echo, "data": show_json, "talk": say, "lines": _show}
