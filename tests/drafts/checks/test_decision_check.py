"""Row B8: whether they have decided is never asked, in whatever words."""

from __future__ import annotations

import pytest

FOUND = [
    "Have you made a decision yet?",
    "Have you decided?",
    "HAVE YOU ALREADY DECIDED?",
    "Have you come to a decision about the role?",
    "Has the team reached a decision on the Staff Engineer position?",
    "have you\nmade up\nyour mind",
    "Did you make a decision about the position yet?",
    "Has a decision been made?",
    "Have you already chosen a candidate?",
    "Have you filled the position?",
    "I was wondering whether you have decided.",
    "I wanted to ask if you’ve made a decision yet.",
    "I am curious whether the panel has already reached a decision about my application.",
    "May I ask if a decision has been made?",
    "Any news on the decision?",
    "Any updates?",
    "Any news yet?",
    "Do you have any news regarding my application?",
    "Is there any update on the hiring process?",
    "I would be glad of an update on the timeline.",
    "Could you give me an update on where things stand?",
    "Where do things stand?",
    "Where does my application stand at the moment?",
    "I would love to know where I stand.",
    "What is the status of my application?",
    "I am writing to inquire about the status of the Staff Engineer role.",
    "I’m just checking in on the status of the position.",
    "I am checking in on my application.",
    "When will I hear from you?",
    "When can I expect to hear back?",
    "When might I expect an answer?",
    "Could you let me know when you will decide?",
    "Do you know when you will make a decision?",
    "How soon will you decide?",
    "How long will it take until you reach a decision?",
    "What is your timeline?",
    "Please let me know if you have decided.",
    "Let me know as soon as a decision has been made.",
    "Please let me know your decision.",
    "Am I still being considered?",
    "I wonder whether I am still in the running.",
    "Did I get the job?",
    "Is the position still open?",
    "Are you still interested in me?",
    "How is the hiring process going?",
    "How is the search coming along?",
    "Are you any closer to a decision?",
    "Have you heard anything back from the committee about the role?",
    "I don't want to press you, but have you decided yet?",
    "I hope you don't mind my asking: have you decided?",
    "What did the team decide?",
]
GEFRAGT = [
    "Haben Sie sich schon entschieden?",
    "Haben Sie bereits eine Entscheidung getroffen?",
    "Ist schon eine Entscheidung gefallen?",
    "Ich wollte fragen, ob Sie sich inzwischen entschieden haben.",
    "Darf ich fragen, ob bereits eine Entscheidung gefallen ist?",
    "Gibt es schon Neuigkeiten?",
    "Gibt es etwas Neues zu meiner Bewerbung?",
    "Wie ist der Stand der Dinge?",
    "Ich möchte mich nach dem Stand meiner Bewerbung erkundigen.",
    "Wann darf ich mit einer Rückmeldung rechnen?",
    "Wann höre ich von Ihnen, wann kann ich mit einer Antwort rechnen?",
    "Wann werden Sie sich entscheiden?",
    "Bin ich noch im Rennen?",
    "Ist die Stelle noch frei?",
    "Wie sieht es mit meiner Bewerbung aus?",
]
PASSED = [
    "I am not asking whether you have decided.",
    "I'm not writing to ask for an update, or whether you have decided.",
    "There is no need to tell me whether you have decided; take the time you need.",
    "I look forward to hearing from you.",
    "I look forward to your decision, whenever it comes.",
    "Have you decided which of the two stores the report should read?",
    "How did you make the decision to move the ledger?",
    "The decision to stop the first attempt was a brave one.",
    "Is now a good time to set up a second interview?",
    "Have you read the article on dual writes?",
    "Any update to the ledger went to both stores.",
    "Did the team decide to keep the old cluster for a year?",
    "We tried it for a month without any news of an outage.",
    'My old manager used to ask "have you decided yet?" before I had sat down.',
    "> Have you made a decision yet?",
    "I have decided to learn Kafka, and began last night.",
    "When will you start the second attempt?",
    "Let me know if I can send you anything else.",
    "You asked when I could start: any time from January on.",
    "The status page that you showed me is a fine idea.",
    "I understand that you will decide by the end of the month; that suits me well.",
    "Please take all the time that you need for your decision.",
]
NICHT_GEFRAGT = [
    "Ich möchte nicht fragen, ob Sie sich schon entschieden haben.",
    "Ich freue mich darauf, von Ihnen zu hören.",
    "Haben Sie sich entschieden, welche Datenbank bleibt?",
    "Ihre Entscheidung, den ersten Versuch abzubrechen, hat mich beeindruckt.",
    "Gibt es zu der Umstellung der Lagerverwaltung einen Vortrag?",
    "Wann beginnt die Umstellung?",
    "Nehmen Sie sich für die Entscheidung alle Zeit, die Sie brauchen.",
    "Passt Ihnen ein zweites Gespräch in der nächsten Woche?",
    "Wie ist der Stand der Umstellung?",
    "Ich habe mich entschieden, den Kurs zu besuchen.",
]


@pytest.mark.parametrize("text", FOUND)
def test_a_question_about_the_decision_is_found(told, text: str) -> None:
    (first, *_) = told("decision", text, act="check-in")
    assert (first.row, first.severity) == ("B8", "error")
    assert first.excerpt.strip()


@pytest.mark.parametrize("text", GEFRAGT)
def test_it_is_found_in_german(told, text: str) -> None:
    assert told("decision", text, language="de", act="check-in")


@pytest.mark.parametrize("text", PASSED)
def test_what_only_looks_like_one_passes(told, text: str) -> None:
    assert told("decision", text, act="check-in") == []


@pytest.mark.parametrize("text", NICHT_GEFRAGT)
def test_what_only_looks_like_one_passes_in_german(told, text: str) -> None:
    assert told("decision", text, language="de", act="check-in") == []


def test_the_subject_is_read_too(told) -> None:
    (found,) = told("decision", "Dear Ms. Lee,\n\nThe article is below.", subject="Have you decided yet?")
    assert str(found.source) == "drafts/2026-11-18 Dana Lee thank-you.md"


def test_the_place_is_the_line_and_column_of_the_note(told) -> None:
    (found,) = told("decision", "Dear Ms. Lee,\n\nGood to talk. Have you decided?")
    assert (found.source.line, found.source.column) == (14, 15)


def test_what_stands_below_the_last_rule_is_not_sent(told) -> None:
    assert told("decision", "Dear Ms. Lee,\n\nThank you.\n\n---\n\n- [ ] Have you decided? Not to be asked.") == []


def test_an_application_may_ask_once_kindly(told) -> None:
    (found,) = told("decision", "I would like to ask about the status of my application.", act="application")
    assert found.severity == "hint"
