"""Entries as the icalendar library writes them (RFC 5545, RFC 7986): the only place that knows it.

Every identity is given, and the stamps have no value yet. What the library does not do right is done here: text is escaped as
it stands (it takes ``\\N`` in a text for a line break), durations of the calendar say that they are ones, names have no commas.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Component, Event, Todo, vDuration, vText

from vaultcrm.model import FeedSettings

from .colors import COLORS
from .entries import Entry, Task
from .stamps import without_stamp
from .words import clean, one_line

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_END = b"END:VCALENDAR\r\n"
_HOUR = timedelta(hours=1)
_ANY_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)


class Text(vText):
    """A text that is escaped exactly as RFC 5545, 3.3.11 says."""

    def to_ical(self) -> bytes:
        """The escaped text in UTF-8."""
        return clean(self).translate(_ESCAPED).encode("utf-8")


def head_bytes(feed: FeedSettings) -> bytes:
    """How a feed begins."""
    return bytes(_calendar(feed).to_ical().removesuffix(_END))


def entry_bytes(entry: Entry | Task) -> bytes:
    """An event or a to-do, whose stamps have no value yet."""
    component = _component(entry)
    component.add("dtstamp", _ANY_MOMENT)
    component.add("last-modified", _ANY_MOMENT)
    component.add("sequence", 0)
    return without_stamp(component.to_ical())


def _calendar(feed: FeedSettings) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", Text("-//vaultcrm//vaultcrm//EN"), encode=False)
    calendar.add("version", Text("2.0"), encode=False)
    name = re.sub(r"[,;\\\s]+", " ", one_line(feed.title)).strip() or "Follow-ups"
    calendar.add("name", Text(name), encode=False)
    calendar.add("x-wr-calname", Text(name), encode=False)
    calendar.add("refresh-interval", vDuration(_HOUR, params={"VALUE": "DURATION"}), encode=False)
    calendar.add("x-published-ttl", vDuration(_HOUR), encode=False)
    color = feed.color.casefold() if feed.color.casefold() in COLORS else "steelblue"
    calendar.add("color", Text(color), encode=False)
    calendar.add("x-apple-calendar-color", Text(COLORS[color]), encode=False)
    return calendar


def _component(entry: Entry | Task) -> Event | Todo:
    return _event(entry) if isinstance(entry, Entry) else _todo(entry)


def _event(entry: Entry) -> Event:
    event = Event()
    _add_words(event, entry)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end)
    _add_text(event, "location", entry.location)
    _add_text(event, "status", "TENTATIVE" if entry.tentative else "CONFIRMED")
    _add_text(event, "transp", "OPAQUE" if entry.opaque else "TRANSPARENT")
    # Outlook and Exchange go by their own word; without it people look busy all day.
    _add_text(event, "x-microsoft-cdo-busystatus", "BUSY" if entry.opaque else "FREE")
    return event


def _todo(task: Task) -> Todo:
    todo = Todo()
    _add_words(todo, task)
    if task.start:
        todo.add("dtstart", task.start)
    todo.add("due", task.due)
    _add_text(todo, "status", "NEEDS-ACTION")
    return todo


def _add_words(component: Component, entry: Entry | Task) -> None:
    component.add("uid", Text(entry.uid), encode=False)
    _add_text(component, "summary", entry.summary)
    _add_text(component, "description", entry.description)
    _add_text(component, "categories", entry.category.replace(",", " "))
    if entry.alarm is not None:
        component.add_component(_alarm(entry, entry.alarm))


def _add_text(component: Component, name: str, text: str) -> None:
    if text:
        component.add(name, Text(text), encode=False)


def _alarm(entry: Entry | Task, after: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", Text("DISPLAY"), encode=False)
    _add_text(alarm, "description", entry.summary)
    # A to-do without a start has only its end to count from (RFC 5545, 3.8.6.3).
    alarm.add("trigger", after, parameters={"RELATED": "END"} if isinstance(entry, Task) else {})
    return alarm
