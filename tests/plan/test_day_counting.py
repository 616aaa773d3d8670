"""How days are counted: holidays of the person's country, the date line, midnight, leap days, month ends, clock changes."""

from __future__ import annotations

from datetime import datetime

import pytest


def window(one) -> tuple[str, str, str]:
    """opens, due, expires; hours with their offset."""

    def say(moment) -> str:
        if moment is None:
            return "never"
        return moment.strftime("%Y-%m-%d %H:%M%z") if isinstance(moment, datetime) else moment.isoformat()

    return say(one.opens), say(one.due), say(one.expires)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-11-20 10:00", ("2026-11-25", "2026-11-27", "2026-12-04")),
        ("2026-11-23 10:00", ("2026-11-27", "2026-11-30", "2026-12-07")),
        ("2026-12-22 10:00", ("2026-12-28", "2026-12-29", "2027-01-06")),
        ("2026-11-06 10:00", ("2026-11-12", "2026-11-13", "2026-11-20")),
        ("2026-11-14 10:00", ("2026-11-18", "2026-11-19", "2026-11-27")),
    ],
    ids=["the week of Thanksgiving", "Monday before Thanksgiving", "Christmas and New Year", "Veterans Day", "a Saturday"],
)
def test_first_call_over_american_holidays(plan_of, one, contact, interview, start, expected) -> None:
    """B4: 3 to 4 business days; expires five business days after it was due."""
    notes = contact("Dana Lee") | interview(start, "Dana Lee", "[impressive]")
    assert window(one(plan_of(notes, start[:10]), "call-1")) == expected


@pytest.mark.parametrize(
    ("country", "start", "expected"),
    [
        ("DE-BE", "2027-03-24 10:00", ("2027-03-31", "2027-04-01")),
        ("US", "2027-03-24 10:00", ("2027-03-29", "2027-03-30")),
        ("DE-BE", "2027-03-03 10:00", ("2027-03-09", "2027-03-10")),
        ("DE-HH", "2027-03-03 10:00", ("2027-03-08", "2027-03-09")),
        ("IN", "2027-01-21 10:00", ("2027-01-27", "2027-01-28")),
        ("NZ", "2027-02-03 10:00", ("2027-02-09", "2027-02-10")),
    ],
    ids=["Good Friday and Easter Monday in Berlin", "not in the US", "Women's Day in Berlin", "not in Hamburg",
         "Republic Day", "Waitangi Day, observed"],
)  # fmt: skip
def test_business_days_are_those_of_the_person_called(plan_of, one, contact, interview, country, start, expected) -> None:
    """B4: the user is in the US; the person's own country decides."""
    notes = contact("Dana Lee", country=country) | interview(start, "Dana Lee", "[impressive]")
    assert window(one(plan_of(notes, start[:10]), "call-1"))[:2] == expected


@pytest.mark.parametrize(
    ("start", "call", "letter"),
    [
        ("2026-11-14 10:00", ("2026-11-19", "2026-11-23", "2026-12-01"), ("2026-11-23", "2026-11-27", "2026-12-11")),
        ("2026-12-18 10:00", ("2026-12-23", "2026-12-28", "2027-01-05"), ("2026-12-28", "2026-12-31", "2027-01-14")),
        ("2026-11-17 10:00", ("2026-11-23", "2026-11-24", "2026-12-02"), ("2026-11-24", "2026-11-27", "2026-12-11")),
    ],
    ids=["due on a Saturday, letter due on Thanksgiving", "due on Christmas Day", "opens on a Sunday"],
)
def test_call_and_letter_move_to_business_days(plan_of, one, contact, interview, start, call, letter) -> None:
    """C4, C5: a call that would be due on another day is due, and expires, from the business day after it; so is a letter."""
    plan = plan_of(contact("Dana Lee") | interview(start, "Dana Lee", "[persistent]"), start[:10])
    assert window(one(plan, "call")) == call
    assert window(one(plan, "letter")) == letter


def test_interview_across_the_date_line(plan_of, one, contact, interview) -> None:
    """B3, E1: Wednesday 9:00 in Auckland is Tuesday in New York; the dates stay Auckland's."""
    notes = contact("Dana Lee", country="NZ", timezone="Pacific/Auckland")
    notes |= interview("2026-11-18 09:00", "Dana Lee", "[impressive, value-pitch]", timezone="Pacific/Auckland")
    tuesday, wednesday = plan_of(notes, "2026-11-17"), plan_of(notes, "2026-11-18")
    assert [one(plan, "thank-you").state for plan in (tuesday, wednesday)] == ["upcoming", "due"]
    assert window(one(tuesday, "pitch")) == ("2026-11-19 08:00+1300", "2026-11-20 10:00+1300", "2026-11-25")
    assert window(one(tuesday, "call-1"))[:2] == ("2026-11-23", "2026-11-24")


def test_interview_at_half_past_eleven_at_night(plan_of, one, contact, interview) -> None:
    """B1, B3, E1: day 0 is the day of its start; what counts from the end counts from the day after."""
    notes = contact("Dana Lee") | interview("2026-11-17 23:30", "Dana Lee", "[impressive, value-pitch]")
    plan = plan_of(notes, "2026-11-17")
    assert window(one(plan, "thank-you")) == ("2026-11-17", "2026-11-17", "2026-11-27")
    assert window(one(plan, "debrief")) == ("2026-11-18 00:30-0500", "2026-11-18 02:30-0500", "2026-11-25")
    assert window(one(plan, "pitch"))[:2] == ("2026-11-18 08:00-0500", "2026-11-20 00:30-0500")
    assert window(one(plan, "call-1"))[:2] == ("2026-11-20", "2026-11-23")


def test_held_from_the_end_of_its_end(plan_of, contact, interview) -> None:
    """A5: an interview across midnight is held on the next day only; then the introducer is thanked."""
    notes = contact("Dana Lee", introduced_by="Omar Aziz") | contact("Omar Aziz")
    notes |= interview("2026-11-17 23:30", "Dana Lee", "[savvy]")
    plans = [plan_of(notes, day) for day in ("2026-11-17", "2026-11-18")]
    assert [[one.step for one in plan.touchpoints].count("thank-introducer") for plan in plans] == [0, 1]


@pytest.mark.parametrize(
    ("start", "opens", "due"),
    [
        ("2027-03-13 14:00", "2027-03-14 08:00-0400", "2027-03-15 16:00-0400"),
        ("2026-10-31 14:00", "2026-11-01 08:00-0500", "2026-11-02 14:00-0500"),
        ("2028-02-28 09:00", "2028-02-29 08:00-0500", "2028-03-01 10:00-0500"),
    ],
    ids=["clocks go forward", "clocks go back", "over 29 February"],
)
def test_48_hours_are_elapsed_time(plan_of, one, contact, interview, start, opens, due) -> None:
    """E1: from 8:00 on the next morning to 48 hours after the end."""
    pitch = one(plan_of(contact("Dana Lee") | interview(start, "Dana Lee", "[value-pitch]"), start[:10]), "pitch")
    assert window(pitch)[:2] == (opens, due)


def test_48_hours_where_the_interview_was(plan_of, one, contact, interview) -> None:
    """E1: Berlin leaves summer time a week before New York does."""
    notes = contact("Dana Lee") | interview("2026-10-24 10:00", "Dana Lee", "[value-pitch]", timezone="Europe/Berlin")
    assert window(one(plan_of(notes, "2026-10-24"), "pitch"))[:2] == ("2026-10-25 08:00+0100", "2026-10-26 10:00+0100")


def test_debrief_through_the_night_when_clocks_go_forward(plan_of, one, contact, interview) -> None:
    """B1: two hours after 1:00 in the night of 14 March 2027 the clock says 4:00."""
    notes = contact("Dana Lee") | interview("2027-03-14 00:00", "Dana Lee", "[impressive]")
    assert window(one(plan_of(notes, "2027-03-14"), "debrief"))[:2] == ("2027-03-14 01:00-0500", "2027-03-14 04:00-0400")


@pytest.mark.parametrize(
    ("start", "due"),
    [("2026-08-31 10:00", "2027-03-05"), ("2028-02-29 10:00", "2028-09-01"), ("2026-03-31 10:00", "2026-10-02")],
    ids=["31 August and six months are 28 February, a Sunday", "29 February and six months", "31 March: 30 September"],
)
def test_months_clamp_to_the_months_end(plan_of, one, contact, interview, start, due) -> None:
    """A2, A4: six months later, on the first Friday on or after it."""
    notes = contact("Dana Lee") | interview(start, "Dana Lee", "[stay-in-touch]")
    keep = one(plan_of(notes, start[:10]), "stay-in-touch")
    assert window(keep) == (due, due, "never")


def test_check_in_over_29_february(plan_of, one, contact, interview) -> None:
    """D5: ten days from 22 February 2028 are 3 March, since there is a 29th."""
    notes = contact("Dana Lee") | interview("2028-02-22 10:00", "Dana Lee", "[savvy]")
    assert window(one(plan_of(notes, "2028-02-22"), "check-in")) == ("2028-03-03", "2028-03-05", "2028-03-19")


def test_application_over_new_year(plan_of, one, contact, job) -> None:
    """F1: seven to nine business days after Thursday 31 December."""
    notes = contact("Pat Hill") | job("Engineer", hr='"[[Pat Hill]]"', stage="applied", applied="2026-12-31")
    assert window(one(plan_of(notes, "2027-01-02"), "application")) == ("2027-01-12", "2027-01-14", "2027-01-24")


CALLS_AT = """
---
type: playbook
name: at-an-hour
title: A call at an hour
source: me
for: interview
---

```yaml
steps:
  - step: ring
    title: Ring {who}
    with: lead
    via: phone
    opens: 1 day after interview at 8:00
    due: 1 day after interview at 18:00
```
"""


@pytest.mark.parametrize(
    ("zone", "opens", "due"),
    [
        ("America/Los_Angeles", "2026-11-18 12:00-0500", "2026-11-18 18:00-0500"),
        ("Europe/London", "2026-11-18 08:00-0500", "2026-11-18 12:00-0500"),
        ("America/New_York", "2026-11-18 09:00-0500", "2026-11-18 17:00-0500"),
    ],
)
def test_calls_at_an_hour_keep_to_their_working_hours(plan_of, one, contact, interview, zone, opens, due) -> None:
    """C4, C10: 9:00 to 17:00 where the person is who is called."""
    notes = {"playbooks/at-an-hour.md": CALLS_AT} | contact("Dana Lee", timezone=zone)
    notes |= interview("2026-11-17 14:00", "Dana Lee", "[at-an-hour]")
    assert window(one(plan_of(notes, "2026-11-17"), "ring"))[:2] == (opens, due)
