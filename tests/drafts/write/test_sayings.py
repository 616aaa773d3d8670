"""Notes about people become words to them, or are left to the user; nothing is sent by guess."""

from __future__ import annotations

import pytest

from vaultcrm.drafts.people import person_called
from vaultcrm.drafts.write.sayings import Speech, phrase, said_to, sentence, short, started, without_beginning

BEN, YUKI, CARLOS = person_called("Ben Achterberg"), person_called("Yuki Tanabe"), person_called("Carlos Medina")
PANEL = (BEN, YUKI, CARLOS)


def to(person, text, language, panel=PANEL, owners=()):
    """What can be said to a person, and what is left."""
    said, left = said_to(text, Speech(language("en"), person, panel, owners))
    return [one.text for one in said], list(left)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Yuki took the pen out of my hand.", "you took the pen out of my hand."),
        ("Yuki Tanabe's failure case", "your failure case"),
        ("I drew it, and the idea was Yuki's.", "I drew it, and the idea was yours."),
        ("Yuki likes load tests that lie.", "you like load tests that lie."),
        ("Yuki was kind, and I gave her my notebook.", "you were kind, and I gave you my notebook."),
        ("I showed Yuki my notebook.", "I showed you my notebook."),
        ("Yuki asked how they had done it.", "you asked how you had done it."),
        ("I walked them through the churn model.", "I walked you through the churn model."),
        ("Told them how it went.", "Told you how it went."),
        ("I had two answers and kept them.", "I had two answers and kept them."),
    ],
)
def test_what_is_about_the_recipient_is_said_to_them(note, words, language):
    assert to(YUKI, note, language) == ([words], [])


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("how she would notice that the right person came", "how you would notice that the right person came"),
        ("his rule that every alert has an author", "your rule that every alert has an author"),
        ("why they stopped the first attempt", "why you stopped the first attempt"),
        ("two stores, and which of them one believes", "two stores, and which of them one believes"),
        ("what he's afraid of", "what you're afraid of"),
        ("her question about tests", "your question about tests"),
    ],
)
def test_a_topic_that_they_raised_speaks_of_them(note, words, language):
    assert to(CARLOS, note, language, owners=("Carlos Medina",)) == ([words], [])


def test_each_of_a_panel_gets_what_is_about_them_and_what_is_about_nobody(language):
    note = "The berth queue, second time. Yuki took the pen. Carlos asked for cups, and I had two."
    assert to(BEN, note, language)[0] == ["The berth queue, second time."]
    assert to(YUKI, note, language)[0] == ["The berth queue, second time.", "you took the pen."]
    assert to(CARLOS, note, language)[0] == ["The berth queue, second time.", "you asked for cups, and I had two."]


def test_she_is_the_one_named_in_the_sentence_before(language):
    note = "Yuki took the pen. She added a failure case."
    assert to(YUKI, note, language)[0] == ["you took the pen.", "You added a failure case."]
    assert to(BEN, note, language) == ([], [])


@pytest.mark.parametrize("note", ["She liked the design.", "The panel was tired.", "He asked and she answered."])
def test_what_may_be_about_anyone_is_left_to_the_user(note, language):
    assert to(BEN, note, language) == ([], [note])


def test_the_name_is_no_part_of_another_word(language):
    assert to(BEN, "Benchmarks and the bench", language)[0] == ["Benchmarks and the bench"]


def test_german_leaves_a_sentence_about_someone_to_the_user(language):
    speech = Speech(language("de"), YUKI, (YUKI,))
    assert said_to("Yuki fragte nach den Kosten.", speech)[1] == ("Yuki fragte nach den Kosten.",)
    assert said_to("ihre Regel, dass jeder Alarm einen Urheber hat", speech)[0][0].text.startswith("Ihre Regel")
    assert said_to("sein Wechsel in die Forschung", speech)[0][0].text == "Ihr Wechsel in die Forschung"
    assert said_to("ihr neuer Chef", speech)[0][0].text == "Ihr neuer Chef"
    assert said_to("wie schnell Tests sein können", speech)[0][0].text == "wie schnell Tests sein können"
    assert said_to("wie er über sein Buch denkt", speech)[0] == ()
    assert said_to("warum wir über sein Buch lachten", speech)[0] == ()
    assert said_to("Die Umstellung auf Kafka", speech)[0][0].text == "Die Umstellung auf Kafka"
    assert said_to("wem Product Owner und owner gehören", speech)[0][0].text == "wem Product Owner und owner gehören"


def test_what_may_be_anothers_of_a_panel_is_left_in_german_too(language):
    assert said_to("sein Wechsel in die Forschung", Speech(language("de"), BEN, PANEL)) == (
        (),
        ("sein Wechsel in die Forschung",),
    )


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Moving the ledger.", "en", "moving the ledger"),
        ("Kafka in production", "en", "Kafka in production"),
        ("Onboarding new people;", "en", "onboarding new people"),
        ("The berth queue", "en", "the berth queue"),
        ("AWS costs", "en", "AWS costs"),
        ("Die Umstellung auf Kafka.", "de", "die Umstellung auf Kafka"),
        ("Kosten der Cloud", "de", "Kosten der Cloud"),
    ],
)
def test_a_phrase_begins_small_where_its_first_word_does(text, code, words, language):
    assert phrase(text, language(code)) == words


def test_a_note_without_its_subject_gets_it(language):
    assert started("Told them how it went", language("en")) == "I told them how it went"
    assert started("Konnte die Umstellung erklären", language("de")) == "Ich konnte die Umstellung erklären"
    assert started("The queue", language("en")) == "The queue"


def test_what_only_opens_a_note_is_left_out(language):
    assert without_beginning("Send the list of stop signs", "promise", language("en")) == "the list of stop signs"
    assert without_beginning("Should have mentioned the rota", "wish", language("en")) == "the rota"
    assert without_beginning("Forgot to mention that I wrote it", "wish", language("en")) == "I wrote it"


@pytest.mark.parametrize(
    ("text", "words"), [("the queue", "The queue."), ("Why?", "Why?"), ('she said "no."', 'She said "no."')]
)
def test_a_sentence_has_a_capital_and_an_end(text, words):
    assert sentence(text) == words


def test_a_long_text_is_cut_at_its_first_break_or_left_out():
    assert short("the berth queue, " + "and so on " * 20) == "the berth queue"
    assert short("word " * 40) == ""
