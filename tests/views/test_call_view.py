"""A call and a card on the screen: every row of it, nothing wider than it."""

from __future__ import annotations

import pytest

from vaultcrm.views.call import Page, in_lines, page_lines, script_lines
from vaultcrm.views.card import card_lines
from vaultcrm.views.spans import text_of, width

WORDS = "I would rather have asked what stopped the first attempt, for that is the best list of stop signs anybody can have."


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (60, 15), (200, 60), (40, 9)])
@pytest.mark.parametrize("apart", [True, False])
def test_a_page_fills_the_screen_and_no_more(columns, rows, apart):
    page = Page("Dana Lee (Acme)", WORDS, "2:07", "now", "two minutes", ("note " * 30,), "space next · q end", apart)

    lines = page_lines(page, columns, rows)

    assert len(lines) == rows
    assert max(width(text_of(line)) for line in lines) <= columns
    said = " ".join(" ".join(text_of(line) for line in lines).split())
    assert rows < 15 or ("Dana Lee (Acme)" in said and "stop signs" in said)
    assert columns < 80 or said.endswith("space next · q end")


@pytest.mark.parametrize("words", [WORDS * 30, "x" * 5000, "", "王" * 500, "\x1b[2J\x07 evil \x9b"])
def test_no_text_breaks_the_page(words):
    lines = page_lines(Page("D" * 300, words, "12:34", foot="f" * 300), 80, 24)

    assert len(lines) == 24
    assert max(width(text_of(line)) for line in lines) <= 80
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for line in lines for char in text_of(line))


def test_the_clock_is_large_and_has_the_colour_of_the_pace():
    lines = page_lines(Page("Dana", "Hello", "3:00", "late"), 80, 24)

    figures = [span.text for line in lines for span in line if span.style == "late"]
    assert figures == ["███     ███  ███", "  █  █  █ █  █ █", "███     █ █  █ █", "  █  █  █ █  █ █", "███     ███  ███"]


@pytest.mark.parametrize("apart", [True, False])
def test_a_small_screen_has_all_the_words_and_a_small_clock(apart):
    lines = page_lines(Page("Dana Lee (Acme)", WORDS, "2:07", "now", "2 of 5", apart=apart), 40, 10)

    assert (len(lines), max(width(text_of(line)) for line in lines)) == (10, 38)
    assert WORDS in " ".join(" ".join(text_of(line) for line in lines).split())
    assert text_of(lines[0]).split() == ["Dana", "Lee", "(Acme)", "2", "of", "5", "2:07"]


def test_words_that_no_screen_holds_end_in_a_mark():
    lines = [text_of(line) for line in page_lines(Page("", WORDS, "0:00"), 40, 6)]

    assert [line.strip() for line in lines[2:4]] == ["I would rather have asked what", "stopped the first attempt, for …"]


def test_lines_stand_apart_where_there_is_room():
    airy = [text_of(line).strip() for line in page_lines(Page("", WORDS, "0:00"), 80, 30)]
    tight = [text_of(line).strip() for line in page_lines(Page("", WORDS, "0:00"), 80, 14)]

    assert airy[airy.index("I would rather have asked what stopped the first attempt, for") + 1] == ""
    assert tight[tight.index("I would rather have asked what stopped the first attempt, for") + 1].startswith("that is")


def test_a_gap_is_seen():
    lines = page_lines(Page("", "We spoke of [?: a topic you spoke of].", "0:00"), 80, 24)

    assert [span.text for line in lines for span in line if span.style == "missing"] == ["[?: a topic you spoke of]"]


def test_a_script_without_a_terminal():
    lines = [text_of(line) for line in script_lines("Voicemail", ("Hello.", "- one\n- two"), "Please call.", 80)]

    rule = "─" * 62
    assert lines == ["Voicemail", "", "Hello.", "", "- one", "- two", "", rule, "Please call.", rule]


@pytest.mark.parametrize("columns", [24, 80, 160])
def test_a_card_takes_the_width_and_ends_in_its_address(columns):
    lines = [text_of(line) for line in card_lines([["Dear Dana,"], [WORDS]], ["Dana Lee", "300 Sleeper Lane"], columns)]

    assert max(map(width, lines)) <= max(columns, 24)
    assert [line.strip() for line in lines if line.strip()][-2:] == ["Dana Lee", "300 Sleeper Lane"]
    assert "300 Sleeper Lane" not in [text_of(line).strip() for line in card_lines([["Dear Dana,"]], [], columns)]


def test_one_picture_narrows_a_line_by_its_own_width_only():
    assert in_lines("and so we went on with it 🚀", 30) == ["and so we went on with it 🚀"]
    assert all(width(line) <= 10 for line in in_lines("世界中の人々が読む長い文章です", 10))
