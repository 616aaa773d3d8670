"""The debrief's sections and the promises: filled and ticked, with every other byte as it was."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.errors import EditRefused
from vaultcrm.notes.edit import fill_section, tick_promise

NOTE = """---
type: interview
---
## Topics

- [[Dana Lee]]: the migration

## What went well
## Promised

Text

## Log

- 2026-11-17 met [[Dana Lee]]
"""


@pytest.mark.parametrize(
    ("title", "content", "before", "after"),
    [
        ("What went well", "The design question", "went well\n", "went well\n\nThe design question\n\n"),
        ("topics", "- pay", "the migration\n", "the migration\n- pay\n"),
        ("topics", "In all: good", "the migration\n", "the migration\n\nIn all: good\n"),
        ("Promised", "- [ ] send the article\n- [ ] call", "Text\n", "Text\n\n- [ ] send the article\n- [ ] call\n"),
        ("Requirement I did not meet", "Kubernetes", "## Log\n", "## Requirement I did not meet\n\nKubernetes\n\n## Log\n"),
    ],
)
def test_a_section_is_filled_where_it_stands(title: str, content: str, before: str, after: str) -> None:
    assert fill_section(NOTE, title, content) == NOTE.replace(before, after)
    crlf = NOTE.replace("\n", "\r\n")
    assert fill_section(crlf, title, content) == crlf.replace(before.replace("\n", "\r\n"), after.replace("\n", "\r\n"))


def test_an_empty_section_keeps_its_blank_line() -> None:
    assert fill_section("## Topics\n\n## Log\n", "Topics", "pay") == "## Topics\n\npay\n\n## Log\n"
    assert fill_section("## Topics\n\n\n## Log\n", "Topics", "pay") == "## Topics\n\npay\n\n## Log\n"
    assert fill_section("## Topics", "Topics", "pay") == "## Topics\n\npay"
    assert fill_section("## Topics\n", "Topics", "pay") == "## Topics\n\npay\n"


def test_a_note_without_headings_gets_one_at_its_end() -> None:
    assert fill_section("Text\n", "Topics", "pay") == "Text\n\n## Topics\n\npay\n"
    assert fill_section("# Promised\n\nx\n", "Topics", "pay") == "# Promised\n\nx\n\n# Topics\n\npay\n"


def test_nothing_to_say_changes_nothing() -> None:
    assert fill_section(NOTE, "Topics", " \n") == NOTE


@pytest.mark.parametrize("content", ["## Log\n- 2026-11-17 met", "```\nopen", "# Other"])
def test_content_that_would_change_the_other_sections_is_refused(content: str) -> None:
    with pytest.raises(EditRefused):
        fill_section(NOTE, "Topics", content)


TASKS = "# Promised\r\n- [ ] send [[Dana Lee]] it 📅 2026-11-30  \r\n* [ ] call ^b1\r\n- [x] mail ✅ 2026-11-01\n1. [ ] write"


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [
        (2, "- [ ] send [[Dana Lee]] it 📅 2026-11-30  ", "- [x] send [[Dana Lee]] it 📅 2026-11-30 ✅ 2026-11-18  "),
        (3, "* [ ] call ^b1", "* [x] call ✅ 2026-11-18 ^b1"),
        (5, "1. [ ] write", "1. [x] write ✅ 2026-11-18"),
    ],
)
def test_a_promise_is_ticked(number: int, before: str, after: str) -> None:
    ticked = tick_promise(TASKS, number, date(2026, 11, 18))
    assert ticked.text == TASKS.replace(before, after)
    assert (ticked.line, ticked.number) == (after.strip(), number)


@pytest.mark.parametrize("number", [1, 4, 9])
def test_what_is_no_open_promise_is_not_ticked(number: int) -> None:
    with pytest.raises(EditRefused, match="not an open task"):
        tick_promise(TASKS, number, date(2026, 11, 18))


def test_a_task_in_code_is_no_promise() -> None:
    with pytest.raises(EditRefused):
        tick_promise("```\n- [ ] x\n```\n", 2, date(2026, 11, 18))
