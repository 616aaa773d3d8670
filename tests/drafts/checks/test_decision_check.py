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
    "I remain very interested in the opportunity and would be grateful for any update on the timeline for next steps.",
    "Could you please let me know about the next steps in the process and the expected timeline for a decision?",
    "I am writing to check in on my application for the Engineer position at Acme.",
    "Could you share an update on the status of my application or the expected timeline for next steps?",
    "I would be glad to provide anything, and would appreciate any update on the timeline.",
    "I wanted to check if there are any updates on the position or if you need any information.",
    "I wanted to politely inquire about the next steps in the process and when I might expect to hear back.",
    "I wanted to check whether there are any updates regarding the next stage of the process.",
    "I would love to know if there are any updates on the timeline or next steps.",
    "I'm writing to check on the status of my application for the role.",
    "I remain interested and would appreciate any update you can share.",
    "I would appreciate any update on next steps.",
    "I wanted to check on the status of the hiring process.",
    "I have completed the interview. Can you update my application status?",
    "Just wondering if you'd had a chance to decide.",
    "Do you know yet who you will hire?",
    "Have you had time to make a decision on the role?",
    "Has there been any movement on the role?",
    "I was hoping you could tell me whether I got the job.",
    "Could you tell me if I am moving forward in the process?",
    "Will I be moving on to the next round?",
    "I'd be curious to hear where the team landed.",
    "Did you go with someone else?",
    "Has the role been filled?",
    "Has the position been filled yet?",
    "Is there anything new regarding the Staff Engineer position?",
    "When do you plan on making a decision?",
    "What's the latest on the role?",
    "Any idea when you'll be deciding?",
    "Could you give me a sense of when you'll make your decision?",
    "I am anxious to know the outcome of my interview.",
    "May I know the outcome of the interview?",
    "I'd like to know whether I was successful.",
    "Please advise on the status of my candidacy.",
    "I haven't heard back yet and was wondering if a decision had been reached.",
    "Are there any updates?",
    "Do you have an update for me?",
    "Might you have made up your mind by now?",
    "Have you all had a chance to discuss my candidacy?",
    "Can I ask how the decision is coming along?",
    "Did the committee reach a decision?",
    "Do you have a decision?",
    "Have you come any closer to deciding?",
    "Is it possible to get an update on my application?",
    "So, have we got a decision?",
]
GEFRAGT = [
    "Haben Sie sich für jemand anderen entschieden?",
    "Haben Sie sich schon für einen anderen entschieden?",
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
    "Ich würde mich freuen zu erfahren, ob Sie eine Vorauswahl getroffen haben und wann ich mit einer Antwort rechnen darf.",
    "Ich möchte mich kurz nach dem aktuellen Stand meiner Bewerbung erkundigen.",
    "Dies ist eine Statusanfrage zu meiner Bewerbung.",
    "Haben Sie schon etwas entschieden?",
    "Können Sie mir schon etwas sagen?",
    "Wissen Sie schon, wie es weitergeht?",
    "Ich wollte nachfragen, ob es schon eine Entscheidung gibt.",
    "Hat sich schon etwas ergeben?",
    "Konnten Sie sich inzwischen entscheiden?",
    "Wann kann ich mit Ihrer Entscheidung rechnen?",
    "Wie lange wird die Entscheidung noch dauern?",
    "Komme ich noch in Frage?",
    "Sind Sie schon zu einer Entscheidung gekommen?",
    "Wurde die Stelle schon besetzt?",
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
    "I look forward to the next steps.",
    "I look forward to hearing about the next steps.",
    "I wanted to follow up on my interview for the Staff Engineer position.",
    "I understand that these decisions take time, and I appreciate your consideration.",
    "I would be glad to provide anything further that would help with the decision.",
    "I look forward to hearing from you regarding the next steps.",
    "I look forward to hearing from you regarding your hiring decision.",
    "I would very much appreciate any feedback you could share about my interview.",
    "Please don't hesitate to reach out if you need any additional information.",
    "I was impressed by how you make decisions about what to build.",
    "If you have any updates to the diagram, I would love to see them.",
    "The update on your blog about the migration was great.",
    "I read the news about your new office.",
    "I'm happy to provide an update on my references.",
    "You mentioned that the position has been open since May.",
    "When can we talk about the ledger again?",
    "Have you found the missing page of the list?",
    "Did you pick the red one for the office?",
    "How is the migration going?",
    "How are things going with the new cluster?",
    "Where do you keep the stop signs?",
    "Do you have any news from the second data center?",
    "Is the café still open on Sundays?",
    "Are you still running the old cluster?",
    "I know you have many candidates to consider, and I appreciate your time.",
    "I've made up my mind: I would love to join.",
    "Your decision to publish the outage report impressed me.",
    "Whether or not you decide in my favor, I enjoyed our talk.",
    "I am following up as promised with the article.",
    "Whatever you decide, thank you.",
    "I decided on the train home that I would like this job.",
    "Let me know if you would like a sample of my work.",
    "Let me know when you are in Boston.",
    "When you have a moment, have a look at the article.",
    "Thank you for explaining the timeline of the migration.",
    "You asked what timeline I would propose for the move: six weeks.",
    "I am still very interested in the position and in your team.",
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
    "Fragen möchte ich, ob meine Unterlagen vollständig vorliegen.",
    "Ich freue mich auf die nächsten Schritte.",
    "Ich freue mich auf Ihre Rückmeldung.",
    "Wann immer Sie mögen, komme ich gern vorbei.",
    "Wie lange die Umstellung dauert, weiß niemand.",
    "Haben Sie den Aufsatz schon gelesen?",
    "Ihre Entscheidung für das Wochenende war richtig.",
    "Sobald Sie Zeit finden, schauen Sie hinein.",
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
