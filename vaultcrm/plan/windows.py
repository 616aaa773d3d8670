"""When a touch-point may be done: opens, due, expires; moved to business days, merged, put off (*How days are counted*)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import NamedTuple

from vaultcrm.dates import day_of
from vaultcrm.dates.away import away_on, back_from, home_before
from vaultcrm.model import Moment, Settings

from .anchors import say
from .calendar import Place, end_of, on_day, put_off, start_of, within_hours


class Window(NamedTuple):
    """``opens`` and ``due`` belong to it, and so does ``expires``; ``next_opens`` (a recurring step's next round) does not.

    A tuple, as slots and outcomes are: found, the making of these records was a seventh of all planning.
    """

    opens: Moment
    due: Moment
    expires: Moment | None = None
    next_opens: date | None = None
    waits_for: str | None = None
    reasons: tuple[str, ...] = ()

    @property
    def opens_on(self) -> date:
        return day_of(self.opens)

    @property
    def due_on(self) -> date:
        return day_of(self.due)

    @property
    def last(self) -> date | None:
        """The last day on which it can be done."""
        ends = [day_of(self.expires)] if self.expires else []
        return min([*ends, *([self.next_opens - timedelta(days=1)] if self.next_opens else [])], default=None)

    @property
    def expires_on(self) -> Moment | None:
        """When it expires, as shown: the day on which the next round opens counts too."""
        if self.next_opens and (self.expires is None or self.next_opens <= day_of(self.expires)):
            return self.next_opens
        return self.expires

    def over(self, day: date) -> bool:
        """Whether it had expired by ``day``."""
        return self.last is not None and day > self.last


def to_business_days(window: Window, place: Place, hours: tuple[time, time] | None) -> Window:
    """Calls and post that would open or be due on another day move to the next business day, at both ends."""
    ends, reasons = list[Moment](), list(window.reasons)
    for what, moment in (("it opens", window.opens), ("it is due", window.due)):
        day = place.next_business(day_of(moment))
        if day != day_of(moment):
            reasons.append(f"{say(day_of(moment))} is {place.why_moved(day_of(moment))}: {what} on {say(day)}")
        ends.append(within_hours(on_day(moment, day), place, hours) if hours else on_day(moment, day))
    return window._replace(opens=ends[0], due=ends[1], reasons=tuple(reasons))


def for_medium(window: Window, via: str | None, place: Place, hours: tuple[time, time]) -> Window:
    """The window as its medium allows: calls (within working ``hours``) and post on business days, the rest on any day."""
    if via not in ("phone", "post"):
        return window
    return to_business_days(window, place, hours if via == "phone" else None)


def merged(windows: list[Window], zone: str) -> Window:
    """The window of one act that several systems ask for: later opening, earlier due; else the earlier one."""
    if len(windows) == 1:
        return windows[0]
    opens = max((one.opens for one in windows), key=lambda moment: start_of(moment, zone))
    due = min((one.due for one in windows), key=lambda moment: end_of(moment, zone))
    reasons = tuple(dict.fromkeys(reason for one in windows for reason in one.reasons))
    if start_of(opens, zone) > end_of(due, zone):
        first = min(windows, key=lambda one: (end_of(one.due, zone), start_of(one.opens, zone)))
        opens, due, reasons = first.opens, first.due, (*reasons, "the systems' windows do not meet: the earlier one counts")
    elif len({(one.opens, one.due) for one in windows}) > 1:
        reasons = (*reasons, f"together they ask for {say(opens)} to {say(due)}")
    expiries = [one.expires for one in windows if one.expires]
    expires = min(expiries, key=lambda moment: end_of(moment, zone), default=None)
    waits_for = next((one.waits_for for one in windows if one.waits_for), None)
    return Window(opens, due, expires, _first(one.next_opens for one in windows), waits_for, reasons)


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def later(window: Window, until: date, why: str) -> Window:
    """The window opened and due no earlier than ``until``; it expires as many days later as it is due later."""
    opens, due = max(window.opens_on, until), max(window.due_on, until)
    delay = timedelta(days=(due - window.due_on).days)
    return window._replace(
        opens=on_day(window.opens, opens),
        due=on_day(window.due, due),
        expires=on_day(window.expires, day_of(window.expires) + delay) if window.expires else None,
        next_opens=window.next_opens + delay if window.next_opens else None,
        reasons=(*window.reasons, why),
    )


def snoozed(window: Window, until: date) -> Window:
    """Opens and is due on ``until``, and expires as much later (*The log*)."""
    delay = max(timedelta(days=(until - window.due_on).days), timedelta(0))
    return window._replace(
        opens=on_day(window.opens, until),
        due=on_day(window.due, until),
        expires=on_day(window.expires, day_of(window.expires) + delay) if window.expires else None,
        next_opens=window.next_opens + delay if window.next_opens else None,
        reasons=(*window.reasons, f"snoozed until {say(until)}"),
    )


def up_to(window: Window, end: Moment) -> Window:
    """A window that ends with an appointment, which nothing puts off; one that was snoozed beyond it is left alone."""
    return window._replace(expires=end) if window.due_on <= day_of(end) else window


def before_absence(window: Window, settings: Settings) -> Window:
    """What ends with an appointment does not wait for a return after it: it is for the last day at home before (F2, F3)."""
    back, away = around_absence(window, settings), away_on(settings, window.due_on)
    if away is None or window.expires is None or back.due_on <= day_of(window.expires):
        return back._replace(expires=window.expires)
    due = home_before(settings, window.due_on)
    return window._replace(
        opens=on_day(window.opens, min(back.opens_on, due)),
        due=on_day(window.due, due),
        reasons=(*window.reasons, f"you are away from {say(away.start)}, and it cannot wait: it is due on {say(due)}"),
    )


def around_absence(window: Window, settings: Settings) -> Window:
    """What opens or is due while the user is away does so on return; its end is as many days later (row F3)."""
    if not settings.away:
        return window
    opens, due = back_from(settings, window.opens_on), back_from(settings, window.due_on)
    expires = window.expires
    if expires is not None:
        expires = on_day(expires, put_off(settings, window.opens_on, day_of(expires)))
    returns = dict.fromkeys(back for back, day in ((opens, window.opens_on), (due, window.due_on)) if back != day)
    why = (f"you are away until {say(back - timedelta(days=1))}: it waits until {say(back)}" for back in returns)
    return window._replace(
        opens=on_day(window.opens, opens),
        due=on_day(window.due, due),
        expires=expires,
        next_opens=put_off(settings, window.opens_on, window.next_opens) if window.next_opens else None,
        reasons=(*window.reasons, *why),
    )
