"""One example for each system, worked on paper from its document before the code was run on it."""

from __future__ import annotations

from textwrap import dedent

import pytest

PERSON = """
    ---
    type: contact
    name: {name}
    email: someone@example.com
    phone: "+1 555 0102"
    address: 1 Main Street, Boston
    linkedin_ok: true
    ---
    """
INTERVIEW = """
    ---
    type: interview
    id: talk
    start: {start}
    duration: 1 hour
    timezone: America/New_York
    company: Acme
    job: {job}
    interviewers: ["[[Dana Lee]]", "[[Sam Roe]]"]
    playbooks: [{system}]
    {extra}
    ---

    ## Topics

    Something we talked about

    ## Log

    """


def talk(system: str, start: str, log: str = "", extra: str = "", job: str = "") -> dict[str, str]:
    """A vault with one interview of two people."""
    return {
        "contacts/Dana Lee.md": dedent(PERSON.format(name="Dana Lee")),
        "contacts/Sam Roe.md": dedent(PERSON.format(name="Sam Roe")),
        "jobs/Staff Engineer.md": "---\ntype: job\nid: staff\ntitle: Staff Engineer\ncompany: Acme\nstage: interviewing\n---\n",
        "interviews/talk.md": dedent(INTERVIEW).format(start=start, system=system, extra=extra, job=job) + dedent(log),
    }


def test_stay_in_touch_over_independence_day_and_new_year(plan_of, rows) -> None:
    """A1, A2, A4: Thursday 2 July; Friday 3 July is the holiday observed; 6 months later the first Friday is New Year's Day."""
    thanked = "- 2026-07-02 email [[Dana Lee]] #thank-you\n- 2026-07-02 email [[Sam Roe]] #thank-you\n"
    notes = talk("stay-in-touch", "2026-07-02 10:00", thanked)
    assert rows(plan_of(notes, "2026-07-03")) == [
        ("card", "Dana Lee", "2026-07-02", "2026-07-06", "2026-07-06", "open"),
        ("card", "Sam Roe", "2026-07-02", "2026-07-06", "2026-07-06", "open"),
        ("follow-up-day", "me", "2027-01-04", "2027-01-04", "2027-01-04", "upcoming"),
        ("stay-in-touch", "Dana Lee", "2027-01-04", "2027-01-04", "2027-01-04", "upcoming"),
        ("stay-in-touch", "Sam Roe", "2027-01-04", "2027-01-04", "2027-01-04", "upcoming"),
    ]


@pytest.mark.parametrize(
    ("today", "log", "expected"),
    [
        ("2026-12-18", "", ("2026-12-23", "2026-12-24", "2027-01-04")),
        ("2026-12-24", "- 2026-12-24 call [[Dana Lee]] #call-1\n", ("2026-12-28", "2026-12-28", "2027-01-05")),
    ],
    ids=["first call", "second call, counted from the day of the first"],
)
def test_impressive_over_christmas(plan_of, one, today: str, log: str, expected: tuple[str, str, str]) -> None:
    """B4, B5: Friday 18 December; the 25th and 1 January are holidays; calls expire five business days after they are due."""
    plan = plan_of(talk("impressive", "2026-12-18 09:00", log), today)
    call = one(plan, "call-2" if log else "call-1")
    assert tuple(moment.isoformat() for moment in (call.opens, call.due, call.expires)) == expected


def test_persistent_over_thanksgiving(plan_of, rows) -> None:
    """C3 to C6: Monday 16 November; day 5 is a Saturday; three days after the call is Thanksgiving."""
    plan = plan_of(talk("persistent", "2026-11-16 10:00", job="Staff Engineer"), "2026-11-16")
    assert rows(plan, "thank-you", "call", "letter", "weekly") == [
        ("call", "Dana Lee", "2026-11-23", "2026-11-23", "2026-11-23", "upcoming"),
        ("letter", "Dana Lee", "2026-11-23", "2026-11-27", "2026-11-25", "tentative"),
        ("letter", "Sam Roe", "2026-11-23", "2026-11-27", "2026-11-23", "tentative"),
        ("thank-you", "Dana Lee", "2026-11-16", "2026-11-17 12:00-0500", "2026-11-16", "open"),
        ("thank-you", "Sam Roe", "2026-11-16", "2026-11-17 12:00-0500", "2026-11-16", "open"),
        ("weekly", "Dana Lee", "2026-12-04", "2026-12-04", "2026-12-04", "tentative"),
    ]


def test_persistent_takes_turns(plan_of, one) -> None:
    """C6: the letter went on Tuesday 24; a week later an e-mail, the week after a call."""
    log = "- 2026-11-23 call [[Dana Lee]] #call\n- 2026-11-24 letter [[Dana Lee]] #letter\n"
    first = one(plan_of(talk("persistent", "2026-11-16 10:00", log, job="Staff Engineer"), "2026-11-25"), "weekly")
    assert (first.opens.isoformat(), first.via, first.round, first.tentative) == ("2026-12-01", "email", "1", False)
    log += "- 2026-12-02 email [[Dana Lee]] #weekly\n"
    plan = plan_of(talk("persistent", "2026-11-16 10:00", log, job="Staff Engineer"), "2026-12-02")
    second = next(one for one in plan.touchpoints if one.step == "weekly" and one.state == "upcoming")
    assert (second.opens.isoformat(), second.via, second.round) == ("2026-12-09", "phone", "2")


@pytest.mark.parametrize(
    ("answer", "opens", "due"),
    [
        ("", "2026-11-19", "2026-11-21"),
        ("answer_by: about a week", "2026-11-19", "2026-11-21"),
        ("answer_by: 3 days", "2026-11-14", "2026-11-16"),
        ("answer_by: 2 weeks", "2026-11-29", "2026-12-01"),
        ("answer_by: 2026-11-10", "2026-11-12", "2026-11-14"),
    ],
)
def test_savvy_checks_in_with_slack(plan_of, one, answer: str, opens: str, due: str) -> None:
    """D5: a week becomes ten days, two weeks twenty; at least two days after the day they named."""
    check = one(plan_of(talk("savvy", "2026-11-09 10:00", extra=answer), "2026-11-10"), "check-in")
    assert (check.opens.isoformat(), check.due.isoformat()) == (opens, due)


def test_savvy_touches_base_again(plan_of, rows) -> None:
    """D2, D5: the LinkedIn invitation within three days; the second check-in 14 days after the first was made."""
    log = "- 2026-11-20 email [[Dana Lee]] #check-in\n"
    assert rows(plan_of(talk("savvy", "2026-11-09 10:00", log), "2026-11-21"), "check-in", "linkedin") == [
        ("check-in", "Dana Lee", "2026-12-04", "2026-12-06", "2026-12-04", "upcoming"),
        ("linkedin", "Dana Lee", "2026-11-09", "2026-11-12", "2026-11-21", "overdue"),
        ("linkedin", "Sam Roe", "2026-11-09", "2026-11-12", "2026-11-21", "overdue"),
    ]


def test_value_pitch_over_the_end_of_daylight_saving(plan_of, rows) -> None:
    """E1, E3: Saturday 31 October 14:00 to 15:00; 48 hours later the clock says 14:00; no second thank-you."""
    assert rows(plan_of(talk("value-pitch", "2026-10-31 14:00"), "2026-10-31")) == [
        ("pitch", "Dana Lee", "2026-11-01 08:00-0500", "2026-11-02 14:00-0500", "2026-11-01", "upcoming"),
        ("pitch", "Sam Roe", "2026-11-01 08:00-0500", "2026-11-02 14:00-0500", "2026-11-01", "upcoming"),
    ]
