"""The debrief's headings laid out, and topics behind the names that wait for them; every other byte stays (B1)."""

from __future__ import annotations

import pytest

from vaultcrm.notes.edit import DEBRIEF, lay_out, note_topic

NOTE = """---
start: 2026-11-17 14:00 # at last
---

Both were kind.

## Topics

- [[Dana Lee]]:
- Sam Roe:

## Log

- 2026-11-12 email [[Dana Lee]]: See you
"""


def test_a_topic_goes_behind_the_name_that_waits_for_it() -> None:
    new = note_topic(NOTE, {"dana lee"}, "[[Dana Lee]]", "the  ledger;\nwhy it stopped")
    assert new == NOTE.replace("- [[Dana Lee]]:\n", "- [[Dana Lee]]: the ledger; why it stopped\n")
    assert note_topic(NOTE, {"sam roe"}, "[[Sam Roe]]", "two stores") == NOTE.replace("- Sam Roe:", "- Sam Roe: two stores")


@pytest.mark.parametrize("waiting", ["* [[dana|Dana Lee]]", "- [[dana]]: ", "-   [[people/dana]] :", "\t- [[Dana]]"])
def test_names_wait_in_many_ways(waiting: str) -> None:
    note = f"## Topics\n\n{waiting}\n"
    new = note_topic(note, {"dana", "dana lee"}, "[[dana|Dana Lee]]", "ships")
    assert new == f"## Topics\n\n{waiting.rstrip()}{'' if waiting.rstrip().endswith(':') else ':'} ships\n"


def test_a_second_topic_gets_a_line_of_its_own() -> None:
    once = note_topic(NOTE, {"dana lee"}, "[[Dana Lee]]", "the ledger")
    assert "- [[Dana Lee]]: the ledger\n- Sam Roe:\n- [[Dana Lee]]: ships\n" in note_topic(
        once, {"dana lee"}, "[[Dana Lee]]", "ships"
    )


def test_without_the_heading_it_is_made_before_the_log() -> None:
    note = "Kind.\n\n## Log\n\n- 2026-11-12 met [[Dana Lee]]\n"
    assert note_topic(note, {"dana lee"}, "[[Dana Lee]]", "ships") == (
        "Kind.\n\n## Topics\n\n- [[Dana Lee]]: ships\n\n## Log\n\n- 2026-11-12 met [[Dana Lee]]\n"
    )


def test_a_topic_of_nobody_in_particular() -> None:
    assert note_topic("## Topics\n", (), "", "ships") == "## Topics\n\n- ships\n"


def test_code_and_other_headings_are_not_looked_into() -> None:
    note = "## Topics\n\n```\n- [[Dana Lee]]:\n```\n\n## Asked\n\n- [[Dana Lee]]:\n"
    new = note_topic(note, {"dana lee"}, "[[Dana Lee]]", "ships")
    assert new == note.replace("```\n\n## Asked", "```\n\n- [[Dana Lee]]: ships\n\n## Asked")


def test_missing_headings_are_laid_out_in_their_order_before_the_log() -> None:
    new = lay_out(NOTE)
    headings = [line[3:] for line in new.splitlines() if line.startswith("## ")]
    assert headings == [*DEBRIEF, "Log"]
    assert new.startswith(NOTE[: NOTE.index("## Log")])
    assert new.endswith(NOTE[NOTE.index("## Log") :])
    assert lay_out(new) == new


@pytest.mark.parametrize("note", ["", "Kind.", "Kind.\n", "Kind.\r\n\r\n", "---\nkind: panel\n---\n", "# Log\n"])
def test_headings_are_laid_out_in_any_note(note: str) -> None:
    new = lay_out(note)
    assert [line[3:] for line in new.splitlines() if line.startswith("## ")] == [*DEBRIEF]
    assert lay_out(new) == new


def test_line_ends_and_the_level_of_headings_are_kept() -> None:
    note = "### Topics\r\n\r\n### Log\r\n"
    new = lay_out(note)
    assert new.count("\r\n") == new.count("\n")
    assert "### Promised\r\n" in new
