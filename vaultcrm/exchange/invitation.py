"""An invitation (``.ics``, RFC 5545) as what an interview's note wants to know.

In: the file's bytes. Out: ``Invitation``, or ``Unusable`` where there is no one event in it: of several the first is not taken
in silence, and of a series no single day is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from .person import Unusable

if TYPE_CHECKING:
    from icalendar import Component

_NO_PERSON = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NO_PERSONS_ADDRESS = re.compile(r"@(?:group|resource)\.calendar\.google\.com$", re.IGNORECASE)  # a shared calendar, a room
_SERIES = ("RRULE", "RDATE", "RECURRENCE-ID")
_LINKS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK")
_MEETING = re.compile(
    r"https://(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com)"
    r"/[^\s<>\"')\]]+"
)
_ONLINE = re.compile(r"\b(?:teams|zoom|meet|webex|online|remote|video|virtual)\b", re.IGNORECASE)
_NOWHERE = frozenset({"", "UTC", "Etc/UTC", "GMT", "Etc/GMT"})
_SAY_WHEN = "say {}: vaultcrm new interview --start '2026-11-17 14:00' --with NAME"
_HOUR = timedelta(hours=1)
_LARGEST = 1_000_000  # octets: the library takes seconds over as many, and what comes by mail has a few thousand


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited, or invites; ``name`` is empty where only the address is known."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """One event. ``start`` has an offset, unless the time is meant wherever one is; ``zone`` is an IANA name or empty.

    Of one that lacks its ``uid`` (RFC 5545 wants one) time and name tell it from others, so that it is known the second time.
    ``sequence`` counts the changes that its sender has made (RFC 5545, 3.8.7.4).
    """

    uid: str
    summary: str
    start: datetime
    length: timedelta
    zone: str = ""
    place: str = ""
    guests: tuple[Guest, ...] = ()
    cancelled: bool = False
    sequence: int = 0

    def at(self, home: str) -> tuple[datetime, str]:
        """The start as clocks show it, and where: at the place that the invitation names, else at ``home``."""
        zone = self.zone or home
        local = self.start.astimezone(ZoneInfo(zone)) if self.start.tzinfo else self.start
        return local.replace(tzinfo=None), zone


def read_invitation(data: bytes) -> Invitation | Unusable:
    """The one event of the file."""
    calendars = _calendars(data)
    return calendars if isinstance(calendars, Unusable) else _one(calendars, [*_events(calendars)])


def read_invitations(data: bytes) -> tuple[Invitation | Unusable, ...]:
    """Every event of the file; one that cannot be taken says why, and the others are taken."""
    calendars = _calendars(data)
    if isinstance(calendars, Unusable):
        return (calendars,)
    groups: dict[tuple[int, str], list[Component]] = {}
    for number, calendar in enumerate(calendars):
        for place, event in enumerate(_events([calendar])):
            groups.setdefault((number, _text(event, "UID") or str(place)), []).append(event)
    if len(groups) < 2:
        return (_one(calendars, [*_events(calendars)]),)
    return tuple(_named(_one([calendars[number]], events), events[0]) for (number, _), events in groups.items())


def _calendars(data: bytes) -> list[Component] | Unusable:
    from icalendar import Calendar  # 60 ms, which only those pay who bring one

    if len(data) > _LARGEST:
        return Unusable("this is too large to be an invitation", "name the .ics file that came with the e-mail")
    try:
        return list(Calendar.from_ical(data, multiple=True))
    except (ValueError, LookupError, TypeError, AttributeError, OSError) as error:  # the library falls over what is misspelt
        return Unusable(f"this is no invitation: {error}", "save the .ics file that came with the e-mail, and name it")


def _events(calendars: Iterable[Component]) -> Iterator[Component]:
    return (event for calendar in calendars for event in calendar.walk("VEVENT"))


def _one(calendars: Sequence[Component], events: list[Component]) -> Invitation | Unusable:
    """The events as one invitation, sent in such calendars."""
    methods = {str(calendar.get("METHOD", "")).upper() for calendar in calendars}
    refused = _answer(methods) or _refused(events)
    return refused or _invitation(events[0], "CANCEL" in methods)


def _named(found: Invitation | Unusable, event: Component) -> Invitation | Unusable:
    """What cannot be taken, with the event's name where there are several in the file."""
    name = _text(event, "SUMMARY")
    return replace(found, reason=f"{name}: {found.reason}") if name and isinstance(found, Unusable) else found


def _answer(methods: set[str]) -> Unusable | None:
    """What guests send back (RFC 5546) is no invitation."""
    if methods & {"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"}:
        return Unusable("this is an answer to an invitation", "name the .ics file that came with the invitation itself")
    return None


def _refused(events: list[Component]) -> Unusable | None:
    """Why these events are not one that can be taken."""
    if not events:
        return Unusable("there is no event in it", "name the .ics file that came with the invitation")
    if any(key in event for event in events for key in _SERIES):
        return Unusable("the event repeats", _SAY_WHEN.format("which day"))
    if len(events) > 1:
        names = "\n".join(f"  {_text(event, 'SUMMARY')}, {_shown(_moment(event, 'DTSTART'))}" for event in events)
        return Unusable(f"there are {len(events)} events in it:\n{names}", "save the one that you mean as a file of its own")
    if not isinstance(_moment(events[0], "DTSTART"), datetime):
        return Unusable("the event has no time of day", _SAY_WHEN.format("at what time"))
    return None


def _invitation(event: Component, cancelled: bool) -> Invitation:
    start, summary = _moment(event, "DTSTART"), _text(event, "SUMMARY")
    return Invitation(
        uid=_text(event, "UID") or f"{start.isoformat()} {summary}".strip(),
        summary=summary,
        start=start,
        length=_length(event, start),
        zone=_zone(start, str(event["DTSTART"].params.get("TZID", ""))),
        place=_place(event),
        guests=tuple(_guests(event)),
        cancelled=cancelled or _text(event, "STATUS").upper() == "CANCELLED",
        sequence=_number(_text(event, "SEQUENCE")),
    )


def _text(event: Component, key: str) -> str:
    value = event.get(key)
    return " ".join(str(value[0] if isinstance(value, list) else value).split()) if value else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 10 else 0


def _moment(event: Component, key: str) -> Any:
    """The date or time of a property; ``None`` where there is none that can be read."""
    from icalendar import vDDDTypes, vDuration

    value = event.get(key)
    return value.dt if isinstance(value, vDDDTypes | vDuration) else None


def _shown(moment: Any) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment or "no time")


def _length(event: Component, start: datetime) -> timedelta:
    """From start to end as time that passes; an hour where neither an end nor a duration is usable."""
    end, duration = _moment(event, "DTEND"), _moment(event, "DURATION")
    if isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None):
        duration = end.astimezone(UTC) - start.astimezone(UTC) if start.tzinfo else end - start
    return duration if isinstance(duration, timedelta) and duration > timedelta() else _HOUR


def _zone(start: datetime, name: str) -> str:
    """The IANA name of the zone that the start is given in, also where it is named as Windows does.

    None for UTC, in which programs write what means no place, and where the file's own rules for the zone say otherwise.
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    names = (WINDOWS_TO_OLSON.get(name, name), "/".join(name.split("/")[-2:]), getattr(start.tzinfo, "key", ""))
    offset = start.utcoffset()
    return next((zone for zone in names if zone not in _NOWHERE and offset is not None and offset == _offset(start, zone)), "")


def _offset(start: datetime, zone: str) -> timedelta | None:
    """How far from UTC the clocks of a zone are then; ``None`` where there is no such zone."""
    with suppress(KeyError, ValueError, OSError):
        return start.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return None


def _place(event: Component) -> str:
    """The place: where it is only said to be online, the meeting's link."""
    location = _text(event, "LOCATION")
    link = next((text for key in _LINKS if (text := _text(event, key))), "")
    found = _MEETING.search(str(event.get("DESCRIPTION", "")))
    link = link or (found[0] if found else "")
    if not link or "://" in location or (location and not _ONLINE.search(location)):
        return location
    return link


def _guests(event: Component) -> Iterator[Guest]:
    """Who comes: those invited in their order, then whoever invites; rooms, and those who have declined, do not."""
    said = (event.get(key, []) for key in ("ATTENDEE", "ORGANIZER"))
    everybody = [one for listed in said for one in (listed if isinstance(listed, list) else [listed])]
    known: set[str] = set()
    for one in everybody:
        email = re.sub(r"(?i)^mailto:", "", str(one)).strip()
        kind, answer = (str(one.params.get(key, "")).upper() for key in ("CUTYPE", "PARTSTAT"))
        no_person = kind in _NO_PERSON or _NO_PERSONS_ADDRESS.search(email)
        if not no_person and answer != "DECLINED" and email.casefold() not in known:
            known.add(email.casefold())
            yield Guest(_name(str(one.params.get("CN", "")), email), email if "@" in email else "")


def _name(text: str, email: str) -> str:
    """A name as it is said: ``Lee, Dana (Acme)`` is Dana Lee; an address is none."""
    name = " ".join(re.sub(r"\([^)]{0,300}\)|[\"<>]", " ", text).split())
    last, comma, first = name.partition(", ")
    name = f"{first} {last}" if comma and "," not in first else name
    return "" if "@" in name or name.casefold() == email.casefold() else name
