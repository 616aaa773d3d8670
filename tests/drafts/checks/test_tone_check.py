"""Row C15: keen, never desperate."""

from __future__ import annotations

import pytest

FOUND = [
    "I really need this job.",
    "Please, please give me a chance.",
    "I am desperate to find work.",
    "I beg you to consider me.",
    "I will do anything to join you.",
    "I'd be happy to take less than you offered, any salary at all. I will accept any salary.",
    "You will not regret it.",
    "I have been unemployed for eight months.",
    "My savings are running out, and so is my patience.",
    "This job means everything to me.",
    "I can’t afford to lose this opportunity.",
    "I need an answer by Friday.",
    "I expect your reply this week.",
    "Please answer as soon as possible.",
    "Please get back to me immediately.",
    "I still haven't heard anything from you.",
    "You have not replied to my last two messages.",
    "Why haven't you called?",
    "This is my third email.",
    "I have called several times.",
    "I am waiting impatiently for your answer.",
    "You owe me an answer.",
    "If I don't hear from you, I will assume the worst.",
    "What is taking so long?",
    "Thank you so much!!! It was great!!",
    "PLEASE consider me.",
    "I AM VERY VERY INTERESTED IN THIS ROLE",
    "I am writing to you again because I have not received a response.",
    "I really, really want this job.",
    "Please consider me for this position, I am begging you.",
    "It would mean the world to me to get this position.",
    "I hope and pray that you will choose me.",
    "I've been out of work for six months and my bills are piling up.",
    "I'm willing to start at a lower salary.",
    "I would take any position you have.",
    "You'd be making a big mistake if you didn't hire me.",
    "I just need one chance to prove myself.",
    "I must know by tomorrow.",
    "Kindly respond at your earliest convenience, this is urgent.",
    "Please reply ASAP.",
    "I've emailed you twice already without a reply.",
    "I left you three voicemails.",
    "I was disappointed not to hear from you.",
    "I've been checking my email every hour.",
    "I have been sitting by the phone.",
    "I don't understand why I haven't heard back.",
    "Why have you not replied to me?",
    "I have sent you three mails and heard nothing.",
    "I'm getting really worried.",
    "I'm still waiting to hear from you.",
    "I can't stop thinking about this job.",
    "Please, I need this.",
    "I know I'm not the best candidate, but please give me a try.",
    "I'd do whatever it takes.",
]
GEFUNDEN = [
    "Ich brauche diese Stelle wirklich.",
    "Bitte geben Sie mir eine Chance.",
    "Ich bin verzweifelt auf der Suche.",
    "Sie werden es nicht bereuen.",
    "Ich benötige bis Freitag eine Antwort.",
    "Bitte antworten Sie schnellstmöglich.",
    "Ich habe noch immer nichts von Ihnen gehört.",
    "Warum melden Sie sich nicht?",
    "Ich warte seit zwei Wochen.",
    "Das ist meine dritte E-Mail.",
]
PASSED = [
    "I would very much like to work with you.",
    "I am keen to see how the second attempt goes.",
    "I need no list of my own for that: yours is better.",
    "Take whatever time you need; there is no hurry.",
    "I learned what the batch job needs in order to finish by six.",
    "You gave me a chance to look behind the counter, and I enjoyed it.",
    "We had to answer every page within a minute.",
    "I can wait, and I can also start in January.",
    "What a splendid view! Thank you for showing it to me.",
    "I have written three times about queues, and this is the best of them.",
    "I expect to learn most from Sam in the first month.",
    "I am not desperate for a title; the work is what I like.",
    'The alert said "I NEED AN ANSWER NOW", and nobody knew whose it was.',
    "The API, the CLI and the SDK share one schema.",
    "It was good of you to reply so quickly.",
    "I have never heard it explained so well.",
    "I hope to hear from you when the time is right.",
    "I would welcome the chance to speak again.",
    "Please let me know if you need anything else.",
    "I'm excited about the possibility of joining your team.",
    "Please don't hesitate to reach out.",
    "I would be thrilled to work with you.",
    "It was great to hear that you are growing.",
    "I look forward to your reply.",
    "The team needs somebody who answers pages immediately; I have done so for years.",
    "We reply to customers within a day, which I like.",
    "I had to get the answer from the log.",
    "I learned that you need a Kafka expert.",
    "I would love the opportunity to contribute.",
    "I have heard from Sam since.",
    "Thanks again! I enjoyed it!",
    "I really enjoyed our conversation.",
    "We could not wait for the vendor, so we wrote it ourselves.",
    "I urgently recommend the book, in jest.",
    "You asked me to send my references; here they are.",
    "I'm truly grateful for your time.",
]
IN_ORDNUNG = [
    "Ich würde sehr gern mit Ihnen arbeiten.",
    "Nehmen Sie sich die Zeit, die Sie brauchen.",
    "Über eine Antwort freue ich mich.",
    "Sie haben mir schnell geantwortet, vielen Dank dafür.",
]


@pytest.mark.parametrize("text", FOUND)
def test_pleading_and_pressing_are_found(told, text: str) -> None:
    assert {(one.row, one.severity) for one in told("tone", text)} == {("C15", "warning")}


@pytest.mark.parametrize("text", GEFUNDEN)
def test_they_are_found_in_german(told, text: str) -> None:
    assert told("tone", text, language="de")


@pytest.mark.parametrize("text", PASSED)
def test_being_keen_passes(told, text: str) -> None:
    assert told("tone", text) == []


@pytest.mark.parametrize("text", IN_ORDNUNG)
def test_being_keen_passes_in_german(told, text: str) -> None:
    assert told("tone", text, language="de") == []


@pytest.mark.parametrize(
    "text",
    [
        "Have you decided? And if not, when will you decide?",
        "Is now a good time to set up a second interview? When can we schedule a second interview?",
        "Any news on the role? I wonder where things stand.",
    ],
)
def test_a_second_question_about_the_decision_is_one_too_many(told, text: str) -> None:
    assert "more than once" in told("tone", text, act="call-1", medium="phone")[0].message


@pytest.mark.parametrize(
    "text",
    [
        "I really want to work with you. Is now a good time to set up a second interview?",
        "Is now a good time to set up a second interview?\n\n## Voicemail\n\nI would like to set up a second interview.",
        "You asked about the ledger, and about Kafka. Do you know the article? Shall I send it?",
    ],
)
def test_asking_once_for_the_second_interview_passes(told, text: str) -> None:
    assert told("tone", text, act="call-1", medium="phone") == []
