"""Fine points of what the log closes and a note says: an offer told in time, late words, keys of talks that were called off."""

from __future__ import annotations

import pytest

HELD = "2026-11-17 14:00"
JOB = {"hr": '"[[Pat Hill]]"', "hiring_manager": '"[[Dana Lee]]"', "stage": "interviewing", "applied": "2026-11-02"}


def told(plan, step):
    """Person, state and the day it was closed of each touch-point of a step."""
    return sorted((one.person.name, one.state, str(one.closed_on or "")) for one in plan.touchpoints if one.step == step)


@pytest.fixture
def acme(contact, interview, job):
    """Tuesday 17 November with Dana for a job at Acme; Pat is HR: ``acme(systems, log, job_log=…, verdict=…)``."""

    def make(systems="[savvy]", log="", job_log="", dana="", about=JOB, **keys):
        notes = contact("Dana Lee", dana) | contact("Pat Hill") | job("Engineer", job_log, **about)
        return notes | interview(HELD, "Dana Lee", systems, log, job="Engineer", **keys)

    return make


# The offer, and who is to hear of it


def test_who_is_told_of_an_offer_is_as_it_stood_on_the_lines_day(plan_of, contact, job) -> None:
    """F2: the second opening was a mere lead when Kim was written to first, and had been applied for the second time."""
    notes = contact("Kim Park", "- 2026-11-11 email [[Kim Park]]\n- 2026-11-13 email [[Kim Park]]\n")
    notes |= job("Engineer", "- 2026-11-10 stage offer\n", applied="2026-11-02", stage="offer", decide_by="2026-11-24")
    notes |= job("Analyst", "- 2026-11-05 stage lead\n- 2026-11-12 stage applied\n", stage="applied", hr='"[[Kim Park]]"')
    assert told(plan_of(notes, "2026-11-14"), "tell") == [("Kim Park", "done", "2026-11-13")]


def test_who_is_told_of_an_offer_is_not_of_the_company_that_made_it(plan_of, contact, job, one) -> None:
    """F2, *Together*: three touches a day at Acme are not used up by a word to Cove."""
    notes = contact("Kim Park", company="Cove") | job("Engineer", "- 2026-11-17 stage offer\n", stage="offer")
    notes |= job("Analyst", applied="2026-11-09", stage="applied", hr='"[[Kim Park]]"', company="Cove")
    assert one(plan_of(notes, "2026-11-18"), "tell").company == "Cove"


# What was done long after everything else


def test_the_weekly_word_goes_on_as_long_as_nobody_says_otherwise(plan_of, acme) -> None:
    """C6: half a year later an e-mail is still the word of its week."""
    line = "- 2027-06-15 email [[Dana Lee]]\n"
    log = "- 2026-11-23 call [[Dana Lee]] #call\n- 2026-11-24 letter [[Dana Lee]] #letter\n"
    rounds = [one for one in plan_of(acme("[persistent]", log + line), "2027-06-15").touchpoints if one.step == "weekly"]
    assert [str(one.closed_on) for one in rounds if one.state == "done"] == ["2027-06-15"]


@pytest.mark.parametrize(
    ("expires", "closed"),
    [
        ("3 days", "2026-11-22"),
        ("at the next round", "2026-12-03"),
        ("3 days or at the next round", "2026-11-22"),
        ("20 days or at the next round", "2026-12-03"),
    ],
)
def test_a_round_is_let_go_when_it_expires_or_the_next_one_opens(
    plan_of, contact, interview, expires, closed, playbook
) -> None:
    """*Rounds*: due on Thursday 19; the next opens two weeks later."""
    step = f"word, every: 14 days, opens: 1 day after interview, due: 2 days after interview, expires: {expires}"
    notes = playbook(step) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]")
    found = told(plan_of(notes, "2026-12-03"), "word")
    assert [day for _, state, day in found if state == "missed"] == [closed]


# Which of several words counts


def test_a_thank_you_that_was_skipped_is_not_the_decline(plan_of, acme) -> None:
    """E4: one act, two words: `#thank-you` means the thank-you, though the decline is what is open."""
    log = "- 2026-11-18 skipped [[Dana Lee]] #thank-you\n- 2026-11-18 verdict not-a-fit\n"
    plan = plan_of(acme(log=log + "- 2026-11-19 email [[Dana Lee]] #thank-you\n"), "2026-11-19")
    assert told(plan, "thank-you") == [("Dana Lee", "skipped", "2026-11-18")]
    assert [state for name, state, _ in told(plan, "decline") if name == "Dana Lee"] == ["due"]


def test_the_name_of_a_step_goes_before_the_old_name_of_another(plan_of, contact, interview, playbook) -> None:
    """*Which step*: a tag that two steps answer to means the one that is called so now."""
    steps = """
        word, opens: 1 day after interview, due: 2 days after interview
        line, was: [word], opens: 1 day after interview, due: 2 days after interview
    """
    log = "- 2026-11-18 email [[Dana Lee]] #word\n"
    plan = plan_of(playbook(steps) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]", log), "2026-11-18")
    assert [one.step for one in plan.touchpoints if one.state == "done"] == ["word"]
    assert plan.questions == ()


def test_what_was_written_before_the_verdict_was_known_is_the_thank_you(plan_of, acme) -> None:
    """E4: the key says what the line of the 19th says, and does not date it from the interview's end."""
    log = "- 2026-11-18 email [[Dana Lee]]\n- 2026-11-19 verdict not-a-fit\n"
    plan = plan_of(acme(log=log, verdict="not-a-fit"), "2026-11-19")
    assert told(plan, "thank-you") == [("Dana Lee", "done", "2026-11-18")]


def test_what_the_note_of_a_talk_that_was_called_off_thinks_of_the_job_is_nothing(plan_of, acme) -> None:
    """E4: it was never held, so nothing dates the thought."""
    plan = plan_of(acme(status="cancelled", verdict="not-a-fit"), "2026-11-18")
    assert told(plan, "decline") == []
