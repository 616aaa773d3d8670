"""Row C9: the right name, title and company, and nobody else's left in."""

from __future__ import annotations

import pytest

from vaultcrm.drafts.material import Person

WRONG = [
    "Dear Sam,\n\nThank you for Tuesday.",
    "Dear Dana Leigh,\n\nThank you for Tuesday.",
    "Dear Danna,\n\nThank you for Tuesday.",
    "Dear Mr. Lee,\n\nThank you for Tuesday.",
    "Dear Ms. Roe,\n\nThank you for Tuesday.",
    "DEAR MS. LEA,\n\nThank you for Tuesday.",
    "Hi Robin,\n\nThank you for Tuesday.",
    "Dear Dr. Natarajan,\n\nThank you for Tuesday.",
    "Dear Ms. Lee,\n\nThank you again, Sam.",
    "Dear Ms. Lee,\n\nSam, your question has stayed with me.",
    "Dear Ms. Lee,\n\nI would love to join Harborline and see it through.",
    "Dear Ms. Lee,\n\nThe role at Quillon is what I like best.",
    "Dear Ms. Lee,\n\nIn your work as Director of Sales you see the other side.",
    "Dear Ms. Lee,\n\nIt was good to see where Acmee is going.",
    "Dear Ms. Lee,\n\nBest wishes to you and to everyone at Harborline.",
]
NAMELESS = [
    "To whom it may concern,\n\nThank you for Tuesday.",
    "Dear Sir or Madam,\n\nThank you for Tuesday.",
    "Dear Hiring Manager,\n\nThank you for Tuesday.",
    "Hi there,\n\nThank you for Tuesday.",
    "Hello,\n\nThank you for Tuesday.",
    "Good morning,\n\nThank you for Tuesday.",
]
FALSCH = [
    "Sehr geehrter Herr Vogel,\n\nvielen Dank für das Gespräch.",
    "Sehr geehrte Frau Vogl,\n\nvielen Dank für das Gespräch.",
    "Liebe Dana,\n\nvielen Dank für das Gespräch.",
    "Sehr geehrte Damen und Herren,\n\nvielen Dank für das Gespräch.",
    "Sehr geehrte Frau Vogel,\n\ngern würde ich in Ihrem Team bei Harborline mitarbeiten.",
    "Sehr geehrte Frau Vogel,\n\nSie haben als Leiterin Vertrieb einen anderen Blick.",
]
RIGHT = [
    "Dear Dana,\n\nThank you for Tuesday.",
    "Dear Ms. Lee,\n\nThank you for Tuesday.",
    "Dear Ms Lee:\n\nThank you for Tuesday.",
    "Dear Dana Lee,\n\nThank you for Tuesday.",
    "Hi Dana, thank you for Tuesday.",
    "Hello again, Dana –\n\nThank you for Tuesday.",
    "Good morning, Ms. Lee,\n\nThank you for Tuesday.",
    "Dana,\n\nThank you for Tuesday.",
    "Dear Dana and Sam,\n\nThank you for Tuesday.",
    "Dear Ms. Lee,\n\nIt was good to meet you, Sam, and Priya.",
    "Dear Ms. Lee,\n\nSam, Priya and you asked me the same question.",
    "Dear Ms. Lee,\n\nPlease give Sam my regards.",
    "Dear Ms. Lee,\n\nAt Harborline I led a team of four.",
    "Dear Ms. Lee,\n\nMy time at Quillon taught me to measure first.",
    "Dear Ms. Lee,\n\nIn your work as Director of Platform you see both sides.",
    "Dear Ms. Lee,\n\nYou need somebody as Staff Engineer who has done it before.",
    "Dear Ms. Lee,\n\nAcme’s ledger is the part that I like best.",
    "Dear Ms. Lee,\n\nThe Band played on Lea Street.",
    "Dear Ms. Lee,\n\nI have been Director of Sales myself, long ago.",
]
RICHTIG = [
    "Sehr geehrte Frau Vogel,\n\nvielen Dank für das Gespräch.",
    "Liebe Katrin,\n\nvielen Dank für das Gespräch.",
    "Liebe Frau Vogel, vielen Dank für das Gespräch.",
    "Guten Tag Frau Vogel,\n\nVogels Frage geht mir nach.",
    "Guten Morgen, Frau Vogel,\n\nals Leiterin Infrastruktur kennen Sie das.",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_name_title_or_company_is_an_error(told, text: str) -> None:
    found = told("recipient", text)
    assert [(one.row, one.severity) for one in found[:1]] == [("C9", "error")]


@pytest.mark.parametrize("text", NAMELESS)
def test_a_greeting_without_a_name_is_a_warning(told, text: str) -> None:
    assert [(one.row, one.severity) for one in told("recipient", text)] == [("C9", "warning")]


@pytest.mark.parametrize("text", FALSCH)
def test_they_are_found_in_german(told, text: str) -> None:
    assert told("recipient", text, language="de")


@pytest.mark.parametrize("text", RIGHT)
def test_the_right_name_in_any_of_its_forms_passes(told, text: str) -> None:
    assert told("recipient", text) == []


@pytest.mark.parametrize("text", RICHTIG)
def test_it_passes_in_german(told, text: str) -> None:
    assert told("recipient", text, language="de") == []


def test_the_finding_names_the_note_and_the_place(told) -> None:
    (found,) = told("recipient", "Dear Ms. Lea,\n\nThank you.")
    assert found.message == "'Lea' is written 'Lee' in the note of Dana Lee"
    assert (found.source.line, found.source.column) == (12, 10)
    assert "contacts/Dana Lee.md" in found.remedy


def test_who_stays_in_touch_speaks_of_other_companies(told) -> None:
    text = "Dear Dana,\n\nI am happy in my new role at Harborline."
    assert told("recipient", text, act="stay-in-touch") == []
    assert told("recipient", text)


def test_the_address_above_a_letter_is_compared(told) -> None:
    letter = "Dana Lee\nDirector of Platforms\nAcme\n\nDear Ms. Lee,\n\nThank you."
    (found,) = told("recipient", letter, medium="letter")
    assert found.message == "'Director of Platforms' is 'Director of Platform' in the note of Dana Lee"
    assert told("recipient", letter.replace("Platforms", "Platform"), medium="letter") == []


def test_a_degree_is_not_left_out(told) -> None:
    priya = Person("Priya Natarajan", "Priya", "Natarajan", "Dr. Natarajan", company="Acme")
    assert [one.severity for one in told("recipient", "Dear Ms. Natarajan,\n\nThank you.", to=priya)] == ["warning"]
    assert told("recipient", "Dear Dr. Natarajan,\n\nThank you.", to=priya) == []
    assert told("recipient", "Dear Priya,\n\nThank you.", to=priya) == []


def test_a_call_greets_and_says_who_calls(told) -> None:
    call = {"medium": "phone", "act": "call-1"}
    assert told("recipient", "Hello Ms. Lee, this is Robin Hale. We spoke on Tuesday.", **call) == []
    assert told("recipient", "Hello Mr. Roe, this is Robin Hale.", **call)


def test_a_swiss_greeting_is_no_misspelt_name(told) -> None:
    text = "Guten Tag Karl Gross\n\nVielen Dank.\n\nMit freundlichem Gruss"
    assert told("recipient", text, language="de", to=Person("Karl Groß", "Karl", "Groß")) == []
