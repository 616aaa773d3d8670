"""``vaultcrm feed address``: where each feed is found, and how every calendar subscribes to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from vaultcrm.actions import feeding
from vaultcrm.model import FeedSettings
from vaultcrm.serve import addresses
from vaultcrm.vault.state import new_token as replace_token
from vaultcrm.vault.state import token_of
from vaultcrm.views.spans import Span, line

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import show, show_json

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


@dataclass(frozen=True, slots=True)
class Place:
    """Where ``serve`` listens, or would: a host and a port; ``url`` is another host's that leads there, with its path."""

    host: str
    port: int
    url: str | None = None


@click.command(epilog=example("vaultcrm feed address --feed follow-ups", "vaultcrm feed address --lan --qr"))
@click.option("--feed", "name", metavar="NAME", shell_complete=completing.feeds, help="Only this feed of the settings.")
@click.option("--lan", is_flag=True, help="As vaultcrm serve --lan has it.")
@click.option("--port", type=int, default=addresses.PORT, help=f"As vaultcrm serve --port has it ({addresses.PORT}).")
@click.option("--at", "url", metavar="URL", help="The https address of a proxy or host of yours that leads to the server.")
@click.option("--qr", is_flag=True, help="A code for the phone's camera.")
@click.option("--new-token", is_flag=True, help="New addresses; whoever has the old ones sees nothing any more.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def address(
    context: Context, name: str | None, lan: bool, port: int, url: str | None, qr: bool, new_token: bool, as_json: bool
) -> None:
    """Where the feeds are, and how to subscribe to them."""
    feeds = feeding.chosen_feeds(context.vault, name, None)
    for each in feeds if new_token else ():
        replace_token(context.vault.settings.vault, each.name)
    place = Place("0.0.0.0" if lan else addresses.LOOPBACK, port, url)
    if as_json:
        show_json([_data(context.vault, each, place) for each in feeds])
        return
    show_addresses(context.vault, feeds, place, qr)
    click.echo(f"\n{HOW}", nl=False)


def show_addresses(vault: NoteVault, feeds: Sequence[FeedSettings], place: Place, qr: bool = False) -> None:
    """One block a feed: its addresses, the best one for a phone last, and that one as a code where asked for."""
    for each in feeds:
        path = feeding.target_of(vault, each).resolve()
        missing = "" if path.is_file() else "  (not built yet: vaultcrm feed build)"
        urls = list(_urls(vault, each, place))
        show((line(Span(each.name, "heading"), Span(missing, "missing")),))
        show(line("  ", shown) for shown in (str(path), path.as_uri(), *urls, *map(addresses.webcal, urls[-1:])))
        if qr and urls:
            from vaultcrm.serve.qr import qr_text

            click.echo(qr_text(addresses.webcal(urls[-1])))


def _urls(vault: NoteVault, feed: FeedSettings, place: Place) -> Iterator[str]:
    """The addresses under which ``serve`` has a feed, from the nearest to the farthest; none for a vault without a value."""
    if not vault.settings.vault:
        return
    path = addresses.feed_path(token_of(vault.settings.vault, feed.name), feed.name)
    everywhere = addresses.is_everywhere(place.host)
    yield addresses.local_url(addresses.LOOPBACK if everywhere else place.host, place.port, path)
    if everywhere:
        own = addresses.network_address()
        yield from (addresses.local_url(host, place.port, path) for host in (*addresses.own_names()[1:], own) if host)
    if place.url:
        yield place.url.rstrip("/") + path


def _data(vault: NoteVault, feed: FeedSettings, place: Place) -> dict[str, object]:
    path = feeding.target_of(vault, feed).resolve()
    served = list(_urls(vault, feed, place))
    where = {"path": str(path), "url": path.as_uri(), "served": served, "webcal": [*map(addresses.webcal, served)]}
    return {"name": feed.name, **where, "built": path.is_file(), "level": feed.level, "shape": feed.shape}


HOW = """\
http addresses work while vaultcrm serve runs (with --lan for other devices),
the file while vaultcrm watch or feed build keeps it fresh. Subscribe, do not
import: what is imported is never refreshed.

               how to subscribe                                 how late
Apple, iPhone  open the webcal address, or scan the code (--qr) as you set it
Apple, Mac     Calendar: File, New Calendar Subscription        as you set it
Google         Other calendars, From URL: https, public host    8 to 24 hours
Outlook.com    Add calendar, Subscribe from web: the same       3 to 24 hours
Outlook        Add calendar, From Internet                      about an hour
Thunderbird    New Calendar, On the Network: http, or the file  30 minutes
GNOME          Add Calendar: http, or the file                  30 minutes
KDE            Merkuro, KOrganizer: Add Calendar, iCal          as you set it
Nextcloud      New subscription from link, which it can reach   as its host set
Android        the app ICSx5: the webcal address                as you set it
khal, calcurse vdirsyncer with http; or import the file         as you run it

Google and Outlook.com fetch from their own servers: they want https on a host
that the world can reach (vaultcrm publish). Nothing in a feed makes them hurry.
"""
