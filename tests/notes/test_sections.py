"""Sections by their headings: the debrief, and where logs stand."""

from textwrap import dedent

import pytest

from vaultcrm.model import Debrief
from vaultcrm.notes.sections import log_sections, read_debrief, says_something, sections, without_code


def debrief(text: str, *names: str) -> Debrief:
    body = dedent(text).lstrip("\n")
    return read_debrief(body, sections(without_code(body)), names)


def logs(text: str) -> list[str]:
    prose = without_code(dedent(text).lstrip("\n"))
    return [prose[section.start : section.end].strip() for section in log_sections(sections(prose))]


def test_the_six_headings() -> None:
    assert debrief("""
        # Acme

        ## Topics
        - [[Dana Lee]]: the migration
        ## What went well
        The whiteboard.
        ## What I said and wish I had not
        That I hate YAML.
        ## What I did not say and wish I had
        The bindery.
        ## Requirement I did not meet
        Kafka
        ## Promised
        - The paper
        ## Log
        - 2026-11-17 email
    """) == Debrief(
        topics="- [[Dana Lee]]: the migration",
        went_well="The whiteboard.",
        wish_unsaid="That I hate YAML.",
        wish_said="The bindery.",
        requirement="Kafka",
        promised="- The paper",
    )


@pytest.mark.parametrize(
    "heading",
    [
        "# What I did not say and wish I had",
        "#### WHAT I DIDN'T SAY AND WISH I HAD",
        "## What I didn’t say and wish I had:",
        "### **What I did not say and wish I had** ###",
    ],
)
def test_headings_by_their_words_at_any_level(heading: str) -> None:
    assert debrief(f"{heading}\nThe bindery.\n").wish_said == "The bindery."


def test_requirements_in_the_plural_too() -> None:
    assert debrief("## Requirements I did not meet\nKafka\n").requirement == "Kafka"


def test_a_heading_below_another_by_mistake_is_its_own_section() -> None:
    found = debrief("# Topics\n## What went well\nAll of it\n")
    assert (found.topics, found.went_well) == ("", "All of it")


def test_a_heading_of_ones_own_belongs_to_the_section_over_it() -> None:
    assert debrief("## Topics\n### Kafka\nWhy not\n## Other\nno\n").topics == "### Kafka\nWhy not"


@pytest.mark.parametrize(
    "line",
    [
        "", "- ", "*", "- [ ]", "- [[Dana Lee]]", "- [[Dana Lee|Dana]]:", "- Dana Lee:", "- Dana Lee", "1. [[Dana Lee]] :",
        "<!-- who said what -->", "---", " ***", "_____ ",
    ],
)  # fmt: skip
def test_placeholders_are_nothing_written(line: str) -> None:
    found = debrief(f"## Topics\n{line}\n## Promised\n\n", "dana lee")
    assert not found.begun


def test_a_rule_between_two_sections_is_no_part_of_either() -> None:
    found = debrief("## Topics\nKafka\n--- or so\n\n---\n\n## What went well\n\n---\n")
    assert (found.topics, found.went_well) == ("Kafka\n--- or so", "")


@pytest.mark.parametrize("line", ["- Kafka", "- [[Dana Lee]]: Kafka", "none", "- Dana Lee asked about Kafka", "a: b"])
def test_anything_else_is_something(line: str) -> None:
    assert says_something(line, {"dana lee"})


def test_log_sections_end_at_a_heading_of_their_level_or_higher() -> None:
    assert logs("""
        # LOG
        one
        ## Older
        two
        # Notes
        three
        ### Log:
        four
        ## Next
        five
    """) == ["one\n## Older\ntwo", "four"]


def test_code_and_comments_hold_no_log() -> None:
    assert logs("""
        ```md
        ## Log
        - 2026-11-17 email
        ```
        <!--
        ## Log
        -->
        ## Log
        real
        ~~~
        # not a heading
        ~~~
        more
    """)[0].split() == ["real", "more"]


def test_what_is_made_blank_keeps_its_lines() -> None:
    text = "a\n```\nb\n```\nc <!-- d\ne --> f\n```\nopen to the end"
    blank = without_code(text)
    assert (len(blank), blank.count("\n")) == (len(text), text.count("\n"))
    assert blank.split() == ["a", "c", "f"]
