"""An interview from an invitation: made once, and moved or called off when the invitation comes again with other words.

In come the vault and the invitation, out come facts for a new note, or the changes of the one that is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from vaultcrm.errors import WrongUsage
from vaultcrm.exchange import Guest, Invitation
from vaultcrm.model import Interview, Me
from vaultcrm.notes.edit import Written, line_of_key, read_key, set_key
from vaultcrm.notes.links import plain
from vaultcrm.views.counting import counted

from .edits import Edit, write_edits
from .stage import words_for

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


SEQUENCE = "invitation_sequence"  # how often the sender had changed it: an older one that comes late moves nothing


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of an interview: its keys with their values before and after; nothing where all is as it was."""

    path: str
    changes: tuple[tuple[str, str, str], ...]


def invited(vault: NoteVault, invitation: Invitation) -> Interview | None:
    """The interview that came from this very invitation."""
    return next((one for one in vault.interviews if invitation.uid and one.invitation == invitation.uid), None)


def names_of(invitation: Invitation, me: Me) -> tuple[str, ...]:
    """Everybody in the invitation but the user, as ``Name <address>``; an address that is known names its person.

    Raises ``WrongUsage`` where nobody can tell which of them the user is.
    """
    if invitation.guests and not me.email and not me.name:
        names = ", ".join(guest.name or guest.email for guest in invitation.guests)
        remedy = "Write your `email` under [me] in vaultcrm.toml, or name the others: --with NAME"
        raise WrongUsage(f"which of these are you? {names}", remedy)
    return tuple(_named(guest) for guest in invitation.guests if not _is_me(guest, me))


def _is_me(guest: Guest, me: Me) -> bool:
    same_address = bool(me.email) and guest.email.casefold() == me.email.casefold()
    return same_address or (bool(me.name) and plain(guest.name) == plain(me.name))


def _named(guest: Guest) -> str:
    if not guest.name or not guest.email:
        return guest.name or guest.email
    return f"{guest.name} <{guest.email}>" if guest.name.isalnum() else f'"{guest.name}" <{guest.email}>'


def length_in_words(length: timedelta) -> str:
    """``45 minutes``, ``1 hour``, ``90 minutes``."""
    minutes = max(1, round(length.total_seconds() / 60))
    count, unit = (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")
    return counted(count, unit)


def follow(vault: NoteVault, interview: Interview, invitation: Invitation) -> Moved:
    """Write into the interview's note what the invitation says otherwise; what was written there by hand besides stays."""
    path = interview.source.path
    moved = following(vault, interview, invitation, vault.text(path))
    if moved.changes:
        write_edits(vault, [Edit(path, lambda text: _changed(vault, text, moved.changes))])
    return moved


def following(vault: NoteVault, interview: Interview, invitation: Invitation, text: str) -> Moved:
    """What the invitation says otherwise than the note; nothing where the note follows a later one already."""
    said = read_key(text, SEQUENCE)
    known = int(said) if isinstance(said, str) and said.isdecimal() and len(said) <= 10 else 0
    if invitation.sequence < known:
        return Moved(interview.source.path, ())
    before, after = _as_is(interview), _as_invited(vault, interview, invitation)
    changes = [(key, before[key], value) for key, value in after.items() if value != before[key]]
    counted = [(SEQUENCE, str(known), str(invitation.sequence))] if invitation.sequence > known else []
    return Moved(interview.source.path, (*changes, *counted))


def followed(vault: NoteVault, text: str, moved: Moved) -> str:
    """The note's text with the changes. Raises ``EditRefused``."""
    return _changed(vault, text, moved.changes).text if moved.changes else text


def _as_is(interview: Interview) -> dict[str, str]:
    return {
        "start": f"{interview.start:%Y-%m-%d %H:%M}",
        "end": f"{interview.end:%H:%M}",
        "duration": length_in_words(interview.end - interview.start),
        "timezone": interview.timezone,
        "place": interview.place or "",
        "status": interview.status or "",
    }


def _as_invited(vault: NoteVault, interview: Interview, invitation: Invitation) -> dict[str, str]:
    """The keys that an invitation decides. One that calls it off says no more than that."""
    if invitation.cancelled:
        return {"status": "cancelled"}
    start, zone = invitation.at(vault.settings.me.timezone)
    ends = "end" in interview.lines
    until = {"end": f"{start + invitation.length:%H:%M}"} if ends else {"duration": length_in_words(invitation.length)}
    place = {"place": invitation.place} if invitation.place else {}
    again = {"status": "scheduled"} if interview.status in ("cancelled", "missed") else {}
    return {"start": f"{start:%Y-%m-%d %H:%M}", **until, "timezone": zone, **place, **again}


def _changed(vault: NoteVault, text: str, changes: tuple[tuple[str, str, str], ...]) -> Written:
    for key, _, value in changes:
        text = set_key(text, key, value, words_for(vault.settings, "interview", key))
    number = line_of_key(text, changes[0][0], words_for(vault.settings, "interview", changes[0][0]))
    return Written(text, text.splitlines()[number - 1], number)
