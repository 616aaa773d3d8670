"""Small things that decide: of which day a word is, for whom a place is kept, and what is said of it."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.actions.planning import Planner
from vaultcrm.model import LIVE
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

AWAY = "[[away]]\nfrom = 2026-11-18\nto = 2026-11-22\n"
ONE_A_DAY = "[follow-up]\nper-day = 1\n"


def live(plan, step):
    return [one for one in plan.touchpoints if one.step == step and one.state in LIVE]


def turns(plan):
    """Who is to hear from the user, and when."""
    return [(one.person.name, str(one.planned)) for one in live(plan, "stay-in-touch")]


# Keeping in touch


def test_who_was_left_out_has_not_been_spoken_to(plan_of, contact) -> None:
    """A4: Ann was spoken to in March and left out in August, Ben spoken to in June: Ann's silence is the longer one."""
    notes = contact("Ben", "- 2026-06-02 email\n", cadence="5 months")
    notes |= contact("Ann", "- 2026-03-02 email\n- 2026-08-03 skipped #stay-in-touch\n", cadence="3 months")
    assert turns(plan_of(notes, "2026-11-18", ONE_A_DAY)) == [("Ann", "2026-12-04"), ("Ben", "2027-01-04")]


@pytest.mark.parametrize(("last", "open_"), [("2026-11-23", True), ("2026-11-24", False)])
def test_the_key_closes_what_is_dated_by_hand_from_a_week_before_on(plan_of, contact, last, open_) -> None:
    notes = contact("Ann", next_contact="2026-12-01", last_contact=last)
    assert bool(live(plan_of(notes, "2026-11-30"), "next-contact")) is open_


def test_what_was_snoozed_to_a_day_away_is_not_due_before_the_return(plan_of, contact, one) -> None:
    """F3: on the Friday away it is not due yet; on the Monday after, it is."""
    notes = contact("Ann", "- 2026-03-02 email\n- 2026-11-16 snoozed #stay-in-touch until 2026-11-20\n", cadence="3 months")
    states = {}
    for today in ("2026-11-20", "2026-11-23"):
        plan = plan_of(notes, today, AWAY)
        (outline,) = [outline for outline in plan.touchpoints.outlines if outline.step == "stay-in-touch"]
        word = one(plan, "stay-in-touch")
        assert outline.state == word.state
        states[today] = (word.state, str(word.due)[:10], str(word.planned))
    assert states == {
        "2026-11-20": ("upcoming", "2026-11-23", "2026-11-23"),
        "2026-11-23": ("due", "2026-11-23", "2026-11-23"),
    }


# Which of the steps


def test_a_doubt_about_a_line_that_names_nobody_is_put_to_the_user(plan_of, contact, interview, playbook) -> None:
    """*The log*: two things of one's own are done by `did`, and the line does not say which."""
    steps = "tidy, with: me, opens: 1 day after interview, due: 2 days after interview"
    notes = playbook(f"{steps}\n{steps.replace('tidy', 'file')}") | contact("Dana Lee")
    plan = plan_of(notes | interview("2026-11-17 14:00", "Dana Lee", "[mine]", "- 2026-11-18 did\n"), "2026-11-18")
    assert [found.message for found in plan.questions] == ["`2026-11-18 did` to you fits #tidy and #file: it closes neither"]


def test_a_job_and_a_person_may_share_an_id(plan_of, tmp_path, contact, interview, job) -> None:
    """What is planned again after the job was edited knows where the person lives."""
    notes = contact("Dana Lee", "- 2026-03-02 email\n", id="acme", cadence="3 months") | job("Engineer", id="acme")
    talks = [interview("2026-11-17 14:00", "Dana Lee", "[savvy]", log) for log in ("", "- 2026-11-18 email [[Dana Lee]]\n")]
    planner, today, holidays = Planner(), date(2026, 11, 18), PublicHolidays()
    for edit in (talks[0], job("Engineer", id="acme", stage="applied"), talks[1]):
        plan_of(notes := notes | edit, "2026-11-18")
        vault = load_vault(tmp_path / "vault")
        assert planner.plan(vault, today, holidays) == make_plan(vault, today, holidays)
