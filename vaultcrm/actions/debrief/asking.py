"""The questions of a debrief that have no answer in the notes yet, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultcrm.model import Interview
from vaultcrm.notes.links import names_in
from vaultcrm.notes.sections import says_something

from ..people import near_names
from .people import Met, people_of_interview

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

# About a person: the key in their note, and what is asked.
PERSONAL: Mapping[str, str] = {
    "title": "Title",
    "email": "E-mail",
    "phone": "Phone",
    "address": "Postal address (; between its lines)",
    "linkedin_ok": "May I connect on LinkedIn (yes, no)",
    "prefers": "Likes to be reached by (email, post, phone, linkedin)",
}
# About the conversation.
ASKED: Mapping[str, str] = {
    "went_well": "What went well",
    "wish_unsaid": "What I said and wish I had not",
    "wish_said": "What I did not say and wish I had",
    "requirement": "A requirement I did not meet",
    "answer_by": "The next step, and by when they answer",
    "promised": "What I promised (send Dana Lee the list by fri)",
    "verdict": "Do I want it (keen, unsure, not-a-fit)",
    "went": "How it went (well, badly)",
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something that has no answer yet: ``about`` is its key, ``met`` whom it is about; ``many`` answers may be given.

    ``default`` is what an empty answer means, ``hint`` what is to be known before.
    """

    about: str
    words: str
    met: Met | None = None
    default: str = ""
    many: bool = False
    hint: str = ""


def first_questions(vault: NoteVault, interview: Interview) -> Iterator[Question]:
    """Who was there, and how they write their names: asked first, for the answers make notes.

    The name of somebody whom a note says to have ``met`` is known.
    """
    people = people_of_interview(vault, interview)
    for met in people:
        if met.contact is None or met.contact.met is None:
            near = () if met.contact else near_names(met.name, vault.contacts)
            yield Question("name", "Name, as they write it", met, met.name, hint="; ".join(near))
    if not interview.debrief.begun:
        who = "Who else was there" if people else "Who was there"
        yield Question("others", f"{who} (names, comma between)", many=not people)


def questions(vault: NoteVault, interview: Interview) -> Iterator[Question]:
    """All others: the details of each person, the topics, the four questions of B1, what comes next, promises, a verdict."""
    people = people_of_interview(vault, interview)
    for met in people:
        yield from _about_person(met)
    yield from _about_topics(interview, people)
    debrief = interview.debrief
    known: Mapping[str, object] = {
        "went_well": debrief.went_well,
        "wish_unsaid": debrief.wish_unsaid,
        "wish_said": debrief.wish_said,
        "requirement": debrief.requirement,
        "answer_by": interview.answer_said or interview.answer_by,
        "promised": debrief.promised,
        "verdict": interview.verdict,
        "went": interview.went,
    }
    yield from (Question(about, words, many=about == "promised") for about, words in ASKED.items() if not known[about])


def open_questions(vault: NoteVault, interview: Interview) -> tuple[Question, ...]:
    """Everything that has no answer, but for who else was there."""
    first = (question for question in first_questions(vault, interview) if question.met)
    return (*first, *questions(vault, interview))


def _about_person(met: Met) -> Iterator[Question]:
    for about, words in PERSONAL.items():
        if met.contact and getattr(met.contact, about) in (None, ()):
            yield Question(about, words, met)


def _about_topics(interview: Interview, people: Sequence[Met]) -> Iterator[Question]:
    """One for each person of whom no topic says anything; none where the topics name nobody."""
    lines = [line for line in interview.debrief.topics.splitlines() if says_something(line)]
    raised = [met for met in people if any(names_in(line) & met.called for line in lines)]
    if lines and not raised:
        return
    yield from (Question("topics", f"Topics with {met.name}", met) for met in people if met not in raised)
    if not people:
        yield Question("topics", "Topics")
