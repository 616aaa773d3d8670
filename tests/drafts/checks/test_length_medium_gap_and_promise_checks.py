"""Length by medium; row C10, the right medium; gaps; row D4, what was promised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vaultcrm.drafts.material import Person, Promised
from vaultcrm.model import Draft, DraftMedium, Medium, Ref, Source

WORD = "harbour "


@pytest.mark.parametrize(
    ("medium", "act", "words"),
    [
        ("card", "card", 101),
        ("card", "thank-you", 140),
        ("email", "thank-you", 301),
        ("email", "check-in", 400),
        ("email", "pitch", 261),
        ("email", "decline", 91),
        ("letter", "decline", 91),
        ("letter", "letter", 421),
        ("express", "thank-you", 301),
        ("phone", "call-1", 390),
        ("phone", "call-2", 600),
        ("email", "birthday", 121),
    ],
)
def test_too_long_for_its_medium(told, medium: DraftMedium, act: str, words: int) -> None:
    (found,) = told("length", WORD * words, medium=medium, act=act)
    assert (found.severity, str(words) in found.message or medium == "phone") == ("warning", True)


@pytest.mark.parametrize(
    ("medium", "act", "words"),
    [
        ("card", "card", 100),
        ("card", "thank-you", 40),
        ("email", "thank-you", 300),
        ("email", "pitch", 260),
        ("email", "decline", 90),
        ("letter", "letter", 420),
        ("express", "thank-you", 300),
        ("phone", "call-1", 389),
        ("phone", "call-2", 100),
        ("linkedin", "linkedin", 30),
        ("email", "birthday", 120),
    ],
)
def test_short_enough(told, medium: DraftMedium, act: str, words: int) -> None:
    assert told("length", WORD * words, medium=medium, act=act) == []


def test_linkedin_takes_300_characters(told) -> None:
    assert told("length", "x" * 300, medium="linkedin", act="linkedin") == []
    (found,) = told("length", "x" * 301, medium="linkedin", act="linkedin")
    assert (found.severity, found.row, found.message) == ("error", "D2", "has 301 characters; LinkedIn takes 300")


def test_a_voicemail_is_shorter_than_a_call(told) -> None:
    text = f"{WORD * 200}\n\n## Voicemail\n\n{WORD * 120}"
    (found,) = told("length", text, medium="phone", act="call")
    assert found.message.startswith("the part 'Voicemail' takes 0.9 minutes")
    assert told("length", f"{WORD * 380}\n\n## Voicemail\n\n{WORD * 99}", medium="phone", act="call") == []


def test_notes_to_oneself_do_not_count(told) -> None:
    assert told("length", f"{WORD * 60}\n\n---\n\n{WORD * 500}", medium="card", act="card") == []


# Row C10: what they prefer, how it goes, and how that is taken.
WAYS: list[tuple[Medium, DraftMedium, str, str]] = [
    ("post", "email", "thank-you", "warning"),
    ("post", "email", "check-in", "warning"),
    ("phone", "email", "thank-you", "warning"),
    ("linkedin", "email", "stay-in-touch", "warning"),
    ("email", "letter", "thank-you", "warning"),
    ("email", "express", "thank-you", "warning"),
    ("email", "phone", "weekly", "warning"),
    ("phone", "linkedin", "stay-in-touch", "warning"),
    ("email", "phone", "call-1", "hint"),
    ("post", "email", "pitch", "hint"),
    ("phone", "email", "decline", "hint"),
    ("email", "card", "card", "hint"),
    ("email", "linkedin", "linkedin", "hint"),
]
RIGHT_WAYS: list[tuple[Medium | None, DraftMedium, str]] = [
    ("post", "express", "thank-you"),
    ("post", "letter", "letter"),
    ("post", "card", "card"),
    ("email", "email", "thank-you"),
    ("email", "email", "decline"),
    ("phone", "phone", "call-1"),
    ("phone", "phone", "weekly"),
    ("linkedin", "linkedin", "stay-in-touch"),
    (None, "email", "thank-you"),
    (None, "card", "card"),
]


def preferring(prefers: Medium | None) -> Person:
    return Person("Dana Lee", "Dana", "Lee", prefers=prefers, path="contacts/Dana Lee.md")


@pytest.mark.parametrize(("prefers", "medium", "act", "severity"), WAYS)
def test_another_medium_than_they_prefer(told, prefers: Medium, medium: DraftMedium, act: str, severity: str) -> None:
    (found,) = told("medium", "Dear Dana,", medium=medium, act=act, to=preferring(prefers))
    assert (found.row, found.severity) == ("C10", severity)


@pytest.mark.parametrize(("prefers", "medium", "act"), RIGHT_WAYS)
def test_the_medium_that_they_prefer(told, prefers: Medium | None, medium: DraftMedium, act: str) -> None:
    assert told("medium", "Dear Dana,", medium=medium, act=act, to=preferring(prefers)) == []


GAPS = [
    "Your words about [?: a topic you spoke of with Dana] stay with me.",
    "[?: ]",
    "I have [?:a strength] and [?: another].",
    "Dear [Name],",
    "Dear [HIRING MANAGER],",
    "I enjoyed learning about [Company].",
    "Thank you for [insert topic].",
    "Dear {{ to.name }},",
    "{% if topics %}The ledger{% endif %}",
    "My number is ____________.",
    "TODO: say something about the pager.",
    "I look forward to joining <company>.",
]
LUECKEN = ["Sehr geehrte Frau [Nachname],", "Vielen Dank für [?: ein Thema].", "Die Stelle als [Position] reizt mich."]
FILLED = [
    "See [my notes](https://example.org/notes) on it.",
    "The list [1] of sources is below.",
    "- [ ] nothing of mine",
    "I read [[Larkspur cutover]] again.",
    "The array `x[0]` was the culprit.",
    "We wrote to-do lists for each other.",
    "A generic List<String> was at fault.",
    "You said that x < y and y > z.",
    "The set {1, 2} was enough.",
    "[sic] is what she wrote.",
    "Is that so? [Yes.]",
]


@pytest.mark.parametrize("text", GAPS)
def test_an_open_gap_is_an_error(told, text: str) -> None:
    assert {one.severity for one in told("gaps", text)} == {"error"}


@pytest.mark.parametrize("text", LUECKEN)
def test_an_open_gap_is_an_error_in_german(told, text: str) -> None:
    assert {one.severity for one in told("gaps", text, language="de")} == {"error"}


@pytest.mark.parametrize("text", FILLED)
def test_brackets_that_are_no_gaps(told, text: str) -> None:
    assert told("gaps", text) == []


def test_a_gap_says_what_it_wants_and_where(told) -> None:
    (found,) = told("gaps", "Dear Ms. Lee,\n\nThank you for [?: a topic].", subject="Thanks")
    assert (found.message, found.source.line, found.source.column) == ("still wants a topic", 14, 15)
    (found,) = told("gaps", "Dear Ms. Lee,", subject="Thanks for [?: what]")
    assert found.message == "still wants what"


STOP_SIGNS = (Promised("Send the list of stop signs from the Larkspur cutover"),)
KEPT = [
    "The list of stop signs is attached.",
    "You will have the stop signs by Friday.",
    "Here are the signs at which we would have stopped.",
    "I attach what we wrote down before the Larkspur cutover.",
    "As promised, the LIST of stop signs.",
    "Below you find the signs we agreed on.",
    "The cutover list follows tomorrow.",
    "I have put the list into a document: https://example.org/list",
    "The signs are on the second page.",
    "Our cutovers had such lists, and here is one.",
]
NOT_KEPT = [
    "Thank you for Tuesday.",
    "I enjoyed our talk about the ledger.",
    "Attached is an article on dual writes.",
    "I shall write again soon.",
    "It was a pleasure to meet Sam.",
    "The pager has been silent since.",
    "You asked good questions.",
    "I can start in January.",
    "Kafka is new to me, and I have begun.",
    "The view over the water was fine.",
]


@pytest.mark.parametrize("text", NOT_KEPT)
def test_a_promise_that_is_not_spoken_of(told, text: str) -> None:
    assert ("D4", "warning") in {(one.row, one.severity) for one in told("promises", text, promised=STOP_SIGNS)}


@pytest.mark.parametrize("text", KEPT)
def test_a_promise_that_is_spoken_of(told, text: str) -> None:
    assert "warning" not in {one.severity for one in told("promises", text, promised=STOP_SIGNS)}


def test_a_promise_that_was_kept_or_was_made_to_another_is_not_asked_for(told) -> None:
    text = "Thank you for Tuesday."
    assert told("promises", text, promised=(replace_done(STOP_SIGNS[0]),)) == []
    assert told("promises", text, promised=(Promised("Send Sam the flame graph"),)) == []
    assert told("promises", text, promised=(Promised("Send Dana the flame graph"),))


def replace_done(promise: Promised) -> Promised:
    return promise._replace(done=True)


def test_it_is_enough_that_one_of_the_panel_hears_of_it(told) -> None:
    other = Draft(
        Source("drafts/Sam.md", 1), "b", "thank-you", "email", "en", Ref("Sam Roe"), None, "", "The stop signs are attached."
    )
    assert told("promises", "Thank you for Tuesday.", promised=STOP_SIGNS, siblings=(other,)) == []
    (found,) = told("promises", "Thanks.", promised=STOP_SIGNS, siblings=(replace(other, text="Thanks."),), position=1)
    assert found.severity == "hint"


def test_something_attached_that_no_note_links(told) -> None:
    (found,) = told("promises", "The article is attached.")
    assert (found.severity, found.excerpt) == ("hint", "The article is attached.")
    listed = (Promised("Send the stop signs", file="files/stop-signs.pdf"),)
    assert told("promises", "The stop signs are attached.", promised=listed) == []


DEEDS = [
    "ask Otto whether he is a reference", "Call her about the yard", "let Dana know how it went",
    "Dana: get back about the start", "Ms. Lee get back to about the start",
]  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_a_promise_to_do_something_need_not_be_spoken_of(told, promised, deed: str) -> None:
    text = "Dear Dana,\n\nThank you for the talk about the ledger.\n\nBest,\nRobin"
    assert told("promises", text, promised=(promised(deed),)) == []
    assert told("promises", text, promised=(promised("Send the syllabus"),)) != []
    assert told("promises", text, promised=(promised("Send everyone the list of those to call"),)) != []
