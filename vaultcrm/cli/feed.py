"""``vaultcrm feed``: build the calendar feeds, lint any feed, say how to subscribe."""

from __future__ import annotations

from pathlib import Path

import click

from vaultcrm.actions import feeding
from vaultcrm.errors import WrongUsage
from vaultcrm.model import LEVELS, Level
from vaultcrm.views.counting import counted
from vaultcrm.views.spans import Span, line, wrapped

from . import completing
from .checklist import kept
from .context import Context, pass_context
from .feed_address import address
from .help import example
from .screen import put, say, show, show_json


@click.group(epilog=example("vaultcrm feed build"))
def feed() -> None:
    """The plan as a calendar to subscribe to."""


@feed.command(epilog=example("vaultcrm feed build --feed follow-ups --level busy -o shared.ics"))
@click.option("--feed", "name", metavar="NAME", shell_complete=completing.feeds, help="Only this feed of the settings.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it elsewhere.")
@click.option("--level", type=click.Choice(LEVELS), help="How much it reveals, instead of what the settings say.")
@click.option("--force", is_flag=True, help="Write it though nearly all of it has gone.")
@pass_context
def build(context: Context, name: str | None, output: Path | None, level: Level | None, force: bool) -> None:
    """Write the feeds that the settings name."""
    context = kept(context)
    feeds = feeding.chosen_feeds(context.vault, name, level)
    if output and len(feeds) > 1:
        raise WrongUsage("-o wants one feed, and the settings have several", f"Add --feed {feeds[0].name}")
    targets = [(each, output or feeding.target_of(context.vault, each)) for each in feeds]
    for each, path in targets:
        tell(feeding.build(context.vault, context.plan, each, path, force))
    say("vaultcrm feed address says how to subscribe.")


def tell(built: feeding.Built) -> None:
    """One line about a feed that was built."""
    was = "" if built.written else ", as before"
    put(f"{built.path}: {counted(built.events, 'event')}, level {built.feed.level}{was}\n")


@feed.command(epilog=example("vaultcrm feed check follow-ups.ics"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def check(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Whether calendars will read a feed rightly, of whatever program.

    Ends with status 1 where something is found.
    """
    findings = feeding.check(file)
    if as_json:
        shown = ("line", "rule", "message", "clients", "instead")
        show_json([{key: getattr(finding, key) for key in shown} for finding in findings])
    for found in () if as_json else findings:
        show((line(f"{file}:{found.line}: ", Span(found.rule, "now"), f": {found.message}"),))
        show((*wrapped(f"hurts: {found.clients}", "    ", "soft"), *wrapped(f"better: {found.instead}", "    ")))
    say(f"{file}: {counted(len(findings), 'finding')}")
    ctx.exit(1 if findings else 0)


feed.add_command(address)
