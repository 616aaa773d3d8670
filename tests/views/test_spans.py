"""Text on its way to a terminal: clean, and as wide as it says."""

from __future__ import annotations

import pytest

from vaultcrm.views.spans import Span, clean, fit, folded, pad, text_of, width, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dana Lee", "Dana Lee"),
        ("Zoë 李雷", "Zoë 李雷"),
        ("Dana\nLee", "Dana Lee"),
        ("\x1b[2JDana", " [2JDana"),
        ("Dana\x9b31m", "Dana 31m"),
        ("a\u202eb", "a b"),
        ("half \ud83d of it", "half   of it"),
    ],
)
def test_control_characters_become_a_space(text, shown):
    assert clean(text) == shown
    assert Span(text).text == shown


@pytest.mark.parametrize(("text", "columns"), [("Dana", 4), ("Zoe\u0308", 3), ("李雷", 4), ("", 0)])
def test_width_counts_columns_not_letters(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "shown"), [("Dana Lee", 8, "Dana Lee"), ("Dana Lee", 6, "Dana…"), ("李雷李雷", 5, "李雷…")]
)
def test_what_does_not_fit_ends_in_an_ellipsis(text, columns, shown):
    assert fit(text, columns) == shown
    assert width(fit(text, columns)) <= columns


def test_padding_makes_columns():
    assert pad("李", 4) == "李  "


def test_wrapped_text_stays_within_80_columns_behind_its_indent():
    lines = [text_of(line) for line in wrapped("word " * 60, "    ", hanging="  ")]
    assert lines[0].startswith("    word")
    assert lines[1].startswith("      word")
    assert max(map(len, lines)) <= 80
    assert wrapped("") == ()


def test_talk_is_broken_between_words_and_goes_on_at_its_own_margin():
    talk = "Some lines are no items\n  write `- this` instead of that\n            ^^^^\nhttps://example.org/a-long-address"
    assert folded(talk, 20) == (
        "Some lines are no\nitems\n  write `- this`\n  instead of that\n            ^^^^\nhttps://example.org/a-long-address"
    )
