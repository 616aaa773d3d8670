"""Which of several words in the notes counts: a later fact of another kind, a reply, a tag elsewhere; and how it is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from vaultcrm.model import LIVE
from vaultcrm.plan.anchors import say

HELD = "2026-11-17 14:00"
JOB = {"hr": '"[[Pat Hill]]"', "hiring_manager": '"[[Dana Lee]]"', "stage": "interviewing", "applied": "2026-11-02"}


@pytest.fixture
def acme(contact, interview, job):
    """Tuesday 17 November with Dana; Pat is HR: ``acme(log, job_log=…, dana=…, about=…, verdict=…)``."""

    def make(log="", job_log="", dana="", systems="[impressive]", about=JOB, **keys):
        notes = contact("Dana Lee", dana) | contact("Pat Hill") | job("Engineer", job_log, **about)
        return notes | interview(HELD, "Dana Lee", systems, log, "", job="Engineer", **keys)

    return make


def open_(plan, *steps):
    return sorted((one.step, one.person.name if one.person else "me", one.opens.isoformat()[:10])
                  for one in plan.touchpoints if one.state in LIVE and one.step in steps)  # fmt: skip


def state(plan, step):
    return [one.state for one in plan.touchpoints if one.step == step]


def test_a_stage_written_after_the_verdict_is_no_verdict(plan_of, acme) -> None:
    """E4: the decline is still to be written, though the next line tells of the job's end."""
    notes = acme(job_log="- 2026-11-18 verdict not-a-fit\n- 2026-11-19 stage withdrawn\n")
    assert open_(plan_of(notes, "2026-11-19"), "decline") == [
        ("decline", "Dana Lee", "2026-11-18"),
        ("decline", "Pat Hill", "2026-11-18"),
    ]


@pytest.mark.parametrize("key", ["log", "job_log", "dana"])
def test_calls_rest_for_a_week_after_they_wrote_wherever_that_stands(plan_of, acme, key) -> None:
    """D6"""
    notes = acme(**{key: "- 2026-11-19 email from [[Dana Lee]]: soon\n"})
    assert open_(plan_of(notes, "2026-11-19"), "call-1") == [("call-1", "Dana Lee", "2026-11-27")]


def test_who_writes_on_the_day_they_named_has_a_week_more(plan_of, acme) -> None:
    """D6: an answer's date that does not lie ahead any more puts nothing off."""
    line = "- 2026-11-19 email from [[Dana Lee]]: soon\n"
    on_the_day = plan_of(acme(line, answer_by="2026-11-19"), "2026-11-19")
    ahead = plan_of(acme(line, answer_by="2026-11-23"), "2026-11-19")
    assert open_(on_the_day, "call-1") == [("call-1", "Dana Lee", "2026-11-27")]
    assert open_(ahead, "call-1") == [("call-1", "Dana Lee", "2026-11-23")]


def test_a_letter_with_the_users_own_tag_does_not_do_it(plan_of, acme) -> None:
    """*Which step*: ``did`` in a contact's note may be of oneself, an e-mail to them is not."""
    plan = plan_of(acme(dana="- 2026-11-18 email [[Dana Lee]] #debrief\n"), "2026-11-18")
    assert not {"done", "skipped"} & set(state(plan, "debrief"))
    plan = plan_of(acme(dana="- 2026-11-18 did #debrief\n"), "2026-11-18")
    assert state(plan, "debrief") == ["done"]


def test_a_stage_in_the_key_alone_counts_from_the_newest_fact_today_included(plan_of, acme) -> None:
    about = {**JOB, "stage": "rejected"}
    plan = plan_of(acme(job_log="- 2026-11-10 stage interviewing\n", log="- 2026-11-20 went well\n", about=about), "2026-11-20")
    assert open_(plan, "after-rejection") == [("after-rejection", "Pat Hill", "2026-11-20")]


@pytest.mark.parametrize(
    ("start", "why"),
    [
        ("2026-11-18 10:00", "Sat 21 Nov 2026 is a Saturday"),
        ("2026-11-19 10:00", "Sun 22 Nov 2026 is a Sunday"),
        ("2026-11-23 10:00", "Thu 26 Nov 2026 is Thanksgiving"),
    ],
)
def test_why_a_call_moves_is_said(plan_of, one, contact, interview, playbook, start, why) -> None:
    ring = playbook("ring, via: phone, opens: 3 days after interview, due: 6 days after interview")
    notes = ring | contact("Dana Lee", country="US") | interview(start, "Dana Lee", "[mine]")
    assert any(reason.startswith(why) for reason in one(plan_of(notes, start[:10]), "ring").reasons)


def test_every_day_and_month_has_its_short_name() -> None:
    days = [say(date(2026, 11, 16) + timedelta(days=number)).split()[0] for number in range(7)]
    assert days == "Mon Tue Wed Thu Fri Sat Sun".split()
    months = [say(date(2026, number, 1)).split()[2] for number in range(1, 13)]
    assert months == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    assert say(datetime(2026, 11, 6, 9, 5)) == "Fri 6 Nov 2026, 09:05"


@pytest.mark.parametrize("where", ["log", "job_log"])
def test_a_key_that_the_log_bears_out_dates_from_there(plan_of, acme, where) -> None:
    """E4: the note says it in both places; it was known from the line's day on."""
    notes = acme(**{where: "- 2026-11-19 verdict not-a-fit\n"}, verdict="not-a-fit")
    assert {opens for _, _, opens in open_(plan_of(notes, "2026-11-19"), "decline")} == {"2026-11-19"}


def test_what_was_done_before_it_was_known_to_have_gone_badly_stays_done(plan_of, acme) -> None:
    """E5"""
    notes = acme("- 2026-11-20 call [[Dana Lee]]\n- 2026-11-21 went badly\n")
    assert state(plan_of(notes, "2026-11-21"), "call-1") == ["done"]


@pytest.mark.parametrize(
    ("job_log", "opens"),
    [
        ("- 2026-11-18 stage rejected\n- 2026-11-19 verdict unsure\n", ["2026-11-18"]),
        ("- 2026-11-19 stage interviewing\n", []),
        ("- 2026-11-02 stage applied\n- 2026-11-18 stage interviewing\n- 2026-11-19 note asked around\n", []),
        ("- 2026-11-18 stage interviewing\n- 2026-11-19 verdict unsure\n", ["2026-11-19"]),
    ],
    ids=[
        "the log bears it out, later facts do not date it anew",
        "the log said otherwise last",
        "what came after is no fact",
        "a fact came after the log",
    ],
)
def test_from_when_a_stage_in_the_key_holds(plan_of, acme, job_log, opens) -> None:
    plan = plan_of(acme(job_log=job_log, about={**JOB, "stage": "rejected"}), "2026-11-19")
    assert [found[2] for found in open_(plan, "after-rejection")] == opens


def test_what_they_wrote_about_another_job_lets_no_call_rest(plan_of, acme, job) -> None:
    """D6: a line in another job's note is about that job."""
    other = job("Analyst", "- 2026-11-19 email from [[Dana Lee]]: about that one\n", stage="applied")
    assert open_(plan_of(acme() | other, "2026-11-19"), "call-1") == [("call-1", "Dana Lee", "2026-11-20")]


# A tag that several talks with one person could mean


@pytest.fixture
def talks(contact, interview):
    """Talks with Dana on these days, each a case of its own: ``talks(["2026-11-10", …], dana=…, logs={"2026-11-10": …})``."""

    def make(days, dana="", logs=None):
        notes = contact("Dana Lee", dana)
        for day in days:
            notes |= interview(f"{day} 14:00", "Dana Lee", "[impressive]", (logs or {}).get(day, ""), id=f"talk-{day}")
        return notes

    return make


def done(plan, step):
    """Of which talks a step is done."""
    return sorted(one.note.id for one in plan.touchpoints if one.step == step and one.state == "done")


def test_a_tag_in_a_talks_own_note_means_that_talk(plan_of, talks) -> None:
    days = ["2026-11-16", "2026-11-17"]
    for day in days:
        plan = plan_of(talks(days, logs={day: "- 2026-11-17 email [[Dana Lee]] #thank-you\n"}), "2026-11-17")
        assert done(plan, "thank-you") == [f"talk-{day}"]
        assert plan.questions == ()


def test_a_tag_elsewhere_means_what_is_open_and_not_what_is_to_come(plan_of, talks) -> None:
    notes = talks(["2026-11-10", "2026-11-24"], "- 2026-11-10 email [[Dana Lee]] #thank-you\n")
    plan = plan_of(notes, "2026-11-11")
    assert done(plan, "thank-you") == ["talk-2026-11-10"]
    assert plan.questions == ()


def test_a_late_tag_means_the_last_that_opened(plan_of, talks) -> None:
    notes = talks(["2026-10-05", "2026-10-19", "2026-11-30"], "- 2026-11-16 call [[Dana Lee]] #call-1\n")
    plan = plan_of(notes, "2026-11-16")
    assert done(plan, "call-1") == ["talk-2026-10-19"]
    assert plan.questions == ()


@pytest.mark.parametrize(
    ("where", "line", "news"),
    [
        ("nobody's", "", "2026-11-10"),  # the talk itself
        ("Dana Lee", "- 2026-11-16 email from: Soon", "2026-11-16"),
        ("Dana Lee", "- 2026-11-16 email: Any news?", "2026-11-10"),
        ("Dana Lee", "- 2026-11-21 email from: Not read yet", "2026-11-10"),
        ("job", "- 2026-11-17 heard: They are still deciding", "2026-11-17"),
    ],
)
def test_when_something_was_last_heard_of_a_job(plan_of, contact, interview, job, where, line, news) -> None:
    """D6: an interview that was held, a word from one of its people, a line of its own; not what the user sends."""
    notes = contact("Dana Lee", line if where == "Dana Lee" else "")
    notes |= job("Engineer", line if where == "job" else "", stage="interviewing", applied="2026-11-02")
    notes |= interview("2026-11-10 10:00", "Dana Lee", "[savvy]", job='"[[Engineer]]"')
    assert plan_of(notes, "2026-11-20").news == {"engineer": date.fromisoformat(news)}


def test_where_nothing_was_heard_the_application_is_the_last_news(plan_of, job) -> None:
    plan = plan_of(job("Engineer", applied="2026-11-02") | job("Other", stage="lead"), "2026-11-20")
    assert plan.news == {"engineer": date(2026, 11, 2)}
