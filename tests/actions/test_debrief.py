"""The debrief: what is asked, where each answer is written, and that nothing is asked twice (B1, C2, D1, D2, D3)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vaultcrm.actions.debrief import (
    Question,
    add_person,
    first_questions,
    lay_out_debrief,
    one_met,
    open_questions,
    people_of_interview,
    questions,
    write_answers,
)
from vaultcrm.actions.undoing import undo
from vaultcrm.errors import NotFound, SeveralFit, WrongUsage
from vaultcrm.model import Interview
from vaultcrm.vault import NoteVault, load_vault

TODAY = date(2026, 11, 17)
PANEL = "interviews/2026-11-17 Acme.md"
NOTES = {
    "vaultcrm.toml": 'format = 1\nvault = "k3x9"\ntimezone = "America/New_York"\n',
    "contacts/Dana Lee.md": "---\ntype: contact\nid: dana-lee # mine\nmet: 2026-01-05\nemail: dana@example.com\n---\nClimbs.\n",
    "contacts/sam.md": "---\ntype: contact\nname: Sam Ro\ntitle:\n---\n",
    PANEL: """---
type: interview
start: 2026-11-17 14:00
company: Acme
interviewers: ["[[Dana Lee]]", "[[sam|Sam Ro]]", Kim Novack]
verdict:
---

## Topics

- [[Dana Lee]]:
- [[sam|Sam Ro]]:

## Promised

## Log
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in NOTES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def read(root: Path) -> tuple[NoteVault, Interview]:
    vault = load_vault(root)
    return vault, vault.interviews[0]


def answer(root: Path, about: str, said: str, name: str = "", today: date = TODAY) -> None:
    vault, interview = read(root)
    met = one_met(vault, interview, name) if name else None
    write_answers(vault, interview, [(Question(about, "", met), said)], today)


def asked(root: Path) -> list[tuple[str, str]]:
    return [(one.about, one.met.name if one.met else "") for one in open_questions(*read(root))]


def test_names_are_confirmed_first_of_everybody_who_was_never_met(root: Path) -> None:
    first = list(first_questions(*read(root)))
    assert [(one.about, one.default) for one in first] == [("name", "Sam Ro"), ("name", "Kim Novack"), ("others", "")]
    answer(root, "name", "Sam Ro", "sam")
    assert (root / "contacts/sam.md").read_text() == "---\ntype: contact\nname: Sam Ro\ntitle:\nmet: 2026-11-17\n---\n"
    assert [one.default for one in first_questions(*read(root)) if one.met] == ["Kim Novack"]


def test_a_name_put_right_keeps_the_old_one_as_an_alias(root: Path) -> None:
    answer(root, "name", "Sam Roe", "sam")
    vault, interview = read(root)
    contact = one_met(vault, interview, "Sam Roe").contact
    assert contact is not None
    assert (contact.name, contact.aliases, contact.met) == ("Sam Roe", ("Sam Ro",), TODAY)


def test_somebody_new_gets_a_note_under_the_right_name_and_the_link_finds_it(root: Path) -> None:
    answer(root, "name", "Kim Novak", "kim")
    vault, interview = read(root)
    contact = vault.find_contact(interview.interviewers[2])
    assert contact is not None
    assert (contact.source.path, contact.name, contact.aliases) == ("contacts/Kim Novak.md", "Kim Novak", ("Kim Novack",))
    assert contact.company is not None
    assert contact.company.name == "Acme"
    assert (root / PANEL).read_text() == NOTES[PANEL]


def test_a_wrong_name_may_be_somebody_who_is_there(root: Path) -> None:
    answer(root, "name", "Dana Lee", "kim")
    vault, interview = read(root)
    assert [one.name for one in vault.contacts] == ["Dana Lee", "Sam Ro"]
    assert vault.find_contact(interview.interviewers[2]) == vault.contacts[0]


def test_whoever_else_was_there_is_added(root: Path) -> None:
    vault, interview = read(root)
    add_person(vault, interview, "Lin Zhao <lin@example.com>")
    text = (root / PANEL).read_text()
    assert 'interviewers: ["[[Dana Lee]]", "[[sam|Sam Ro]]", Kim Novack, "[[Lin Zhao]]"]\n' in text
    assert "email: lin@example.com\n" in (root / "contacts/Lin Zhao.md").read_text()
    undo(root)
    assert (root / PANEL).read_text() == NOTES[PANEL]
    assert not (root / "contacts/Lin Zhao.md").exists()


@pytest.mark.parametrize("name", ["Sam", "Dana Lee", "kim novack"])
def test_whoever_is_among_them_by_another_name_is_not_added_again(root: Path, name: str) -> None:
    vault, interview = read(root)
    add_person(vault, interview, name)
    assert (root / PANEL).read_text() == NOTES[PANEL]
    assert [met.contact is not None for met in people_of_interview(*read(root))] == [True, True, name == "kim novack"]


def test_names_in_one_text_become_a_list(root: Path) -> None:
    (root / PANEL).write_text("---\nstart: 2026-11-17 14:00\ninterviewers: Dana Lee, Sam Ro\n---\n")
    vault, interview = read(root)
    add_person(vault, interview, "Lin Zhao")
    assert [ref.name for ref in read(root)[1].interviewers] == ["Dana Lee", "Sam Ro", "Lin Zhao"]


def test_details_go_into_the_note_of_the_person(root: Path) -> None:
    for about, said in (
        ("title", "Director"),
        ("phone", "+1 555 0100"),
        ("address", "Acme; 300 Sleeper Lane\n Boston"),
        ("linkedin_ok", "y"),
        ("prefers", "post"),
    ):
        answer(root, about, said, "dana")
    contact = read(root)[0].contacts[0]
    assert (contact.title, contact.phone, contact.linkedin_ok, contact.prefers) == ("Director", ("+1 555 0100",), True, "post")
    assert contact.address == "Acme\n300 Sleeper Lane\nBoston"
    assert (root / "contacts/Dana Lee.md").read_text().endswith("---\nClimbs.\n")
    assert not [one for one in asked(root) if one[1] == "Dana Lee" and one[0] != "topics"]


@pytest.mark.parametrize(
    ("about", "said", "name"),
    [
        ("email", "dana at example", "dana"),
        ("prefers", "pigeon", "dana"),
        ("linkedin_ok", "perhaps", "dana"),
        ("verdict", "un sure", ""),
        ("went", "-", ""),
        ("answer_by", "some day", ""),
        ("title", "CEO", "kim"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(root: Path, about: str, said: str, name: str) -> None:
    with pytest.raises(WrongUsage):
        answer(root, about, said, name)
    assert {path: (root / path).read_text() for path in NOTES} == NOTES


def test_topics_and_the_four_questions_fill_the_headings(root: Path) -> None:
    answer(root, "topics", "the ledger", "dana")
    answer(root, "topics", "two stores", "sam")
    answer(root, "topics", "on-call", "kim")
    answer(root, "went_well", "The cutover")
    answer(root, "wish_unsaid", "Rushed")
    answer(root, "wish_said", "Neither")
    answer(root, "requirement", "-")
    debrief = read(root)[1].debrief
    assert debrief.topics == "- [[Dana Lee]]: the ledger\n- [[sam|Sam Ro]]: two stores\n- [[Kim Novack]]: on-call"
    assert (debrief.went_well, debrief.wish_unsaid, debrief.wish_said) == ("The cutover", "Rushed", "Neither")
    assert not debrief.names_requirement
    assert {about for about, _ in asked(root)} >= {"answer_by", "promised", "verdict", "went"}
    assert not {about for about, _ in asked(root)} & {"topics", "went_well", "wish_unsaid", "wish_said", "requirement"}


def test_topics_that_name_nobody_are_topics_with_everybody(root: Path) -> None:
    (root / PANEL).write_text(NOTES[PANEL].replace("- [[Dana Lee]]:\n- [[sam|Sam Ro]]:", "We spoke of ships."))
    assert "topics" not in {about for about, _ in asked(root)}


def test_by_when_they_answer_becomes_a_day_and_the_words_stay(root: Path) -> None:
    answer(root, "answer_by", "second round, in about a week")
    interview = read(root)[1]
    assert (interview.answer_by, interview.answer_said) == (date(2026, 11, 24), "second round, in about a week")
    assert "answer_by: 2026-11-24\n" in (root / PANEL).read_text()
    assert ("answer_by", "") not in asked(root)


def test_that_nothing_was_said_is_an_answer_too(root: Path) -> None:
    answer(root, "answer_by", "-")
    answer(root, "promised", "-")
    assert not {("answer_by", ""), ("promised", "")} & set(asked(root))
    assert read(root)[1].answer_by is None


def test_promises_become_tasks_with_a_date_and_a_link(root: Path) -> None:
    answer(root, "promised", "send Dana Lee the list by fri")
    answer(root, "promised", "read up on Kafka")
    tasks = [(one.text, one.due) for one in read(root)[1].promises]
    assert tasks == [("send [[Dana Lee]] the list", date(2026, 11, 20)), ("read up on Kafka", None)]


def test_a_verdict_of_the_same_day_is_a_key_and_one_of_later_is_dated(root: Path) -> None:
    answer(root, "went", "w")
    assert read(root)[1].log == ()
    answer(root, "verdict", "not a fit", today=date(2026, 11, 19))
    interview = read(root)[1]
    assert (interview.went, interview.verdict) == ("well", "not-a-fit")
    assert [(line.day, line.verb, line.fact) for line in interview.log] == [(date(2026, 11, 19), "verdict", "not-a-fit")]


def test_several_answers_are_written_together_or_not_at_all(root: Path) -> None:
    vault, interview = read(root)
    good, bad = (Question("went_well", ""), "The cutover"), (Question("verdict", ""), "perhaps")
    with pytest.raises(WrongUsage):
        write_answers(vault, interview, [good, bad], TODAY)
    assert (root / PANEL).read_text() == NOTES[PANEL]
    write_answers(vault, interview, [good, (Question("promised", ""), "one"), (Question("promised", ""), "two")], TODAY)
    assert "## Promised\n\n- [ ] one\n- [ ] two\n" in (root / PANEL).read_text()
    undo(root)
    assert (root / PANEL).read_text() == NOTES[PANEL]


def test_once_begun_nobody_asks_who_else_was_there(root: Path) -> None:
    answer(root, "went_well", "The cutover")
    assert "others" not in [one.about for one in first_questions(*read(root))]


def test_names_among_those_who_were_there(root: Path) -> None:
    vault, interview = read(root)
    assert one_met(vault, interview, "sa").name == "Sam Ro"
    with pytest.raises(NotFound):
        one_met(vault, interview, "Ruth")
    with pytest.raises(SeveralFit):
        one_met(*with_two_danas(root), "dana")


def with_two_danas(root: Path) -> tuple[NoteVault, Interview]:
    (root / PANEL).write_text("---\nstart: 2026-11-17 14:00\ninterviewers: [Dana Lee, Dana Lo]\n---\n")
    return read(root)


def test_the_headings_are_laid_out_for_the_editor(root: Path) -> None:
    lay_out_debrief(*read(root))
    text = (root / PANEL).read_text()
    assert text.count("\n## ") == 7
    lay_out_debrief(*read(root))
    assert (root / PANEL).read_text() == text


def test_where_all_is_answered_nothing_is_asked(root: Path) -> None:
    (root / PANEL).write_text(
        "---\nstart: 2026-11-17 14:00\nverdict: keen\nwent: well\nanswer_by: a week\n---\n## Topics\nA\n## What went well\nB\n"
        "## What I said and wish I had not\nC\n## What I did not say and wish I had\nD\n## Requirement I did not meet\nE\n"
        "## Promised\nF\n"
    )
    assert list(questions(*read(root))) == []
