"""Edits that would change more than they were asked to: refused, each by the proof that reads the text again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from vaultcrm.errors import EditRefused
from vaultcrm.model import Settings
from vaultcrm.notes import merge_front, normalizing, unlinking
from vaultcrm.notes.edit import (
    debrief,
    fill_section,
    inbox,
    keys,
    lay_out,
    redate_promise,
    sections,
    set_key,
    tasks,
    tick_promise,
)
from vaultcrm.notes.edit.block import open_note
from vaultcrm.notes.edit.inbox import take_from_inbox
from vaultcrm.notes.inbox import read_inbox
from vaultcrm.notes.merge_front import merge_fronts
from vaultcrm.notes.merge_sides import Merged
from vaultcrm.notes.normalizing import normalized
from vaultcrm.notes.uniting import logs, united_log
from vaultcrm.notes.unlinking import without_person

TALK = """---
type: interview
interviewers: "[[Dana Lee]]"
with_thanks: "[[Dana Lee]]"
---
## Topics

## Promised

- [ ] send the paper 2026-11-20

## Log

- 2026-11-17 Met [[Dana Lee]]: a talk
"""
INBOX = "- first\n- second\n- third\n"


def test_front_matter_of_two_documents_is_not_edited() -> None:
    with pytest.raises(EditRefused, match="two documents"):
        open_note("---\nname: Dana\n--- # and\ncompany: Acme\n---\n")


def test_front_matter_that_cannot_be_read_is_refused_with_the_line_of_the_note() -> None:
    with pytest.raises(EditRefused, match="cannot be read on line 3: mapping values"):
        open_note("---\nname: Dana\ntitle: VP: Engineering\n---\n")


@pytest.mark.parametrize("task", ["- [ ] send the paper", "- [ ] send 2026-11-20 the paper 2026-11-20", "send it 2026-11-20"])
def test_only_a_task_with_one_date_gets_another(task: str) -> None:
    with pytest.raises(EditRefused, match="not a task with one date"):
        redate_promise(f"{task}\n", 1, date(2026, 11, 24))
    with pytest.raises(EditRefused, match="due on 2026-11-24 already"):
        redate_promise("- [ ] call 2026-11-24\n", 1, date(2026, 11, 24))
    assert redate_promise("- [ ] call 2026-11-20\n", 1, date(2026, 11, 24)).text == "- [ ] call 2026-11-24\n"


def names_dana(target: str) -> bool:
    return target == "Dana Lee"


def no_words(key: str) -> tuple[str, ...]:
    return ()


def spoilt(real: Callable[..., str]) -> Callable[..., str]:
    """An edit that does what it should and one thing more: it takes a log line along, a heading, and a key."""

    def edit(*words: object) -> str:
        new = real(*words)
        for lost in ("- 2026-11-17", "## Promised", "type: interview\n", "- second"):
            new = new.replace(lost, "", 1)
        return new

    return edit


@pytest.mark.parametrize(
    ("where", "what", "edit"),
    [
        (sections, "insert_lines", lambda: fill_section(TALK, "What went well", "her team")),
        (debrief, "insert_lines", lambda: lay_out(TALK)),
        (inbox, "take_lines", lambda: take_from_inbox(INBOX, read_inbox(INBOX)[0])),
        (tasks, "splice", lambda: tick_promise(TALK, 10, date(2026, 11, 19))),
        (normalizing, "splice", lambda: normalized(TALK.replace("Met", "E-mailed"), Settings())),
        (unlinking, "splice", lambda: without_person(TALK, names_dana, Settings(), no_words)),
        (logs, "put", lambda: united_log("---\ntype: interview\n---\n", TALK, (), Settings())),
    ],
    ids=["section", "debrief", "inbox", "task", "verbs", "person", "logs"],
)
def test_an_edit_that_takes_something_along_is_refused(monkeypatch, where, what, edit) -> None:
    edit()
    monkeypatch.setattr(where, what, spoilt(getattr(where, what)))
    with pytest.raises(EditRefused):
        edit()


def test_a_key_that_would_come_out_as_something_else_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(keys.forms, "added", lambda opened, key, value: opened.block + "company: Acme GmbH\n")
    with pytest.raises(EditRefused, match="could not be proved"):
        set_key(TALK, "company", "Acme")


def test_a_link_that_holds_a_key_together_is_not_taken_out(monkeypatch) -> None:
    monkeypatch.setattr(unlinking, "SOMEONE", '"\nsomeone: "')
    with pytest.raises(EditRefused, match="front matter"):
        without_person(TALK, names_dana, Settings(), no_words)


def test_a_list_stays_in_the_form_that_it_has_and_braces_are_quoted() -> None:
    note = "---\ntags:\n  - a\n  - b\ncity: Bonn\n---\n"
    assert set_key(note, "tags", ["c"]) == note.replace("  - a\n  - b\n", "  - c\n")
    assert set_key(note, "city", "{a: 1, b: 2}") == note.replace("Bonn", '"{a: 1, b: 2}"')


# Front matters of two sides


def front(lines: str) -> str:
    return f"---\n{lines}---\n"


def never(*_: str) -> Merged:
    raise AssertionError("no text was to be merged")


def test_a_value_that_one_side_only_wrote_otherwise_takes_the_others() -> None:
    found = merge_fronts(never, front("name: Dana\n"), front("name: 'Dana'\n"), front("name: Dana Lee\n"))
    assert found == Merged(front("name: Dana Lee\n"))


def test_a_key_that_stands_there_twice_is_not_merged() -> None:
    with pytest.raises(EditRefused, match="twice"):
        merge_fronts(never, front("tags: a\n"), front("tags: a\nTags: b\n"), front("tags: a\n"))


def test_a_list_that_cannot_be_written_is_a_conflict_of_its_key(monkeypatch) -> None:
    def refused(*_: object) -> str:
        raise EditRefused("no")

    monkeypatch.setattr(merge_front, "set_key", refused)
    found = merge_fronts(never, front("tags: [a]\n"), front("tags: [a, b]\n"), front("tags: [a, c]\n"))
    assert found.conflicted
    assert "[a, b]" in found.text
    assert "[a, c]" in found.text


def test_front_matter_that_came_out_as_something_else_is_refused(monkeypatch) -> None:
    """Each key alone says what it should, and together the second becomes a part of the first."""
    monkeypatch.setattr(merge_front, "_value", lambda key, *_: Merged("name: |\n" if key == "name" else " city: Bonn\n"))
    with pytest.raises(EditRefused, match="could not be proved"):
        merge_fronts(never, *[front("name: Dana\ncity: Bonn\n")] * 3)
