"""``vaultcrm watch``: the feeds are built anew whenever a note is saved."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from vaultcrm.actions import feeding
from vaultcrm.errors import VaultcrmError, in_words
from vaultcrm.model import FeedSettings, Settings

from .checklist import kept
from .context import Context, pass_context
from .feed import tell
from .help import example
from .screen import say
from .service import KINDS, show_service

if TYPE_CHECKING:
    from vaultcrm.actions.feed_memory import FeedMemory
    from vaultcrm.vault.watching import Told

_AGAIN = 30  # seconds
STANDS = "still waiting for the folder, for half a minute now: it is very large, or does not answer. It goes on by itself."


@click.command(epilog=example("vaultcrm watch", "vaultcrm watch --service systemd"))
@click.option("--poll", is_flag=True, help="For disks that tell of no changes (network drives).")
@click.option("--service", type=click.Choice(KINDS), help="Print the file by which this runs at login, and do no more.")
@pass_context
def watch(context: Context, poll: bool, service: str | None) -> None:
    """Keep the feeds fresh while you write.

    They are built whenever a note is saved, and at midnight. Ctrl-C ends it.
    """
    from vaultcrm.vault.standstill import noticed
    from vaultcrm.vault.watching import watch as watching

    if service:
        show_service(service, context.root.resolve(), ["watch", *(["--poll"] if poll else [])])
        return
    with noticed(tell_standstill) as beat:
        watched = Watched(context)
        targets = [feeding.target_of(context.vault, feed) for feed in context.vault.settings.feeds]
        say(f"Watching {context.root}; Ctrl-C ends it.")
        look, root = partial(watched.rebuild, None), context.root
        watching(root, watched.rebuild, ignore=targets, day=watched.turn, poll=poll, gone=look, calm=look, beat=beat)
    say("Done watching.")


def tell_standstill(stands: bool) -> None:
    """The folder does not answer, or answers again."""
    say(f"vaultcrm: {STANDS if stands else 'the folder answers again.'}")


class Watched:
    """A vault that is read anew whenever something has changed; remembers what it said last, so as not to say it again."""

    def __init__(self, context: Context) -> None:
        from vaultcrm.actions.feed_memory import FeedMemory

        self._settings, self._told = context.vault.settings, ""
        self._memory = FeedMemory()
        self._context = context.lasting()

    def turn(self) -> tuple[date, int]:
        """What changes when it is time to build though no note has: see ``turn_at``."""
        return turn_at(datetime.now(UTC), self._settings, bool(self._told))

    def rebuild(self, saved: Told) -> None:
        """Build what has changed; what stands in the way is said, once, and the watch goes on."""
        try:
            fresh = kept(self._context.after(saved, datetime.now(UTC)))
            self._settings = fresh.vault.settings
            wrong = [_build(fresh, feed, self._memory) for feed in self._settings.feeds]
        except (VaultcrmError, OSError) as stop:
            wrong = [in_words(stop)]
        told = "\n".join(f"vaultcrm: {words}" for words in wrong if words)
        if told != self._told:
            say(told or "All is well again.")
        self._told = told


def turn_at(now: datetime, settings: Settings, troubled: bool) -> tuple[date, int]:
    """The user's day; and where something stood in the way (a full disk, say), which half minute it is, to try again."""
    from vaultcrm.vault.today import today_for

    return today_for(settings, now), int(now.timestamp() // _AGAIN) if troubled else 0


def _build(context: Context, feed: FeedSettings, memory: FeedMemory) -> str:
    """Build one feed; what stands in its way, so that the others are built all the same."""
    try:
        path = feeding.target_of(context.vault, feed)
        built = feeding.build(context.vault, context.plan, feed, path, memory=memory)
    except VaultcrmError as stop:
        return in_words(stop)
    if built.written:
        tell(built)
    return ""
