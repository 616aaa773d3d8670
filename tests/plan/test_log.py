"""Which line of a log closes which touch-point: the section *The log* of the format, with rows A1, B4 to B6, C6, D5, D6.

The talk is on Monday 2 November 2026; Wednesday 11 November is a public holiday, Thanksgiving is the 26th.
"""

from __future__ import annotations

import re
from itertools import permutations
from textwrap import dedent

import pytest

from vaultcrm.model import Plan, Touchpoint

DANA, SAM = '["[[Dana Lee]]", "[[Sam Roe]]"]', '["[[Sam Roe]]", "[[Dana Lee]]"]'


def notes(
    systems: str, log: str = "", who: str = DANA, *, dana: str = "", job: str = "", more: str = "", body: str = ""
) -> dict[str, str]:
    """One interview for one job; ``log``, ``dana`` and ``job`` are the logs of the interview, of Dana and of the job."""
    person = "---\ntype: contact\nname: {}\nemail: a@example.com\nphone: '1'\naddress: Here\n---\n\n## Log\n\n"
    talk = "---\ntype: interview\nid: talk\nstart: 2026-11-02 10:00\nduration: 1 hour\ntimezone: America/New_York\njob: Staff\n"
    return {
        "contacts/Dana Lee.md": person.format("Dana Lee") + dedent(dana),
        "contacts/Sam Roe.md": person.format("Sam Roe"),
        "jobs/Staff.md": f"---\ntype: job\nid: staff\ntitle: Staff\ncompany: Acme\n---\n\n## Log\n\n{dedent(job)}",
        "interviews/talk.md": f"{talk}interviewers: {who}\nplaybooks: [{systems}]\n{more}---\n\n{body}## Log\n\n{dedent(log)}",
    }


def all_of(plan: Plan, *steps: str) -> list[Touchpoint]:
    found = [one for one in plan.touchpoints if one.step in steps]
    return sorted(found, key=lambda one: (one.step, one.person.name if one.person else "", one.round or ""))


def states(plan: Plan, *steps: str) -> list[str]:
    """``Dana Lee: done 2026-11-02``, for each touch-point of the steps."""
    return [
        f"{one.person.name if one.person else 'me'}: {one.state}{f' {one.closed_on}' if one.closed_on else ''}"
        for one in all_of(plan, *steps)
    ]


def windows(plan: Plan, *steps: str) -> list[tuple[str, ...]]:
    """round, opens, due, expires, state (with the day on which it was closed)"""
    return [
        (one.round or "", *(moment.isoformat() if moment else "never" for moment in (one.opens, one.due, one.expires)),
         f"{one.state} {one.closed_on}" if one.closed_on else "tentative" if one.tentative else one.state)
        for one in all_of(plan, *steps)
    ]  # fmt: skip


def test_a_tag_closes_the_step_for_each_person_named(plan_of) -> None:
    plan = plan_of(
        notes("impressive", "- 2026-11-02 email [[Dana Lee]] and [[Sam Roe]] #thank-you: Both at once\n"), "2026-11-03"
    )
    assert states(plan, "thank-you") == ["Dana Lee: done 2026-11-02", "Sam Roe: done 2026-11-02"]


@pytest.mark.parametrize("today", ["2026-11-04", "2026-11-05", "2026-11-10"])
def test_a_line_without_a_tag_closes_the_same_after_its_day(plan_of, today: str) -> None:
    """The next interview is in the vault and stops the first one's pitch: nobody asks later on what the e-mail was."""
    first = notes("stay-in-touch, value-pitch", "- 2026-11-04 email [[Dana Lee]]\n")
    again = first["interviews/talk.md"].replace("id: talk", "id: again").replace("start: 2026-11-02", "start: 2026-11-09")
    plan = plan_of(first | {"interviews/again.md": again.replace("- 2026-11-04 email [[Dana Lee]]\n", "")}, today)
    assert [one.state for one in all_of(plan, "thank-you") if one.note.id == "talk"] == ["done", "overdue"]
    assert not plan.questions


def test_a_line_without_a_tag_closes_what_its_medium_fits(plan_of) -> None:
    plan = plan_of(notes("impressive", "- 2026-11-04 email [[Sam Roe]]\n"), "2026-11-04")
    assert states(plan, "thank-you", "call-1") == ["Dana Lee: upcoming", "Dana Lee: overdue", "Sam Roe: done 2026-11-04"]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-11-04", "Dana Lee: missed 2026-11-16"),
        ("2026-11-05", "Dana Lee: done 2026-11-05"),
        ("2026-11-16", "Dana Lee: done 2026-11-16"),
        ("2026-11-17", "Dana Lee: missed 2026-11-16"),
    ],
    ids=["the day before it opens", "when it opens", "on the day it expires", "a day later"],
)
def test_it_closes_what_was_open_that_day(plan_of, day: str, state: str) -> None:
    """B4: the first call opens on the third business day, is due on the fourth (Friday 6), expires five business days later."""
    assert states(plan_of(notes("impressive", f"- {day} call [[Dana Lee]]\n"), "2026-11-17"), "call-1") == [state]


def test_a_tag_closes_before_the_opening_and_after_the_expiry(plan_of) -> None:
    for day in ("2026-11-03", "2026-11-20"):
        plan = plan_of(notes("impressive", f"- {day} call [[Dana Lee]] #call-1\n"), "2026-11-20")
        assert states(plan, "call-1") == [f"Dana Lee: done {day}"]


def test_where_two_fit_neither_is_closed_and_the_agenda_asks(plan_of) -> None:
    """A1, D4: a card may be the thank-you by post, or the card."""
    plan = plan_of(notes("savvy, stay-in-touch", "- 2026-11-02 card [[Dana Lee]]\n"), "2026-11-03")
    assert states(plan, "thank-you", "card") == ["Dana Lee: due", "Sam Roe: due", "Dana Lee: overdue", "Sam Roe: overdue"]
    assert [question.source.path for question in plan.questions] == ["interviews/talk.md"]
    assert "#card" in plan.questions[0].remedy
    assert "#thank-you" in plan.questions[0].remedy


def test_a_question_is_not_asked_once_both_are_closed(plan_of) -> None:
    log = "- 2026-11-02 card [[Dana Lee]]\n- 2026-11-03 email [[Dana Lee]] #thank-you\n- 2026-11-03 card [[Dana Lee]] #card\n"
    assert plan_of(notes("savvy, stay-in-touch", log), "2026-11-03").questions == ()


def test_one_line_closes_one_touch_point_a_person(plan_of) -> None:
    """A tagged e-mail that says thank-you does not also close what else an e-mail would fit."""
    plan = plan_of(notes("savvy", "- 2026-11-12 email [[Dana Lee]] #thank-you\n"), "2026-11-12")
    assert states(plan, "thank-you", "check-in") == ["Dana Lee: open", "Dana Lee: done 2026-11-12", "Sam Roe: overdue"]


@pytest.mark.parametrize(
    "line", ["email from [[Dana Lee]]", "heard [[Dana Lee]]", "replied [[Dana Lee]]", "call from [[Dana Lee]] #call-1"]
)
def test_what_they_send_fulfils_nothing_and_holds_the_chasing(plan_of, line: str) -> None:
    """D6: seven days from Wednesday 4 are Wednesday 11, a holiday: the call may be made on the 12th."""
    plan = plan_of(notes("impressive", f"- 2026-11-04 {line}\n"), "2026-11-05")
    assert states(plan, "thank-you") == ["Dana Lee: overdue", "Sam Roe: overdue"]
    assert [one[1:3] for one in windows(plan, "call-1")] == [("2026-11-12", "2026-11-12")]


def test_they_name_a_new_day_and_the_chasing_rests_until_then(plan_of) -> None:
    """D6: with ``answer_by`` on Tuesday 17 November."""
    plan = plan_of(notes("impressive", "- 2026-11-04 email from [[Dana Lee]]\n", more="answer_by: 2026-11-17\n"), "2026-11-05")
    assert [one[1:3] for one in windows(plan, "call-1")] == [("2026-11-17", "2026-11-17")]


def test_they_write_in_the_log_of_the_search(plan_of) -> None:
    """A log counts in any note."""
    search = {"search.md": "---\ntype: search\nstatus: active\n---\n\n## Log\n\n- 2026-11-04 email from [[Dana Lee]]\n"}
    assert [one[1] for one in windows(plan_of({**notes("impressive"), **search}, "2026-11-05"), "call-1")] == ["2026-11-12"]


def test_nobody_answered(plan_of) -> None:
    """An attempt is neither contact nor a call made."""
    assert states(plan_of(notes("impressive", "- 2026-11-05 no-answer [[Dana Lee]] #call-1\n"), "2026-11-05"), "call-1") == [
        "Dana Lee: open"
    ]


def test_a_voicemail_is_a_call(plan_of) -> None:
    assert states(plan_of(notes("impressive", "- 2026-11-05 16:40 voicemail [[Dana Lee]]\n"), "2026-11-05"), "call-1") == [
        "Dana Lee: done 2026-11-05"
    ]


def test_a_note_is_nothing(plan_of) -> None:
    log = "- 2026-11-05 note [[Dana Lee]] #call-1: Think of the numbers\n- 2026-11-05 pondered [[Dana Lee]]\n"
    assert states(plan_of(notes("impressive", log), "2026-11-05"), "call-1") == ["Dana Lee: open"]


@pytest.mark.parametrize("line", ["did", "did #debrief"])
def test_a_step_of_ones_own(plan_of, line: str) -> None:
    """B1: nothing else of one's own was open on Tuesday 3."""
    assert states(plan_of(notes("impressive", f"- 2026-11-03 {line}\n"), "2026-11-03"), "debrief") == ["me: done 2026-11-03"]


def test_a_step_of_ones_own_is_logged_where_the_person_stands(plan_of) -> None:
    """B6: in Dana's note Dana is always meant, but nobody else can learn for the user."""
    body = "## Requirement I did not meet\n\nRust\n\n"
    log = "- 2026-11-05 call [[Dana Lee]] #call-1\n- 2026-11-09 call [[Dana Lee]] #call-2\n"
    plan = plan_of(notes("impressive", log, body=body, dana="- 2026-11-10 did #learn: Read the book\n"), "2026-11-10")
    assert states(plan, "learn") == ["me: done 2026-11-10"]


@pytest.mark.parametrize(
    ("day", "opens", "due"),
    [("2026-11-05", "2026-11-09", "2026-11-10"), ("2026-11-10", "2026-11-13", "2026-11-16")],
    ids=["skipped before it was due", "skipped later"],
)
def test_a_skipped_call_counts_from_the_later_of_skip_and_due_day(plan_of, day: str, opens: str, due: str) -> None:
    """B5: due on Friday 6; day 4 after Tuesday 10 is a Saturday."""
    plan = plan_of(notes("impressive", f"- {day} skipped [[Dana Lee]] #call-1: On holiday\n"), "2026-11-10")
    assert states(plan, "call-1") == [f"Dana Lee: skipped {day}"]
    assert [one[1:3] for one in windows(plan, "call-2")] == [(opens, due)]


def test_a_missed_call_counts_from_the_day_it_expired(plan_of) -> None:
    """B5: let go on Monday 16."""
    assert [one[1:3] for one in windows(plan_of(notes("impressive"), "2026-11-17"), "call-2")] == [("2026-11-19", "2026-11-20")]


@pytest.mark.parametrize(
    ("until", "day"), [("2026-11-20", "2026-11-20"), ("2026-11-21", "2026-11-23")], ids=["a Friday", "a Saturday"]
)
def test_a_snoozed_call_opens_and_is_due_that_day_and_expires_as_much_later(plan_of, until: str, day: str) -> None:
    """From Friday 6 to the day; the 16th as many days later."""
    plan = plan_of(notes("impressive", f"- 2026-11-05 snoozed [[Dana Lee]] #call-1 until {until}\n"), "2026-11-05")
    later = {"2026-11-20": "2026-11-30", "2026-11-21": "2026-12-01"}[until]
    assert windows(plan, "call-1") == [("", day, day, later, "upcoming")]


def test_the_last_snooze_counts(plan_of) -> None:
    snooze = "snoozed [[Dana Lee]] #call-1 until"
    log = f"- 2026-11-06 {snooze} 2026-11-18\n- 2026-11-05 {snooze} 2026-11-20\n"
    assert [one[1] for one in windows(plan_of(notes("impressive", log), "2026-11-06"), "call-1")] == ["2026-11-18"]


@pytest.mark.parametrize("until", ["", " until 2026-02-31"], ids=["no day", "a day that does not exist"])
def test_a_snooze_that_does_not_say_until_when_closes_nothing(plan_of, until: str) -> None:
    """C12: a slip of the pen loses no thank-you; the line is a problem of its own."""
    plan = plan_of(notes("impressive", f"- 2026-11-02 snoozed [[Dana Lee]] #thank-you{until}\n"), "2026-11-02")
    assert states(plan, "thank-you") == ["Dana Lee: due", "Sam Roe: due"]


def test_what_is_snoozed_can_be_done_all_the_same(plan_of) -> None:
    log = "- 2026-11-05 snoozed [[Dana Lee]] #call-1 until 2026-11-20\n- 2026-11-10 call [[Dana Lee]] #call-1\n"
    assert states(plan_of(notes("impressive", log), "2026-11-10"), "call-1") == ["Dana Lee: done 2026-11-10"]


def test_ticked_and_unticked(plan_of) -> None:
    """A ticked line is a line; an unticked one is a promise for its day."""
    log = "- [x] 2026-11-02 email [[Dana Lee]] #thank-you\n- [ ] 2026-11-04 email [[Sam Roe]] the slides\n"
    plan = plan_of(notes("impressive", log), "2026-11-04")
    assert states(plan, "thank-you") == ["Dana Lee: done 2026-11-02", "Sam Roe: overdue"]
    assert [(one.person.name, one.due.isoformat()) for one in all_of(plan, "promise") if one.person] == [
        ("Sam Roe", "2026-11-04")
    ]


def test_in_the_contacts_note_the_person_is_meant(plan_of) -> None:
    plan = plan_of(
        notes("impressive", dana="- 2026-11-02 email #thank-you\n- 2026-11-05 call with [[Sam Roe]]\n"), "2026-11-05"
    )
    assert states(plan, "thank-you") == ["Dana Lee: done 2026-11-02", "Sam Roe: overdue"]
    assert states(plan, "call-1") == ["Dana Lee: done 2026-11-05"]


def test_in_the_interviews_note_the_only_interviewer_is_meant(plan_of) -> None:
    log = "- 2026-11-02 email #thank-you\n- 2026-11-05 skipped #call-1\n- 2026-11-10 snoozed #call-2 until 2026-11-19\n"
    plan = plan_of(notes("impressive", log, '["[[Dana Lee]]"]'), "2026-11-10")
    assert states(plan, "thank-you", "call-1") == ["Dana Lee: skipped 2026-11-05", "Dana Lee: done 2026-11-02"]
    assert [one[1:3] for one in windows(plan, "call-2")] == [("2026-11-19", "2026-11-19")]


def test_of_several_interviewers_nobody_is_meant(plan_of) -> None:
    assert states(plan_of(notes("impressive", "- 2026-11-02 email #thank-you\n"), "2026-11-02"), "thank-you") == [
        "Dana Lee: due",
        "Sam Roe: due",
    ]


def test_in_the_jobs_note_nobody_is_meant(plan_of) -> None:
    for line, state in (
        ("call #call-1", "open"),
        ("call [[Dana Lee]] #call-1", "done 2026-11-05"),
        ("call [[Dana Lee]]", "done 2026-11-05"),
    ):
        plan = plan_of(notes("impressive", job=f"- 2026-11-05 {line}\n"), "2026-11-05")
        assert states(plan, "call-1") == [f"Dana Lee: {state}"]


def test_the_order_of_the_lines_does_not_matter(plan_of) -> None:
    lines = (
        "- 2026-11-05 call [[Dana Lee]] #call-1\n",
        "- 2026-11-05 call [[Dana Lee]] #call-2\n",
        "- 2026-11-05 email [[Dana Lee]]\n",
        "- 2026-11-04 email from [[Dana Lee]]\n",
    )
    plans = (plan_of(notes("impressive", "".join(order)), "2026-11-06") for order in permutations(lines))
    seen = {tuple(windows(plan, "call-1", "call-2", "thank-you")) for plan in plans}
    assert len(seen) == 1
    assert [one[-1] for one in next(iter(seen))] == ["done 2026-11-05", "done 2026-11-05", "done 2026-11-05", "overdue"]


def test_what_is_dated_ahead_has_not_happened(plan_of) -> None:
    log = "- 2026-11-09 email [[Dana Lee]] #thank-you\n"
    assert states(plan_of(notes("impressive", log), "2026-11-08"), "thank-you") == ["Dana Lee: overdue", "Sam Roe: overdue"]
    assert states(plan_of(notes("impressive", log), "2026-11-09"), "thank-you") == [
        "Dana Lee: done 2026-11-09",
        "Sam Roe: overdue",
    ]


def test_a_card_sent_as_thank_you_is_the_card(plan_of) -> None:
    """A1: one card is enough."""
    plan = plan_of(notes("stay-in-touch", "- 2026-11-02 card [[Dana Lee]] #thank-you\n"), "2026-11-03")
    assert states(plan, "card") == ["Dana Lee: done 2026-11-02", "Sam Roe: due"]
    plan = plan_of(notes("stay-in-touch", "- 2026-11-02 email [[Dana Lee]] #thank-you\n"), "2026-11-03")
    assert states(plan, "card") == ["Dana Lee: due", "Sam Roe: due"]


def test_a_later_call_settles_those_before_it(plan_of) -> None:
    """B4 to B6: the third call counts from Tuesday 10; its fourth day is a Saturday."""
    body = "## Requirement I did not meet\n\nRust\n\n"
    plan = plan_of(notes("impressive", "- 2026-11-10 call [[Dana Lee]] #call-2\n", body=body), "2026-11-10")
    assert states(plan, "call-1", "call-2") == ["Dana Lee: skipped 2026-11-10", "Dana Lee: done 2026-11-10"]
    assert [one[1:3] for one in windows(plan, "call-3")] == [("2026-11-13", "2026-11-16")]


def test_the_chain_stays_with_the_person_of_its_first_line(plan_of) -> None:
    """B4, B5: Sam was called, though Dana was named first."""
    plan = plan_of(notes("impressive", "- 2026-11-05 call [[Sam Roe]] #call-1\n"), "2026-11-06")
    assert states(plan, "call-1", "call-2") == ["Sam Roe: done 2026-11-05", "Sam Roe: upcoming"]


def test_the_chain_stays_though_the_interviewers_change_places(plan_of) -> None:
    plan = plan_of(notes("impressive", "- 2026-11-05 call [[Dana Lee]] #call-1\n", SAM), "2026-11-06")
    assert states(plan, "call-1", "call-2") == ["Dana Lee: done 2026-11-05", "Dana Lee: upcoming"]


def test_a_renamed_step_keeps_what_was_done(plan_of, playbook) -> None:
    step = "first-word, was: [ring, old-ring], via: phone, opens: 1 day after interview, due: 2 days after interview"
    plan = plan_of(notes("mine", "- 2026-11-03 call [[Dana Lee]] #old-ring\n") | playbook(step), "2026-11-04")
    assert states(plan, "first-word") == ["Dana Lee: done 2026-11-03", "Sam Roe: due"]


def test_a_tag_that_no_playbook_knows_is_said(plan_of) -> None:
    log = "- 2026-11-02 email [[Dana Lee]] #thank-yuo\n- 2026-11-02 email [[Sam Roe]] #thank-you: with a #hat\n"
    (problem,) = plan_of(notes("impressive", log), "2026-11-02").problems
    assert "`#thank-yuo` is no step of any playbook" in problem.message
    assert problem.remedy == "did you mean `#thank-you`?"
    assert problem.source.line > 0


@pytest.mark.parametrize(
    ("line", "said", "remedy"),
    [
        ("skipped #next-contact", "`skipped #next-contact` does nothing", "change or take out `next_contact`"),
        ("snoozed #next-contact until 2026-12-01", "`snoozed #next-contact` does nothing", "change or take out `next_contact`"),
        ("sent #promise: the paper", "`sent #promise` does nothing", "tick the promise where it stands"),
    ],
)
def test_a_line_about_what_no_line_closes_is_said(plan_of, line: str, said: str, remedy: str) -> None:
    """A day that was set by hand, and a promise, stand elsewhere than in a log."""
    (problem,) = plan_of(dana("next_contact: 2026-11-20", line), "2026-11-18").problems
    assert problem.message.startswith(said)
    assert remedy in problem.remedy
    assert problem.source.line > 0


def test_contact_with_the_tag_of_a_day_set_by_hand_closes_it(plan_of) -> None:
    plan = plan_of(dana("next_contact: 2026-11-20", "email #next-contact"), "2026-11-18")
    assert not plan.problems
    assert not plan.touchpoints


def dana(key: str, line: str) -> dict[str, str]:
    """Her note alone, with a line of that Tuesday."""
    return {"contacts/Dana Lee.md": f"---\ntype: contact\nid: dana\n{key}\n---\n\n## Log\n\n- 2026-11-17 {line}\n"}


def rounds(plan: Plan, step: str) -> list[str]:
    """``1: 11-17 11-17 11-24 done 11-18``: round, opens, due, expires, state."""
    return [re.sub(r"\b202\d-", "", f"{one[0]}: {' '.join(one[1:])}") for one in windows(plan, step)]


WRITTEN = "- 2026-11-09 call [[Dana Lee]] #call\n- 2026-11-10 letter [[Dana Lee]] #letter\n"


@pytest.mark.parametrize(
    ("line", "today", "expected"),
    [
        ("", "2026-11-11", ["1: 11-17 11-17 11-24 upcoming"]),
        ("", "2026-11-23", ["1: 11-17 11-17 11-24 overdue"]),
        (
            "",
            "2026-11-24",
            ["1: 11-17 11-17 11-24 missed 11-24", "2: 11-24 11-24 12-01 due"],
        ),
        (
            "- 2026-11-18 email [[Dana Lee]]\n",
            "2026-11-18",
            ["1: 11-17 11-17 11-24 done 11-18", "2: 11-25 11-25 12-02 upcoming"],
        ),
        (
            "- 2026-11-16 skipped [[Dana Lee]] #weekly\n",
            "2026-11-18",
            ["1: 11-17 11-17 11-24 skipped 11-16", "2: 11-24 11-24 12-01 upcoming"],
        ),
        (
            "- 2026-11-19 skipped [[Dana Lee]] #weekly\n",
            "2026-11-19",
            ["1: 11-17 11-17 11-24 skipped 11-19", "2: 11-27 11-27 12-04 upcoming"],
        ),
        ("- 2026-11-17 snoozed [[Dana Lee]] #weekly until 2026-11-20\n", "2026-11-19", ["1: 11-20 11-20 11-27 upcoming"]),
    ],
    ids=["ahead", "late", "missed", "done", "skipped early", "skipped late, and Thanksgiving", "snoozed"],
)
def test_week_by_week(plan_of, line: str, today: str, expected: list[str]) -> None:
    """C6: the letter went on Tuesday 10."""
    assert rounds(plan_of(notes("persistent", WRITTEN + line), today), "weekly") == expected


@pytest.mark.parametrize(
    ("log", "today", "expected"),
    [
        ("", "2026-11-03", ["1: 11-12 11-14 11-28 upcoming"]),
        (
            "",
            "2026-11-28",
            ["1: 11-12 11-14 11-28 missed 11-28", "2: 11-28 11-30 12-14 open"],
        ),
        (
            "- 2026-11-13 email [[Dana Lee]] #check-in\n- 2026-11-27 call [[Dana Lee]] #check-in\n",
            "2026-11-28",
            [
                "1: 11-12 11-14 11-28 done 11-13",
                "2: 11-27 11-29 12-13 done 11-27",
                "3: 12-11 12-13 12-27 upcoming",
            ],
        ),
    ],
    ids=["the first", "the first was missed", "the third"],
)
def test_checking_in(plan_of, log: str, today: str, expected: list[str]) -> None:
    """D5: ten days where they named none; 14 days after the last was made, or was due."""
    assert rounds(plan_of(notes("savvy", log), today), "check-in") == expected


def test_two_lines_of_one_day_are_one_round(plan_of) -> None:
    """D5: a voicemail and an e-mail, or one line in two notes."""
    log = "- 2026-11-13 voicemail [[Dana Lee]] #check-in\n- 2026-11-13 email [[Dana Lee]] #check-in\n"
    assert rounds(plan_of(notes("savvy", log, dana=log), "2026-11-14"), "check-in") == [
        "1: 11-12 11-14 11-28 done 11-13",
        "2: 11-27 11-29 12-13 upcoming",
    ]


def test_three_times_and_then_peace(plan_of) -> None:
    """D5"""
    log = "".join(f"- {day} email [[Dana Lee]] #check-in\n" for day in ("2026-11-12", "2026-11-26", "2026-12-10", "2026-12-24"))
    plan = plan_of(notes("savvy", log), "2027-01-10")
    assert [one[0] for one in rounds(plan, "check-in")] == ["1", "2", "3"]
    assert {one.state for one in all_of(plan, "check-in")} == {"done"}


def test_a_line_that_fits_one_step_of_two_notes_is_to_be_put_where_it_belongs(plan_of):
    job = "---\ntype: job\nid: {id}\ntitle: {id}\nreferred_by: '[[Ivo]]'\n---\n"
    talk = "---\ntype: interview\nstart: 2026-11-03 10:00\ninterviewers: [Dana]\njob: '[[{id}]]'\n---\n"
    vault = {f"jobs/{id}.md": job.format(id=id) for id in ("cook", "baker")}
    vault |= {f"interviews/{id}.md": talk.format(id=id) for id in ("cook", "baker")}
    plan = plan_of(
        {**vault, "contacts/Ivo.md": "---\ntype: contact\n---\n## Log\n- 2026-11-04 email #thank-introducer\n"}, "2026-11-05"
    )
    (question,) = plan.questions
    assert question.message.endswith(
        "fits #thank-introducer of interviews/baker.md and #thank-introducer of interviews/cook.md: it closes neither"
    )
    assert question.remedy == "put the line into the log of the note that you mean: interviews/baker.md or interviews/cook.md"


TWO_TALKS = {"first": "2026-11-16 10:00", "second": "2026-11-18 10:00"}
DOUBTED = "- 2026-11-19 email [[Dana]]"


def two_talks(systems: str, **logs: str) -> dict[str, str]:
    talk = "---\ntype: interview\nstart: {start}\ninterviewers: ['[[Dana]]']\nplaybooks: [{systems}]\n---\n## Log\n{log}\n"
    texts = {name: talk.format(start=start, systems=systems, log=logs.get(name, "")) for name, start in TWO_TALKS.items()}
    return {f"interviews/{name}.md": text for name, text in texts.items()}


@pytest.mark.parametrize(
    ("systems", "asked", "remedy"),
    [
        ("savvy", "#thank-you of {first} and #thank-you of {second}: it closes neither", "#thank-you"),
        (
            "savvy, value-pitch",
            "#thank-you of {first} and #pitch of {first} and #thank-you of {second} and #pitch of {second}: it closes none",
            "#thank-you or #pitch",
        ),
    ],
)
def test_a_line_without_a_tag_is_to_be_put_where_it_belongs_and_tagged(plan_of, systems: str, asked: str, remedy: str) -> None:
    (question,) = plan_of(two_talks(systems, first=DOUBTED), "2026-11-19").questions
    first, second = "interviews/first.md", "interviews/second.md"
    assert question.message.endswith(" fits " + asked.format(first=first, second=second))
    assert question.remedy == (
        f"add the tag that you mean: {remedy}, and put the line into the log of the note that you mean: {first} or {second}"
    )


def test_what_a_doubted_line_is_told_to_do_helps(plan_of) -> None:
    assert plan_of(two_talks("savvy", second=DOUBTED), "2026-11-19").questions
    plan = plan_of(two_talks("savvy", second=f"{DOUBTED} #thank-you"), "2026-11-19")
    assert not plan.questions
    assert {one.note.id: one.state for one in all_of(plan, "thank-you")} == {"first": "overdue", "second": "done"}
