"""Invitations as calendars send them: one event, its place, its people, its time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from vaultcrm.exchange import Guest, Invitation, Unusable, read_invitation

GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
DTSTART:20261124T190000Z
DTEND:20261124T194500Z
ORGANIZER;CN=Pat Recruiter:mailto:pat@acme.example
UID:abc123@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Dana Lee:mailto:Dana@acme.example
ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;CN=robin@example.org:mailto:robin@example.org
ATTENDEE;PARTSTAT=DECLINED;CN=Sam Roe:mailto:sam@acme.example
ATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:room4@acme.example
ATTENDEE;PARTSTAT=ACCEPTED;CN=Pat Recruiter:mailto:pat@acme.example
SUMMARY:Acme interview\\, panel
X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""
OUTLOOK = """\
BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN="Lee, Dana (Talent)":mailto:dana@fjell.example
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=robin@example.org:mailto:robin@example.org
DESCRIPTION;LANGUAGE=en-US:Join here <https://teams.microsoft.com/l/meetup-join/19%3a>\\nSee you
UID:040000008200E00074C5B7101A82E008
SUMMARY;LANGUAGE=en-US:Interview
DTSTART;TZID=Eastern Standard Time:20261117T140000
DTEND;TZID=Eastern Standard Time:20261117T150000
LOCATION;LANGUAGE=en-US:Microsoft Teams Meeting
END:VEVENT
END:VCALENDAR
"""


def event(*lines: str) -> str:
    body = "\n".join(("UID:u1", *lines))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\n{body}\nEND:VEVENT\nEND:VCALENDAR\n"


def read(text: str) -> Invitation:
    found = read_invitation(text.replace("\n", "\r\n").encode())
    assert isinstance(found, Invitation)
    return found


def refused(text: str) -> str:
    found = read_invitation(text.encode())
    assert isinstance(found, Unusable)
    assert found.remedy
    return found.reason


def remedy(text: str) -> str:
    found = read_invitation(text.encode())
    assert isinstance(found, Unusable)
    return found.remedy


def test_one_from_google_is_in_utc_and_so_at_home() -> None:
    found = read(GOOGLE)
    assert (found.uid, found.summary) == ("abc123@google.com", "Acme interview, panel")
    assert found.at("America/New_York") == (datetime(2026, 11, 24, 14), "America/New_York")
    assert (found.length, found.place) == (timedelta(minutes=45), "https://meet.google.com/abc-defg-hij")


def test_who_has_declined_and_what_is_a_room_does_not_come() -> None:
    names = [Guest("Dana Lee", "Dana@acme.example"), Guest("", "robin@example.org"), Guest("Pat Recruiter", "pat@acme.example")]
    assert list(read(GOOGLE).guests) == names


def test_a_calendar_that_is_shared_and_invites_is_nobody() -> None:
    shared = (
        "ORGANIZER;CN=Recruiting:mailto:c_1@group.calendar.google.com\nATTENDEE;CN=R4:mailto:r4@Resource.calendar.google.com"
    )
    found = read(event("DTSTART:20261117T140000Z", shared, "ATTENDEE;CN=Dana Lee:mailto:dana@acme.example"))
    assert found.guests == (Guest("Dana Lee", "dana@acme.example"),)


def test_one_from_outlook_names_its_zone_as_windows_does() -> None:
    found = read(OUTLOOK)
    assert found.at("Europe/Berlin") == (datetime(2026, 11, 17, 14), "America/New_York")
    assert found.place == "https://teams.microsoft.com/l/meetup-join/19%3a"
    assert found.guests == (Guest("", "robin@example.org"), Guest("Dana Lee", "dana@fjell.example"))


def test_a_street_is_a_place_though_a_link_stands_beside_it() -> None:
    lines = ("DTSTART:20261117T140000", "LOCATION:1 Main St\\, Boston", "DESCRIPTION:or https://zoom.us/j/1")
    assert read(event(*lines)).place == "1 Main St, Boston"
    assert read(event("DTSTART:20261117T140000", "DESCRIPTION:or https://zoom.us/j/1")).place == "https://zoom.us/j/1"


def test_a_time_without_a_zone_is_meant_at_home() -> None:
    found = read(event("DTSTART:20261117T140000", "DURATION:PT90M"))
    assert found.at("Asia/Kolkata") == (datetime(2026, 11, 17, 14), "Asia/Kolkata")
    assert found.length == timedelta(minutes=90)


@pytest.mark.parametrize("lines", [("DTEND:20261117T130000",), ("DTEND;VALUE=DATE:20261118",), ("DURATION:-PT5M",), ()])
def test_where_no_end_is_usable_it_is_an_hour(lines: tuple[str, ...]) -> None:
    assert read(event("DTSTART:20261117T140000", *lines)).length == timedelta(hours=1)


def test_one_that_is_called_off_says_so() -> None:
    assert not read(GOOGLE).cancelled
    assert read(GOOGLE.replace("METHOD:REQUEST", "METHOD:CANCEL")).cancelled
    assert read(GOOGLE.replace("STATUS:CONFIRMED", "STATUS:CANCELLED")).cancelled


def test_what_is_not_one_event_is_refused() -> None:
    two = event("DTSTART:20261117T140000\nSUMMARY:A\nEND:VEVENT\nBEGIN:VEVENT\nUID:u2\nSUMMARY:B\nDTSTART:20261118T140000")
    assert refused(two) == "there are 2 events in it:\n  A, 2026-11-17 14:00\n  B, 2026-11-18 14:00"
    assert refused(event("DTSTART:20261117T140000", "RRULE:FREQ=WEEKLY")) == "the event repeats"
    assert refused(event("DTSTART;VALUE=DATE:20261117")) == "the event has no time of day"
    assert "new interview --start" in remedy(event("DTSTART;VALUE=DATE:20261117"))
    assert refused(event("SUMMARY:no start")) == "the event has no time of day"
    assert refused("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n") == "there is no event in it"


@pytest.mark.parametrize("text", ["hello", "BEGIN:VEVENT", "\x00\x01", "BEGIN:VCALENDAR\nfoo", event("DTSTART:nonsense"), ""])
def test_what_is_no_invitation_is_refused(text: str) -> None:
    assert refused(text)
