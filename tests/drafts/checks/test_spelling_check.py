"""Row C9: never a misspelling; and no alarm at names, terms and the other side's spelling."""

from __future__ import annotations

import time
from time import process_time

import pytest

from vaultcrm.drafts.checks.speller import is_one_off, speller

MISSPELT = {
    "I would like to recieve the article.": "receive",
    "It was a great opportunty to learn.": "opportunity",
    "We did it seperately.": "separately",
    "That is definately my kind of work.": "definitely",
    "My experiance with queues is long.": "experience",
    "I would reccomend the book.": "recommend",
    "It occured on a Sunday.": "occurred",
    "We could accomodate both.": "accommodate",
    "A very proffesional team.": "professional",
    "Thier ledger was moved.": "Their",
    "Thankyou for Tuesday.": "Thank you",
    "It was succesfull in the end.": "successful",
    "The enviroment matters.": "environment",
    "I apreciate it.": "appreciate",
}
FALSCH = {
    "Vielen Dank für das Gesprech am Dienstag.": "Gespräch",
    "Ich freue mich über Ihre Anwort.": "Antwort",
    "Das war sehr interressant.": "interessant",
    "Wir haben es seperat gelöst.": "separat",
    "Mit freundlichen Grüsen": "Grüßen",
    "Das sollte sich wiederspiegeln.": "widerspiegeln",
    "Herzlichen Dnak für alles.": "Dank",
    "Ich moechte mich bedanken.": "möchte",
}
RIGHT = [
    "The colour of the programme's centre was grey, and we organised the catalogue.",
    "The color of the program's center was gray, and we organized the catalog.",
    "We don't know, they've said, and it isn't Dana's.",
    "My e-mail and the follow-up are about the rollout of the microservices.",
    "Kubernetes, PostgreSQL and gRPC were used; see k8s.yaml and /etc/hosts.",
    "Write to robin.hale@example.com or see https://example.org/recieve.",
    "Yesterday Mr. Zhuravlev and Ms. Okonkwo showed me Łódź.",
    "At Harborline the well-known cutover was cross-functional.",
    "I analysed the behaviour of the neighbouring cluster.",
    "The café's résumé was naïve.",
    "The refactored codebase is on GitHub: `git recieve-pack` runs.",
    "We met at 10am, on the 3rd floor, for 45min.",
    "I saw [[Larkspur cutovr]] there.",
    "I am onboarding two mentees; their learnings are in the runbook.",
    "I wrote about it in Fortran, Erlang and Haskell.",
]
RICHTIG = [
    "Vielen Dank für das ausführliche Vorstellungsgespräch am Dienstag.",
    "Die Umstellung der Lagerverwaltung im laufenden Betrieb kenne ich gut.",
    "Als Teamleiterin im Zahlungsverkehr habe ich eine Datenbankmigration verantwortet.",
    "Die Ansprechpartnerin für die Stellenausschreibung war Frau Achterberg.",
    "Mit freundlichen Grüßen nach Hamburg",
    "Das Onboarding lief über die Entwicklungsleiterin und Herrn Zhuravlev.",
    "Ich denke gern an die Speicherstadt und an Ihr Rechenzentrumskonzept zurück.",
    "Das Aufgabengebiet passt zu meiner Berufserfahrung.",
]


@pytest.mark.parametrize(("text", "meant"), MISSPELT.items())
def test_a_misspelling_is_a_warning_and_says_what_was_meant(told, text: str, meant: str) -> None:
    (found,) = told("spelling", text)
    assert (found.row, found.severity) == ("C9", "warning")
    assert meant in found.message or " " in meant


@pytest.mark.parametrize(("text", "meant"), FALSCH.items())
def test_it_is_found_in_german(told, text: str, meant: str) -> None:
    (found,) = told("spelling", text, language="de", subject="")
    assert found.severity == "warning"
    assert meant in found.message


@pytest.mark.parametrize("text", RIGHT)
def test_names_code_and_both_spellings_pass(told, text: str) -> None:
    assert told("spelling", text) == []


@pytest.mark.parametrize("text", RICHTIG)
def test_compounds_and_names_pass_in_german(told, text: str) -> None:
    assert told("spelling", text, language="de", subject="") == []


def test_the_vaults_names_and_terms_are_known(told) -> None:
    assert told("spelling", "We used flurbometers and snarkling.")
    assert told("spelling", "We used flurbometers and snarkling.", words=frozenset({"flurbometers", "snarkling"})) == []


def test_a_note_in_another_language_is_told_of_once(told) -> None:
    text = "Seither denke ich darüber nach: moving the order ledger to the new cluster without downtime."
    (found,) = told("spelling", text, language="de")
    assert (found.severity, "another language" in found.message) == ("hint", True)


def test_a_rare_form_with_an_umlaut_is_no_slip(told) -> None:
    assert "warning" not in {
        one.severity for one in told("spelling", "Gern übernähme ich das; ich nähme es gern.", language="de")
    }


def test_a_word_like_no_other_is_only_a_hint(told) -> None:
    (found,) = told("spelling", "They call it zwoxify.")
    assert found.severity == "hint"


def test_each_word_is_told_once(told) -> None:
    assert len(told("spelling", "I recieve what you recieve. Recieve it.")) == 1


def test_german_in_switzerland_has_no_sharp_s(told) -> None:
    from dataclasses import replace

    from .conftest import KATRIN

    text = "Mit freundlichen Grüssen und grossem Dank"
    assert told("spelling", text, language="de", subject="")
    assert told("spelling", text, language="de", subject="", to=replace(KATRIN, country="CH")) == []


def test_a_language_without_a_dictionary_is_not_checked_and_that_is_said(told) -> None:
    (found,) = told("spelling", "Tack för mötet.", language="sv")
    assert (found.severity, "no dictionary" in found.message) == ("hint", True)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_dictionary_is_whole_and_read_quickly(language: str) -> None:
    speller.cache_clear()
    begun = process_time()
    found = speller(language)
    assert process_time() - begun < 0.6  # 0.1 and 0.2 on an idle machine
    assert found is not None
    assert len(found.listed) > 100_000
    assert list(found.listed) == sorted(found.listed)
    assert not any("\\" in word or ":" in word for word in found.listed)


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [("recieve", "receive", True), ("lee", "lea", True), ("lee", "leee", True), ("lee", "lee", False), ("lee", "roe", False),
     ("acme", "acne", True), ("ab", "ba", True), ("abc", "cba", False)],
)  # fmt: skip
def test_one_letter_off(word: str, other: str, near: bool) -> None:
    assert is_one_off(word, other) is near
    assert is_one_off(other, word) is near


@pytest.mark.parametrize("text", ["donaudampfschifffahrtskapitaen" * 500, "a-" * 9000, "x" * 19_000, "wann werde ich " * 1200])
def test_a_word_without_end_takes_no_time(told, text: str) -> None:
    began = time.process_time()
    told("spelling", text, language="de")
    assert time.process_time() - began < 2


def test_compounds_with_a_shortened_part_are_words(told) -> None:
    assert told("spelling", "Der Wochenenddienst ist gut verteilt.", language="de") == []


def test_a_hyphen_more_or_less_is_no_slip(told) -> None:
    assert told("spelling", "Our own post-mortem was long.") == []
