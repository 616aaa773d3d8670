"""Small things that would be missed: whose company, which identity, how many fit a day, what waits, what a round leaves."""

from __future__ import annotations

import pytest

from vaultcrm.model import LIVE
from vaultcrm.plan.items import entitle

HELD = "2026-11-17 14:00"
JOB = {"hr": '"[[Pat Hill]]"', "hiring_manager": '"[[Dana Lee]]"', "stage": "interviewing", "applied": "2026-11-02"}


def people(plan, step):
    return sorted(one.person.name for one in plan.touchpoints if one.step == step and one.state in LIVE)


def test_a_call_keeps_its_identity_whoever_leads(plan_of, one, contact, interview) -> None:
    known = contact("Dana Lee") | contact("Sam Roe")
    calls = [one(plan_of(known | interview(HELD, names, "[impressive]"), "2026-11-18"), "call-1")
             for names in ("Dana Lee, Sam Roe", "Sam Roe, Dana Lee")]  # fmt: skip
    assert [call.person.name for call in calls] == ["Dana Lee", "Sam Roe"]
    assert calls[0].uid == calls[1].uid


def test_where_the_talk_names_no_company_it_is_the_persons(plan_of, one, contact, interview) -> None:
    notes = contact("Dana Lee", company="Brook") | interview(HELD, "Dana Lee", company="")
    assert one(plan_of(notes, "2026-11-18"), "thank-you").company == "Brook"


def test_a_title_without_a_company_speaks_of_the_next_talk() -> None:
    assert entitle("Prepare for {company}", None) == "Prepare for the next talk"
    assert entitle("Ask {person} about {job}", None) == "Ask about"


@pytest.mark.parametrize(("line", "state"), [("email [[Dana Lee]]", "done"), ("email from [[Dana Lee]]", "due")])
def test_a_birthday_is_wished_by_what_the_user_writes(plan_of, one, contact, line, state) -> None:
    notes = contact("Dana Lee", f"- 2026-11-18 {line}\n", birthday="1980-11-18")
    assert one(plan_of(notes, "2026-11-18", 'birthdays = "*"\n'), "birthday").state == state


def test_a_manager_met_only_in_a_talk_that_was_called_off_gets_no_decline(plan_of, contact, interview, job) -> None:
    """E4"""
    notes = contact("Dana Lee") | contact("Sam Roe") | contact("Pat Hill") | job("Engineer", **JOB)
    notes |= interview(HELD, "Sam Roe", "[savvy]", job="Engineer", verdict="not-a-fit")
    off = interview("2026-11-12 10:00", "Dana Lee", "[savvy]", job="Engineer", id="off", status="cancelled")
    assert people(plan_of(notes | off, "2026-11-18"), "decline") == ["Pat Hill"]


def test_a_tag_in_a_jobs_note_means_that_job(plan_of, contact, interview, job) -> None:
    notes = contact("Dana Lee") | job("Engineer", "- 2026-11-17 email [[Dana Lee]] #thank-you\n") | job("Analyst")
    for title in ("Engineer", "Analyst"):
        notes |= interview(HELD, "Dana Lee", "[savvy]", job=title, id=f"{title}-talk")
    plan = plan_of(notes, "2026-11-17")
    done = [one.note.id for one in plan.touchpoints if one.step == "thank-you" and one.state == "done"]
    assert done == ["Engineer-talk"]


@pytest.mark.parametrize("waits", ["opens: 1 day after first, due: 4 days after interview",
                                   "opens: 1 day after interview, due: 2 days after first"])  # fmt: skip
def test_what_counts_from_a_step_that_is_not_done_is_tentative(plan_of, one, contact, interview, waits, playbook) -> None:
    steps = f"first, opens: 1 day after interview, due: 2 days after interview\nsecond, {waits}"
    notes = playbook(steps) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]")
    assert one(plan_of(notes, "2026-11-18"), "second").tentative
    notes |= interview(HELD, "Dana Lee", "[mine]", "- 2026-11-18 email [[Dana Lee]] #first\n")
    assert not one(plan_of(notes, "2026-11-18"), "second").tentative


def test_the_rounds_that_were_made_stay_when_the_rest_is_stopped(plan_of, contact, interview, playbook) -> None:
    steps = "word, selling: true, every: 7 days, opens: 1 day after interview, due: 2 days after interview"
    log = "- 2026-11-18 email [[Dana Lee]] #word\n- 2026-11-25 email [[Dana Lee]] #word\n- 2026-11-26 verdict not-a-fit\n"
    plan = plan_of(playbook(steps) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]", log), "2026-11-26")
    assert sorted((one.round, one.state) for one in plan.touchpoints if one.step == "word") == [("1", "done"), ("2", "done")]


# The follow-up days


def circle(contact, count, cadence):
    """As many contacts whom the user has met, each to be kept in touch with every so often."""
    notes = {}
    for number in range(count):
        notes |= contact(f"Person {number:02}", met="2026-09-01", cadence=cadence)
    return notes


@pytest.mark.parametrize(
    ("count", "cadence", "full"),
    [
        (12, "1 year", False), (13, "1 year", True), (1, "30 days", True), (1, "1 month", True), (1, "2 months", False),
        (1, "5 weeks", False), (1, "4 weeks", True),
    ],
)  # fmt: skip
def test_more_cadences_than_places_are_said(plan_of, contact, count, cadence, full) -> None:
    """F6: twelve follow-up days a year with one place each."""
    plan = plan_of(circle(contact, count, cadence), "2026-11-18", "[follow-up]\nper-day = 1\n")
    assert bool(plan.notices) is full


def test_one_place_a_day_holds_one_person(plan_of, contact) -> None:
    """F6"""
    plan = plan_of(circle(contact, 3, "1 month"), "2026-11-18", "[follow-up]\nper-day = 1\n")
    days = [one.planned.isoformat() for one in plan.touchpoints if one.act == "stay-in-touch" and one.person]
    assert sorted(days) == ["2026-12-04", "2027-01-04", "2027-02-05"]


# The look at the search (D7)


@pytest.mark.parametrize(("line", "moves"), [("did #follow-up-day", False), ("did #keep-searching", True)])
def test_only_a_look_is_a_look(plan_of, job, line, moves) -> None:
    """The next one counts from the last; what else was done that day has no say in it."""
    begun = job("Engineer", applied="2026-11-02", stage="applied")
    search = {"search.md": "---\ntype: search\nstatus: active\n---\n\n## Log\n"}
    looked = {"search.md": search["search.md"] + f"\n- 2026-11-18 {line}\n"}
    (before,), (after,) = ([one for one in plan_of(begun | notes, "2026-11-19").touchpoints if one.note.path == "search.md"
                            and one.act == "keep-searching"] for notes in (search, looked))  # fmt: skip
    assert (before.opens != after.opens) is moves


def test_a_job_began_when_its_log_did_where_no_application_is_dated(plan_of, job) -> None:
    search = {"search.md": "---\ntype: search\nstatus: active\n---\n"}
    plan = plan_of(search | job("Engineer", "- 2026-11-09 stage lead\n- 2026-11-12 note: asked around\n"), "2026-11-19")
    (look,) = [one for one in plan.touchpoints if one.act == "keep-searching"]
    assert any("9 Nov 2026" in reason for reason in look.reasons)
