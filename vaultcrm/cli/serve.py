"""``vaultcrm serve``: the feeds at an address of this computer, always as the notes are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from vaultcrm.actions.serving import Shelf, must_have_sound_settings
from vaultcrm.serve.addresses import LOOPBACK, PORT, is_loopback, known_names
from vaultcrm.vault.state import new_token

from .checklist import kept
from .context import Context, pass_context
from .feed_address import Place, show_addresses
from .help import example
from .screen import say
from .service import KINDS, show_service
from .watch import tell_standstill, turn_at

if TYPE_CHECKING:
    from vaultcrm.model import Plan
    from vaultcrm.vault import NoteVault
    from vaultcrm.vault.watching import Told

EVERYWHERE = "0.0.0.0"


@click.command(epilog=example("vaultcrm serve", "vaultcrm serve --lan"))
@click.option("--lan", is_flag=True, help="For the phones and computers of your network, too.")
@click.option("--host", metavar="ADDR", help="Listen at this address of the computer (127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, help=f"Listen at this port ({PORT}; 0: a free one).")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A host name by which a proxy of yours leads here.")
@click.option("--new-token", is_flag=True, help="New addresses; whoever has the old ones sees nothing any more.")
@click.option("--poll", is_flag=True, help="For disks that tell of no changes (network drives).")
@click.option("--service", type=click.Choice(KINDS), help="Print the file by which this runs at login, and do no more.")
@pass_context
def serve(
    context: Context,
    lan: bool,
    host: str | None,
    port: int,
    names: tuple[str, ...],
    new_token: bool,
    poll: bool,
    service: str | None,
) -> None:
    """Serve the feeds to calendars, always as the notes are.

    On this computer alone, unless --lan or --host says more. Ctrl-C ends it.
    """
    from vaultcrm.serve.web import application, listening
    from vaultcrm.vault.standstill import noticed

    listened = host or (EVERYWHERE if lan else LOOPBACK)
    if service:
        more = [*(word for name in names for word in ("--name", name)), *(["--poll"] if poll else [])]
        show_service(service, context.root.resolve(), ["serve", "--host", listened, "--port", str(port), *more])
        return
    with noticed(tell_standstill) as beat:
        shelf = _shelf(context, new_token)
        with listening(application(shelf.by_path, known_names(listened, names)), listened, port) as bound:
            _announce(context, Place(listened, bound))
            _follow(context, shelf, poll, beat)
    say("Done serving.")


def _shelf(context: Context, replace: bool) -> Shelf:
    """The feeds before anybody may ask for them. Raises what is wrong with the vault at the start."""
    must_have_sound_settings(context.vault)
    settings = context.vault.settings
    for feed in settings.feeds if replace else ():
        new_token(settings.vault, feed.name)
    shelf = Shelf(lambda text: say(f"vaultcrm: {text}"))
    shelf.refresh(lambda: (context.vault, context.plan))
    return shelf


def _announce(context: Context, place: Place) -> None:
    show_addresses(context.vault, context.vault.settings.feeds, place)
    if not is_loopback(place.host):
        say(PLAIN)
    say(f"Serving {context.root}; Ctrl-C ends it.")


def _follow(context: Context, shelf: Shelf, poll: bool, beat: Callable[[], object]) -> None:
    from vaultcrm.vault.watching import watch

    settings = [context.vault.settings]
    root = context.root
    context = context.lasting()

    def look(saved: Told) -> tuple[NoteVault, Plan]:
        fresh = kept(context.after(saved, datetime.now(UTC)))
        settings[:] = [fresh.vault.settings]
        return fresh.vault, fresh.plan

    def rebuild(saved: Told = None) -> None:
        shelf.refresh(partial(look, saved))

    def turn() -> tuple[date, int]:
        return turn_at(datetime.now(UTC), settings[0], shelf.troubled)

    watch(root, rebuild, day=turn, poll=poll, gone=rebuild, calm=rebuild, beat=beat)


PLAIN = """\
Everybody on this network who knows an address can now read that feed. It is plain HTTP:
whoever listens in on the network reads the addresses and the feeds along. Do this at
home, not in a cafe; for more, put a proxy with https before it (--name NAME)."""
