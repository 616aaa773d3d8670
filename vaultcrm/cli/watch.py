"""``vaultcrm watch``: the feeds are built anew whenever a note is saved."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from vaultcrm.actions import feeding
from vaultcrm.errors import VaultcrmError

from .checklist import kept
from .context import Context, pass_context
from .feed import tell
from .help import example
from .screen import say


@click.command(epilog=example("vaultcrm watch"))
@click.option("--poll", is_flag=True, help="For disks that tell of no changes (network drives).")
@pass_context
def watch(context: Context, poll: bool) -> None:
    """Keep the feeds fresh while you write.

    They are built whenever a note is saved, and at midnight. Ctrl-C ends it.
    """
    from vaultcrm.vault.today import today_for
    from vaultcrm.vault.watching import watch as watching

    settings = context.vault.settings
    targets = [feeding.target_of(context.vault, feed) for feed in settings.feeds]
    say(f"Watching {context.root}; Ctrl-C ends it.")
    watching(
        context.root,
        lambda: _rebuild(Context(context.root, context.words, datetime.now(UTC))),
        ignore=targets,
        day=lambda: today_for(settings, datetime.now(UTC)),
        poll=poll,
    )
    say("Done watching.")


def _rebuild(context: Context) -> None:
    """Build what has changed; what stands in the way is said, and the watch goes on."""
    try:
        context = kept(context)
        for feed in context.vault.settings.feeds:
            built = feeding.build(context.vault, context.plan, feed, feeding.target_of(context.vault, feed))
            if built.written:
                tell(built)
    except VaultcrmError as stop:
        say(f"vaultcrm: {stop.message}")
