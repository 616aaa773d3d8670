"""What others send, taken in by ``new``: an invitation, a vCard, the lines under an e-mail."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import WrongUsage
from vaultcrm.vault.homes import from_home

from .context import Context
from .screen import put, say, show_json
from .write_asking import ask, at_terminal
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.exchange import Card, Invitation
    from vaultcrm.model import Me

_LARGEST = 1_000_000


def _beginning(path: Path, size: int) -> bytes:
    """As many bytes: a device may have no end."""
    with path.open("rb") as file:
        return file.read(size)


def bytes_of(source: str, largest: int = _LARGEST) -> bytes:
    """What stands in the file, or (``-``) comes in; raises ``WrongUsage`` for what is no such thing, or too large."""
    try:
        data = sys.stdin.buffer.read(largest + 1) if source == "-" else _beginning(from_home(source), largest + 1)
    except OSError as error:
        raise WrongUsage(f"{source} cannot be read: {error.strerror}", "name a file, or - for what is pasted") from error
    if len(data) > largest:
        raise WrongUsage(f"{source} is too large to be what you mean", "")
    return data


def invitation_in(source: str) -> Invitation:
    """The invitation in a file; raises ``WrongUsage`` where there is no one event in it."""
    from vaultcrm.exchange import Unusable, read_invitation

    found = read_invitation(bytes_of(source))
    if isinstance(found, Unusable):
        raise WrongUsage(f"{source}: {found.reason}", found.remedy)
    return found


def follow_invitation(context: Context, known: Invitation, as_json: bool) -> bool:
    """Move the interview that came from this invitation before; ``False`` where there is none yet."""
    from vaultcrm.actions.inviting import follow, invited
    from vaultcrm.views.spans import clean

    interview = invited(context.vault, known)
    if interview is None:
        return False
    moved = follow(context.vault, interview, known)
    if moved.changes:
        commit(context, [moved.path], f"Follow the invitation to {interview.stem}")
    if as_json:
        changes = [{"key": key, "before": before, "after": after} for key, before, after in moved.changes]
        show_json({"id": interview.id, "path": moved.path, "changes": changes})
        return True
    put(f"{moved.path}\n")
    for key, before, after in moved.changes:
        click.echo(clean(f"  {key}: {before or 'nothing'} -> {after}"))
    if not moved.changes:
        say("The invitation says nothing new.")
    return True


def from_invitation(
    context: Context, known: Invitation, start: str | None, people: tuple[str, ...]
) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """When it is, with whom, and what else a new note takes from the invitation; what was given before goes before."""
    from vaultcrm.actions.inviting import length_in_words, names_of
    from vaultcrm.views.spans import clean

    begin, zone = known.at(context.vault.settings.me.timezone)
    say(f"{clean(known.summary) or 'The invitation'}: {begin:%a %Y-%m-%d %H:%M} ({zone}), {length_in_words(known.length)}")
    more = {"duration": length_in_words(known.length), "timezone": zone, "place": known.place, "title": known.summary,
            "status": "cancelled" if known.cancelled else "", "invitation": known.uid,
            "sequence": str(known.sequence or "")}  # fmt: skip
    return start or f"{begin:%Y-%m-%d %H:%M}", people or names_of(known, _me(context, known)), more


def _me(context: Context, known: Invitation) -> Me:
    """The user as the settings know them; at a terminal, asked which of the guests they are."""
    from vaultcrm.views.spans import clean

    me = context.vault.settings.me
    if me.email or me.name or not known.guests or not at_terminal():
        return me
    for guest in known.guests:
        say(clean(f"  {guest.name} {guest.email}".rstrip()))
    say("Which of these are you? (Your `email` under [me] in vaultcrm.toml says it.)")
    return replace(me, email=ask("Your address", None))


def card_in(source: str, name: str = "") -> Card:
    """The person in a vCard or in pasted lines, called ``name`` where that was given; raises ``WrongUsage`` where no one
    person can be told."""
    from vaultcrm.exchange import Unusable, is_vcard, read_signature, read_vcard

    text = bytes_of(source).decode("utf-8-sig", "replace")
    found = read_vcard(text, name) if is_vcard(text) else read_signature(text, name)
    if isinstance(found, Unusable):
        raise WrongUsage(f"{'what was pasted' if source == '-' else source}: {found.reason}", found.remedy)
    return found


def show_card(card: Card) -> None:
    """What was understood, and what was not."""
    from vaultcrm.views.spans import clean

    for key in ("name", "title", "company", "email", "phone", "address", "linkedin"):
        if value := getattr(card, key):
            say(clean(f"  {key:9} {', '.join(value.splitlines())}"))
    if card.left:
        say(clean(f"  left out  {'; '.join(card.left)}"))
