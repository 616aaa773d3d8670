"""What Evolution's data server has of the calendar ``feed``: run by Debian's own Python, on a message bus of its own.

Each line that comes in is ``refresh`` or ``rows``, and a line of JSON goes out for it. Rows as in read_feed.py, the UID before.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

import gi

VERSIONS = {"ICalGLib": "3.0", "EDataServer": "1.2", "ECal": "2.0"}
AT_ONCE = 0xFFFFFFFF  # do not wait until the server has looked at the address
EVERYTHING = "#t"


def library(name: str) -> Any:
    """A library of GNOME's, in the version that was asked for before it is looked up."""
    gi.require_version(name, VERSIONS[name])
    return import_module(f"gi.repository.{name}")


def subscribed() -> Any:
    """The calendar as its file in the folder of sources names it."""
    source = library("EDataServer").SourceRegistry.new_sync(None).ref_source("feed")
    calendars = library("ECal")
    return calendars.Client.connect_sync(source, calendars.ClientSourceType.EVENTS, AT_ONCE, None)


def shown(moment: Any) -> str:
    """A day or a moment, in UTC."""
    value = moment.get_value()
    if value.is_date():
        return f"{value.get_year():04}-{value.get_month():02}-{value.get_day():02}"
    utc = value.convert_to_zone(library("ICalGLib").Timezone.get_utc_timezone())
    clock = f"{utc.get_hour():02}:{utc.get_minute():02}:{utc.get_second():02}"
    return f"{utc.get_year():04}-{utc.get_month():02}-{utc.get_day():02}T{clock}Z"


def rows(calendar: Any) -> list[list[str]]:
    """Every event that the server has now, whether it asked for the feed lately or not."""
    _, events = calendar.get_object_list_as_comps_sync(EVERYTHING, None)
    return [
        [e.get_uid(), e.get_summary().get_value(), shown(e.get_dtstart()), shown(e.get_dtend()), description(e)] for e in events
    ]


def description(event: Any) -> str:
    """The event's text; empty where it has none."""
    return "".join(text.get_value() for text in event.get_descriptions())


def main() -> None:
    """Answer until nothing more is asked."""
    calendar = subscribed()
    asked = {"refresh": lambda: calendar.refresh_sync(None), "rows": lambda: rows(calendar)}
    for line in sys.stdin:
        print(json.dumps(asked[line.strip()]()), flush=True)


if __name__ == "__main__":
    main()
