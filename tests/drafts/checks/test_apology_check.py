"""Row E5: no apology for what was said, no long explanation."""

from __future__ import annotations

import pytest

APOLOGIES = [
    "I am sorry that I was so vague about Kafka.",
    "I'm so sorry for what I said about your first attempt.",
    "I apologize for my answer to the last question.",
    "I’d like to apologise for being late with the example.",
    "My apologies for the confusion about the dates.",
    "Please forgive me for rambling.",
    "I hope you can excuse my nerves.",
    "Please\nexcuse the way I answered Sam.",
    "I regret that I called it rushed.",
    "I regret what I said about the migration.",
    "Sorry for talking so much.",
    "I FEEL TERRIBLE ABOUT my last answer.",
    "I was embarrassed by it all day.",
    "Thank you for Tuesday. Apologies for the technical trouble.",
    "I'm sorry if I seemed distracted.",
    "Sorry about the bad connection on my side.",
    "I owe you an apology for being late.",
    "Please accept my apologies for the delay.",
    "I want to apologize again for arriving late.",
    "I feel bad about how I answered.",
    "I sincerely regret my answer about teamwork.",
    "Pardon my rambling answer.",
    "Excuse me for going on so long.",
]
EXPLANATIONS = [
    "What I was trying to say was that the store decides.",
    "What I really meant was that neither store is believed.",
    "I should have said that the job has to be quiet first.",
    "I wish I had told you about the comparison job.",
    "I didn't mean to sound critical.",
    "Let me explain what happened in the whiteboard part.",
    "I would like to clarify my answer about Kafka.",
    "I was very nervous and had slept badly.",
    "The interview did not go as well as I had hoped.",
    "I know that I didn't do myself justice.",
    "My answer to the question about alerts was unclear.",
    "The reason I hesitated was the noise in the room.",
]
ENTSCHULDIGT = [
    "Es tut mir leid, dass ich so ausweichend war.",
    "Bitte entschuldigen Sie meine Bemerkung zum ersten Versuch.",
    "Ich möchte mich für meine Antwort entschuldigen.",
    "Verzeihen Sie, dass ich so viel geredet habe.",
    "Das ist mir sehr peinlich.",
    "Ich war an dem Tag leider sehr nervös.",
    "Was ich eigentlich sagen wollte, war etwas anderes.",
    "Ich hätte das ganz anders sagen sollen.",
]
PASSED = [
    "I was sorry to hear that you had been ill.",
    "I am sorry to hear about your cat.",
    "Sorry to have missed you on Tuesday.",
    "I am sorry for your loss.",
    "There is nothing to apologize for on your side.",
    "I don't regret a minute of it.",
    "You told me not to be sorry for asking.",
    "Thank you for the time you took, and for the tour.",
    "You explained the two stores so well that I drew them at home.",
    "I enjoyed how openly you spoke of the first attempt.",
    'You quoted the alert: "sorry for the noise", it said.',
    "Your explanation of the ledger has stayed with me.",
    "I hope you had a good weekend.",
    "I regret that we ran out of time for your third question.",
    "No need to apologize for the noise, I enjoyed the trains.",
    "I was sorry that the hour went by so fast.",
    "You have nothing to be sorry for.",
]
IN_ORDNUNG = [
    "Es tut mir leid zu hören, dass Sie krank waren.",
    "Vielen Dank für die Zeit, die Sie sich genommen haben.",
    "Sie haben die Umstellung sehr anschaulich erklärt.",
    "Dafür müssen Sie sich nicht entschuldigen.",
]


@pytest.mark.parametrize("text", [*APOLOGIES, *EXPLANATIONS])
def test_after_a_bad_interview_it_is_an_error(told, text: str) -> None:
    assert {(one.row, one.severity) for one in told("apology", text, act="appreciate", went="badly")} == {("E5", "error")}


@pytest.mark.parametrize("text", APOLOGIES)
def test_elsewhere_an_apology_is_a_warning(told, text: str) -> None:
    assert "warning" in {one.severity for one in told("apology", text)}


@pytest.mark.parametrize("text", EXPLANATIONS)
def test_elsewhere_an_explanation_is_a_hint(told, text: str) -> None:
    assert {one.severity for one in told("apology", text)} == {"hint"}


@pytest.mark.parametrize("text", EXPLANATIONS)
def test_a_call_that_puts_right_may_explain(told, text: str) -> None:
    assert told("apology", text, act="call-1", medium="phone") == []


@pytest.mark.parametrize("text", ENTSCHULDIGT)
def test_it_is_found_in_german(told, text: str) -> None:
    assert told("apology", text, language="de", went="badly")


@pytest.mark.parametrize("text", PASSED)
def test_sympathy_and_thanks_pass(told, text: str) -> None:
    assert told("apology", text, went="badly") == []


@pytest.mark.parametrize("text", IN_ORDNUNG)
def test_sympathy_and_thanks_pass_in_german(told, text: str) -> None:
    assert told("apology", text, language="de", went="badly") == []


def test_after_a_bad_interview_a_long_note_is_too_long(told) -> None:
    assert [one.severity for one in told("apology", "It was good to see the harbour. " * 30, went="badly")] == ["warning"]
    assert told("apology", "It was good to see the harbour. " * 15, went="badly") == []
