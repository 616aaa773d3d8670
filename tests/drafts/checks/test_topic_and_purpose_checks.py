"""Rows C3 and B7: something that was spoken of; and that you can do the job, will fit, are worth it."""

from __future__ import annotations

import pytest

from vaultcrm.drafts.material import Promised, Topic

NO_TOPIC = [
    "Thank you for your time on Tuesday. I enjoyed our conversation very much.",
    "It was a pleasure to meet you. The position sounds exciting.",
    "Thank you for the interview. I am very interested in the role at Acme.",
    "I enjoyed meeting you and the team, and learning more about the company.",
    "Many thanks for the good talk. My experience would be a great match for your needs.",
    "Thank you, Ms. Lee. The Staff Engineer role is what I have been looking for.",
    "Thanks for seeing me. I look forward to hearing from you.",
    "Our discussion confirmed my interest in working at Acme as a Staff Engineer.",
    "I appreciated the opportunity to learn about your projects and plans.",
    "Thank you for taking an hour of your day. What you said was interesting.",
]
A_TOPIC = [
    "Your plan for the order ledger has stayed with me.",
    "I thought about the move to the new cluster on my way home.",
    "Without downtime: that was the part I liked best.",
    "Which of two stores does one believe? I know now.",
    "A pager that is silent at night is worth a great deal.",
    "I have moved ledgers before.",
    "What you said about DOWNTIME made sense to me.",
    "Clusters are what I know best.",
    "I keep thinking of the pagers.",
    "Believing either store is the mistake, I think now.",
]
NO_PURPOSE = [
    "I enjoyed the coffee. Is now a good time to set up a second interview?",
    "It is raining here. I hope that you are well, and that the week was kind to you.",
    "Thank you for seeing me on Tuesday. I am still interested.",
    "I am writing to say hello, and to wish you a happy Thanksgiving.",
    "I remain very interested in the position. Please let me know what else you need.",
    "It was nice to meet you. I am looking forward to the next step.",
    "Just a short word: I am still here.",
    "The office is lovely, and so is the view.",
    "I would love to have this position. It sounds exciting.",
    "Hello Ms. Lee, this is Robin Hale. Good morning! I wanted to say hello.",
]
A_PURPOSE = [
    "I have run six such moves.",
    "In eight years of on-call I have seen that alert twice.",
    "The way you review changes is how I like to work with others.",
    "I would fit in well, I think.",
    "In the first month I could take over the comparison job.",
    "That would save you the second attempt.",
    "I led the cutover at Larkspur.",
    "My skills with queues would be of use.",
    "It cut our pages by 40 %.",
    "I would enjoy being part of what you build.",
]


@pytest.mark.parametrize("text", NO_TOPIC)
def test_a_thank_you_without_a_topic_is_found(told, text: str) -> None:
    assert [(one.row, one.severity) for one in told("topic", text)] == [("C3", "warning")]


@pytest.mark.parametrize("text", A_TOPIC)
def test_one_that_takes_up_a_topic_passes(told, text: str) -> None:
    assert told("topic", text) == []


def test_a_german_one_is_compared_by_its_words(told) -> None:
    assert told("topic", "Vielen Dank für das interessante Gespräch über Ihr Unternehmen.", language="de")
    assert told("topic", "Die Bereitschaft an Wochenenden kenne ich gut.", language="de") == []
    assert told("topic", "Über die Umstellungen habe ich nachgedacht.", language="de") == []


def test_what_went_well_and_what_was_promised_are_topics_too(told) -> None:
    text = "Here is the list of stop signs."
    assert told("topic", text, went_well=("She asked for the stop signs",)) == []
    assert told("topic", text, promised=(Promised("Send the list of stop signs"),)) == []


def test_a_topic_of_plain_words_is_known_by_the_very_words(told) -> None:
    notes = {"topics": (Topic("How teams are cut"),), "went_well": ("The outage forecast",)}
    assert told("topic", "I enjoyed talking about how teams are cut.", **notes) == []
    assert told("topic", "I enjoyed meeting the team.", **notes)


def test_an_empty_debrief_and_other_acts_ask_for_no_topic(told) -> None:
    assert told("topic", NO_TOPIC[0], topics=()) == []
    assert told("topic", NO_TOPIC[0], act="decline") == []


@pytest.mark.parametrize("text", NO_PURPOSE)
def test_a_text_that_convinces_of_nothing_is_found(told, text: str) -> None:
    assert [(one.row, one.severity) for one in told("purpose", text, act="pitch")] == [("B7", "warning")]


@pytest.mark.parametrize("text", A_PURPOSE)
def test_one_that_says_one_of_the_three_passes(told, text: str) -> None:
    assert told("purpose", text, act="pitch") == []


def test_german_ones(told) -> None:
    assert told("purpose", "Ich denke gern an Dienstag zurück. Der Kaffee war ausgezeichnet.", act="call-1", language="de")
    assert told("purpose", "In Ihr Team würde ich gut passen.", act="call-1", language="de") == []


def test_a_thank_you_need_not_sell(told) -> None:
    assert told("purpose", NO_PURPOSE[0]) == []
    assert [one.severity for one in told("purpose", NO_PURPOSE[0], act="check-in")] == ["hint"]


UNTHANKED = [
    ("en", "Dear Ms. Lee,\n\nThe ledger has stayed with me. I would gladly join you.\n\nKind regards,\nRobin"),
    ("de", "Sehr geehrte Frau Vogel,\n\nviele Gedanken gehen mir seither durch den Kopf.\n\nMit freundlichen Grüßen\nRobin"),
]
THANKED = [
    ("en", "Dear Ms. Lee,\n\nIt was good of you to see me.\n\nBest,\nRobin"),
    ("en", "Dear Ms. Lee,\n\nI enjoyed our hour.\n\nThanks,\nRobin"),
    ("de", "Sehr geehrte Frau Vogel,\n\nhaben Sie herzlichen Dank.\n\nViele Grüße\nRobin"),
    ("de", "Sehr geehrte Frau Vogel,\n\nunser Gespräch hat mich gefreut.\n\nViele Grüße\nRobin"),
]


@pytest.mark.parametrize(("language", "text"), UNTHANKED)
def test_a_thank_you_that_does_not_thank(told, language, text) -> None:
    assert [(one.severity, one.row) for one in told("thanks", text, language=language)] == [("warning", "C12")]
    assert told("thanks", text, language=language, act="pitch") == []


@pytest.mark.parametrize(("language", "text"), THANKED)
def test_thanks_in_other_words_are_thanks(told, language, text) -> None:
    assert told("thanks", text, language=language) == []


def test_what_was_spoken_of_with_another_is_told(told) -> None:
    own = (Topic("moving the order ledger", ("Dana Lee",)),)
    stores = "Dear Ms. Lee,\n\nThank you for what you said about writing to two stores, and which to believe.\n\nBest,\nRobin"
    (found,) = told("topic", stores, own_topics=own)
    assert (found.severity, found.row) == ("hint", "C8")
    assert "with Sam Roe, and nothing of your talk with Dana Lee" in found.message
    assert told("topic", stores.replace("stores,", "stores and the ledger,"), own_topics=own) == []
    assert told("topic", stores) == []
