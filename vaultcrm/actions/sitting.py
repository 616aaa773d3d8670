"""The follow-up day as a sitting: who is due, and what the sitting writes (rows A4, A6).

In come the vault, its plan and the day, out come the list, and the lines that were written.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import WrongUsage
from vaultcrm.model import Contact, Holidays, LogLine, Plan, Source, Touchpoint
from vaultcrm.notes.edit import append_log_line
from vaultcrm.plan.followup import FOLLOW_UP_DAY
from vaultcrm.plan.keeping import Keeping, keeping
from vaultcrm.vault.left import left_on
from vaultcrm.views.day import Day, Known, due_by, handled_on, keeps_touch

from .by_hand import never_due, undated
from .edits import Wrote, write_edits
from .search_note import search_edit

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def day_of_sitting(vault: NoteVault, plan: Plan, holidays: Holidays, on: date | None, ahead: bool) -> Day:
    """The list of the day ``on`` (today), or with ``ahead`` of the next follow-up day, to be worked through today.

    Raises ``WrongUsage`` for a day that has passed.
    """
    ties = keeping(vault, plan.today, holidays)
    day = _wanted(ties, plan.today, on, ahead)
    is_now = ahead or day == plan.today
    left = left_on(vault.settings.vault, plan.today) if is_now else frozenset()
    known = {who: Known(*tie) for who, tie in ties.ties.items()}
    by_then = due_by(vault, plan, known, ties.acts, day)
    open_now = [one for one in by_then if one.touchpoint.uid not in left]
    passed = tuple(one for one in by_then if one.touchpoint.uid in left)
    handled = handled_on(vault, plan.today, known, ties.acts) if is_now else {}
    room = max(0, max(vault.settings.per_day, 1) - len(passed) - sum(map(len, handled.values())))
    coming = ties.after(day)
    expected = sum(keeps_touch(t, ties.acts) for t in plan.live.where(lambda one: day < one.planned <= coming))
    closed = ties.closed and day == plan.today
    due, rest = tuple(open_now[:room]), len(open_now[room:])
    return Day(plan.today, day, ties.is_one(day), closed, is_now, coming, expected, due, passed, handled, rest, len(known))


def still_due(plan: Plan, uid: str, day: date) -> Touchpoint | None:
    """The touch-point of this identity in a newer plan; ``None`` where by ``day`` there is nothing to do any more."""
    return next(iter(plan.live.where(lambda one: one.uid == uid and one.planned <= day)), None)


def never(vault: NoteVault, contact: Contact) -> tuple[Wrote, ...]:
    """No more reminders of this person: ``cadence: never``, and no day that was set by hand."""
    edits = [never_due(vault, contact.source.path)]
    if contact.next_contact:
        edits.insert(0, undated(vault, contact.source.path))
    return write_edits(vault, edits)[-1:]


def close_day(vault: NoteVault, today: date, text: str) -> Wrote:
    """Log that today's follow-up day has been worked through, in the note of the search."""
    line = LogLine(Source(""), today, "did", step=FOLLOW_UP_DAY, text=text)
    return write_edits(vault, [search_edit(vault, partial(append_log_line, line=line, settings=vault.settings))])[0]


def _wanted(ties: Keeping, today: date, on: date | None, ahead: bool) -> date:
    if on and on < today:
        raise WrongUsage(f"{on} has passed", "vaultcrm --today DATE day shows it as it was on that day.")
    if ahead:
        return ties.after(today) if ties.closed or not ties.is_one(today) else today
    return on or today
