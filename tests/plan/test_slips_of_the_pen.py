"""What a hurried person writes: two lines of one day in any order, words that two steps share, systems that meet in an hour."""

from __future__ import annotations

import pytest

from vaultcrm.model import LIVE

HELD = "2026-11-17 14:00"
JOB = {"hr": '"[[Pat Hill]]"', "hiring_manager": '"[[Dana Lee]]"', "stage": "interviewing", "applied": "2026-11-02"}


def window(one) -> list[str]:
    """opens and due, with their hours"""
    return [f"{moment:%m-%d %H:%M}" for moment in (one.opens, one.due)]


@pytest.fixture
def acme(contact, interview, job):
    """Tuesday 17 November with Dana and Sam for a job at Acme; Pat is HR: ``acme(systems, log, job_log=…, verdict=…)``."""

    def make(systems="[savvy]", log="", job_log="", about=JOB, people="Dana Lee, Sam Roe", **keys):
        notes = contact("Dana Lee") | contact("Sam Roe") | contact("Pat Hill") | job("Engineer", job_log, **about)
        return notes | interview(HELD, people, systems, log, job="Engineer", **keys)

    return make


def found(plan, step):
    return sorted((one.person.name if one.person else "me", one.state) for one in plan.touchpoints if one.step == step)


def live(plan, *steps):
    return sorted((one.step, one.person.name) for one in plan.touchpoints if one.state in LIVE and one.step in steps)


# A step that there is only because the next interview is known already


@pytest.mark.parametrize("verb", ["email", "skipped"])
def test_a_thank_you_in_the_pitchs_stead_stays_closed_on_the_days_after(plan_of, contact, interview, job, verb):
    """C12, E3, B9: the next interview stops the pitch, so a thank-you is asked for; on the morrow it was closed, too."""
    log = f"- 2026-11-18 {verb} [[Dana Lee]] #thank-you"
    notes = contact("Dana Lee") | job("Engineer", **JOB) | interview(HELD, "Dana Lee", "[value-pitch]", log, job="Engineer")
    notes |= interview("2026-11-20 14:00", "Dana Lee", "[savvy]", id="second", job="Engineer")
    for today in ("2026-11-18", "2026-11-19", "2026-11-21"):
        plan = plan_of(notes, today)
        thanks = {one.note.id: one.state for one in plan.touchpoints if one.step == "thank-you"}
        assert thanks["talk"] == {"email": "done", "skipped": "skipped"}[verb], today
        assert thanks["second"] not in ("done", "skipped"), today


# The order of the lines of one day


@pytest.mark.parametrize(
    ("log", "declined"),
    [
        ("- 2026-11-18 16:00 verdict keen\n- 2026-11-18 09:00 verdict not-a-fit\n", False),
        ("- 2026-11-18 16:00 verdict not-a-fit\n- 2026-11-18 09:00 verdict keen\n", True),
        ("- 2026-11-18 verdict not-a-fit\n- 2026-11-18 23:00 verdict keen\n", True),
        ("- 2026-11-18 verdict keen\n- 2026-11-18 23:00 verdict not-a-fit\n", False),
    ],
    ids=["later in the day", "likewise", "without an hour: the day's last", "likewise last"],
)
def test_of_one_days_thoughts_the_last_counts(plan_of, acme, log, declined) -> None:
    """E4"""
    assert bool(live(plan_of(acme(log=log), "2026-11-18"), "decline")) is declined


# Which round, which step, which person


def test_what_is_done_on_the_day_before_a_talk_is_the_preparing(plan_of, acme) -> None:
    """B2: of one's own nothing else is open before it begins."""
    assert found(plan_of(acme("[impressive]", "- 2026-11-16 did\n"), "2026-11-16"), "prepare") == [("me", "done")]


def test_the_chain_stays_with_the_first_who_was_called(plan_of, acme) -> None:
    """*Lead*: Sam first, then Dana: the second call is still to be made, to Sam."""
    log = "- 2026-11-20 call [[Sam Roe]] #call-1\n- 2026-11-23 call [[Dana Lee]] #call-2\n"
    plan = plan_of(acme("[impressive]", log), "2026-11-23")
    assert (found(plan, "call-1"), found(plan, "call-2")) == ([("Sam Roe", "done")], [("Sam Roe", "open")])


def test_a_second_round_is_closed_without_a_tag_as_the_first_was(plan_of, acme) -> None:
    """D5: each e-mail that fits is the check-in of its fortnight."""
    log = "".join(f"- {day} email [[Dana Lee]]\n" for day in ("2026-11-17", "2026-11-28", "2026-12-13"))
    assert found(plan_of(acme(log=log), "2026-12-13"), "check-in")[:2] == [("Dana Lee", "done"), ("Dana Lee", "done")]


def test_a_thank_you_to_another_does_not_change_who_is_called(plan_of, acme) -> None:
    """*Lead*: only a line of the chain itself keeps it with a person."""
    plan = plan_of(acme("[impressive]", "- 2026-11-17 email [[Sam Roe]] #thank-you\n"), "2026-11-18")
    assert found(plan, "call-1") == [("Dana Lee", "upcoming")]


def test_a_pitch_to_one_has_thanked_that_one_alone(plan_of, acme) -> None:
    """E3, E5"""
    log = "- 2026-11-18 email [[Dana Lee]] #pitch\n- 2026-11-18 went badly\n"
    assert live(plan_of(acme("[value-pitch]", log), "2026-11-18"), "thank-you", "appreciate") == [("appreciate", "Sam Roe")]


def test_a_call_that_was_made_is_there_once_though_one_of_its_two_systems_is_stopped(plan_of, acme, playbook) -> None:
    """*Together*: the offer stops what sells; the user's own call does not sell, and was the same act."""
    own = playbook("ring, act: first-call, with: lead, via: phone, opens: 2 days after interview, due: 9 days after interview")
    log = "- 2026-11-23 call [[Dana Lee]] #call-1\n"
    plan = plan_of(own | acme("[impressive, mine]", log, job_log="- 2026-11-24 stage offer\n"), "2026-11-24")
    assert [one.state for one in plan.touchpoints if one.act == "first-call"] == ["done"]


def test_when_a_stage_was_reached_is_not_dated_anew_by_what_came_later(plan_of, acme, playbook) -> None:
    """*Facts have dates*: the key says what the log's last stage says."""
    own = playbook("bye, of: job, with: hr, opens: 1 day after job-end, due: 2 days after job-end", of="job")
    log = "- 2026-11-02 stage applied\n- 2026-11-18 stage rejected\n- 2026-11-20 verdict unsure\n"
    about = {**JOB, "stage": "rejected", "playbooks": "[mine]"}
    (bye,) = [one for one in plan_of(own | acme(job_log=log, about=about), "2026-11-20").touchpoints if one.step == "bye"]
    assert window(bye)[0] == "11-19 00:00"
    assert any(reason.startswith("the job's end is Wed 18 Nov 2026") for reason in bye.reasons)


def test_they_wrote_twice_and_the_second_word_counts_from_the_put_off_end(plan_of, acme, one) -> None:
    """D6: due on Monday 23, put off to the 30th, so that a word of 5 December still puts it off; its end went along."""
    log = "- 2026-11-23 email from [[Dana Lee]]\n- 2026-12-05 email from [[Dana Lee]]\n"
    assert window(one(plan_of(acme("[impressive]", log), "2026-12-05"), "call-1")) == ["12-14 00:00", "12-14 00:00"]


# Windows


def test_two_systems_whose_windows_meet_in_one_instant_meet(plan_of, contact, interview, one, playbook) -> None:
    """*Together*"""
    early = "word, opens: 1 day after interview at 8:00, due: 1 day after interview at 12:00"
    late = "word, opens: 1 day after interview at 12:00, due: 1 day after interview at 18:00"
    notes = playbook(early, "early") | playbook(late, "late") | contact("Dana Lee")
    word = one(plan_of(notes | interview(HELD, "Dana Lee", "[early, late]"), "2026-11-18"), "word")
    assert window(word) == ["11-18 12:00", "11-18 12:00"]


@pytest.mark.parametrize(("other", "said"), [("2 days", False), ("3 days", True)])
def test_what_two_systems_ask_for_is_said_where_they_differ(plan_of, contact, interview, one, other, said, playbook) -> None:
    steps = [playbook(f"word, opens: 1 day after interview, due: {due} after interview", name)
             for name, due in (("first", "2 days"), ("second", other))]  # fmt: skip
    notes = steps[0] | steps[1] | contact("Dana Lee") | interview(HELD, "Dana Lee", "[first, second]")
    reasons = one(plan_of(notes, "2026-11-18"), "word").reasons
    assert [reason for reason in reasons if "together" in reason] == (
        ["together they ask for Wed 18 Nov 2026 to Thu 19 Nov 2026"] if said else []
    )


def test_of_two_systems_one_may_never_let_go(plan_of, contact, interview, one, playbook) -> None:
    """*Together*: it expires at the earlier end that there is."""
    steps = [playbook(f"word, opens: 1 day after interview, due: 2 days after interview, expires: {ends}", name)
             for name, ends in (("first", "never"), ("second", "5 days"))]  # fmt: skip
    notes = steps[0] | steps[1] | contact("Dana Lee") | interview(HELD, "Dana Lee", "[first, second]")
    assert str(one(plan_of(notes, "2026-11-18"), "word").expires) == "2026-11-24"


def test_what_is_let_go_with_a_step_that_is_never_let_go_is_never_let_go(plan_of, contact, interview, one, playbook) -> None:
    steps = """
        word, opens: 1 day after interview, due: 2 days after interview, expires: never
        line, opens: 1 day after interview, due: 2 days after interview, expires: with word
    """
    plan = plan_of(playbook(steps) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]"), "2026-11-18")
    assert one(plan, "line").expires is None


def test_a_round_is_as_long_as_the_first(plan_of, contact, interview, playbook) -> None:
    """*Rounds*: a week, from a fortnight after the first was done."""
    step = "word, every: 14 days, opens: 1 week after interview, due: 2 weeks after interview"
    log = "- 2026-11-25 email [[Dana Lee]] #word\n"
    plan = plan_of(playbook(step) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]", log), "2026-11-25")
    (second,) = [one for one in plan.touchpoints if one.state in LIVE and one.step == "word"]
    assert window(second) == ["12-09 00:00", "12-16 00:00"]
    assert second.reasons == ("round 1 was done on Wed 25 Nov 2026; 14 days later: Wed 9 Dec 2026",)


def test_what_is_put_off_keeps_its_hour(plan_of, contact, interview, one) -> None:
    """E1: the pitch opens at 8:00 and was due at 15:00, 48 hours after the end."""
    log = "- 2026-11-18 snoozed [[Dana Lee]] #pitch until 2026-11-20\n"
    plan = plan_of(contact("Dana Lee") | interview(HELD, "Dana Lee", "[value-pitch]", log), "2026-11-18")
    assert window(one(plan, "pitch")) == ["11-20 08:00", "11-20 15:00"]


def test_what_is_put_off_to_an_earlier_day_ends_when_it_did(plan_of, acme, one) -> None:
    """B4: due on Monday 23, let go on Tuesday 1 December."""
    log = "- 2026-11-18 snoozed [[Dana Lee]] #call-1 until 2026-11-20\n"
    call = one(plan_of(acme("[impressive]", log), "2026-11-19"), "call-1")
    assert (*window(call), str(call.expires)) == ("11-20 00:00", "11-20 00:00", "2026-12-01")


@pytest.mark.parametrize(("place", "planned"), [('"https://meet.example.com/x"', False), ("12 Main Street", True)])
def test_a_letter_to_somebody_without_an_address(plan_of, contact, interview, place, planned) -> None:
    """C5: with `missing: address`; not where the talk was a link, so that nothing can be handed over either."""
    notes = contact("Dana Lee", address='""') | interview(HELD, "Dana Lee", "[persistent]", place=place)
    letters = [one.missing for one in plan_of(notes, "2026-11-18").touchpoints if one.step == "letter"]
    assert letters == ([("address",)] if planned else [])


def test_why_a_letter_moves_is_said_for_both_ends(plan_of, contact, interview, one, playbook) -> None:
    """C5"""
    step = "line, via: post, opens: 4 days after interview, due: 5 days after interview"
    notes = playbook(step) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]")
    assert one(plan_of(notes, "2026-11-18"), "line").reasons[-2:] == (
        "Sat 21 Nov 2026 is a Saturday: it opens on Mon 23 Nov 2026",
        "Sun 22 Nov 2026 is a Sunday: it is due on Mon 23 Nov 2026",
    )


def test_of_two_ends_the_earlier_counts(plan_of, contact, interview, one, playbook) -> None:
    steps = """
        word, opens: 1 day after interview, due: 2 days after interview, expires: 3 days
        line, opens: 1 day after interview, due: 2 days after interview, expires: 9 days or with word
        page, opens: 1 day after interview, due: 2 days after interview, expires: 1 day or with word
    """
    plan = plan_of(playbook(steps) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]"), "2026-11-18")
    assert (str(one(plan, "line").expires), str(one(plan, "page").expires)) == ("2026-11-22", "2026-11-20")


def test_what_two_systems_ask_for_ends_at_the_earlier_end_after_a_word(plan_of, contact, interview, one, playbook) -> None:
    """D6: it rests until Wednesday 25; three and nine days after that."""
    step = "word, held: true, opens: 1 day after interview, due: 2 days after interview, expires: {} days"
    notes = playbook(step.format(3), "first") | playbook(step.format(9), "second") | contact("Dana Lee")
    plan = plan_of(notes | interview(HELD, "Dana Lee", "[first, second]", "- 2026-11-18 heard [[Dana Lee]]\n"), "2026-11-18")
    assert (*window(one(plan, "word")), str(one(plan, "word").expires)) == ("11-25 00:00", "11-25 00:00", "2026-11-28")


# Words


@pytest.mark.parametrize(
    ("line", "said"),
    [("did #no-such", True), ("skipped [[Dana Lee]] #no-such", True), ("snoozed [[Dana Lee]] #no-such until 2026-12-01", True),
     ("note #no-such", False), ("email from [[Dana Lee]] #no-such", False)],
)  # fmt: skip
def test_a_tag_of_no_step_is_said_where_something_was_to_be_closed(plan_of, acme, line, said) -> None:
    plan = plan_of(acme(log=f"- 2026-11-18 {line}\n"), "2026-11-18")
    assert bool([problem for problem in plan.problems if "#no-such" in problem.message]) is said


def test_who_introduced_is_not_of_the_company_that_it_led_to(plan_of, contact, interview, one) -> None:
    """A5: three touches a day at Acme are not used up by a word to Omar of Brook."""
    notes = contact("Dana Lee", introduced_by='"[[Omar Aziz]]"') | contact("Omar Aziz", company="Brook")
    plan = plan_of(notes | interview(HELD, "Dana Lee", "[savvy]"), "2026-11-18")
    assert (one(plan, "thank-introducer").company, one(plan, "thank-you").company) == ("Brook", "Acme")


def test_a_step_of_ones_own_may_name_the_persons_company(plan_of, contact, interview, one, playbook) -> None:
    own = playbook('word, title: "Write to {company}", opens: 1 day after interview, due: 2 days after interview')
    notes = own | contact("Dana Lee", company="Brook") | interview(HELD, "Dana Lee", "[mine]", company="")
    assert one(plan_of(notes, "2026-11-18"), "word").title == "Write to Brook"


def test_on_one_day_what_is_due_stands_first_and_what_waits_last(plan_of, contact, interview, playbook) -> None:
    steps = """
        a, opens: 1 day after interview, due: 3 days after interview, prompt: true
        b, opens: 1 day after interview, due: 1 day after interview, prompt: true
        c, opens: 1 day after interview, due: 1 day after b, prompt: true
    """
    notes = playbook(steps) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]")
    plan = plan_of(notes, "2026-11-18")
    assert [(one.step, one.state, str(one.planned)) for one in plan.touchpoints if one.step in ("a", "b", "c")] == [
        ("b", "due", "2026-11-18"), ("a", "open", "2026-11-18"), ("c", "upcoming", "2026-11-18"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ({}, "Debrief: Acme, interview"),
        ({"kind": "panel"}, "Debrief: Acme, panel interview"),
        ({"company": '""', "title": "Coffee"}, "Debrief: Coffee"),
        ({"company": '""'}, "Debrief: talk"),
    ],
    ids=["a company", "a kind", "a title", "nothing but the file's name"],
)
def test_what_a_talk_is_called(plan_of, interview, one, keys, title) -> None:
    assert one(plan_of(interview(HELD, "Dana Lee", "[impressive]", **keys), "2026-11-18"), "debrief").title == title


@pytest.mark.parametrize(("today", "counted"), [("2026-12-26", 1), ("2026-12-27", 0)])
def test_what_was_let_go_is_counted_for_thirty_days(plan_of, contact, interview, today, counted) -> None:
    """The thank-you was let go on 27 November."""
    assert plan_of(contact("Dana Lee") | interview(HELD, "Dana Lee", "[]"), today).missed == counted


def test_references_are_alerted_where_that_is_dated(plan_of, contact, job) -> None:
    """C11: the key alone says that it is so, and not since when."""
    about = {"stage": "references", "references": '["[[Ravi]]"]'}
    assert found(plan_of(contact("Ravi") | job("Engineer", **about), "2026-11-18"), "references") == []
    dated = job("Engineer", "- 2026-11-17 stage references\n", **about)
    assert found(plan_of(contact("Ravi") | dated, "2026-11-18"), "references") == [("Ravi", "open")]


# Chains


def test_what_hangs_on_a_late_call_is_not_closed_by_the_way(plan_of, contact, interview) -> None:
    """*Chains*: as long as the second call is not made, learning is tentative; `did` alone does not mean it."""
    log = "- 2026-11-20 call [[Dana Lee]] #call-1\n- 2026-11-27 did\n"
    talk = interview(HELD, "Dana Lee", "[impressive]", log, "## Requirement I did not meet\n\nRust\n\n")
    assert found(plan_of(contact("Dana Lee") | talk, "2026-11-27"), "learn") == [("me", "upcoming")]


def test_what_is_due_before_a_late_call_was_due_before_it(plan_of, contact, interview, one) -> None:
    """B6: a day before the third call's due day, however late that is."""
    log = "- 2026-11-20 call [[Dana Lee]] #call-1\n- 2026-11-23 call [[Dana Lee]] #call-2\n"
    talk = interview(HELD, "Dana Lee", "[impressive]", log, "## Requirement I did not meet\n\nRust\n\n")
    plan = plan_of(contact("Dana Lee") | talk, "2026-12-02")
    assert (window(one(plan, "call-3")), window(one(plan, "learn"))) == (
        ["11-27 00:00", "11-27 00:00"], ["11-23 00:00", "11-26 00:00"],
    )  # fmt: skip


def test_a_step_of_ones_own_may_count_from_one_that_is_with_each(plan_of, contact, interview, one, playbook) -> None:
    own = playbook("""
        word, opens: 1 day after interview, due: 2 days after interview
        rest, with: me, opens: 1 day after word, due: 2 days after word
    """)
    notes = own | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]", "- 2026-11-18 email [[Dana Lee]] #word\n")
    assert window(one(plan_of(notes, "2026-11-18"), "rest")) == ["11-19 00:00", "11-20 00:00"]


def test_an_act_waits_where_one_of_its_two_systems_waits(plan_of, contact, interview, one, playbook) -> None:
    """*Together*, *Chains*"""
    notes = playbook("word, opens: 1 day after interview, due: 9 days after interview", "first") | contact("Dana Lee")
    notes |= playbook("""
        line, opens: 1 day after interview, due: 2 days after interview
        word, opens: 1 day after line, due: 9 days after line
    """, "second")  # fmt: skip
    word = one(plan_of(notes | interview(HELD, "Dana Lee", "[first, second]"), "2026-11-18"), "word")
    assert (word.tentative, word.waits_for) == (True, "line")


def test_nobodys_step_counts_from_what_is_with_others(plan_of, acme, playbook) -> None:
    """*Chains*: Pat of HR was not there, so that no word to Pat is ever done."""
    own = playbook("""
        word, opens: 1 day after interview, due: 2 days after interview
        line, with: hr, opens: 1 day after word, due: 2 days after word
    """)
    assert found(plan_of(own | acme("[mine]"), "2026-11-18"), "line") == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("skipped [[Dana Lee]] #word", "round 1 was skipped on Wed 25 Nov 2026; 14 days later: Wed 9 Dec 2026"),
        ("note nothing", "round 1 was due on Wed 25 Nov 2026; 14 days later: Wed 9 Dec 2026"),
    ],
)
def test_from_what_a_round_is_counted_is_said(plan_of, contact, interview, line, reason, playbook) -> None:
    """*Rounds*: due on Wednesday 25, let go two weeks later."""
    step = "word, every: 14 days, opens: 1 week after interview, due: 8 days after interview, expires: 13 days"
    talk = interview(HELD, "Dana Lee", "[mine]", f"- 2026-11-24 {line}\n")
    plan = plan_of(playbook(step) | contact("Dana Lee") | talk, "2026-12-09")
    assert [one.reasons for one in plan.touchpoints if one.round == "2"] == [(reason,)]


def test_three_media_take_turns(plan_of, contact, interview, one, playbook) -> None:
    """C6: in the order in which the step names them."""
    step = "word, via: [email, linkedin, phone], alternate: true, every: 7 days, opens: 1 day after interview"
    log = ""
    for round_, (day, via) in enumerate((("2026-11-18", "email"), ("2026-11-25", "linkedin"), ("2026-12-02", "phone")), 1):
        plan = plan_of(playbook(step) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]", log), day)
        assert [(one.round, one.via) for one in plan.touchpoints if one.step == "word" and one.state in LIVE] == [
            (str(round_), via)
        ]
        log += f"- {day} email [[Dana Lee]] #word\n"


@pytest.mark.parametrize(("today", "state"), [("2026-12-28", "overdue"), ("2026-12-29", "missed")])
def test_the_last_round_ends_by_itself(plan_of, contact, interview, today, state) -> None:
    """D5: the third check-in, due on the 14th, has its fourteen days; no next round opens on their last."""
    log = "- 2026-11-13 email [[Dana Lee]] #check-in\n- 2026-11-28 call [[Dana Lee]] #check-in\n"
    plan = plan_of(contact("Dana Lee") | interview("2026-11-02 10:00", "Dana Lee", "[savvy]", log), today)
    assert [one.state for one in plan.touchpoints if one.step == "check-in" and one.round == "3"] == [state]


def test_a_tag_means_what_was_let_go_and_not_what_is_done(plan_of, contact, interview) -> None:
    """*Which step*: the newer talk's call was made and logged there."""
    notes = contact("Dana Lee", "- 2026-11-16 call [[Dana Lee]] #call-1\n")
    notes |= interview("2026-10-05 10:00", "Dana Lee", "[impressive]", id="first")
    log = "- 2026-10-22 call [[Dana Lee]] #call-1\n"
    notes |= interview("2026-10-19 10:00", "Dana Lee", "[impressive]", log, id="second")
    done = {one.note.id: str(one.closed_on) for one in plan_of(notes, "2026-11-16").touchpoints
            if one.step == "call-1" and one.state == "done"}  # fmt: skip
    assert done == {"first": "2026-11-16", "second": "2026-10-22"}


def test_it_is_asked_as_long_as_one_of_two_is_open(plan_of, acme) -> None:
    """A1: the card of Tuesday may have been either; the thank-you was sent by e-mail meanwhile, the card is still open."""
    log = "- 2026-11-17 card [[Dana Lee]]\n- 2026-11-18 email [[Dana Lee]] #thank-you\n"
    plan = plan_of(acme("[savvy, stay-in-touch]", log), "2026-11-18")
    assert len(plan.questions) == 1


@pytest.mark.parametrize(
    ("line", "state"),
    [("did #debrief", "done"), ("skipped #debrief", "skipped"), ("snoozed #debrief until 2026-11-20", "upcoming")],
)
def test_ones_own_step_may_be_closed_or_put_off_in_the_note_of_a_person(plan_of, contact, interview, line, state) -> None:
    notes = contact("Dana Lee", f"- 2026-11-18 {line}\n") | interview(HELD, "Dana Lee", "[impressive]")
    assert found(plan_of(notes, "2026-11-18"), "debrief") == [("me", state)]


@pytest.mark.parametrize(
    ("about", "log", "news"),
    [
        ({}, "", "2026-11-17"),
        ({"applied": "2026-11-02"}, "- 2026-11-18 email from [[Dana Lee]]\n", "2026-11-18"),
        ({"applied": "2026-11-18"}, "- 2026-11-18 email [[Dana Lee]]\n", "2026-11-18"),
        ({"applied": "2026-11-30"}, "", "2026-11-17"),
    ],
    ids=["the talk", "they wrote", "the application; one's own word is none", "an application that is to come"],
)
def test_when_something_was_last_heard_of_a_job(plan_of, acme, about, log, news) -> None:
    """D6"""
    assert {job: str(day) for job, day in plan_of(acme(log=log, about=about), "2026-11-18").news.items()} == {"engineer": news}


# What is said


def test_beside_a_name_stands_the_company_that_it_is_about(plan_of, contact, interview, one) -> None:
    """Dana is of Brook, and the talk was at Acme."""
    notes = contact("Dana Lee", company="Brook", birthday="11-20") | interview(HELD, "Dana Lee", "[savvy]")
    plan = plan_of(notes, "2026-11-18", "birthdays = true\n")
    assert (one(plan, "thank-you").title, one(plan, "birthday").title) == (
        "Thank Dana Lee (Acme)",
        "Birthday: Dana Lee (Brook)",
    )


def test_from_what_an_application_is_counted_is_said(plan_of, contact, job, one) -> None:
    """F1"""
    notes = contact("Pat Hill") | job("Engineer", hr='"[[Pat Hill]]"', applied="2026-11-02", stage="applied")
    assert (
        one(plan_of(notes, "2026-11-03"), "application").reasons[0].startswith("the application is Mon 2 Nov 2026; 7 business")
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("", "they named no day: 7 days of waiting with slack are 10, and 10 days after the interview is Fri 27 Nov 2026"),
        (
            "2 weeks",
            "they said 2 weeks: 14 days of waiting with slack are 20, and 20 days after the interview is Mon 7 Dec 2026",
        ),
        ("1 day", "they said 1 day: 1 day of waiting with slack are 3, and 3 days after the interview is Fri 20 Nov 2026"),
        (
            "2026-11-23",
            "they said 2026-11-23: 6 days of waiting with slack are 9, and 9 days after the interview is Thu 26 Nov 2026",
        ),
    ],
)
def test_how_the_day_to_check_in_was_found_is_said(plan_of, acme, one, answer, said) -> None:
    """D5"""
    keys = {"answer_by": answer} if answer else {}
    assert one(plan_of(acme(**keys), "2026-11-18"), "check-in").reasons[0] == said


def test_a_promise_is_told_without_the_marks_of_its_links(plan_of, contact, interview, one) -> None:
    body = "- [ ] [[Dana Lee]]: the list of [[Sam Roe]] and [[Pat Hill|Patricia]] 2026-11-20\n"
    plan = plan_of(contact("Dana Lee") | interview(HELD, "Dana Lee", "[]", body=body), "2026-11-18")
    assert one(plan, "promise").title == "Promised Dana Lee: the list of Sam Roe and Patricia"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("send [[Dana Lee]] the list", "Promised: send Dana Lee the list"),
        ("the list of last week to [[Dana Lee]]", "Promised Dana Lee: the list of last week to Dana Lee"),
    ],
)
def test_whom_a_promise_names_at_once_is_not_named_twice(plan_of, contact, interview, one, words: str, title: str) -> None:
    body = f"- [ ] {words} 2026-11-20\n"
    plan = plan_of(contact("Dana Lee") | interview(HELD, "Dana Lee", "[]", body=body), "2026-11-18")
    assert one(plan, "promise").title == title


def test_who_gets_a_note_later_stays_the_same_person(plan_of, contact, interview, one) -> None:
    """A feed's reader knows the thank-you by its identity."""
    talk = interview(HELD, "Zoë de la Cruz", "[savvy]")
    before = one(plan_of(talk, "2026-11-18"), "thank-you")
    after = one(plan_of(talk | contact("Zoë de la Cruz", id="zoë-de-la-cruz"), "2026-11-18"), "thank-you")
    assert (before.uid, before.missing) == (after.uid, ("note",))


def test_whether_somebody_has_a_note_is_known(plan_of, contact, interview) -> None:
    plan = plan_of(contact("Dana Lee") | interview(HELD, "Dana Lee, Sam Roe"), "2026-11-18")
    assert sorted((one.person.name, one.person.id, one.missing) for one in plan.touchpoints if one.step == "thank-you") == [
        ("Dana Lee", "dana-lee", ()), ("Sam Roe", None, ("note",)),
    ]  # fmt: skip


# Who has a say, and who has none


def test_what_they_wrote_counts_in_the_log_of_their_company(plan_of, acme) -> None:
    """D6: a log counts in any note."""
    company = {"companies/Acme.md": "---\ntype: company\n---\n\n## Log\n\n- 2026-11-19 email from [[Dana Lee]]\n"}
    calls = [
        str(one.opens) for one in plan_of(company | acme("[impressive]"), "2026-11-19").touchpoints if one.step == "call-1"
    ]
    assert calls == ["2026-11-27"]


def test_an_opening_of_which_nobody_is_known_is_told_nothing(plan_of, acme, job) -> None:
    """F2"""
    other = job("Analyst", stage="applied", applied="2026-11-09")
    plan = plan_of(other | acme(job_log="- 2026-11-18 stage offer\n", decide_by="2026-11-30"), "2026-11-18")
    assert found(plan, "tell") == []


def test_a_note_about_somebody_is_no_touch(plan_of, contact, interview, one, playbook) -> None:
    """*Together*: two days lie between touches, not between thoughts."""
    step = "word, opens: 1 day after interview, due: 6 days after interview"
    for verb, day in (("note", "2026-11-18"), ("met", "2026-11-19")):
        log = f"- 2026-11-17 {verb} [[Dana Lee]]: the harbour\n"
        talk = interview(HELD, "Dana Lee", "[mine]", log + "- 2026-11-17 skipped [[Dana Lee]] #thank-you\n")
        assert str(one(plan_of(playbook(step) | contact("Dana Lee") | talk, "2026-11-18"), "word").planned) == day


def test_rounds_may_grow_apart(plan_of, contact, interview, playbook) -> None:
    """*Rounds*: a week, then a fortnight, and a fortnight from then on."""
    step = "word, every: [7 days, 14 days], opens: 1 day after interview, due: 1 day after interview"
    days, log = [], ""
    for day in ("2026-11-18", "2026-11-25", "2026-12-09", "2026-12-23"):
        plan = plan_of(playbook(step) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]", log), day)
        days += [str(one.due) for one in plan.touchpoints if one.step == "word" and one.state in LIVE]
        log += f"- {day} email [[Dana Lee]] #word\n"
    assert days == ["2026-11-18", "2026-11-25", "2026-12-09", "2026-12-23"]


def test_a_tag_of_what_no_playbook_makes_is_known(plan_of, contact) -> None:
    """The line does nothing all the same, and that is what is said of it."""
    log = "- 2026-11-18 snoozed #next-contact until 2026-12-01\n- 2026-11-18 did #promise\n"
    problems = plan_of(contact("Dana Lee", log, next_contact="2026-11-20"), "2026-11-18").problems
    assert [one.message.partition(":")[0] for one in problems] == [
        "`snoozed #next-contact` does nothing",
        "`did #promise` does nothing",
    ]


def test_what_was_done_before_its_turn_is_done_and_not_tentative(plan_of, contact, interview, one, playbook) -> None:
    """*Chains*"""
    steps = """
        word, opens: 1 day after interview, due: 9 days after interview
        line, opens: 1 day after word, due: 2 days after word
    """
    notes = (
        playbook(steps) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]", "- 2026-11-18 email [[Dana Lee]] #line\n")
    )
    line = one(plan_of(notes, "2026-11-18"), "line")
    assert (line.state, line.tentative) == ("done", False)


AWAY = '[[away]]\nfrom = "2026-11-20"\nto = "2026-11-22"\n'


@pytest.mark.parametrize(
    ("opens", "due", "back"),
    [("3", "7", "Mon 23"), ("1", "4", "Mon 23"), ("3", "4", "Mon 23"), ("1", "2", None)],
    ids=["it opens while away", "it is due while away", "both", "neither"],
)
def test_why_it_waits_for_ones_return_is_said(plan_of, contact, interview, one, opens, due, back, playbook) -> None:
    """F3"""
    step = f"word, opens: {opens} days after interview, due: {due} days after interview"
    plan = plan_of(playbook(step) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]"), "2026-11-18", AWAY)
    said = [reason for reason in one(plan, "word").reasons if "away" in reason]
    assert said == ([f"you are away until Sun 22 Nov 2026: it waits until {back} Nov 2026"] if back else [])


def test_why_it_waits_for_the_return_from_each_absence_is_said(plan_of, contact, interview, one, playbook) -> None:
    """F3: two absences that touch are one"""
    away = '[[away]]\nfrom = "2026-11-23"\nto = "2026-11-24"\n[[away]]\nfrom = "2026-11-27"\nto = "2026-11-29"\n'
    step = "word, opens: 3 days after interview, due: 10 days after interview"
    plan = plan_of(playbook(step) | contact("Dana Lee") | interview(HELD, "Dana Lee", "[mine]"), "2026-11-18", AWAY + away)
    assert [reason for reason in one(plan, "word").reasons if "away" in reason] == [
        "you are away until Tue 24 Nov 2026: it waits until Wed 25 Nov 2026",
        "you are away until Sun 29 Nov 2026: it waits until Mon 30 Nov 2026",
    ]


def test_one_act_that_two_systems_have_with_two_persons_is_one(plan_of, acme, one, playbook) -> None:
    """*Together*: an act that is not with each has one identity, whoever it is with; the first system names the person."""
    notes = playbook("ask, with: lead, opens: 1 day after interview, due: 2 days after interview", "first")
    notes |= playbook("ask, with: hr, opens: 1 day after interview, due: 2 days after interview", "second")
    ask = one(plan_of(notes | acme("[first, second]"), "2026-11-18"), "ask")
    assert (ask.person.name, ask.systems) == ("Dana Lee", ("first", "second"))
