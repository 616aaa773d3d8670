"""What a reader trips over; and row C8, how alike the drafts of one interview are."""

from __future__ import annotations

import pytest

from vaultcrm.model import Draft, Ref, Source

FRAME = "Dear Ms. Lee,\n\n{}\n\nKind regards,\nRobin Hale"
DOUBLED = [
    "Thank you for for Tuesday.",
    "I would like to to see it.",
    "the\nthe order ledger was moved.",
    "It is is what I said.",
    "With my my best wishes.",
    "You  asked me about it.",
    "The ledger,  which was moved.",
    "It was A a good day.",
    "And and so on.",
    "Sam said\tand  showed.",
]
NOT_DOUBLED = [
    "He said that that was the point.",
    "She had had enough.",
    "It was. Was it?",
    "Walk, walk, and look.",
    "No  ",
    "The two two-hour calls were one too many.",
    "They do do that.",
    "We met in 2020 2021 and 2022.",
    "About [?: a topic] about it.",
    "I learnt [?: what you learnt] from her.",
    "A line that ends with two spaces  \nand goes on.",
    "Bread and butter and jam.",
]
FRAMELESS = [
    "Thank you for Tuesday. I enjoyed it.",
    "Thank you for Tuesday.\n\nKind regards,\nRobin Hale",
    "Dear Ms. Lee,\n\nThank you for Tuesday.",
    "I enjoyed Tuesday.\n\nRobin",
    "Dear Ms. Lee, thank you for Tuesday.",
    "Tuesday was good.\n\nBest,\nRobin",
    "Dear Ms. Lee,\n\nThank you. We could go on.",
    "As promised, the article.\n\nBest wishes\nRobin Hale",
    "Dear Dana,\n\nIt was good to talk.\n\nI shall write again.",
    "Hello Ms. Lee,\n\nThe article is below.",
]
FRAMED = [
    "Dear Ms. Lee,\n\nThank you for Tuesday.\n\nKind regards,\nRobin Hale",
    "Hi Dana,\n\nThank you for Tuesday.\n\nBest,\nRobin",
    "Hello Dana, thank you for Tuesday.\n\nRobin",
    "Dear Ms. Lee:\n\nThank you for Tuesday.\n\nSincerely,\n\nRobin Hale\n+1 617 555 0100",
    "Dana,\n\nThank you for Tuesday.\n\nCheers,\nRobin",
    "Good morning, Ms. Lee,\n\nThank you for Tuesday.\n\nYours sincerely\nRobin Hale",
    "Dear Dana,\n\nThank you for Tuesday.\n\nWith warm thanks,\nRobin",
    "Dear Ms. Lee,\n\nThank you for Tuesday.\n\nThank you again,\nRobin Hale\nrobin.hale@example.com",
    "Acme\n300 Sleeper Lane\n\nDear Ms. Lee,\n\nThank you for Tuesday.\n\nYours truly,\nRobin Hale",
    "Dear Ms. Lee,\n\nThank you for Tuesday.\n\nAll the best\n\nRobin",
]
GERAHMT = [
    "Sehr geehrte Frau Vogel,\n\nvielen Dank für das Gespräch.\n\nMit freundlichen Grüßen\nRobin Hale",
    "Liebe Frau Vogel,\n\nvielen Dank.\n\nHerzliche Grüße\nRobin Hale",
    "Guten Tag Frau Vogel,\n\nvielen Dank.\n\nViele Grüße aus Boston\nRobin Hale",
    "Hallo Katrin,\n\ndanke dir.\n\nBeste Grüße\nRobin",
    "Sehr geehrte Frau Dr. Vogel,\n\nvielen Dank.\n\nMit besten Grüßen\nRobin Hale",
]
UNGERAHMT = ["Vielen Dank für das Gespräch.", "Sehr geehrte Frau Vogel,\n\nvielen Dank für das Gespräch am Dienstag."]


@pytest.mark.parametrize("text", DOUBLED)
def test_what_stands_twice_is_found(told, text: str) -> None:
    assert "warning" in {one.severity for one in told("form", FRAME.format(text))}


@pytest.mark.parametrize("text", NOT_DOUBLED)
def test_what_is_meant_to_stand_twice_passes(told, text: str) -> None:
    assert told("form", FRAME.format(text)) == []


def test_two_spaces_after_a_full_stop_are_a_habit(told) -> None:
    assert [one.severity for one in told("form", FRAME.format("Thank you.  It was good."))] == ["hint"]


@pytest.mark.parametrize("text", FRAMELESS)
def test_an_email_without_greeting_or_close_is_found(told, text: str) -> None:
    assert {one.severity for one in told("form", text)} == {"warning"}


@pytest.mark.parametrize("text", FRAMED)
def test_one_with_both_passes(told, text: str) -> None:
    assert told("form", text) == []


def test_german_ones(told) -> None:
    assert all(told("form", text, language="de") for text in UNGERAHMT)
    assert [found for text in GERAHMT for found in told("form", text, language="de")] == []


def test_each_medium_wants_its_own_frame(told) -> None:
    assert told("form", "I enjoyed our talk about ledgers.", medium="linkedin")[0].severity == "hint"
    assert told("form", "Hi Dana, I enjoyed our talk about ledgers.", medium="linkedin") == []
    assert told("form", "Dear Dana,\n\nthank you.\n\nRobin", medium="card") == []
    call = "Hello Ms. Lee, this is Robin Hale. Is now a good time to set up a second interview?"
    assert told("form", call, medium="phone", act="call-1") == []


def test_an_empty_text_is_an_error(told) -> None:
    assert [one.severity for one in told("form", " \n\n---\n\n- [ ] attach the list")] == ["error"]


def test_an_email_wants_a_subject(told) -> None:
    assert [one.message for one in told("form", FRAMED[0], subject="")] == ["an e-mail without a subject"]
    assert told("form", FRAMED[0], subject="", medium="letter") == []


# Row C8
LEDGER = "Your way of moving the order ledger without a day of downtime has stayed with me ever since."
PAGER = "I have carried a pager for six years, and I know what a silent night is worth."
STORES = "Which of two stores one believes is a question that I had never heard put so plainly."
WORK = "I would very much like to work with you and your colleagues on this in the coming year."
ALIKE = [
    (f"{LEDGER} {PAGER} {WORK}", f"{LEDGER} {PAGER} {WORK}"),
    (f"{LEDGER} {PAGER}", f"{STORES} {PAGER}"),
    (f"{LEDGER} {WORK}", f"{STORES} {WORK.replace('very much ', '')}"),
    (PAGER, PAGER.upper()),
    (PAGER, PAGER.replace("six", "seven")),
    (f"{PAGER} {WORK}", f"{WORK}\n\n{PAGER}"),
    (f"{LEDGER}", f"{LEDGER.replace('Your', 'The')} {STORES}"),
    (f"{PAGER}", f"{STORES} {LEDGER} {PAGER}"),
    (f"{LEDGER} {PAGER} {STORES}", f"{LEDGER} {PAGER} {WORK}"),
    (WORK.replace(" ", "\n", 3), WORK),
]
UNALIKE = [
    (LEDGER, STORES),
    (PAGER, WORK),
    (f"{LEDGER} {PAGER}", f"{STORES} {WORK}"),
    ("Thank you again.", "Thank you again."),
    (
        f"{PAGER}\n\nWith kind regards and thanks,\nRobin Hale\n+1 617",
        f"{WORK}\n\nWith kind regards and thanks,\nRobin Hale\n+1 617",
    ),
    ("Dear all,", "Dear all,"),
    (LEDGER, "Your way of asking about the ledger made me think of the first one that I ever moved."),
    (PAGER, "Six years of pagers have taught me to write alerts with an author and an end."),
    ("Kind regards,\nRobin Hale", "Kind regards,\nRobin Hale"),
    (STORES, "I had never heard anyone say so plainly that both stores may be wrong at once."),
    (WORK, "It would be a pleasure to see the second attempt through together with your team."),
]


def sibling(text: str) -> Draft:
    return Draft(Source("drafts/Sam.md", 1), "b", "thank-you", "email", "en", Ref("Sam Roe"), None, "Thank you", text)


@pytest.mark.parametrize(("own", "other"), ALIKE)
def test_two_alike_are_found_with_what_they_share(told, own: str, other: str) -> None:
    (found,) = told("likeness", own, earlier=(sibling(other),))
    assert (found.row, found.severity) == ("C8", "warning")
    assert "Sam Roe" in found.message
    assert found.excerpt


@pytest.mark.parametrize(("own", "other"), UNALIKE)
def test_two_of_their_own_pass(told, own: str, other: str) -> None:
    assert told("likeness", own, earlier=(sibling(other),)) == []


def test_one_shared_sentence_among_several_is_a_hint(told) -> None:
    (found,) = told(
        "likeness",
        f"{LEDGER} {PAGER} {STORES}",
        earlier=(sibling(f"{WORK} {PAGER} Kafka is new to me, and I have begun to read about it."),),
    )
    assert (found.severity, found.excerpt) == ("hint", PAGER)


def test_calls_are_not_laid_side_by_side(told) -> None:
    assert told("likeness", PAGER, earlier=(sibling(PAGER),), medium="phone", act="call-1") == []


@pytest.mark.parametrize("act", ["references", "tell", "thank-introducer"])
def test_those_who_were_not_there_have_nothing_to_compare(told, act: str) -> None:
    """C8: two references, or two companies that hear of an offer, may be told the same."""
    assert told("likeness", PAGER, earlier=(sibling(PAGER),), act=act) == []
