"""What a Python client reads in a feed, as JSON: ``read_feed.py CLIENT FILE``, run in the clients' own environment.

Rows of summary, start, end and description; a day is ``2026-11-20``, a moment ``2026-11-20T19:00:00Z``.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import sys
import warnings
from datetime import UTC, date, datetime
from pathlib import Path

Row = tuple[str, str, str, str]


def shown(moment: date) -> str:
    """A day or a moment, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(moment, datetime) else moment.isoformat()


def ical(data: str) -> list[Row]:
    """Home Assistant's parser."""
    from ical.calendar_stream import IcsCalendarStream

    events = IcsCalendarStream.calendar_from_ics(data).events
    return [(e.summary or "", shown(e.dtstart), shown(e.dtend), e.description or "") for e in events]


def ics(data: str) -> list[Row]:
    """The ics library, which knows no all-day dates but days from midnight to midnight."""
    from ics import Calendar

    found = []
    for event in Calendar(data).events:
        start, end = event.begin.datetime, event.end.datetime
        days = (start.date().isoformat(), end.date().isoformat())
        found.append((event.name, *(days if event.all_day else (shown(start), shown(end))), event.description or ""))
    return found


def vobject(data: str) -> list[Row]:
    """The library behind Radicale."""
    import vobject as library

    events = library.readOne(data).vevent_list
    return [(e.summary.value, shown(e.dtstart.value), shown(e.dtend.value), e.getChildValue("description", "")) for e in events]


def recurring(data: str) -> list[Row]:
    """Events as they happen in two years."""
    import icalendar
    import recurring_ical_events

    events = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(date(2026, 1, 1), date(2028, 1, 1))
    return [(str(e["SUMMARY"]), shown(e["DTSTART"].dt), shown(e["DTEND"].dt), str(e.get("DESCRIPTION", ""))) for e in events]


def libical(data: str) -> list[Row]:
    """The restrictions of RFC 5545 and 5546, as GNOME's and KDE's library checks them; one row an event, by count alone."""
    library = ctypes.CDLL(ctypes.util.find_library("ical") or "libical.so.3")
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    library.icalcomponent_count_components.argtypes = [ctypes.c_void_p, ctypes.c_int]
    calendar = library.icalparser_parse_string(data.encode())
    if not library.icalrestriction_check(calendar) or library.icalcomponent_count_errors(calendar):
        sys.exit("libical objects")
    vevent = library.icalcomponent_string_to_kind(b"VEVENT")
    return [("", "", "", "")] * library.icalcomponent_count_components(calendar, vevent)


CLIENTS = {"ical": ical, "ics": ics, "vobject": vobject, "recurring": recurring, "libical": libical}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    text = Path(sys.argv[2]).read_bytes().decode()
    print(json.dumps(CLIENTS[sys.argv[1]](text)))
