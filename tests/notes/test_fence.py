"""the front matter's fences: where they stand, and that nothing is lost between the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.notes.fence import split_note


def test_front_matter_stands_between_fences_that_come_first() -> None:
    note = split_note("---\nname: Dana Lee\n---\n# Dana\n")
    assert (note.head, note.block, note.close, note.body) == ("---\n", "name: Dana Lee\n", "---\n", "# Dana\n")
    assert (note.block_line, note.body_line, note.problem) == (2, 4, None)


def test_a_rule_further_down_is_not_a_fence() -> None:
    note = split_note("# Dana\n\n---\nname: no\n---\n")
    assert (note.block, note.body) == ("", "# Dana\n\n---\nname: no\n---\n")


def test_the_body_keeps_its_rules() -> None:
    assert split_note("---\na: 1\n---\none\n---\ntwo\n").body == "one\n---\ntwo\n"


def test_three_dots_close_it_too() -> None:
    assert split_note("---\na: 1\n...\nbody").close == "...\n"


def test_an_empty_block() -> None:
    note = split_note("---\n---\nbody")
    assert (note.block, note.body, note.body_line) == ("", "body", 3)


def test_a_closing_fence_without_a_last_newline() -> None:
    note = split_note("---\na: 1\n---")
    assert (note.block, note.close, note.body) == ("a: 1\n", "---", "")


def test_an_unclosed_fence_is_a_problem_and_everything_is_body() -> None:
    text = "---\nname: Dana Lee\n\n## Log\n"
    note = split_note(text)
    assert note.problem == "the front matter is not closed"
    assert (note.head, note.body, note.body_line) == ("", text, 1)


def test_a_lone_rule_at_the_top_is_a_rule() -> None:
    assert split_note("---\nSome prose\n").problem is None


@pytest.mark.parametrize(
    ("before", "remark"), [("\ufeff", "a byte order mark"), ("\n\n", "a blank line"), ("\ufeff \n", "a blank line")]
)
def test_what_stands_before_the_fence_is_remarked_on_and_read(before: str, remark: str) -> None:
    note = split_note(before + "---\nname: Dana\n---\n")
    assert note.block == "name: Dana\n"
    assert (note.problem or "").startswith(remark)


def test_line_endings_stay_as_they_are() -> None:
    note = split_note("---\r\na: 1\nb: 2\r\n---\r\nbody\r\n")
    assert (note.block, note.close, note.body, note.body_line) == ("a: 1\nb: 2\r\n", "---\r\n", "body\r\n", 5)


@given(st.lists(st.sampled_from(["---", "...", "a: 1", "", "\ufeff", "text", " ---"])), st.sampled_from(["\n", "\r\n"]))
def test_the_pieces_are_the_text(lines: list[str], ending: str) -> None:
    text = ending.join(lines)
    note = split_note(text)
    assert note.head + note.block + note.close + note.body == text
    if note.body:
        assert text.split("\n")[note.body_line - 1 :] == note.body.split("\n")
