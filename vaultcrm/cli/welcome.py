"""The first screen: what to do next, where ``vaultcrm`` is called with nothing behind it."""

from __future__ import annotations

import click

from vaultcrm.errors import NoVault

from .context import Context


def welcome(context: Context) -> None:
    """In a vault: where the agenda is. Outside: how to begin."""
    try:
        root = context.root
    except NoVault:
        click.echo(OUTSIDE, nl=False)
        return
    from .screen import put

    put(f"The vault is {root}\n\n{INSIDE}")


INSIDE = """\
  vaultcrm agenda          what to do today, and in the days to come
  vaultcrm why KEY         why one of these is there, and why on that day
  vaultcrm brief NAME      all about a person, just before you write or call
  vaultcrm draft KEY       what to say; vaultcrm check KEY looks through it
  vaultcrm done KEY        it is done: a line in the note's log
  vaultcrm feed build      the agenda as a calendar to subscribe to

vaultcrm --help shows every command.
"""
OUTSIDE = """\
Follow up after interviews and stay in touch, from plain-text notes.
There is no vault here yet.

  vaultcrm init my-search      make one in a new folder
  vaultcrm init                make one of the notes in this folder
  vaultcrm --vault DIR agenda  look at one that lies elsewhere

vaultcrm --help shows every command.
"""
