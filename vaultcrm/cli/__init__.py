"""The command line: parse arguments, call one action or view, print.

``COMMANDS`` names where each command lives; its module is imported when it is asked for, and not before.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from vaultcrm import __version__

from .help import example
from .lazy import LazyGroup
from .streams import prepare

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Every day": {
        "agenda": "vaultcrm.cli.agenda:agenda",
        "why": "vaultcrm.cli.why:why",
        "day": "vaultcrm.cli.day:day",
        "brief": "vaultcrm.cli.brief:brief",
        "prep": "vaultcrm.cli.prep:prep",
        "open": "vaultcrm.cli.open_note:open_note",
        "list": "vaultcrm.cli.lists:list_notes",
        "find": "vaultcrm.cli.find:find",
    },
    "Saying it": {
        "draft": "vaultcrm.cli.draft:draft",
        "check": "vaultcrm.cli.check:check",
    },
    "Writing it down": {
        "debrief": "vaultcrm.cli.debrief:debrief",
        "done": "vaultcrm.cli.write_doing:done",
        "skip": "vaultcrm.cli.write_doing:skip",
        "snooze": "vaultcrm.cli.write_doing:snooze",
        "reopen": "vaultcrm.cli.write_doing:reopen",
        "undo": "vaultcrm.cli.write_doing:undo",
        "log": "vaultcrm.cli.write_log:log",
        "heard": "vaultcrm.cli.write_log:heard",
        "stage": "vaultcrm.cli.write_stage:stage",
        "inbox": "vaultcrm.cli.inbox:inbox",
    },
    "Looking back": {
        "tree": "vaultcrm.cli.tree:tree",
        "stats": "vaultcrm.cli.stats:stats",
    },
    "In and out": {
        "import": "vaultcrm.cli.importing:import_",
        "export": "vaultcrm.cli.exporting:export",
        "merge": "vaultcrm.cli.merge:merge",
        "forget": "vaultcrm.cli.forget:forget",
    },
    "Calendar": {
        "feed": "vaultcrm.cli.feed:feed",
        "watch": "vaultcrm.cli.watch:watch",
        "serve": "vaultcrm.cli.serve:serve",
        "publish": "vaultcrm.cli.publish:publish",
    },
    "The vault": {
        "init": "vaultcrm.cli.write_init:init",
        "new": "vaultcrm.cli.write_new:new",
        "rename": "vaultcrm.cli.rename:rename",
        "doctor": "vaultcrm.cli.doctor:doctor",
        "playbook": "vaultcrm.cli.playbook:playbook",
        "completion": "vaultcrm.cli.completion:completion",
        "help": "vaultcrm.cli.topics:help_topic",
    },
}
HIDDEN: Mapping[str, str] = {"merge-driver": "vaultcrm.cli.merge_driver:merge_driver"}
# After these the checklist note says what is open now.
WRITING = frozenset({*SECTIONS["Writing it down"], "day", "forget", "import", "merge", "new", "rename"})
# A name of the disk to the shell that completes it; what is wrong with it is said when the vault is looked for.
_VAULT = click.Path(path_type=Path, readable=False)
COMMANDS: Mapping[str, str] = {name: target for section in SECTIONS.values() for name, target in section.items()}


@click.group(
    "vaultcrm",
    cls=LazyGroup,
    sections=SECTIONS,
    hidden=HIDDEN,
    invoke_without_command=True,
    epilog=example("vaultcrm agenda"),
)
@click.option("--vault", type=_VAULT, envvar="VAULTCRM_VAULT", metavar="DIR", help="The vault (else found from here up).")
@click.option("--today", metavar="DATE", help="Act as if it were this day: fri, +3d, 2026-11-24.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour (auto).")
@click.version_option(__version__, prog_name="vaultcrm", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, vault: Path | None, today: str | None, color: str) -> None:
    """Follow up after interviews and stay in touch, from plain-text notes."""
    from .context import Context
    from .screen import color_wish

    ctx.obj = Context(vault, today, datetime.now(UTC))
    ctx.color = color_wish(color)
    if ctx.invoked_subcommand is None:
        from .welcome import welcome

        welcome(ctx.obj)


@cli.result_callback()
@click.pass_context
def afterwards(ctx: click.Context, /, *results: object, **options: object) -> None:
    """What is to be done after a command that writes."""
    if ctx.invoked_subcommand in WRITING:
        from .checklist import kept

        kept(ctx.obj)


def main() -> None:
    """Run the command line; ends the process with the command's exit status."""
    # Found: a command is over before it is worth while to look for what it has dropped; that took 5 ms.
    gc.set_threshold(20_000)
    prepare()
    cli(prog_name="vaultcrm")
