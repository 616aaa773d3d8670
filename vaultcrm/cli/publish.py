"""``vaultcrm publish``: send the feeds to a folder, a server or a page host."""

from __future__ import annotations

import click

from vaultcrm.actions import publishing
from vaultcrm.errors import VaultcrmError
from vaultcrm.model import FeedSettings, PublishSettings

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import put, say
from .write_asking import at_terminal, confirm


@click.command(epilog=example("vaultcrm publish", "vaultcrm publish --trust   # the first time, without a terminal"))
@click.option("--feed", "name", metavar="NAME", shell_complete=completing.feeds, help="Only this feed of the settings.")
@click.option("--trust", is_flag=True, help="The addresses in the settings are mine: remember that on this machine.")
@click.option("--public", is_flag=True, help="Strangers may find the feeds there, with all that they tell: remember that too.")
@click.option("--force", is_flag=True, help="Send a feed though nearly all of it has gone.")
@pass_context
def publish(context: Context, name: str | None, trust: bool, public: bool, force: bool) -> None:
    """Build the feeds, and send them where the settings say.

    to = "folder:/path", "dav:https://host/calendar.ics" or "git:BRANCH" (of origin). A server's user and password are those
    in VAULTCRM_DAV_USER and VAULTCRM_DAV_PASSWORD (for the host VAULTCRM_DAV_HOST), or in the keyring, where
    keyring set vaultcrm:HOST USER keeps them.
    """
    stops = []
    for target, feed in publishing.parcels(context.vault, name):
        _settle(context, target, trust)
        if public:
            publishing.agree_in_the_open(context.vault, target, feed)
        try:
            _send(context, target, feed, force)
        except VaultcrmError as stop:
            stops.append(stop)
    for earlier in stops[:-1]:
        say(f"vaultcrm: {earlier.message}")
    if stops:
        raise stops[-1]


def _settle(context: Context, target: PublishSettings, trust: bool) -> None:
    """Ask about an address that came with the vault, once; without a terminal the answer is no."""
    if publishing.is_known(context.vault, target):
        return
    question = f"{publishing.place_of(context.vault, target)}: it came with the vault. Is it yours?"
    if trust or (at_terminal() and confirm(question)):
        publishing.agree(context.vault, target)


def _send(context: Context, target: PublishSettings, feed: FeedSettings, force: bool) -> None:
    sent = publishing.publish(context.vault, context.plan, target, feed, force)
    put(f"{sent.to}: {feed.name}, level {feed.level}{'' if sent.changed else ', as before'}\n")
    if target.url:
        say(f"Subscribe to {target.url}")
