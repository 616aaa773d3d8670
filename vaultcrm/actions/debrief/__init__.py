"""``debrief``: what is asked right after an interview, and how each answer gets into the notes (rows B1, C1, C2, D1, D2, D3).

In come the vault and the interview, out come the questions that have no answer yet; an answer is written at once, so that one
can leave at any point and go on later.
"""

from .answering import lay_out_debrief, write_answers
from .asking import Question, first_questions, open_questions, questions
from .people import Met, add_person, one_met, people_of_interview

__all__ = [
    "Met",
    "Question",
    "add_person",
    "first_questions",
    "lay_out_debrief",
    "one_met",
    "open_questions",
    "people_of_interview",
    "questions",
    "write_answers",
]
