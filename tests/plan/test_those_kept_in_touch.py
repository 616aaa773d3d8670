"""Fine points of keeping in touch: by hand, birthdays, the follow-up day and who is on it, the look at the search."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.model import LIVE
from vaultcrm.model.identity import identity
from vaultcrm.plan.items import Keys
from vaultcrm.plan.keeping import keeping
from vaultcrm.plan.silence import silences
from vaultcrm.plan.world import read_world
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

YEARLY = {"cadence": "1 year", "met": "2025-12-02"}


def live(plan, step):
    return [one for one in plan.touchpoints if one.step == step and one.state in LIVE]


def search(status="active", log="", path="search.md"):
    return {path: f"---\ntype: search\nstatus: {status}\n---\n\n## Log\n\n{log}"}


# By hand


def test_what_is_dated_by_hand_is_found_by_its_line(plan_of, contact, one) -> None:
    (note,) = (notes := contact("Ann", next_contact="2026-12-01")).values()
    word = one(plan_of(notes, "2026-11-18"), "next-contact")
    assert note.splitlines()[word.source.line - 1] == "next_contact: 2026-12-01"
    assert (word.title, word.via) == ("Get in touch with Ann", "email")
    assert word.uid == identity("test", "ann", "next-contact", None, None)


@pytest.mark.parametrize(("day", "open_"), [("2026-11-10", True), ("2026-11-24", False)], ids=["long before", "a week before"])
def test_a_talk_closes_what_is_dated_by_hand_from_a_week_before_on(plan_of, contact, interview, day, open_) -> None:
    notes = contact("Ann", next_contact="2026-12-01") | interview(f"{day} 10:00", "Ann", "[]")
    assert bool(live(plan_of(notes, "2026-11-30"), "next-contact")) is open_


def test_a_talk_that_is_yet_to_come_closes_nothing(plan_of, contact, interview) -> None:
    notes = contact("Ann", next_contact="2026-12-01") | interview("2026-11-27 10:00", "Ann", "[]")
    assert live(plan_of(notes, "2026-11-26"), "next-contact")


# The follow-up day


def test_first_dues_are_the_same_on_every_machine_and_in_every_version(plan_of, contact, tmp_path) -> None:
    """F6: a spread that were another after an upgrade would move everybody."""
    notes = contact("Ann", cadence="1 year") | contact("Ben", cadence="1 year") | contact("Cleo", cadence="1 month")
    plan_of(notes, "2026-11-18")
    world = read_world(load_vault(tmp_path / "vault"), date(2026, 11, 18), PublicHolidays())
    assert [(one.who.name, str(one.due), str(one.again)) for one in silences(world)] == [
        ("Ann", "2026-11-02", "2027-11-03"), ("Ben", "2026-02-16", "2027-02-17"), ("Cleo", "2026-10-19", "2026-11-19"),
    ]  # fmt: skip


def test_the_follow_up_day_counts_those_who_are_on_it(plan_of, contact) -> None:
    """A4: one in December, two in January."""
    notes = contact("Ann", **YEARLY) | contact("Ben", **{**YEARLY, "met": "2026-01-02"})
    notes |= contact("Cleo", **{**YEARLY, "met": "2026-01-03"})
    (day,) = live(plan_of(notes, "2026-11-18"), "follow-up-day")
    assert (str(day.due), day.title) == ("2026-12-04", "Follow-up day: 1 person")
    (day,) = live(plan_of(notes, "2026-12-05", "[follow-up]\nper-day = 3\n"), "follow-up-day")
    assert day.title == "Follow-up day: 3 people"
    assert day.reasons[0].endswith("due: Ann, Ben, Cleo")


@pytest.mark.parametrize(
    ("log", "today", "planned", "moved"),
    [
        ("", "2026-11-18", "2026-12-04", None),
        ("", "2026-12-05", "2027-01-04", "its follow-up day, Fri 4 Dec 2026, has passed"),
        ("- 2026-12-04 did #follow-up-day\n", "2026-12-04", "2027-01-04", "the follow-up day on Fri 4 Dec 2026 is full"),
        ("- 2026-12-04 skipped #follow-up-day\n", "2026-12-04", "2027-01-04", "the follow-up day on Fri 4 Dec 2026 is full"),
        ("- 2026-12-04 note #follow-up-day\n", "2026-12-04", "2026-12-04", None),
    ],
    ids=["ahead", "passed", "worked through", "left out", "only noted"],
)
def test_why_a_word_is_not_planned_on_its_follow_up_day(plan_of, contact, one, log, today, planned, moved) -> None:
    """A4"""
    word = one(plan_of(contact("Ann", **YEARLY) | search(log=log), today), "stay-in-touch")
    assert str(word.planned) == planned
    assert (word.moved or "").startswith(moved or "")
    assert bool(word.moved) is bool(moved)


@pytest.mark.parametrize(
    ("line", "today", "planned"),
    [
        ("2026-11-30 did", "2026-11-30", "2027-01-04"),
        ("2026-11-30 skipped", "2026-12-04", "2027-01-04"),
        ("2026-12-06 did", "2026-12-06", "2027-01-04"),
        ("2026-11-08 did", "2026-11-08", "2026-12-04"),
        ("2026-12-20 skipped", "2026-12-20", "2027-02-05"),
    ],
    ids=["early", "left out early", "late", "the one before, late", "the next, early"],
)
def test_a_follow_up_day_is_worked_through_early_and_late(plan_of, contact, line, today, planned) -> None:
    """A4: a line counts for the nearest one, as in the figures; the day itself, and those who were on it, go on to the next."""
    plan = plan_of(contact("Ann", **YEARLY) | search(log=f"- {line} #follow-up-day\n"), today)
    assert {str(one.planned) for one in plan.live if one.step in ("stay-in-touch", "follow-up-day")} == {planned}


def test_a_follow_up_day_that_is_worked_through_is_not_there_for_those_put_off_to_it(plan_of, contact) -> None:
    ann = contact("Ann", "- 2026-12-02 snoozed #stay-in-touch until 2026-12-04\n", **YEARLY)
    plan = plan_of(ann | search(log="- 2026-12-04 did #follow-up-day\n"), "2026-12-04")
    assert [str(one.planned) for one in plan.live if one.step == "stay-in-touch"] == ["2026-12-04"]
    assert not [one for one in plan.live if one.step == "follow-up-day"]


def test_a_follow_up_day_that_was_left_out_is_closed(plan_of, tmp_path) -> None:
    plan_of(search(log="- 2026-12-04 skipped #follow-up-day\n"), "2026-12-04")
    assert keeping(load_vault(tmp_path / "vault"), date(2026, 12, 4), PublicHolidays()).closed


def test_what_was_left_out_does_not_strengthen_a_tie(plan_of, contact, tmp_path) -> None:
    """A6: a word that was skipped is no contact."""
    plan_of(contact("Ann", "- 2026-09-04 met\n- 2026-10-02 skipped #stay-in-touch\n", cadence="1 month"), "2026-12-04")
    assert keeping(load_vault(tmp_path / "vault"), date(2026, 12, 4), PublicHolidays()).ties["ann"].strength == 1


def test_that_the_day_itself_was_wanted_needs_no_more_words(plan_of, contact, one) -> None:
    word = one(plan_of(contact("Ann", cadence="1 year", met="2025-12-04"), "2026-11-18"), "stay-in-touch")
    assert word.reasons == ("the last contact was on Thu 4 Dec 2025; 1 year later: Fri 4 Dec 2026",)
    word = one(plan_of(contact("Ann", **YEARLY), "2026-11-18"), "stay-in-touch")
    assert word.reasons[0].endswith("Wed 2 Dec 2026; the follow-up day on or after it: Fri 4 Dec 2026")


def test_a_talk_begins_the_rounds_anew(plan_of, contact, interview, one) -> None:
    """A2: after two rounds a year would be the next, but there was another interview."""
    log = "- 2025-06-06 email #stay-in-touch\n- 2025-12-05 email #stay-in-touch\n"
    notes = contact("Ann", log) | interview("2024-12-02 10:00", "Ann", "[stay-in-touch]", id="first")
    assert str(one(plan_of(notes, "2026-11-18"), "stay-in-touch").due) == "2027-01-04"
    notes |= interview("2026-11-10 10:00", "Ann", "[stay-in-touch]", id="second")
    assert str(one(plan_of(notes, "2026-11-18"), "stay-in-touch").due) == "2027-06-04"
    notes |= contact("Ann", log + "- 2027-05-10 email #stay-in-touch\n")
    assert str(one(plan_of(notes, "2027-05-10"), "stay-in-touch").due) == "2027-12-03"


def test_a_talk_that_is_to_come_is_no_contact_yet(plan_of, contact, interview, one) -> None:
    notes = contact("Ann", met="2026-06-04", cadence="6 months") | interview("2026-11-20 10:00", "Ann", "[]")
    assert str(one(plan_of(notes, "2026-11-18"), "stay-in-touch").due) == "2026-12-04"


def test_leaving_out_something_else_is_no_round(plan_of, contact, one) -> None:
    """A2: six months from the last contact, whatever was not wished."""
    notes = contact("Ann", "- 2026-06-03 met\n- 2026-10-02 skipped #birthday\n", cadence="6 months")
    assert str(one(plan_of(notes, "2026-11-18"), "stay-in-touch").due) == "2026-12-04"


def test_a_word_may_be_put_off_on_the_day_of_a_contact(plan_of, contact, one) -> None:
    notes = contact("Ann", "- 2026-11-18 met\n- 2026-11-18 snoozed #stay-in-touch until 2027-01-20\n", cadence="6 months")
    assert str(one(plan_of(notes, "2026-11-18"), "stay-in-touch").due) == "2027-01-20"


def test_a_step_that_does_not_come_again_keeps_nobody_in_touch(plan_of, contact, one) -> None:
    """A2: it is the recurring step whose cadence counts."""
    steps = "```yaml\nsteps:\n  - {step: hello, of: contact, opens: last-contact}\n```\n"
    own = f"---\ntype: playbook\nname: mine\nfor: contact\n---\n\n{steps}"
    word = one(plan_of({"playbooks/mine.md": own} | contact("Ann", **YEARLY), "2026-11-18"), "stay-in-touch")
    assert str(word.due) == "2026-12-04"


@pytest.mark.parametrize("line", ["no-answer #stay-in-touch", "snoozed #birthday until 2026-12-24"])
def test_what_was_put_off_stays_put_off_whatever_else_is_logged(plan_of, contact, one, line) -> None:
    log = f"- 2026-06-03 met\n- 2026-11-17 snoozed #stay-in-touch until 2027-01-20\n- 2026-11-18 {line}\n"
    word = one(plan_of(contact("Ann", log, cadence="6 months"), "2026-11-18"), "stay-in-touch")
    assert str(word.due) == "2027-01-20"


@pytest.mark.parametrize(("today", "due"), [("2026-12-04", "2026-11-06"), ("2026-12-05", "2027-11-05")])
def test_a_first_due_waits_for_two_follow_up_days_and_then_for_the_next_turn(plan_of, contact, one, today, due) -> None:
    """F6: Ann's own day is 2 November, and a year later the 3rd."""
    assert str(one(plan_of(contact("Ann", cadence="1 year"), today), "stay-in-touch").due) == due


def test_what_is_sold_without_an_end_holds_until_it_is_due(plan_of, contact, interview, one) -> None:
    """A2: due on 19 November, and still open on the follow-up day."""
    step = "{step: sell, selling: true, opens: interview, due: 2 days after interview, expires: never}"
    own = f"---\ntype: playbook\nname: mine\n---\n\n```yaml\nsteps:\n  - {step}\n```\n"
    notes = {"playbooks/mine.md": own} | contact("Ann", cadence="2 weeks")
    plan = plan_of(notes | interview("2026-11-17 10:00", "Ann", "[mine]"), "2026-11-18")
    assert str(one(plan, "stay-in-touch").planned) == "2026-12-04"


def test_a_day_on_which_somebody_will_be_met_is_no_contact_yet(plan_of, contact, one) -> None:
    word = one(plan_of(contact("Ann", cadence="1 year", met="2026-12-20"), "2026-11-18"), "stay-in-touch")
    assert word.reasons[0].startswith("no contact on record; first dues are spread over 1 year")


# Birthdays


@pytest.mark.parametrize(
    ("asked", "planned"),
    [("true", True), ('"all"', True), ('"*"', True), ('"tag:friend"', True), ('"tag:foe"', False), ('"nobody"', False)],
)
def test_whose_birthdays_are_shown(plan_of, contact, asked, planned) -> None:
    notes = contact("Ann", birthday="11-20", tags="[friend]")
    assert bool(live(plan_of(notes, "2026-11-18", f"birthdays = {asked}\n"), "birthday")) is planned


@pytest.mark.parametrize(("prefers", "via"), [("phone", "phone"), ("post", "post"), ('""', "email")])
def test_a_birthday_is_wished_as_they_prefer(plan_of, contact, one, prefers, via) -> None:
    """C10"""
    notes = contact("Ann", birthday="11-20", prefers=prefers)
    assert one(plan_of(notes, "2026-11-18", "birthdays = true\n"), "birthday").via == via


def test_a_birthday_that_was_wished_twice_was_wished_the_first_time(plan_of, contact, one) -> None:
    notes = contact("Ann", "- 2026-11-21 call\n- 2026-11-20 email\n", birthday="11-20")
    assert str(one(plan_of(notes, "2026-11-22", "birthdays = true\n"), "birthday").closed_on) == "2026-11-20"


# The look at the search


@pytest.mark.parametrize("status", ["quiet", "off"])
def test_a_search_that_rests_is_not_looked_at_whatever_there_is(plan_of, job, status) -> None:
    """F5"""
    notes = search(status) | job("Engineer", applied="2026-11-02", stage="applied")
    assert live(plan_of(notes, "2026-11-18"), "keep-searching") == []


def test_the_look_belongs_to_the_note_of_the_search_wherever_that_is(plan_of, job) -> None:
    notes = search(path="me/Hunt.md") | job("Engineer", applied="2026-11-02", stage="applied")
    (look,) = live(plan_of(notes, "2026-11-18"), "keep-searching")
    assert (look.source.path, look.note.path) == ("me/Hunt.md", "me/Hunt.md")


def test_a_look_that_was_left_out_is_a_look(plan_of, job, one) -> None:
    """D7"""
    notes = job("Engineer", applied="2026-11-02", stage="applied") | search(log="- 2026-11-12 skipped #keep-searching\n")
    look = one(plan_of(notes, "2026-11-18"), "keep-searching")
    assert (str(look.due), look.reasons[0]) == (
        "2026-11-19", "the last look was on Thu 12 Nov 2026; every 7 days: Thu 19 Nov 2026",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("jobs", "said"),
    [(2, "2 live jobs, fewer than 3"), (3, "nothing new since Mon 2 Nov 2026")],
    ids=["few", "nothing new"],
)
def test_why_the_search_is_to_be_looked_at_is_said(plan_of, job, one, jobs, said) -> None:
    """D7"""
    notes = search()
    for number in range(jobs):
        notes |= job(f"Job {number}", applied="2026-11-02", stage="applied")
    assert one(plan_of(notes, "2026-11-18"), "keep-searching").reasons == (
        "the newest job, interview or contact was on Mon 2 Nov 2026; every 7 days: Mon 16 Nov 2026", said,
    )  # fmt: skip


def test_what_has_begun_today_has_begun(plan_of, job, one) -> None:
    """D7: a week after the newest job, which is of this very day."""
    look = one(plan_of(search() | job("Engineer", applied="2026-11-18", stage="applied"), "2026-11-18"), "keep-searching")
    assert str(look.due) == "2026-11-25"


# Keys


def test_the_identity_of_a_promise_is_that_of_its_words(plan_of, job) -> None:
    """A feed's reader knows it by that; the same words again are another."""
    notes = {path: text + "\n- [ ] Call 2026-11-20\n- [ ] Call 2026-11-21\n" for path, text in job("Engineer").items()}
    promised = [one for one in plan_of(notes, "2026-11-18").touchpoints if one.act == "promise"]
    assert [one.uid for one in promised] == [
        identity("test", "engineer", "promise", None, words) for words in ("Call", "Call 2")
    ]


def test_a_key_is_no_longer_than_it_must_be() -> None:
    assert keys_of(["abcdeXgh", "abcdeYgh", "abXdefgh"]) == {
        "abcdeXgh": "abcdeX", "abcdeYgh": "abcdeY", "abXdefgh": "abXde",
    }  # fmt: skip


def keys_of(uids: list[str]) -> dict[str, str]:
    keys = Keys(uids)
    return {uid: keys.of(uid) for uid in uids}
