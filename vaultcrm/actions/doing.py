"""``done``, ``skip``, ``snooze``, ``reopen``: close touch-points by writing what a person would write by hand.

In come the vault, its plan and keys, out come the lines that were written. All keys are looked up and all lines are worked out
before anything is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.dates import day_of
from vaultcrm.errors import NotFound, SeveralFit, WrongUsage
from vaultcrm.model import LIVE, LogLine, Plan, Touchpoint
from vaultcrm.notes.edit import (
    append_log_line,
    redate_promise,
    remove_log_line,
    tick_promise,
)
from vaultcrm.notes.log import log_words
from vaultcrm.plan.followup import FOLLOW_UP_DAY

from . import by_hand
from .closing_lines import line_about, lines_that_closed, never_ends, verb_for
from .edits import Edit, Wrote, write_edits
from .gone_from_plan import opened_by_hand
from .keys_meant import by_start, live
from .search_note import SEARCH, new_search
from .what_was_said import medium_said, with_draft

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


@dataclass(frozen=True, slots=True)
class Said:
    """What the command says about the doing: the day, the medium or verb, and the text of the line."""

    on: date
    via: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """A touch-point and the line that was written for it."""

    touchpoint: Touchpoint
    wrote: Wrote


def done(vault: NoteVault, plan: Plan, keys: Sequence[str], said: Said) -> tuple[Closed, ...]:
    """Log each as done; a promise is ticked where it stands.

    Raises ``NotFound``, ``SeveralFit`` or ``AlreadyDone`` for a key, and ``WrongUsage`` for a medium or a day that cannot be.
    """
    _refuse_future(plan, said.on)
    return _close(vault, [(one, done_edit(vault, one, said)) for one in _meant(plan, keys, said.on)])


def skip(vault: NoteVault, plan: Plan, keys: Sequence[str], said: Said) -> tuple[Closed, ...]:
    """Log each as skipped. A promise cannot be skipped: it stands until it is kept or deleted."""
    _refuse_future(plan, said.on)
    return _close(vault, [(one, _skip_edit(vault, one, said)) for one in _meant(plan, keys, said.on)])


def tried(vault: NoteVault, plan: Plan, keys: Sequence[str], said: Said) -> tuple[Closed, ...]:
    """Log that nobody answered: each stays open, and its note tells of the try."""
    _refuse_future(plan, said.on)
    return _close(vault, [(one, _tried_edit(vault, one, said)) for one in live(plan, keys)])


def snooze(vault: NoteVault, plan: Plan, keys: Sequence[str], until: date, said: Said) -> tuple[Closed, ...]:
    """Put each off: it opens and is due on ``until``, which must be after the day of the line."""
    refuse_no_later(until, said.on)
    return _close(vault, [(one, _snooze_edit(vault, one, until, said)) for one in _meant(plan, keys, said.on)])


def refuse_no_later(until: date, on: date) -> None:
    """Raise ``WrongUsage`` where something would be put off to the day of its line, or before."""
    if until <= on:
        raise WrongUsage(f"{until} is not after {on}", "a touch-point is put off to a later day")


def reopen(vault: NoteVault, plan: Plan, keys: Sequence[str]) -> tuple[Closed, ...]:
    """Take out the line that closed (or snoozed) each. Raises ``NotFound`` where no line did."""
    found = [_closed(vault, plan, key) for key in keys]
    return _close(vault, [(one, _reopen_edit(vault, one)) for one in dict.fromkeys(found)])


def _closed(vault: NoteVault, plan: Plan, key: str) -> Touchpoint:
    try:
        return by_start(key, plan.touchpoints)
    except NotFound as unknown:
        raise opened_by_hand(vault, key) or unknown from unknown


def following(plan: Plan, closed: Touchpoint) -> Touchpoint | None:
    """What comes next for the same person; for oneself, in the same note. ``plan`` is that of after the writing."""
    for one in plan.live:
        same = one.person == closed.person if closed.person else one.person is None and one.note.id == closed.note.id
        if same and not is_same_round(one, closed):
            return one
    return None


def is_same_round(one: Touchpoint, other: Touchpoint) -> bool:
    """Whether both are one thing to do at one time: of what recurs, one round."""
    return one.uid == other.uid and not never_ends(one) and (one.due == other.due or one.round is not None)


def _close(vault: NoteVault, edits: Sequence[tuple[Touchpoint, Edit]]) -> tuple[Closed, ...]:
    wrote = write_edits(vault, [edit for _, edit in edits])
    return tuple(Closed(touchpoint, line) for (touchpoint, _), line in zip(edits, wrote, strict=True))


def refuse_let_go(plan: Plan, touchpoint: Touchpoint, on: date) -> None:
    """Raise ``WrongUsage`` for a round that was let go where a line of that day would close the one after it."""
    if touchpoint.state != "missed" or not (touchpoint.round or "").isdigit():
        return
    after = [one for one in plan.touchpoints if _is_round_after(one, touchpoint)]
    following = min(after, key=lambda one: int(one.round or 0), default=None)
    ended = day_of(touchpoint.expires or touchpoint.due)
    if following and not (on <= ended and on < day_of(following.opens)):
        message = f"{touchpoint.title}: this round was let go on {touchpoint.closed_on}; nothing was done"
        raise WrongUsage(message, f"{following.key} is the one after it; --on names a day on which this one was open")


def _is_round_after(one: Touchpoint, before: Touchpoint) -> bool:
    same = (one.step, one.person, one.note) == (before.step, before.person, before.note)
    return same and (one.round or "").isdigit() and int(one.round or 0) > int(before.round or 0)


def _meant(plan: Plan, keys: Sequence[str], on: date) -> tuple[Touchpoint, ...]:
    """What the keys mean, each of which a line of that day can close."""
    found = live(plan, keys)
    for one in found:
        refuse_let_go(plan, one, on)
    return found


def _refuse_future(plan: Plan, on: date) -> None:
    if on > plan.today:
        raise WrongUsage(f"{on} is in the future", "a log says what has been")


def done_edit(vault: NoteVault, touchpoint: Touchpoint, said: Said) -> Edit:
    """What closes one touch-point: its log line, or the tick of a promise. Raises ``WrongUsage`` for the medium."""
    if touchpoint.step == "promise":
        if said.via or said.text:
            raise WrongUsage(f"{touchpoint.title}: a promise is ticked where it stands", "leave --via and -m out")
        source = touchpoint.source
        return Edit(source.path, partial(tick_promise, number=source.line, day=said.on), source.line)
    verb = verb_for(touchpoint, said.via or medium_said(vault, touchpoint), vault.settings)
    canonical = log_words(vault.settings).verbs.get(verb, verb)
    text = with_draft(vault, touchpoint, canonical, said.text)
    edit = _log_edit(vault, line_about(vault, touchpoint, said.on, canonical)._replace(text=text), verb)
    return by_hand.closing(vault, touchpoint, edit, said.on)


def _skip_edit(vault: NoteVault, touchpoint: Touchpoint, said: Said) -> Edit:
    if touchpoint.step == "promise":
        raise WrongUsage(f"{touchpoint.title}: a promise stands until it is kept", f"or delete it: {touchpoint.source}")
    if touchpoint.step == "next-contact":
        _refuse_text(touchpoint, said)
        return by_hand.undated(vault, touchpoint.note.path)
    return _log_edit(vault, line_about(vault, touchpoint, said.on, "skipped")._replace(text=said.text))


def _tried_edit(vault: NoteVault, touchpoint: Touchpoint, said: Said) -> Edit:
    if touchpoint.person is None:
        raise WrongUsage(f"{touchpoint.title}: this is for yourself, and nobody could answer")
    return _log_edit(vault, line_about(vault, touchpoint, said.on, "no-answer")._replace(text=said.text))


def _snooze_edit(vault: NoteVault, touchpoint: Touchpoint, until: date, said: Said) -> Edit:
    if touchpoint.step in ("promise", "next-contact"):
        _refuse_text(touchpoint, said)
    if touchpoint.step == "promise":
        source = touchpoint.source
        return Edit(source.path, partial(redate_promise, number=source.line, day=until), source.line)
    if touchpoint.step == "next-contact":
        return by_hand.dated(vault, touchpoint.note.path, until)
    if touchpoint.act == FOLLOW_UP_DAY:
        raise WrongUsage(f"{touchpoint.title}: its day is that of the settings", "skip it, and its people come on the next one")
    return _log_edit(vault, line_about(vault, touchpoint, said.on, "snoozed")._replace(until=until, text=said.text))


def _refuse_text(touchpoint: Touchpoint, said: Said) -> None:
    """Raise ``WrongUsage`` for a text where only a day in the note is changed, and no line is written that could hold it."""
    if said.text:
        raise WrongUsage(f"{touchpoint.title}: its day stands in the note, and no log line tells why", "leave -m out")


def _reopen_edit(vault: NoteVault, touchpoint: Touchpoint) -> Edit:
    found = lines_that_closed(vault, touchpoint)
    if len(found) > 1:
        places = "\n".join(f"  {line.source}" for line in found)
        raise SeveralFit(f"{touchpoint.title}: {len(found)} lines may have closed it; nothing was done", places)
    if not found:
        state = "is open" if touchpoint.state in LIVE else "was not closed by a log line"
        raise NotFound(f"{touchpoint.key}  {touchpoint.title}: {state}")
    source = found[0].source
    return Edit(source.path, partial(remove_log_line, number=source.line, settings=vault.settings), source.line)


def _log_edit(vault: NoteVault, line: LogLine, verb: str = "") -> Edit:
    path = line.source.path
    fresh = new_search() if path == SEARCH else None
    return Edit(path, partial(append_log_line, line=line, settings=vault.settings, verb=verb), fresh=fresh)
