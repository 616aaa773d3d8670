"""Entries become iCalendar (RFC 5545, RFC 7986): the only place that knows the icalendar library.

The library writes, with every identity and stamp given. What it does not do right is done here: text is escaped as it
stands (it takes ``\\N`` in a text for a line break), durations of the calendar say that they are ones, names have no commas.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from icalendar import Alarm, Calendar, Component, Event, Todo, vDuration, vText

from vaultcrm.model import FeedSettings

from .colors import COLORS
from .entries import Entry, Task
from .stamps import Earlier, Stamp, content_of, stamp_for
from .words import clean, one_line

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_END = b"END:VCALENDAR\r\n"
_HOUR = timedelta(hours=1)
MOST_EVENTS = 1000
MOST_BYTES = 1_000_000


class Text(vText):
    """A text that is escaped exactly as RFC 5545, 3.3.11 says."""

    def to_ical(self) -> bytes:
        """The escaped text in UTF-8."""
        return clean(self).translate(_ESCAPED).encode("utf-8")


def write_feed(feed: FeedSettings, entries: Sequence[Entry | Task], earlier: Mapping[str, Earlier], today: date) -> bytes:
    """The feed's bytes, of at most 1,000 entries and 1 MB (Google's limits): what is farthest ahead is left out first."""
    head = _calendar(feed).to_ical().removesuffix(_END)
    kept, size = [], len(head) + len(_END)
    for entry in entries[:MOST_EVENTS]:
        written = _stamped(entry, earlier, today)
        size += len(written)
        if size > MOST_BYTES:
            break
        kept.append(written)
    return b"".join((head, *kept, _END))


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


def _stamped(entry: Entry | Task, earlier: Mapping[str, Earlier], today: date) -> bytes:
    return _written(entry, stamp_for(earlier.get(entry.uid), _content(entry), today))


# Found: of a feed that is built again after one save, nearly all entries are as they were, and the library is slow.
@lru_cache(maxsize=4 * MOST_EVENTS)
def _content(entry: Entry | Task) -> tuple[str, ...]:
    return content_of(map(str, _component(entry).content_lines()))


@lru_cache(maxsize=4 * MOST_EVENTS)
def _written(entry: Entry | Task, stamp: Stamp) -> bytes:
    component = _component(entry)
    component.add("dtstamp", stamp.dtstamp)
    component.add("last-modified", stamp.modified)
    component.add("sequence", stamp.sequence)
    return bytes(component.to_ical())


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
