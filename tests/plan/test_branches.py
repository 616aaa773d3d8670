"""Branches and facts: verdicts, offers, ends, interviews that move, people who come and go, and what they wrote back."""

from __future__ import annotations

from itertools import product

import pytest

from vaultcrm.model import LIVE

HELD = "2026-11-17 14:00"
SELLING = {"pitch", "call-1", "call-2", "call-3", "learn", "call", "letter", "weekly", "check-in"}
ALL = "[impressive, persistent, savvy, stay-in-touch, value-pitch]"
THANKS = ("thank-you", "decline", "appreciate")
TOLD = [("decline", "Dana Lee"), ("decline", "Pat Hill"), ("thank-you", "Sam Roe")]
JOB = {"hr": '"[[Pat Hill]]"', "hiring_manager": '"[[Dana Lee]]"', "stage": "interviewing", "applied": "2026-11-02"}


@pytest.fixture
def acme(contact, interview, job):
    """Tuesday 17 November with Dana (hiring manager) and Sam; Pat is HR: ``acme(systems, log, job_log=…, verdict=…)``."""

    def make(systems="[savvy, value-pitch]", log="", job_log="", about=JOB, people="Dana Lee, Sam Roe", **keys):
        notes = contact("Dana Lee") | contact("Sam Roe") | contact("Pat Hill") | job("Engineer", job_log, **about)
        return notes | interview(keys.pop("start", HELD), people, systems, log, "", job="Engineer", **keys)

    return make


def live(plan, *steps):
    """(step, person, opens, due) of what is still to do."""
    return sorted(
        (one.step, one.person.name if one.person else "me", str(one.opens)[:10], str(one.due)[:10])
        for one in plan.touchpoints
        if one.state in LIVE and (not steps or one.step in steps)
    )


def steps_alive(plan):
    return {one.step for one in plan.touchpoints if one.state in LIVE}


def closed(plan, *steps):
    return sorted((one.step, one.person.name if one.person else "me", one.state) for one in plan.touchpoints
                  if one.state not in LIVE and (not steps or one.step in steps))  # fmt: skip


# Not a fit (E4)


def test_not_a_fit_by_the_key_declines_from_the_interviews_end(plan_of, acme) -> None:
    """E4, C12: HR and the hiring manager get the decline, Sam keeps the thank-you; nothing is sold any more."""
    plan = plan_of(acme(verdict="not-a-fit"), "2026-11-18")
    assert live(plan, *THANKS) == [
        ("decline", "Dana Lee", "2026-11-17", "2026-11-18"),
        ("decline", "Pat Hill", "2026-11-17", "2026-11-18"),
        ("thank-you", "Sam Roe", "2026-11-17", "2026-11-17"),
    ]
    assert not steps_alive(plan) & SELLING


@pytest.mark.parametrize("where", ["log", "job_log"])
def test_not_a_fit_by_a_log_line_declines_from_that_day(plan_of, acme, where) -> None:
    """E4: the line dates the verdict, in the interview's log or in the job's."""
    notes = acme(**{where: "- 2026-11-19 verdict not-a-fit\n"})
    assert live(plan_of(notes, "2026-11-18"), "decline") == []
    assert live(plan_of(notes, "2026-11-19"), *THANKS) == [
        ("decline", "Dana Lee", "2026-11-19", "2026-11-20"),
        ("decline", "Pat Hill", "2026-11-19", "2026-11-20"),
        ("thank-you", "Sam Roe", "2026-11-17", "2026-11-17"),
    ]


@pytest.mark.parametrize("verdict", ["key", "log"])
def test_a_decline_is_made_though_the_thank_you_is_done(plan_of, acme, verdict) -> None:
    """E4: once a thank-you is done, a decline still is; the thank-you stays done."""
    log = "- 2026-11-17 email [[Dana Lee]] #thank-you\n- 2026-11-18 email [[Sam Roe]] #thank-you\n"
    notes = acme(log=log, verdict="not-a-fit") if verdict == "key" else acme(log=log + "- 2026-11-19 verdict not-a-fit\n")
    plan = plan_of(notes, "2026-11-19")
    assert [who for _, who, _, _ in live(plan, *THANKS)] == ["Dana Lee", "Pat Hill"]
    assert steps_alive(plan) & set(THANKS) == {"decline"}
    assert closed(plan, *THANKS) == [("thank-you", "Dana Lee", "done"), ("thank-you", "Sam Roe", "done")]


def test_a_decline_comes_though_the_thank_you_has_expired(plan_of, acme) -> None:
    """E4: the thank-yous expired on Friday 27; the verdict is of Monday 30."""
    plan = plan_of(acme(log="- 2026-11-30 verdict not-a-fit\n"), "2026-11-30")
    assert live(plan, *THANKS) == [
        ("decline", "Dana Lee", "2026-11-30", "2026-12-01"),
        ("decline", "Pat Hill", "2026-11-30", "2026-12-01"),
    ]
    assert closed(plan, *THANKS) == [("thank-you", "Sam Roe", "missed")]


def test_a_decline_that_was_sent_is_the_thank_you(plan_of, acme) -> None:
    """E4: one act; nothing more goes to Dana, neither now nor after a change of mind."""
    sent = "- 2026-11-18 email [[Dana Lee]] #decline\n"
    plan = plan_of(acme(log=sent, verdict="not-a-fit"), "2026-11-18")
    assert [found[:2] for found in live(plan, *THANKS)] == [("decline", "Pat Hill"), ("thank-you", "Sam Roe")]
    again = plan_of(acme(log=sent + "- 2026-11-20 verdict keen\n", verdict="not-a-fit"), "2026-11-20")
    assert live(again, *THANKS) == [("thank-you", "Sam Roe", "2026-11-17", "2026-11-17")]
    assert "check-in" in steps_alive(again)


@pytest.mark.parametrize(
    ("about", "people", "expected"),
    [
        ({"hiring_manager": '"[[Dana Lee]]"'}, "Dana Lee, Sam Roe", [("Dana Lee", ("hr",))]),
        ({"hr": '"[[Pat Hill]]"'}, "Dana Lee, Sam Roe", [("Pat Hill", ())]),
        ({"hr": '"[[Pat Hill]]"', "hiring_manager": '"[[Dana Lee]]"'}, "Sam Roe", [("Pat Hill", ())]),
        ({"hr": '"[[Sam Roe]]"', "hiring_manager": '"[[Dana Lee]]"'}, "Dana Lee, Sam Roe", [("Dana Lee", ()), ("Sam Roe", ())]),
        ({}, "Sam Roe, Dana Lee", [("Sam Roe", ("hr",))]),
    ],
    ids=["HR not known", "no hiring manager", "the manager was not there", "HR was there", "neither known"],
)
def test_whom_a_decline_goes_to(plan_of, acme, about, people, expected) -> None:
    """E4: the HR person, and the hiring manager if you spoke to one."""
    plan = plan_of(acme(about={"stage": "interviewing", **about}, people=people, verdict="not-a-fit"), "2026-11-18")
    assert sorted((one.person.name, one.missing) for one in plan.touchpoints if one.step == "decline") == expected


def test_without_a_job_the_first_interviewer_is_told(plan_of, contact, interview) -> None:
    """E4: and the other keeps the thank-you."""
    notes = contact("Dana Lee") | contact("Sam Roe") | interview(HELD, "Sam Roe, Dana Lee", "[savvy]", verdict="not-a-fit")
    assert live(plan_of(notes, "2026-11-18"), *THANKS) == [
        ("decline", "Sam Roe", "2026-11-17", "2026-11-18"),
        ("thank-you", "Dana Lee", "2026-11-17", "2026-11-17"),
    ]


def test_a_verdict_in_the_jobs_log_belongs_to_what_was_held(plan_of, acme, interview) -> None:
    """E4: the next interview is already in the vault; the decline counts for the one that was held."""
    notes = acme("[savvy]", job_log="- 2026-11-19 verdict not-a-fit\n")
    notes |= interview("2026-11-25 10:00", "Dana Lee, Sam Roe", "[savvy]", id="second", job="Engineer")
    plan = plan_of(notes, "2026-11-19")
    assert {(one.person.name, one.note.id) for one in plan.touchpoints if one.step == "decline"} == {
        ("Dana Lee", "talk"),
        ("Pat Hill", "talk"),
    }


def test_a_verdict_under_an_interview_that_was_called_off(plan_of, acme, interview) -> None:
    """E4: the second talk was called off, and why stands in its note; those of the first are told."""
    notes = acme("[savvy]") | interview("2026-11-25 10:00", "Dana Lee", "[savvy]", "- 2026-11-20 verdict not-a-fit\n",
                                        id="second", job="Engineer", status="cancelled")  # fmt: skip
    assert live(plan_of(notes, "2026-11-20"), *THANKS) == [
        ("decline", "Dana Lee", "2026-11-20", "2026-11-21"),
        ("decline", "Pat Hill", "2026-11-20", "2026-11-21"),
        ("thank-you", "Sam Roe", "2026-11-17", "2026-11-17"),
    ]


# Systems that come and go


@pytest.mark.parametrize("tag", ["call-1", "call", "first-call"])
@pytest.mark.parametrize("systems", ["[impressive, persistent]", "[persistent]", "[impressive]"])
def test_the_first_call_was_made_whichever_system_asks_for_it(plan_of, acme, systems, tag) -> None:
    """B4, C4: one act; where a system is taken from the note, or given to it, the call that was made stays made."""
    plan = plan_of(acme(systems, f"- 2026-11-23 call [[Dana Lee]] #{tag}\n"), "2026-11-24")
    assert [(one.act, one.state) for one in plan.touchpoints if one.act == "first-call"] == [("first-call", "done")]


# It went badly (E5)


def test_badly_in_the_jobs_log(plan_of, acme) -> None:
    """E5: it speaks of the last interview that was held."""
    plan = plan_of(acme(job_log="- 2026-11-18 went badly\n"), "2026-11-18")
    assert live(plan, "pitch", *THANKS) == [
        ("appreciate", "Dana Lee", "2026-11-18", "2026-11-19"),
        ("appreciate", "Sam Roe", "2026-11-18", "2026-11-19"),
    ]


def test_badly_makes_the_thank_you_plain(plan_of, acme) -> None:
    """E5: appreciate for each, nothing that corrects or sells, but the check-in stays."""
    plan = plan_of(acme(ALL, went="badly", answer_by="about a week"), "2026-11-18")
    assert live(plan, *THANKS) == [
        ("appreciate", "Dana Lee", "2026-11-17", "2026-11-18"),
        ("appreciate", "Sam Roe", "2026-11-17", "2026-11-18"),
    ]
    assert steps_alive(plan) & SELLING == {"check-in"}


@pytest.mark.parametrize(
    ("systems", "fact", "expected"),
    [
        ("[impressive, savvy]", {"went": "badly"}, {
            "Dana Lee": "E5 decides: it takes the place of thank-you (B3, D4), and it stops call-1, call-2",
            "Sam Roe": "E5 decides: it takes the place of thank-you (B3, D4), and it stops call-1, call-2",
        }),
        ("[impressive, savvy]", {"verdict": "not-a-fit"}, {
            "Dana Lee": "E4 decides: it takes the place of thank-you (B3, D4), and it stops call-1, call-2, check-in",
            "Pat Hill": "E4 decides: it stops call-1, call-2, check-in",
        }),
        ("[stay-in-touch]", {"went": "badly"}, dict.fromkeys(
            ("Dana Lee", "Sam Roe"), "E5 decides: it takes the place of thank-you (A1)")),
    ],
    ids=["where it went badly", "where it is not for me", "where nothing is sold"],
)  # fmt: skip
def test_it_is_said_what_the_graceful_exits_go_before(plan_of, acme, systems, fact, expected) -> None:
    """E5: where the systems disagree, this decides, and `why` says so."""
    plan = plan_of(acme(systems, **fact), "2026-11-18")
    exits = [one for one in plan.touchpoints if one.step in ("appreciate", "decline")]
    assert {one.person.name: one.reasons[-1] for one in exits} == expected


@pytest.mark.parametrize("went", ["key", "log"])
def test_badly_after_a_thank_you_asks_for_nothing_more(plan_of, acme, went) -> None:
    """E5: once a thank-you is done, no appreciate is made; the others get theirs from the day of the line."""
    log = "- 2026-11-17 email [[Dana Lee]] #thank-you\n"
    notes = acme(log=log, went="badly") if went == "key" else acme(log=log + "- 2026-11-19 went badly\n")
    plan, day = plan_of(notes, "2026-11-19"), "2026-11-17" if went == "key" else "2026-11-19"
    assert [found[:3] for found in live(plan, *THANKS)] == [("appreciate", "Sam Roe", day)]
    assert closed(plan, *THANKS) == [("thank-you", "Dana Lee", "done")]


def test_badly_and_not_a_fit(plan_of, acme) -> None:
    """E4 goes before E5: the decline's recipients are told, the others keep their thank-you, and nobody is checked in with."""
    plan = plan_of(acme(ALL, went="badly", verdict="not-a-fit"), "2026-11-18")
    assert [found[:2] for found in live(plan, *THANKS)] == TOLD
    assert not steps_alive(plan) & SELLING


def test_well_after_badly(plan_of, acme) -> None:
    """E5: the latest word rules."""
    plan = plan_of(acme(log="- 2026-11-18 went badly\n- 2026-11-19 went well\n"), "2026-11-19")
    assert steps_alive(plan) & {"pitch", "appreciate", "thank-you"} == {"pitch", "thank-you"}


# No thank-you is ever lost (C12, E6)

SYSTEMS = ["[value-pitch]", "[stay-in-touch]", "[impressive]", "[persistent]", "[savvy]", "[savvy, value-pitch]", ALL, "[]", ""]
STAGES = ["interviewing", "offer", "hired", "rejected", "withdrawn", "filled"]


@pytest.mark.parametrize("systems", SYSTEMS)
def test_no_thank_you_is_ever_lost(plan_of, acme, systems) -> None:
    """C12, E6: each interviewer gets exactly one word of thanks, whatever runs, is thought, or has come to an end."""
    for verdict, went, stage in product(["keen", "unsure", "not-a-fit"], ["well", "badly"], STAGES):
        about = {**JOB, "stage": stage}
        plan = plan_of(acme(systems, about=about, verdict=verdict, went=went), "2026-11-18")
        words = [one for one in plan.touchpoints if one.step in THANKS and one.note.id == "talk"]
        pitched = [one for one in plan.touchpoints if one.step == "pitch" and one.state in LIVE]
        thanked = words or pitched
        told = ["Dana Lee", "Pat Hill", "Sam Roe"] if verdict == "not-a-fit" else ["Dana Lee", "Sam Roe"]
        assert sorted(one.person.name for one in thanked) == told, (verdict, went, stage)
        assert all(one.state in LIVE for one in thanked)


def test_the_value_pitch_alone_is_the_thank_you(plan_of, acme) -> None:
    """E3: there is no second one; where it is stopped the plain one stands in, from the interview's day."""
    plan = plan_of(acme("[value-pitch]"), "2026-11-18")
    assert live(plan, "pitch", *THANKS) == [
        ("pitch", "Dana Lee", "2026-11-18", "2026-11-19"),
        ("pitch", "Sam Roe", "2026-11-18", "2026-11-19"),
    ]
    refused = plan_of(acme("[value-pitch]", verdict="not-a-fit"), "2026-11-18")
    assert [found[:2] for found in live(refused, "pitch", *THANKS)] == TOLD


def test_a_pitch_that_was_sent_has_thanked(plan_of, acme) -> None:
    """E3, E4, E5: after the pitch no appreciate is made, a decline still is."""
    log = "- 2026-11-18 email [[Dana Lee]] #pitch\n- 2026-11-18 email [[Sam Roe]] #pitch\n"
    badly = plan_of(acme("[value-pitch]", log + "- 2026-11-19 went badly\n"), "2026-11-19")
    assert live(badly, "pitch", *THANKS) == []
    refused = plan_of(acme("[value-pitch]", log + "- 2026-11-19 verdict not-a-fit\n"), "2026-11-19")
    assert [found[:2] for found in live(refused, "pitch", *THANKS)] == [("decline", "Dana Lee"), ("decline", "Pat Hill")]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"went": "badly"}, []),
        ({"verdict": "not-a-fit"}, [("decline", "Dana Lee"), ("decline", "Pat Hill")]),
        ({"about": {**JOB, "stage": "offer"}}, []),
        ({"about": {**JOB, "stage": "withdrawn"}}, []),
    ],
    ids=["badly", "not a fit", "an offer", "withdrawn"],
)
def test_a_pitch_that_was_sent_stays_sent_whatever_is_written_down_later(plan_of, acme, keys, expected) -> None:
    """E3, E6: a key without a log line dates from before the pitch; nobody is thanked twice for it."""
    log = "- 2026-11-18 email [[Dana Lee]] #pitch\n- 2026-11-18 email [[Sam Roe]] #pitch\n"
    plan = plan_of(acme("[value-pitch]", log, **keys), "2026-11-19")
    assert [found[:2] for found in live(plan, "pitch", *THANKS)] == expected
    assert closed(plan, "pitch") == [("pitch", "Dana Lee", "done"), ("pitch", "Sam Roe", "done")]


GRUFF = """
---
type: playbook
name: gruff
title: Gruff
source: me
for: interview
---

```yaml
steps:
  - step: ring
    title: Ring {who}
    with: lead
    via: phone
    opens: 2 days after interview
    due: 3 days after interview
```
"""


def test_a_system_of_ones_own_without_a_thank_you(plan_of, acme) -> None:
    """C12: no playbook removes the thank-you."""
    plan = plan_of({"playbooks/gruff.md": GRUFF} | acme("[gruff]"), "2026-11-18")
    assert live(plan, "ring", *THANKS) == [
        ("ring", "Dana Lee", "2026-11-19", "2026-11-20"),
        ("thank-you", "Dana Lee", "2026-11-17", "2026-11-17"),
        ("thank-you", "Sam Roe", "2026-11-17", "2026-11-17"),
    ]


# Offer, ends, and the second interview


def test_an_offer_stops_what_sells(plan_of, acme) -> None:
    """B9, F2: the thank-yous stay."""
    plan = plan_of(acme(ALL, job_log="- 2026-11-18 stage offer\n"), "2026-11-18")
    assert not steps_alive(plan) & SELLING
    assert [found[1] for found in live(plan, "thank-you")] == ["Dana Lee", "Sam Roe"]


@pytest.mark.parametrize("stage", ["hired", "rejected", "withdrawn", "filled"])
def test_a_job_that_ended(plan_of, acme, stage) -> None:
    """B9, C6, C7: nothing is sold, references are left in peace, and a rejection is thanked for."""
    about = {**JOB, "references": '["[[Pat Hill]]"]'}
    plan = plan_of(acme(ALL, job_log=f"- 2026-11-19 stage {stage}\n", about=about), "2026-11-19")
    assert not steps_alive(plan) & {*SELLING, "references", "application", "decide", "tell"}
    thanks = [("after-rejection", "Pat Hill", "2026-11-19", "2026-11-20")] if stage == "rejected" else []
    assert live(plan, "after-rejection") == thanks
    assert [found[1] for found in live(plan, "thank-you")] == ["Dana Lee", "Sam Roe"]


@pytest.mark.parametrize(
    ("about", "expected"),
    [({"hr": '"[[Pat Hill]]"'}, "Pat Hill"), ({"hiring_manager": '"[[Sam Roe]]"'}, "Sam Roe"), ({}, "Dana Lee")],
    ids=["HR", "else the hiring manager", "else the lead"],
)
def test_who_is_thanked_after_a_rejection(plan_of, acme, about, expected) -> None:
    """C7: until the next business day: Wednesday 25 to Friday 27, after Thanksgiving; expires ten days later."""
    plan = plan_of(acme(job_log="- 2026-11-25 stage rejected\n", about=about), "2026-11-25")
    assert live(plan, "after-rejection") == [("after-rejection", expected, "2026-11-25", "2026-11-27")]
    assert [str(one.expires) for one in plan.touchpoints if one.step == "after-rejection"] == ["2026-12-07"]


@pytest.mark.parametrize(
    ("status", "stops"),
    [({}, True), ({"status": "scheduled"}, True), ({"status": "missed"}, True), ({"status": "cancelled"}, False)],
)
def test_the_second_interview_granted(plan_of, acme, interview, status, stops) -> None:
    """B9: a later interview of the same job that is in the vault and not cancelled stops what sells the first."""
    notes = acme(ALL) | interview("2026-12-01 10:00", "Dana Lee", "[savvy]", id="second", job="Engineer", **status)
    plan = plan_of(notes, "2026-11-19")
    first = {one.step for one in plan.touchpoints if one.note.id == "talk" and one.state in LIVE}
    assert bool(first & SELLING) != stops
    assert {"thank-you", "debrief"} <= first


def test_an_interview_that_is_not_held_yet_goes_on_planning(plan_of, acme, interview) -> None:
    """B9: only what was held stops; before it, both are planned."""
    notes = acme("[savvy]") | interview("2026-12-01 10:00", "Dana Lee", "[savvy]", id="second", job="Engineer")
    assert [one.note.id for one in plan_of(notes, "2026-11-16").touchpoints if one.step == "check-in"] == ["talk", "second"]


def test_an_interview_of_another_job_stops_nothing(plan_of, acme, interview, job) -> None:
    """B9: of the same job."""
    notes = acme("[savvy]") | job("Other", company="Bolt")
    notes |= interview("2026-12-01 10:00", "Dana Lee", "[savvy]", id="second", job="Other")
    assert "talk" in [one.note.id for one in plan_of(notes, "2026-11-19").touchpoints if one.step == "check-in"]


@pytest.mark.parametrize("status", ["cancelled", "missed"])
def test_an_interview_that_did_not_take_place(plan_of, acme, status) -> None:
    """Nobody is thanked for it."""
    assert [one.step for one in plan_of(acme(ALL, status=status), "2026-11-18").touchpoints if one.note.id == "talk"] == []


def test_an_interview_that_is_moved(plan_of, acme) -> None:
    """Touch-points move along under their old identity; what was done stays done."""
    log = "- 2026-11-16 did #prepare\n"
    before = plan_of(acme("[savvy]", log), "2026-11-16")
    after = plan_of(acme("[savvy]", log, start="2026-11-24 09:00"), "2026-11-16")
    assert [one.state for plan in (before, after) for one in plan.touchpoints if one.step == "prepare"] == ["done", "done"]
    assert live(after, "thank-you", "check-in") == [
        ("check-in", "Dana Lee", "2026-12-04", "2026-12-06"),
        ("thank-you", "Dana Lee", "2026-11-24", "2026-11-24"),
        ("thank-you", "Sam Roe", "2026-11-24", "2026-11-24"),
    ]
    assert {one.uid for one in before.touchpoints} == {one.uid for one in after.touchpoints}


# People who come and go


def test_an_interviewer_is_added_and_one_removed(plan_of, acme) -> None:
    """B3: Lin joins late and without a note, Sam was not there after all; Dana's stays as it was."""
    before = plan_of(acme("[savvy]"), "2026-11-18")
    after = plan_of(acme("[savvy]", people="Dana Lee, Lin Zhao"), "2026-11-18")
    assert live(after, "thank-you") == [
        ("thank-you", "Dana Lee", "2026-11-17", "2026-11-17"),
        ("thank-you", "Lin Zhao", "2026-11-17", "2026-11-17"),
    ]
    assert {one.missing for one in after.touchpoints if one.person and one.person.name == "Lin Zhao"} == {("note",)}
    dana = [{one.uid for one in plan.touchpoints if one.person and one.person.name == "Dana Lee"} for plan in (before, after)]
    assert dana[0] == dana[1]


@pytest.mark.parametrize(
    "name", ["Lin Zhao", "Rabea Ma\u1e96d", "D. O'Hara-Nu\u00f1ez", "\u03a6\u03bf\u0390\u03b2\u03b7 \u039b.", "?"]
)
def test_a_note_that_is_written_later_fits_the_person(plan_of, contact, acme, name) -> None:
    """Whoever was only named is the same person once there is a note; also where folding takes a letter apart."""
    named, known = (
        {(one.uid, one.step) for one in plan.touchpoints if one.person and one.person.name == name}
        for plan in (
            plan_of(acme("[savvy]", people=name), "2026-11-18"),
            plan_of(acme("[savvy]", people=name) | contact(name), "2026-11-18"),
        )
    )
    assert named
    assert named == known


def test_a_person_who_left_the_company(plan_of, acme) -> None:
    """What is skipped is closed; everything else goes on."""
    plan = plan_of(acme("[savvy]", "- 2026-11-18 skipped [[Sam Roe]] #thank-you: Left the company\n"), "2026-11-18")
    assert closed(plan, "thank-you") == [("thank-you", "Sam Roe", "skipped")]
    assert [found[1] for found in live(plan, "thank-you")] == ["Dana Lee"]


# Facts with and without dates


def test_a_stage_without_a_line_dates_from_the_newest_fact(plan_of, acme) -> None:
    """C7: `stage: rejected`, and nothing newer than the interview of Tuesday 17."""
    plan = plan_of(acme(about={**JOB, "stage": "rejected"}), "2026-11-18")
    assert live(plan, "after-rejection") == [("after-rejection", "Pat Hill", "2026-11-17", "2026-11-18")]


@pytest.mark.parametrize(
    ("log", "rejected"),
    [
        ("- 2026-11-10 stage interviewing\n", True),
        ("- 2026-11-19 stage references\n", False),
        ("- 2026-11-19 stage rejected\n", True),
    ],
    ids=["the key is later: an interview was held since", "the log is later", "they agree"],
)
def test_stage_key_and_log_disagree(plan_of, acme, log, rejected) -> None:
    """C7: the later dated wins."""
    plan = plan_of(acme(job_log=log, about={**JOB, "stage": "rejected"}), "2026-11-20")
    assert bool(live(plan, "after-rejection")) == rejected
    assert bool(steps_alive(plan) & SELLING) != rejected


def test_a_stage_line_of_tomorrow_counts_tomorrow(plan_of, acme) -> None:
    notes = acme(job_log="- 2026-11-19 stage rejected\n")
    assert [bool(live(plan_of(notes, day), "after-rejection")) for day in ("2026-11-18", "2026-11-19")] == [False, True]


def test_keen_after_not_a_fit(plan_of, acme) -> None:
    """E4: the latest verdict rules; what was stopped goes on, and thank-yous that were not sent come back."""
    plan = plan_of(acme(log="- 2026-11-18 verdict not-a-fit\n- 2026-11-20 verdict keen\n"), "2026-11-20")
    assert live(plan, *THANKS) == [
        ("thank-you", "Dana Lee", "2026-11-17", "2026-11-17"),
        ("thank-you", "Sam Roe", "2026-11-17", "2026-11-17"),
    ]
    assert live(plan, "check-in") == [("check-in", "Dana Lee", "2026-11-27", "2026-11-29")]


# They wrote back (D6)


def test_they_wrote_and_named_no_day(plan_of, acme) -> None:
    """D6: calls and check-ins rest for 7 days; letters and thank-yous do not; nothing is fulfilled."""
    log = "- 2026-11-19 email from [[Sam Roe]]: We need a little longer\n"
    plan = plan_of(acme("[impressive, savvy]", log), "2026-11-19")
    assert live(plan, "call-1", "call-2", "check-in") == [
        ("call-1", "Dana Lee", "2026-11-27", "2026-11-27"),
        ("call-2", "Dana Lee", "2026-11-30", "2026-12-01"),
        ("check-in", "Dana Lee", "2026-11-27", "2026-11-29"),
    ]
    assert [str(one.expires) for one in plan.touchpoints if one.step == "call-1"] == ["2026-12-04"]
    assert [found[1] for found in live(plan, "thank-you")] == ["Dana Lee", "Sam Roe"]


def test_they_wrote_and_named_a_day(plan_of, acme) -> None:
    """D6: until the new `answer_by`, Tuesday 1 December; the check-in gets its slack: 14 days become 20."""
    notes = acme("[impressive, savvy]", "- 2026-11-19 email from [[Dana Lee]]\n", answer_by="2026-12-01")
    assert live(plan_of(notes, "2026-11-19"), "call-1", "check-in") == [
        ("call-1", "Dana Lee", "2026-12-01", "2026-12-01"),
        ("check-in", "Dana Lee", "2026-12-07", "2026-12-09"),
    ]


def test_the_hold_ends(plan_of, acme) -> None:
    """D6: a week later the call is due, and if it is made, the second counts from it."""
    log = "- 2026-11-19 heard [[Dana Lee]]\n- 2026-11-27 call [[Dana Lee]] #call-1\n"
    assert live(plan_of(acme("[impressive]", log), "2026-11-27"), "call-1", "call-2") == [
        ("call-2", "Dana Lee", "2026-11-30", "2026-12-01")
    ]


def test_what_they_wrote_holds_the_weekly_word(plan_of, acme) -> None:
    """C6, D6: the letter went on Tuesday 24; on Monday 30 Dana writes: the weekly e-mail waits until Monday 7."""
    log = "- 2026-11-23 call [[Dana Lee]] #call\n- 2026-11-24 letter [[Dana Lee]] #letter\n"
    notes = acme("[persistent]", log)
    assert live(plan_of(notes, "2026-11-30"), "weekly") == [("weekly", "Dana Lee", "2026-12-01", "2026-12-01")]
    notes = acme("[persistent]", log + "- 2026-11-30 email from [[Dana Lee]]\n")
    assert live(plan_of(notes, "2026-11-30"), "weekly") == [("weekly", "Dana Lee", "2026-12-07", "2026-12-07")]


def test_what_they_wrote_in_another_matter(plan_of, acme, job, interview) -> None:
    """D6: the job's steps are held, not those of a job that has nothing to do with the person."""
    notes = acme("[savvy]", "- 2026-11-26 email from [[Sam Roe]]\n") | job("Other", company="Bolt")
    notes |= interview(HELD, "Kim Park", "[savvy]", id="bolt", job="Other", company="Bolt")
    assert live(plan_of(notes, "2026-11-27"), "check-in") == [
        ("check-in", "Dana Lee", "2026-12-03", "2026-12-03"),
        ("check-in", "Kim Park", "2026-11-27", "2026-11-29"),
    ]


def test_what_was_to_be_prepared_is_over_once_the_talk_is_written_up(plan_of, rows) -> None:
    """B2: it expires at the start; with a debrief on the same day that hour has passed."""
    head = (
        "---\ntype: interview\nstart: 2026-11-17 09:00\ntimezone: America/New_York\nplaybooks: [impressive]\n---\n## Topics\n"
    )
    assert rows(plan_of({"interviews/talk.md": head}, "2026-11-17"), "prepare", "debrief") == [
        ("debrief", "me", "2026-11-17 10:00-0500", "2026-11-17 12:00-0500", "2026-11-17", "due"),
        ("prepare", "me", "2026-11-16", "2026-11-16", "2026-11-17", "overdue"),
    ]
    assert rows(plan_of({"interviews/talk.md": head + "Ledgers\n"}, "2026-11-17"), "prepare", "debrief") == []
