"""Row E4: a decline gives no reasons."""

from __future__ import annotations

import pytest

FOUND = [
    "I am withdrawing because the office is far away.",
    "The salary is below what I had in mind.",
    "Due to the commute, it would not work for me.",
    "I have accepted another offer.",
    "I have decided to stay with my present employer.",
    "The role is too junior for me.",
    "I am looking for a team that is fully remote.",
    "As I would prefer a smaller company, I must decline.",
    "It does not align with my goals.",
    "I was concerned about the number of people who had left.",
    "Given that the manager is not chosen yet, I would rather not go on.",
    "There are several reasons, the on-call rota among them.",
    "Since I need to be home by four, it is no match.",
    "The culture felt rather stiff to me.",
    "I need more flexibility than you can offer.",
    "The work would involve more travel than I can do.",
    "The commute would simply be too long for me.",
    "I was hoping for something more senior.",
    "I've decided to pursue another opportunity.",
    "I have chosen to accept a role elsewhere.",
    "I feel my skills would be better used elsewhere.",
    "The pay does not meet my expectations.",
    "I would prefer to work remotely.",
    "I don't think I would enjoy working on that product.",
    "My circumstances have changed.",
    "For family reasons I cannot move to Boston.",
    "I am afraid that the job is not challenging enough.",
    "The position isn't what I expected.",
    "I realised that I want to stay in research.",
    "I've accepted a position that's a closer fit to my current goals.",
    "Unfortunately the hours do not work for me.",
]
GENANNT = [
    "Ich ziehe meine Bewerbung zurück, weil der Arbeitsweg zu weit ist.",
    "Aufgrund des Gehalts kommt die Stelle nicht in Frage.",
    "Ich habe ein anderes Angebot angenommen.",
    "Da ich lieber in einem kleinen Team arbeite, sage ich ab.",
    "Die Stelle entspricht nicht meinen Vorstellungen.",
]
PASSED = [
    "After careful thought I have concluded that the position is probably not a good match for me.",
    "I have carefully considered everything that I learned in the interview.",
    "Thank you for your time and consideration.",
    "Thank you for the time that you took since our first call.",
    "I have come to the conclusion that this role is not the right fit for me.",
    "As we discussed, I took a few days to think about it.",
    "I wish you and the team every success in filling the position.",
    "I would therefore like to withdraw my application.",
    "It was a pleasure to meet you and Sam.",
    "I was glad to see how carefully you choose, and wish you the right person.",
    "I have thought it over with care and would like to step back from the process.",
    "Without going into reasons, I would like to withdraw.",
    "After careful consideration, I have decided to withdraw my application at this time.",
    "I appreciate the time that you and the team have invested in the process.",
    "I hope that we can stay in touch.",
    "I have a lot of respect for the team and the work happening at Acme, and I hope our paths cross again.",
    "Thank you for considering me for the position.",
    "It was not an easy decision.",
    "I do not believe that it is the right match.",
    "I believe that the role is not quite the right fit for me.",
    "I wish you success in your search for the right person.",
    "I am grateful for the care that you took with my questions.",
    "Thank you for your interest in my work.",
    "I'm writing to let you know that I would like to withdraw.",
]
NICHT_GENANNT = [
    "Nach reiflicher Überlegung bin ich zu dem Schluss gekommen, dass die Stelle wohl nicht zu mir passt.",
    "Vielen Dank für Ihre Zeit und das offene Gespräch.",
    "Ich ziehe daher meine Bewerbung zurück.",
]


@pytest.mark.parametrize("text", FOUND)
def test_a_reason_is_found(told, text: str) -> None:
    assert {(one.row, one.severity) for one in told("decline", text, act="decline")} == {("E4", "warning")}


@pytest.mark.parametrize("text", GENANNT)
def test_a_reason_is_found_in_german(told, text: str) -> None:
    assert told("decline", text, act="decline", language="de")


@pytest.mark.parametrize("text", PASSED)
def test_thanks_and_no_more_pass(told, text: str) -> None:
    assert told("decline", text, act="decline") == []


@pytest.mark.parametrize("text", NICHT_GENANNT)
def test_thanks_and_no_more_pass_in_german(told, text: str) -> None:
    assert told("decline", text, act="decline", language="de") == []


def test_only_declines_are_looked_at(told) -> None:
    assert told("decline", FOUND[0], act="thank-you") == []
