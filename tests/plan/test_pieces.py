"""What each piece of a plan knows of itself: on this those rely who keep a plan and make only a part of it anew."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.plan.pieces import make_pieces
from vaultcrm.plan.world import read_world
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

HELD = "2026-11-17 14:00"
TALK = "interviews/talk.md"


@pytest.fixture
def pieces_of(plan_of, tmp_path):
    """``pieces_of(notes, day)``: the pieces of that vault on that day."""

    def make(notes, today):
        plan_of(notes, today)
        return make_pieces(read_world(load_vault(tmp_path / "vault"), date.fromisoformat(today), PublicHolidays()))

    return make


def test_all_who_have_a_say_in_a_case(pieces_of, contact, interview, job) -> None:
    """A word of anyone of them can change it: whom the job names, whom the talks name, and who introduced these."""
    about = {"contact": "Cleo", "hiring_manager": "Hana", "hr": "Pat", "referred_by": "Rita", "references": '["[[Ravi]]"]'}
    notes = contact("Dana", introduced_by="Omar") | contact("Zoe") | job("Engineer", **about)
    notes |= interview(HELD, "Dana, Sam", "[savvy]", job="Engineer")
    assert pieces_of(notes, "2026-11-18").cases["jobs/Engineer.md"].people == {
        "cleo", "dana", "hana", "omar", "pat", "ravi", "rita", "sam",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("log", "offer", "under_way"),
    [
        ("- 2026-11-09 stage applied\n", False, True),
        ("- 2026-11-09 stage applied\n- 2026-11-16 stage offer\n", True, True),
        ("- 2026-11-09 stage offer\n- 2026-11-16 stage withdrawn\n", True, False),
    ],
    ids=["none yet", "there is one", "there was one"],
)
def test_an_offer_is_remembered_and_so_is_the_end(pieces_of, job, log, offer, under_way) -> None:
    """F2: of both the other jobs' people may have been told."""
    case = pieces_of(job("Engineer", log), "2026-11-18").cases["jobs/Engineer.md"]
    assert (case.offer, case.under_way) == (offer, under_way)


def test_a_talk_without_a_job_is_no_job_under_way(pieces_of, interview) -> None:
    assert not pieces_of(interview(HELD, "Dana", "[savvy]"), "2026-11-18").cases[TALK].under_way


@pytest.mark.parametrize(
    ("systems", "keys", "last"),
    [
        ("[savvy]", {}, date(2027, 4, 16)),
        ("[persistent]", {}, date.max),
        ("[savvy]", {"answer_by": "2026-12-01"}, date(2027, 4, 30)),
    ],
    ids=["rounds that end", "rounds without end", "an answer that is awaited"],
)
def test_how_far_a_case_reaches(pieces_of, contact, interview, job, systems, keys, last) -> None:
    """From two days before its first day to 150 after its last, unless a step goes on for ever."""
    notes = contact("Dana") | job("Engineer") | interview(HELD, "Dana", systems, job="Engineer", **keys)
    assert pieces_of(notes, "2026-11-18").cases["jobs/Engineer.md"].reach == (date(2026, 11, 15), last)


def test_a_case_of_which_nothing_is_dated_reaches_no_further_than_today(pieces_of, job) -> None:
    piece = pieces_of(job("Engineer", stage="interviewing"), "2026-11-18").cases["jobs/Engineer.md"]
    assert piece.reach == (date(2026, 11, 18), date(2026, 11, 18))


def test_a_case_that_has_ended_reaches_no_further_for_all_its_weekly_words(pieces_of, contact, interview, job) -> None:
    """C6: the weekly word ends with the job."""
    notes = contact("Dana") | job("Engineer", "- 2026-11-20 stage filled\n")
    notes |= interview(HELD, "Dana", "[persistent]", job="Engineer")
    assert pieces_of(notes, "2026-11-21").cases["jobs/Engineer.md"].reach == (date(2026, 11, 15), date(2027, 4, 19))


def test_what_they_wrote_and_what_is_snoozed_make_the_reach_longer(pieces_of, contact, interview) -> None:
    """D6: ninety days for a word within the reach, 150 for a snooze."""
    talk = interview(HELD, "Dana", "[savvy]", "- 2026-11-18 snoozed [[Dana]] #check-in until 2026-12-18\n")
    assert pieces_of(contact("Dana") | talk, "2026-11-18").cases[TALK].reach[1] == date(2027, 5, 17)
    wrote = contact("Dana", "- 2027-04-10 email from [[Dana]]\n- 2027-12-01 email from [[Dana]]\n")
    assert pieces_of(wrote | interview(HELD, "Dana", "[savvy]"), "2027-12-02").cases[TALK].reach[1] == date(2027, 7, 9)


@pytest.mark.parametrize(
    ("log", "keys", "again"),
    [
        ("", {}, "2026-11-28"),
        ("- 2026-11-18 email [[Dana]] #thank-you\n", {}, "2026-11-19"),
        ("- 2026-11-17 email [[Dana]] #thank-you\n", {}, None),
        ("- 2026-11-17 email [[Dana]] #thank-you\n", {"answer_by": "2026-12-01"}, "2026-12-01"),
        ("- 2026-11-17 email [[Dana]] #thank-you\n", {"answer_by": "2026-11-18"}, None),
        ("- 2026-11-17 email [[Dana]] #thank-you\n- 2026-11-19 heard [[Dana]]\n", {}, "2026-11-19"),
    ],
    ids=["let go then", "a line of today", "all is done", "an answer is awaited", "it was due today", "a line is dated ahead"],
)
def test_a_case_rests_where_neither_a_step_nor_a_day_lies_ahead(pieces_of, contact, interview, log, keys, again) -> None:
    """Time alone changes nothing of it then."""
    notes = contact("Dana") | interview(HELD, "Dana", "[]", log, **keys)
    until = pieces_of(notes, "2026-11-18").cases[TALK].until
    assert str(until or "") == (again or "")


def test_what_waits_for_a_step_that_is_overdue_moves_along_with_today(pieces_of, contact, interview) -> None:
    """*Chains*: the second call counts from today as long as the first, due on Monday 23, is not made."""
    notes = contact("Dana") | interview(HELD, "Dana", "[impressive]", "- 2026-11-17 email [[Dana]] #thank-you\n")
    assert str(pieces_of(notes, "2026-11-21").cases[TALK].until) == "2026-11-24"
    assert str(pieces_of(notes, "2026-11-25").cases[TALK].until) == "2026-11-26"


def test_an_offer_is_looked_at_each_day(pieces_of, job) -> None:
    """F2: whom it is told hangs on all other jobs."""
    case = pieces_of(job("Engineer", "- 2026-11-16 stage offer\n"), "2026-11-18").cases["jobs/Engineer.md"]
    assert str(case.until) == "2026-11-19"


def test_a_debrief_that_is_written_before_the_talk_is_over_is_of_today(pieces_of, contact, interview) -> None:
    notes = contact("Dana") | interview("2026-11-30 10:00", "Dana", "[]", body="## Debrief\n\n### Topics\n\nThe migration.\n")
    assert str(pieces_of(notes, "2026-11-18").cases[TALK].until) == "2026-11-19"


def test_a_talk_elsewhere_with_one_of_its_people_has_a_say(pieces_of, contact, interview) -> None:
    """A5: which talk came first of an introduction."""
    notes = contact("Dana") | interview(HELD, "Dana", "[]", "- 2026-11-17 email [[Dana]] #thank-you\n")
    notes |= interview("2026-11-25 10:00", "Dana", "[]", id="other")
    assert str(pieces_of(notes, "2026-11-19").cases[TALK].until) == "2026-11-25"


def test_an_act_sells_where_one_of_its_two_systems_sells_and_is_at_once_where_both_say_so(
    pieces_of, contact, interview
) -> None:
    """A2: while it is open nobody is chatted up."""
    ring = "{step: ring, act: first-call, with: lead, via: phone, prompt: true, opens: 9 days after interview}"
    own = {"playbooks/mine.md": f"---\ntype: playbook\nname: mine\n---\n\n```yaml\nsteps:\n  - {ring}\n```\n"}
    pieces = pieces_of(own | contact("Dana") | interview(HELD, "Dana", "[impressive, mine]"), "2026-11-18")
    assert [(item.selling, item.prompt) for item in pieces.cases[TALK].live if item.act == "first-call"] == [(True, False)]


def test_that_a_talk_names_nobody_is_a_hint(pieces_of, interview) -> None:
    talk = {path: text.replace('["[[]]"]', "") for path, text in interview(HELD, "").items()}
    (hint,) = pieces_of(talk, "2026-11-18").cases[TALK].problems
    assert (hint.severity, hint.source.path, hint.excerpt) == ("hint", TALK, "")
    off = {path: text.replace("id: talk\n", "id: talk\nstatus: cancelled\n") for path, text in talk.items()}
    assert pieces_of(off, "2026-11-18").cases[TALK].problems == ()


def test_as_long_as_something_is_asked_each_day_may_be_another(pieces_of, contact, interview) -> None:
    """A1: the card may be the thank-you; in the other note the answer may be given."""
    notes = contact("Dana") | interview(HELD, "Dana", "[savvy, stay-in-touch]", "- 2026-11-17 card [[Dana]]\n")
    piece = pieces_of(notes, "2026-11-18").cases[TALK]
    assert (len(piece.questions), str(piece.until)) == (1, "2026-11-19")


# What a note asks for by itself, and until when that holds


@pytest.mark.parametrize(
    ("log", "keys", "until"),
    [
        ("", {}, "2027-11-03"),
        ("", {"met": "2026-12-02"}, "2026-12-02"),
        ("", {"met": "2026-11-18"}, None),
        ("", {"last_contact": "2026-11-30"}, "2026-11-30"),
        ("- 2026-11-18 met\n- 2026-11-25 call\n", {}, "2026-11-25"),
        ("", {"birthday": "11-20"}, "2026-11-24"),
        ("- 2026-11-22 call\n", {"birthday": "11-20", "met": "2026-11-21"}, "2026-11-21"),
    ],
    ids=[
        "for ever",
        "met on a day ahead",
        "met today",
        "a contact ahead",
        "a line ahead",
        "a birthday",
        "the first of several",
    ],
)
def test_until_when_what_a_contact_asks_for_holds(pieces_of, contact, log, keys, until) -> None:
    """Though no note changes: the day on which a date of the note or her turn comes, or a birthday is over."""
    settings = {"vaultcrm.toml": 'format = 1\nvault = "test"\nbirthdays = true\n'}
    notes = pieces_of(settings | contact("Ann", log, cadence="1 year", **keys), "2026-11-18").notes
    assert str(notes["contacts/Ann.md"].until or "") == (until or "")
