"""The log's grammar, with the variations that people type."""

from datetime import date, time
from textwrap import dedent

import pytest

from vaultcrm.model import LogLine, Problem, Settings
from vaultcrm.notes.log import log_words, read_log

DANA, SAM = "Dana Lee", "Sam Roe"
OWN = Settings(verbs={"coffee": "met", "had lunch": "met"}, stages={"interview": "interviewing"})


def read(text: str) -> tuple[list[LogLine], list[Problem]]:
    return read_log("contacts/Dana Lee.md", dedent(text).lstrip("\n"), 1, log_words(OWN))


def line(text: str) -> LogLine:
    lines, problems = read(text)
    assert problems == []
    return lines[0]


def names(found: LogLine) -> list[str]:
    return [ref.target for ref in found.people]


def test_the_five_examples_of_the_format() -> None:
    lines, problems = read("""
        - 2026-11-17 email [[Dana Lee]] #thank-you: Picked up her question about the migration
        - 2026-11-19 email from [[Dana Lee]]: They decide on Friday
        - 2026-11-20 16:40 voicemail [[Dana Lee]] #call-1
        - 2026-11-20 skipped [[Sam Roe]] #thank-you: Left the company
        - 2026-11-21 snoozed [[Dana Lee]] #call-2 until 2026-11-30
        - 2026-11-24 stage references
    """)
    assert problems == []
    assert [(found.source.line, found.verb, names(found), found.step, found.text) for found in lines] == [
        (1, "email", [DANA], "thank-you", "Picked up her question about the migration"),
        (2, "email", [DANA], None, "They decide on Friday"),
        (3, "voicemail", [DANA], "call-1", ""),
        (4, "skipped", [SAM], "thank-you", "Left the company"),
        (5, "snoozed", [DANA], "call-2", ""),
        (6, "stage", [], None, ""),
    ]
    assert [found.incoming for found in lines] == [False, True, False, False, False, False]
    assert (lines[2].at, lines[4].until, lines[5].fact) == (time(16, 40), date(2026, 11, 30), "references")


@pytest.mark.parametrize(
    "text",
    [
        "- 2026-11-17 email [[Dana Lee]]: Hello",
        "* 2026-11-17 email [[Dana Lee]]: Hello",
        "+ 2026-11-17 email [[Dana Lee]]: Hello",
        "- [x] 2026-11-17 email [[Dana Lee]]: Hello",
        "- **2026-11-17** email [[Dana Lee]]: Hello",
        "- [[2026-11-17]] email [[Dana Lee]]: Hello",
        "- **[[2026-11-17]]**: email [[Dana Lee]]: Hello",
        "- 2026-11-17: Email [[Dana Lee]]: Hello",
        "- **2026-11-17:** e-mail [[Dana Lee]]: Hello",
        "- 2026-11-17 - emailed [[Dana Lee]] - Hello",
        "- 2026-11-17 email to [[Dana Lee]] Hello",
        "-   2026-11-17  mail [[Dana Lee]]:Hello",
        "- 2026-11-17 email [[Dana Lee]]:\n  Hello",
        "  - 2026-11-17 email [[Dana Lee]]: Hello",
    ],
)
def test_small_variations_say_the_same(text: str) -> None:
    found = line(text)
    assert (found.day, found.verb, names(found), found.text) == (date(2026, 11, 17), "email", [DANA], "Hello")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("- 2026-11-20 16:40 call", time(16, 40)),
        ("- 2026-11-20, 9:05 call", time(9, 5)),
        ("- 2026-11-20T16:40 call", time(16, 40)),
        ("- **2026-11-20 16:40** call", time(16, 40)),
        ("- 2026-11-20 4:40pm: call", time(16, 40)),
        ("- 2026-11-20 call", None),
    ],
)
def test_times_of_day(text: str, at: time | None) -> None:
    assert (line(text).at, line(text).verb) == (at, "call")


@pytest.mark.parametrize("between", [" ", ", ", " and ", " & ", " with ", ", and ", "  ,"])
def test_people_are_joined_as_people_join_them(between: str) -> None:
    assert names(line(f"- 2026-11-17 met [[Dana Lee]]{between}[[Sam Roe|Sam]]: Coffee")) == [DANA, SAM]


def test_links_and_tags_in_the_text_are_mentions() -> None:
    found = line("- 2026-11-17 email [[Dana Lee]] #thank-you: About [[Sam Roe]] and #rust")
    assert (names(found), found.step, found.text) == ([DANA], "thank-you", "About [[Sam Roe]] and #rust")
    found = line("- 2026-11-17 email: [[Sam Roe]] says hello #later")
    assert (names(found), found.step) == ([], None)


@pytest.mark.parametrize(
    ("words", "verb", "incoming"),
    [
        ("heard", "heard", True),
        ("heard from", "heard", True),
        ("replied", "heard", True),
        ("call from", "call", True),
        ("Message from", "message", True),
        ("called", "call", False),
        ("phoned", "call", False),
        ("no-answer", "no-answer", False),
        ("no answer", "no-answer", False),
        ("No Answer", "no-answer", False),
        ("done", "did", False),
        ("met with", "met", False),
        ("coffee", "met", False),
        ("coffee with", "met", False),
        ("Had lunch with", "met", False),
        ("note", "note", False),
    ],
)
def test_verbs_and_their_variants(words: str, verb: str, incoming: bool) -> None:
    found = line(f"- 2026-11-17 {words} [[Dana Lee]]: text")
    assert (found.verb, found.incoming, found.text) == (verb, incoming, "text")
    assert names(found) == [DANA]


@pytest.mark.parametrize(
    ("words", "verb", "fact", "text"),
    [
        ("stage offer: 120k", "stage", "offer", "120k"),
        ("stage Interview", "stage", "interviewing", ""),
        ("verdict not a fit", "verdict", "not-a-fit", ""),
        ("verdict: keen, really", "verdict", "keen", "really"),
        ("went badly – my fault", "went", "badly", "my fault"),
    ],
)
def test_facts(words: str, verb: str, fact: str, text: str) -> None:
    found = line(f"- 2026-11-17 {words}")
    assert (found.verb, found.fact, found.text) == (verb, fact, text)


def test_indented_lines_go_on_with_the_text() -> None:
    lines, problems = read("""
        - 2026-11-17 call [[Dana Lee]]: They want
          two more weeks

          - and references
        - 2026-11-18 email [[Dana Lee]]
    """)
    assert problems == []
    assert [found.text for found in lines] == ["They want two more weeks - and references", ""]


def test_a_dated_item_below_another_is_a_line_of_its_own() -> None:
    lines, _ = read("""
        - 2026-11-17 call [[Dana Lee]]
            - 2026-11-18 email [[Dana Lee]]: As promised
    """)
    assert [(found.source.line, found.verb) for found in lines] == [(1, "call"), (2, "email")]


def test_an_unknown_verb_is_a_note_and_a_hint() -> None:
    lines, problems = read("- 2026-11-17 pondered the offer")
    assert [(found.verb, found.text) for found in lines] == [("note", "pondered the offer")]
    assert [(problem.severity, problem.message) for problem in problems] == [
        ("hint", "`pondered` is no verb that is known here")
    ]


@pytest.mark.parametrize(
    ("text", "message", "severity"),
    [
        ("- 2026-11-31 email", "the date 2026-11-31 does not exist", "error"),
        ("- 2026-11-17 snoozed #call until 2026-11-31", "the date 2026-11-31 does not exist", "error"),
        ("- 17.11.2026 email [[Dana Lee]]", "this looks like a line of the log, but its date cannot be read", "warning"),
        ("- 2026/11/17 email", "this looks like a line of the log, but its date cannot be read", "warning"),
        ("- Nov 17 email [[Dana Lee]]", "this looks like a line of the log, but its date cannot be read", "warning"),
        ("- 17th Nov. email", "this looks like a line of the log, but its date cannot be read", "warning"),
        ("- 11-17 email [[Dana Lee]]", "this looks like a line of the log, but its date cannot be read", "warning"),
        ("- yesterday email [[Dana Lee]]", "this looks like a line of the log, but its date cannot be read", "warning"),
        ("- email [[Dana Lee]]: Hello", "this line of the log has no date", "warning"),
        ("2026-11-17 email: Hello", "this line of the log is no list item, and is not read", "warning"),
        ("-2026-11-17 email: Hello", "this line of the log is no list item, and is not read", "warning"),
        ("1. 2026-11-17 email: Hello", "this line of the log is no list item, and is not read", "warning"),
        ("• 2026-11-17 email: Hello", "this line of the log is no list item, and is not read", "warning"),
        ("> - 2026-11-17 email: Hello", "this line of the log is no list item, and is not read", "warning"),
        ("- 2026-11-17", "there is no verb after the date", "warning"),
        ("- 2026-11-17 [[Dana Lee]]", "there is no verb after the date", "warning"),
        ("- 2026-11-17 skipped [[Dana Lee]]", "`skipped` does not say what", "warning"),
        ("- 2026-11-17 snooze #call-1", "`snooze` does not say until when", "warning"),
        ("- 2026-11-17 stage done", "`stage` does not say which", "warning"),
        ("- 2026-11-17 went to the fair", "`went` does not say which", "warning"),
    ],
)
def test_what_looks_like_a_line_and_is_none_is_said(text: str, message: str, severity: str) -> None:
    _, problems = read("\n" + text)
    assert [(problem.source.line, problem.message, problem.severity) for problem in problems] == [(1, message, severity)]


def test_prose_and_lists_between_are_the_users_own() -> None:
    lines, problems = read("""
        Some prose about 2026-11-17.

        - a list item
        1. 2026-11-17, but numbered
        - [ ] 2026-11-30 send the paper
        - 2026-11-17 email [[Dana Lee]]
    """)
    assert (len(lines), problems) == (1, [])
