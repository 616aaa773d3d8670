"""Every row of the list of what the five documents ask for, with the tests that hold the program to it.

A row asks for a step at its time (``plan/``), and most for more besides: a text, a check of it, paper, a command, a picture.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from vaultcrm.model import LIVE
from vaultcrm.vault.systems import built_in

TESTS = Path(__file__).parent.parent
COUNTS = {"A": 6, "B": 9, "C": 15, "D": 7, "E": 6, "F": 6}
ROWS = [f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1)]
BRANCHES, COUNTING, TOGETHER, ROW = "plan/test_branches", "plan/test_day_counting", "plan/test_together", "plan/test_rows"
HAND, WORKED, LOG, TOUCH = "plan/test_hand_worked", "plan/test_worked_example", "plan/test_log", "plan/test_stay_in_touch"
KEEPING, ACTS, DRAFT, DOORS = "plan/test_keeping", "drafts/write/test_acts", "cli/test_draft_command", "cli/test_draft_doors"
PERSON, AGENDA, SHEET, PREP = "views/test_person_view", "views/test_agenda_view", "views/test_sheet", "views/test_prep_view"
DEBRIEF, ASKED, DAY, STAGE = (
    "actions/test_debrief",
    "cli/test_debrief_command",
    "cli/test_day_sitting",
    "cli/test_stage_command",
)
FOREST, TREE, STATS, LIST = (
    "views/network/test_forest",
    "cli/test_network_commands",
    "views/stats/test_stats_shown",
    "cli/test_list_command",
)
LETTER, SCRIPT, MESSAGE, CALL = (
    "drafts/out/test_letter_pages",
    "drafts/out/test_scripts",
    "drafts/out/test_messages",
    "cli/test_call_on_screen",
)
APOLOGY, DECISION, DECLINE, TONE = (f"drafts/checks/test_{name}_check" for name in ("apology", "decision", "decline", "tone"))
RECIPIENT, SPELLING = "drafts/checks/test_recipient_check", "drafts/checks/test_spelling_check"
PURPOSE, LIKENESS = "drafts/checks/test_topic_and_purpose_checks", "drafts/checks/test_form_and_likeness_checks"
MEASURE = "drafts/checks/test_length_medium_gap_and_promise_checks"

# Of each row, file by file, the tests; several of one file stand beside each other.
TABLE: dict[str, dict[str, str]] = {
    "A1": {
        HAND: "test_stay_in_touch_over_independence_day_and_new_year",
        LOG: "test_a_card_sent_as_thank_you_is_the_card",
        ROW: "test_paper_to_someone_without_an_address",
        ACTS: "test_a_rich_debrief_gives_a_text_to_send",
        LETTER: "test_a_card_is_shown_with_its_address_and_without_one_where_it_is_handed_over",
        DOORS: "test_a_card_to_be_copied",
    },
    "A2": {
        TOUCH: "test_six_months_six_more_and_then_every_year",
        COUNTING: "test_months_clamp_to_the_months_end",
        ACTS: "test_staying_in_touch_says_how_long_it_is",
        DRAFT: "test_what_was_said_stays_when_staying_in_touch_begins_anew",
    },
    "A3": {
        PERSON: "test_the_screen_shows_the_whole_person",
        SHEET: "test_however_long_the_timeline_a_folded_brief_is_one_screen_and_says_what_is_left_out "
        "test_promises_kept_are_in_the_timeline_and_open_ones_to_do test_who_else_is_there_and_who_was_introduced "
        "test_what_stands_under_headings_of_ones_own_and_in_keys_of_ones_own_is_personal",
        "cli/test_brief_command": "test_keys_of_ones_own_are_shown_and_those_for_other_programs_are_not",
    },
    "A4": {
        TOUCH: "test_the_follow_up_day",
        KEEPING: "test_the_follow_up_days",
        DAY: "test_each_key_does_what_it_says test_it_stops_and_goes_on_where_it_stopped",
    },
    "A5": {
        TOGETHER: "test_who_introduced_is_thanked",
        PERSON: "test_who_introduced_someone_is_shown_with_them",
        FOREST: "test_people_hang_below_who_introduced_them_and_jobs_below_who_referred_them "
        "test_what_came_of_people_and_jobs_counts_each_interview_once test_what_friends_got_is_a_note_with_a_tag",
        TREE: "test_the_tree_of_all test_the_tree_as_mermaid_and_as_a_drawing_in_a_file",
        ACTS: "test_a_job_that_was_got_is_told_to_the_one_who_introduced",
    },
    "A6": {
        TOUCH: "test_no_more_people_than_a_day_holds",
        KEEPING: "test_the_silence_is_measured_by_the_cadence_of_each test_introductions_strengthen_the_tie",
        DAY: "test_ranked_by_hand_first_then_by_the_silence_that_each_cadence_makes_long "
        "test_never_more_people_than_the_settings_say_and_not_one_more_when_some_are_done",
    },
    "B1": {
        ROW: "test_the_debrief",
        COUNTING: "test_debrief_through_the_night_when_clocks_go_forward",
        DEBRIEF: "test_names_are_confirmed_first_of_everybody_who_was_never_met "
        "test_topics_and_the_four_questions_fill_the_headings",
        ASKED: "test_one_can_leave_and_go_on_and_nothing_is_asked_twice",
    },
    "B2": {
        ROW: "test_preparing_on_the_day_before",
        PREP: "test_the_list_of_a_panel_of_two test_a_panel_of_five_gets_a_card_each_and_one_to_spare",
        ASKED: "test_the_packing_list_of_the_next_interview",
    },
    "B3": {
        WORKED: "test_seen_on_wednesday_18",
        TOGETHER: "test_one_act_says_who_asked_for_it",
        ACTS: "test_the_thank_you_names_topic_then_what_went_well_then_what_was_promised",
    },
    "B4": {
        COUNTING: "test_first_call_over_american_holidays",
        TOGETHER: "test_the_first_call_of_both",
        ACTS: "test_what_is_to_be_put_right_stands_before_the_request "
        "test_the_three_calls_end_by_asking_once_for_the_second_interview",
        SCRIPT: "test_the_request_comes_last_and_takes_the_farewell_along test_the_clock_turns_at_two_and_at_three_minutes",
        MEASURE: "test_too_long_for_its_medium",
        CALL: "test_page_by_page_to_the_request_then_logged_with_the_next_step",
    },
    "B5": {
        WORKED: "test_seen_after_the_first_call",
        HAND: "test_impressive_over_christmas",
        ACTS: "test_the_second_call_says_what_was_not_said test_the_three_calls_end_by_asking_once_for_the_second_interview",
    },
    "B6": {
        WORKED: "test_seen_on_wednesday_18",
        ROW: "test_learning_only_what_was_missing",
        ACTS: "test_the_third_call_says_what_was_learnt_of_what_was_missing "
        "test_the_three_calls_end_by_asking_once_for_the_second_interview",
    },
    "B7": {
        ACTS: "test_the_three_aims_and_the_promises_stand_below_the_rule",
        PURPOSE: "test_a_text_that_convinces_of_nothing_is_found test_one_that_says_one_of_the_three_passes",
    },
    "B8": {
        DECISION: "test_a_question_about_the_decision_is_found test_it_is_found_in_german test_what_only_looks_like_one_passes",
    },
    "B9": {BRANCHES: "test_the_second_interview_granted"},
    "C1": {ROW: "test_the_debrief", DEBRIEF: "test_topics_and_the_four_questions_fill_the_headings"},
    "C2": {
        WORKED: "test_what_nobody_can_be_reached_by_is_said",
        ROW: "test_what_is_missing_is_said_beside_the_step",
        LIST: "test_contacts_that_fit_in_the_order_asked_for",
    },
    "C3": {
        HAND: "test_persistent_over_thanksgiving",
        ROW: "test_thanked_by_noon_of_the_next_day",
        PURPOSE: "test_a_thank_you_without_a_topic_is_found test_one_that_takes_up_a_topic_passes",
    },
    "C4": {
        COUNTING: "test_call_and_letter_move_to_business_days",
        TOGETHER: "test_the_first_call_of_both",
        ACTS: "test_calls_are_short_and_have_a_version_for_the_voicemail",
        CALL: "test_the_voicemail_is_logged_as_one",
    },
    "C5": {
        COUNTING: "test_call_and_letter_move_to_business_days",
        ACTS: "test_a_rich_debrief_gives_a_text_to_send",
        LETTER: "test_the_address_stands_in_the_window test_paper_is_that_of_the_country",
        DOORS: "test_a_letter_beside_its_draft",
    },
    "C6": {
        HAND: "test_persistent_takes_turns",
        BRANCHES: "test_a_job_that_ended",
        ACTS: "test_each_round_is_different",
    },
    "C7": {
        BRANCHES: "test_who_is_thanked_after_a_rejection",
        STAGE: "test_a_rejection_proposes_to_keep_the_people_of_the_job test_at_a_terminal_one_is_asked_one_by_one",
    },
    "C8": {
        DRAFT: "test_the_drafts_of_a_panel_of_five_are_different_from_the_start",
        LIKENESS: "test_two_alike_are_found_with_what_they_share test_two_of_their_own_pass",
    },
    "C9": {
        SPELLING: "test_a_misspelling_is_a_warning_and_says_what_was_meant test_the_vaults_names_and_terms_are_known",
        RECIPIENT: "test_a_wrong_name_title_or_company_is_an_error test_the_right_name_in_any_of_its_forms_passes",
    },
    "C10": {
        ROW: "test_the_medium_they_prefer",
        MEASURE: "test_another_medium_than_they_prefer test_the_medium_that_they_prefer",
    },
    "C11": {TOGETHER: "test_references_once_a_job", ACTS: "test_a_rich_debrief_gives_a_text_to_send"},
    "C12": {BRANCHES: "test_no_thank_you_is_ever_lost"},
    "C13": {TOUCH: "test_keep_searching"},
    "C14": {ROW: "test_a_passed_day_becomes_a_kind_check_in"},
    "C15": {
        TONE: "test_pleading_and_pressing_are_found test_a_second_question_about_the_decision_is_one_too_many "
        "test_being_keen_passes",
    },
    "D1": {
        ROW: "test_what_they_said_about_the_next_step",
        PREP: "test_the_list_of_a_panel_of_two",
        DEBRIEF: "test_by_when_they_answer_becomes_a_day_and_the_words_stay",
    },
    "D2": {
        HAND: "test_savvy_touches_base_again",
        ROW: "test_only_those_who_agreed_are_invited",
        ACTS: "test_linkedin_keeps_within_its_length",
        MEASURE: "test_linkedin_takes_300_characters",
    },
    "D3": {ROW: "test_what_is_missing_is_said_beside_the_step", PREP: "test_what_is_known_already_is_not_asked_again"},
    "D4": {
        ROW: "test_the_medium_they_prefer",
        TOUCH: "test_promises_with_dates_in_every_note",
        ACTS: "test_the_three_aims_and_the_promises_stand_below_the_rule test_what_was_sent_is_not_promised_again",
        MEASURE: "test_a_promise_that_is_not_spoken_of test_too_long_for_its_medium",
        DOORS: "test_a_message_with_the_promised_file",
    },
    "D5": {
        HAND: "test_savvy_checks_in_with_slack",
        LOG: "test_three_times_and_then_peace",
        ACTS: "test_the_next_thing_worth_sharing_goes_first",
    },
    "D6": {
        BRANCHES: "test_they_wrote_and_named_no_day",
        AGENDA: "test_no_news_is_said_in_days",
        STATS: "test_nothing_scolds",
    },
    "D7": {TOUCH: "test_keep_searching"},
    "E1": {COUNTING: "test_48_hours_are_elapsed_time", ACTS: "test_the_pitch_has_three_parts"},
    "E2": {ROW: "test_what_is_missing_is_said_beside_the_step", MESSAGE: "test_what_is_no_address_is_said_with_its_note"},
    "E3": {BRANCHES: "test_the_value_pitch_alone_is_the_thank_you"},
    "E4": {
        BRANCHES: "test_not_a_fit_by_the_key_declines_from_the_interviews_end",
        ACTS: "test_a_decline_is_short_and_gives_no_reason",
        DECLINE: "test_a_reason_is_found test_thanks_and_no_more_pass",
        MEASURE: "test_too_long_for_its_medium",
    },
    "E5": {
        BRANCHES: "test_badly_makes_the_thank_you_plain test_it_is_said_what_the_graceful_exits_go_before",
        ACTS: "test_appreciation_neither_explains_nor_apologises",
        APOLOGY: "test_after_a_bad_interview_it_is_an_error test_after_a_bad_interview_a_long_note_is_too_long "
        "test_sympathy_and_thanks_pass",
    },
    "E6": {BRANCHES: "test_no_thank_you_is_ever_lost"},
    "F1": {
        COUNTING: "test_application_over_new_year",
        TOGETHER: "test_an_application_is_asked_after_once",
        ACTS: "test_a_rich_debrief_gives_a_text_to_send",
        DECISION: "test_an_application_may_ask_once_kindly",
    },
    "F2": {
        TOGETHER: "test_an_offer_is_decided_on_and_told",
        ACTS: "test_an_offer_is_told_with_its_day_and_without_its_name",
        STAGE: "test_being_hired_proposes_rest_and_to_withdraw",
    },
    "F3": {ROW: "test_what_falls_into_an_absence_waits"},
    "F4": {ROW: "test_what_runs_by_default", TOGETHER: "test_the_days_of_all_five_on_a_panel_of_four"},
    "F5": {TOUCH: "test_keep_searching", STAGE: "test_being_hired_proposes_rest_and_to_withdraw"},
    "F6": {TOUCH: "test_four_hundred_people_do_not_fit_into_ten_a_month"},
}


def functions(path: Path) -> set[str]:
    """The names of the tests in a file."""
    return {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_its_tests(row: str) -> None:
    assert TABLE[row]
    for file, tests in TABLE[row].items():
        assert set(tests.split()) <= functions(TESTS / f"{file}.py"), f"{row} names {file}.py::{tests}"


def test_the_table_names_rows_of_the_list_only() -> None:
    assert sorted(set(TABLE) - set(ROWS)) == []


def test_the_playbooks_cite_rows_of_the_list_only() -> None:
    cited = {row for playbook in built_in().values() for step in playbook.steps for row in step.rows}
    assert sorted(cited - set(ROWS)) == []
    assert all(step.rows for playbook in built_in().values() for step in playbook.steps)


# Rows that no other file has at heart


def found(plan, step, person=None):
    hits = [one for one in plan.touchpoints if one.step == step and (not person or (one.person and one.person.name == person))]
    assert len(hits) == 1, [(one.step, one.state) for one in hits]
    return hits[0]


def span(one) -> str:
    return f"{str(one.opens)[:16]} to {str(one.due)[:16]}"


@pytest.mark.parametrize(("system", "row"), [("impressive", "B2"), ("savvy", "D1")])
def test_preparing_on_the_day_before(plan_of, contact, interview, system, row) -> None:
    """B2, D1: a Sunday, for a Monday; on the interview's day it is late, and a day later it is over."""
    notes = contact("Dana Lee") | interview("2026-11-23 10:00", "Dana Lee", f"[{system}]")
    states = [found(plan_of(notes, day), "prepare").state for day in ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24")]
    assert states == ["upcoming", "due", "overdue", "missed"]
    prepare = found(plan_of(notes, "2026-11-22"), "prepare")
    assert (span(prepare), prepare.person, prepare.rows) == ("2026-11-22 to 2026-11-22", None, (row,))


@pytest.mark.parametrize(
    ("log", "body", "state"),
    [("", "", "overdue"), ("- 2026-11-18 did #debrief\n", "", "done"), ("", "## What went well\n\nThe whiteboard\n", "done")],
    ids=["not written", "logged", "any heading has text"],
)
@pytest.mark.parametrize("system", ["impressive", "persistent", "savvy", "stay-in-touch"])
def test_the_debrief(plan_of, contact, interview, system, log, body, state) -> None:
    """B1, C1: from the end to two hours later, given up after 7 days."""
    notes = contact("Dana Lee") | interview("2026-11-17 14:00", "Dana Lee", f"[{system}]", log, body)
    debrief = found(plan_of(notes, "2026-11-18"), "debrief")
    assert (span(debrief), debrief.state) == ("2026-11-17 15:00 to 2026-11-17 17:00", state)
    assert str(debrief.expires)[:10] == "2026-11-24"


@pytest.mark.parametrize(
    ("said", "learns"), [("", False), ("none", False), ("-", False), ("n/a", False), ("Kubernetes in production", True)]
)
def test_learning_only_what_was_missing(plan_of, contact, interview, said, learns) -> None:
    """B6: learning and the third call, only where the debrief names a requirement; 4 to 6 hours of it."""
    body = f"## What went well\n\nMuch\n\n## Requirement I did not meet\n\n{said}\n"
    plan = plan_of(contact("Dana Lee") | interview("2026-11-17 14:00", "Dana Lee", "[impressive]", "", body), "2026-11-18")
    assert {one.step for one in plan.touchpoints} >= {"call-1", "call-2"}
    assert {one.step for one in plan.touchpoints} & {"learn", "call-3"} == ({"learn", "call-3"} if learns else set())
    assert [one.hint for one in plan.touchpoints if one.step == "learn"] == (["4 to 6 hours"] if learns else [])


@pytest.mark.parametrize(("systems", "due"), [("[persistent]", "2026-11-18 12:00"), ("[persistent, savvy]", "2026-11-17")])
def test_thanked_by_noon_of_the_next_day(plan_of, contact, interview, systems, due) -> None:
    """C3: where *persistent* alone asks for it."""
    plan = plan_of(contact("Dana Lee") | interview("2026-11-17 14:00", "Dana Lee", systems), "2026-11-17")
    assert span(found(plan, "thank-you")) == f"2026-11-17 to {due}"


@pytest.mark.parametrize(
    ("prefers", "start", "thanks", "checks"),
    [
        ("", "2026-11-14 10:00", ("email", "2026-11-14 to 2026-11-14"), ("email", "2026-11-24 to 2026-11-26")),
        ("post", "2026-11-14 10:00", ("post", "2026-11-16 to 2026-11-16"), ("email", "2026-11-24 to 2026-11-26")),
        ("phone", "2026-11-14 10:00", ("email", "2026-11-14 to 2026-11-14"), ("phone", "2026-11-24 to 2026-11-27")),
        ("phone", "2026-11-17 10:00", ("email", "2026-11-17 to 2026-11-17"), ("phone", "2026-11-27 to 2026-11-30")),
    ],
    ids=["nothing said", "paper, on a Saturday", "phone, over Thanksgiving", "phone, over a weekend"],
)
def test_the_medium_they_prefer(plan_of, contact, interview, prefers, start, thanks, checks) -> None:
    """C10, D4: where the step allows it; post and calls are for business days."""
    plan = plan_of(contact("Dana Lee", prefers=prefers) | interview(start, "Dana Lee", "[savvy]"), start[:10])
    assert (found(plan, "thank-you").via, span(found(plan, "thank-you"))) == thanks
    assert (found(plan, "check-in").via, span(found(plan, "check-in"))) == checks


@pytest.mark.parametrize(("agreed", "steps"), [("true", ["linkedin"]), ("false", []), ("", [])])
def test_only_those_who_agreed_are_invited(plan_of, contact, interview, agreed, steps) -> None:
    """D2: on LinkedIn, where `linkedin_ok` is true; from the day itself to three days later."""
    plan = plan_of(contact("Dana Lee", linkedin_ok=agreed) | interview("2026-11-17 14:00", "Dana Lee", "[savvy]"), "2026-11-17")
    invited = [one for one in plan.touchpoints if one.step == "linkedin"]
    assert [one.step for one in invited] == steps
    assert [(span(one), str(one.expires)) for one in invited] == [("2026-11-17 to 2026-11-20", "2026-12-04")] * len(steps)


def test_what_is_missing_is_said_beside_the_step(plan_of, contact, interview) -> None:
    """C2, D3, E2: no e-mail, no phone, no address; a person without a note lacks the note."""
    notes = contact("Dana Lee", email="", phone="", address="", linkedin="", linkedin_ok="true")
    notes |= interview("2026-11-17 14:00", "Dana Lee, Sam Roe", "[persistent, savvy, value-pitch]")
    plan = plan_of(notes, "2026-11-17")
    dana = {one.step: one.missing for one in plan.touchpoints if one.person and one.person.name == "Dana Lee"}
    assert dana == {
        "thank-you": ("email",),
        "pitch": ("email",),
        "call": ("phone",),
        "letter": ("address",),
        "linkedin": ("linkedin",),
        "check-in": ("email",),
    }
    assert {one.missing for one in plan.touchpoints if one.person and one.person.name == "Sam Roe"} == {("note",)}


@pytest.mark.parametrize(("address", "place", "planned"), [
    ("", "1 Main Street", True), ("", "https://example.com/meet", False), ("2 Main Street", "https://example.com/meet", True),
])  # fmt: skip
def test_paper_to_someone_without_an_address(plan_of, contact, interview, address, place, planned) -> None:
    """A1, C2, C5: not where the talk was by a link; the weekly word counts from the call then."""
    notes = contact("Dana Lee", address=address)
    notes |= interview("2026-11-16 14:00", "Dana Lee", "[persistent, stay-in-touch]", place=place, job="Engineer")
    notes["jobs/Engineer.md"] = "---\ntype: job\ntitle: Engineer\ncompany: Acme\n---\n"
    plan = plan_of(notes, "2026-11-16")
    assert {one.step for one in plan.touchpoints} & {"card", "letter"} == ({"card", "letter"} if planned else set())
    assert span(found(plan, "weekly")) == ("2026-12-04 to 2026-12-04" if planned else "2026-11-30 to 2026-11-30")


@pytest.mark.parametrize(
    ("said", "opens"),
    [
        ("about a week", "2026-11-27"),
        ("early next week", "2026-11-27"),
        ("end of the week", "2026-11-22"),
        ("end of the month", "2026-12-06"),
        ("2 weeks", "2026-12-07"),
        ("10 days", "2026-12-02"),
        ("tomorrow or so", "2026-11-27"),
        ("2026-11-17", "2026-11-19"),
    ],
)
def test_what_they_said_about_the_next_step(plan_of, contact, interview, said, opens) -> None:
    """D1, D5: in words, from Tuesday 17 November, with the same proportion of slack; 7 days where the words are not known."""
    plan = plan_of(contact("Dana Lee") | interview("2026-11-17 10:00", "Dana Lee", "[savvy]", answer_by=said), "2026-11-17")
    assert str(found(plan, "check-in").opens) == opens


def test_a_passed_day_becomes_a_kind_check_in(plan_of, contact, interview) -> None:
    """C14, D6: they said Tuesday 10, a week after; on Friday 20 it is time to ask, and nothing has become a refusal."""
    notes = contact("Dana Lee") | interview("2026-11-03 10:00", "Dana Lee", "[savvy]", answer_by="2026-11-10")
    plan = plan_of(notes, "2026-11-20")
    check = found(plan, "check-in")
    assert (span(check), check.state, check.title) == ("2026-11-13 to 2026-11-15", "overdue", "Check in with Dana Lee (Acme)")
    assert (str(check.planned), str(check.expires)) == ("2026-11-20", "2026-11-29")


def test_what_falls_into_an_absence_waits(plan_of, contact, interview) -> None:
    """F3: away from Wednesday 18 to Tuesday 24; the pitch and the first call are open, and due, on return."""
    notes = contact("Dana Lee") | interview("2026-11-17 14:00", "Dana Lee", "[impressive, value-pitch]")
    plan = plan_of(notes, "2026-11-17", '[[away]]\nfrom = "2026-11-18"\nto = "2026-11-24"\n')
    assert {str(one.opens)[:10] for one in plan.touchpoints if one.step in ("pitch", "call-1")} == {"2026-11-25"}
    assert {str(one.due)[:10] for one in plan.touchpoints if one.step in ("pitch", "call-1")} == {"2026-11-25"}
    assert not [one for one in plan.touchpoints if one.state in LIVE and "2026-11-18" <= str(one.planned) <= "2026-11-24"]
    assert str(found(plan, "thank-you").expires) == "2026-12-04"


@pytest.mark.parametrize(
    ("kind", "systems"),
    [
        ("screen", {"savvy"}),
        ("Screen", {"savvy"}),
        ("informational", {"stay-in-touch"}),
        ("technical", {"savvy", "value-pitch"}),
        ("a walk in the park", {"savvy", "value-pitch"}),
        ("", {"savvy", "value-pitch"}),
    ],
)
def test_what_runs_by_default(plan_of, contact, interview, kind, systems) -> None:
    """F4: *impressive* and *persistent* are chosen, never met with by chance."""
    plan = plan_of(contact("Dana Lee") | interview("2026-11-17 14:00", "Dana Lee", kind=kind), "2026-11-17")
    assert {system for one in plan.touchpoints if one.person for system in one.systems} == systems
