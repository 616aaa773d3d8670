"""A draft and its note: written, read back, and what is wrong with one that someone made by hand."""

from __future__ import annotations

import pytest

from vaultcrm.model import Draft, Ref, Source
from vaultcrm.notes.drafts import digest, draft_note, for_oneself, gaps, is_edited, message, read_draft, rewritten, variants

TEXT = "Hello Dana.\n\n[?: a topic]\n\n## Voicemail\n\nHello, it is me.\n\n---\n\n- [ ] can do the job?"
DRAFT = Draft(
    Source("drafts/x.md", 1), "u" * 52, "call-1", "phone", "en", Ref("Dana Lee"), Ref("2026-11-17 Acme"),
    "Thanks: [[x]] 'y' #1", TEXT
)  # fmt: skip
NOTE = draft_note(DRAFT)


def read(text: str) -> Draft:
    """The draft of a note in which nothing is wrong."""
    found, problems = read_draft("drafts/x.md", text)
    assert problems == ()
    return found or pytest.fail("no draft")


def test_what_is_written_is_read_back():
    back = read(NOTE)
    assert (back.touchpoint, back.act, back.medium, back.subject, back.text) == (
        "u" * 52,
        "call-1",
        "phone",
        DRAFT.subject,
        TEXT,
    )
    assert (back.recipient and back.recipient.target, back.about and back.about.target) == ("Dana Lee", "2026-11-17 Acme")
    assert NOTE.splitlines()[back.line - 1] == "Hello Dana."
    assert not is_edited(back)


@pytest.mark.parametrize(
    ("before", "after"), [("Hello Dana", "Hi Dana"), ('subject: "', 'subject: "My '), ("made: ", "made: 0")]
)
def test_any_other_word_is_an_edit(before, after):
    assert is_edited(read(NOTE.replace(before, after, 1)))


def test_spaces_at_the_end_of_a_line_are_no_edit():
    assert digest("a", "b  \nc\n\n") == digest("a", "b\nc")
    assert digest("a", "b") != digest("b", "a")


def test_the_message_ends_at_the_rule_and_has_its_variants():
    assert message(DRAFT).endswith("Hello, it is me.")
    assert for_oneself(DRAFT) == "- [ ] can do the job?"
    assert [(one.title, one.text) for one in variants(DRAFT)] == [
        ("", "Hello Dana.\n\n[?: a topic]"), ("Voicemail", "Hello, it is me."),
    ]  # fmt: skip
    assert gaps(TEXT) == ("a topic",)


def test_another_text_leaves_the_users_own_keys():
    note = rewritten(
        NOTE.replace("act: call-1", "act: call-1\nmood: sunny"), Draft(**{**_fields(), "text": "New.", "subject": ""})
    )
    assert "mood: sunny" in note
    assert "subject:" not in note
    assert note.endswith("---\n\nNew.\n")


def _fields() -> dict[str, object]:
    return {name: getattr(DRAFT, name) for name in Draft.__slots__}


def test_a_note_that_does_not_say_for_what_it_is_is_no_draft():
    found, (problem,) = read_draft("drafts/x.md", "---\ntype: draft\n---\n\nHello")
    assert found is None
    assert str(problem.source) == "drafts/x.md:1"


def test_a_medium_that_is_none_is_told_by_its_line():
    found, (problem,) = read_draft("drafts/x.md", NOTE.replace("medium: phone", "medium: pigeon"))
    assert found is not None
    assert found.medium == "email"
    assert "`medium: pigeon` is none" in problem.message
    assert problem.source.line == NOTE.splitlines().index("medium: phone") + 1
