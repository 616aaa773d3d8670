"""Calls: the script in ideas, the closing request last, a clock that turns at two and at three minutes."""

from __future__ import annotations

import pytest

from vaultcrm.drafts.out.clock import Clock
from vaultcrm.drafts.out.parts import paragraphs, sent, versions
from vaultcrm.drafts.out.script import MOST_WORDS, script
from vaultcrm.drafts.out.talk import WAITING, press, talk
from vaultcrm.notes.drafts import Variant

CALL = """\
Hello Dana, this is Robin Hale.

I said that it sounded rushed. I would rather have asked what stopped it.

May I come in for a second talk?

Thank you. Goodbye.
"""


class Watch:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_the_request_comes_last_and_takes_the_farewell_along():
    found = script(CALL)

    assert found.request == "May I come in for a second talk?\n\nThank you. Goodbye."
    assert [idea.split()[0] for idea in found.ideas] == ["Hello", "I"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("One.\n\nTwo.", "Two."),
        ("Do you have a minute?\n\nOne.\n\nTwo.\n\nThree.\n\nI look forward to it.", "I look forward to it."),
        ("One.\n\n[?: what you would ask?]", "[?: what you would ask?]"),
        ("Only this.", "Only this."),
        ("", ""),
    ],
)
def test_where_nothing_is_asked_at_the_end_the_last_paragraph_is_the_request(text, asked):
    assert script(text).request == asked


def test_of_one_long_paragraph_the_request_is_its_last_question():
    text = f"{'We spoke of the ledger with Dr. Roe and Mr. Li. ' * 6}May I come in again? My number is 617."

    assert script(text).request == "May I come in again? My number is 617."


def test_of_one_long_paragraph_that_asks_nothing_it_is_the_last_two_sentences():
    text = f"{'We spoke of the ledger. ' * 8}You can reach me at 617 555. Thank you, and have a good day."

    assert script(text).request == "You can reach me at 617 555. Thank you, and have a good day."


def test_a_long_paragraph_becomes_pieces_of_whole_sentences():
    sentence = "I moved the ledger with Dr. Roe to the new cluster within eleven weeks. "

    pieces = script(f"{sentence * 12}\n\nMay I?").ideas

    assert len(pieces) > 2
    assert all(piece.startswith("I moved") and piece.endswith("weeks.") for piece in pieces)
    assert all(len(piece.split()) <= MOST_WORDS * 1.3 for piece in pieces)


def test_how_long_it_takes_to_say():
    assert script("word " * 130 + "\n\nMay I?").seconds == 61


@pytest.mark.parametrize(
    ("seconds", "shown", "pace"),
    [
        (0, "0:00", "calm"),
        (119.9, "1:59", "calm"),
        (120, "2:00", "soon"),
        (179.9, "2:59", "soon"),
        (180, "3:00", "over"),
        (754, "12:34", "over"),
    ],
)
def test_the_clock_turns_at_two_and_at_three_minutes(seconds, shown, pace):
    watch = Watch()
    clock = Clock(watch).begun()
    watch.at += seconds

    assert (clock.shown, clock.pace) == (shown, pace)


def test_the_clock_stands_until_somebody_answers_and_is_not_begun_twice():
    watch = Watch()
    call = talk([Variant("", CALL)], watch)
    watch.at += 60
    assert (call.page, call.clock.shown) == (WAITING, "0:00")

    call = press(call, "next")
    watch.at += 5
    call = press(press(call, "next"), "back")

    assert (call.page, call.clock.shown) == (0, "0:05")


def test_from_page_to_page_up_to_the_request():
    call = talk([Variant("", CALL)], Watch())

    pages = [call := press(call, "next") for _ in range(5)]

    assert [one.page for one in pages] == [0, 1, 2, 2, 2]
    assert pages[-1].words.startswith("May I come in")
    assert pages[-1].at_request
    assert [press(pages[0], "back").page, press(talk([Variant("", CALL)], Watch()), "back").page] == [0, WAITING]
    assert press(call, "end").ended


def test_the_voicemail_begins_anew_with_its_own_time():
    watch = Watch()
    call = press(talk([Variant("", CALL), Variant("Voicemail", "Hello.\n\nPlease call back.")], watch), "next")
    watch.at += 90

    other = press(press(call, "next"), "other")

    assert (other.titles[other.version], other.page, other.clock.shown) == ("Voicemail", 0, "0:00")
    assert press(other, "other").version == 0
    assert press(talk([Variant("", CALL)], watch), "other").version == 0


def test_a_draft_without_what_is_for_ones_own_eyes(drafted):
    text = "Dear [[people/Dana Lee|Dana]],\n<!-- be brief -->\nsee [[Acme]].\x07\n\n## Voicemail\n\nHello.\n\n---\n\n- will fit"

    assert sent(drafted(text)) == "Dear Dana,\nsee Acme.\n\n## Voicemail\n\nHello."
    assert [(one.title, one.text) for one in versions(drafted(text))] == [
        ("", "Dear Dana,\nsee Acme."),
        ("Voicemail", "Hello."),
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Kind regards,\nRobin", [("Kind regards,", "Robin")]),
        ("- one\n- two", [("- one", "- two")]),
        (f"{'word ' * 14}word\nsecond line\n", [(f"{'word ' * 14}word second line",)]),
        (f"{'word ' * 40}word\nsecond line\n", [(f"{'word ' * 40}word", "second line")]),
        (f"{'word ' * 14}word\n- item {'word ' * 12}", [(f"{'word ' * 14}word", f"- item {'word ' * 12}".strip())]),
        (f"{'word ' * 14}word\\\nsecond line\n", [(f"{'word ' * 14}word", "second line")]),
        ("one\n \t\n\n\ntwo", [("one",), ("two",)]),
        ("", []),
    ],
)
def test_meant_breaks_stay_and_wrapped_lines_join(text, lines):
    assert list(paragraphs(text)) == lines
