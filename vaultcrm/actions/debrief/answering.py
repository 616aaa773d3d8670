"""An answer of the debrief, written where it belongs: into the person's note or the interview's, by guarded edits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import WrongUsage
from vaultcrm.model import Interview, LogLine, Source
from vaultcrm.notes.edit import DEBRIEF, Written, append_log_line, fill_section, lay_out, note_topic, set_key

from ..edits import Edit, Wrote, write_edits, written
from ..people import odd_address, split_address
from ..stage import words_for
from .asking import Question
from .people import Met, link_of, naming_edit, people_of_interview
from .words import choice, day_said, flag, promise

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_HEADING = re.compile(r"^#(?=#*(?:\s|$))", re.MULTILINE)  # said, it is no heading
NOTHING, NOTHING_SAID = "None.", "nothing was said"
SECTIONS: Mapping[str, str] = dict(
    zip(("went_well", "wish_unsaid", "wish_said", "requirement", "promised"), DEBRIEF[1:], strict=True)
)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "verdict": ("keen", "unsure", "not-a-fit"),
    "went": ("well", "badly"),
    "prefers": ("email", "post", "phone", "linkedin"),
}


def write_answers(
    vault: NoteVault, interview: Interview, answers: Iterable[tuple[Question, str]], today: date
) -> tuple[Wrote, ...]:
    """Write answers where they belong, all or none; ``-`` says that there is nothing.

    Raises ``WrongUsage`` where one cannot be meant.
    """
    return write_edits(vault, [_edit(vault, interview, question, said.strip(), today) for question, said in answers])


def lay_out_debrief(vault: NoteVault, interview: Interview) -> tuple[Wrote, ...]:
    """Give the note the headings of the debrief that it lacks, to be filled in an editor."""
    return write_edits(vault, [Edit(interview.source.path, lambda text: written(text, lay_out(text)))])


def _edit(vault: NoteVault, interview: Interview, question: Question, said: str, today: date) -> Edit:
    about, met = question.about, question.met
    if about == "name" and met:
        return naming_edit(vault, interview, met, said)
    if about == "topics":
        return _topics(vault, interview, met, said)
    if met:
        return _detail(vault, met, about, said)
    if about in SECTIONS:
        return _section(interview, SECTIONS[about], _entry(vault, interview, about, said, today))
    if about == "answer_by":
        return _answer_by(vault, interview, said)
    return _fact(vault, interview, about, said, today)


def _topics(vault: NoteVault, interview: Interview, met: Met | None, said: str) -> Edit:
    names, link = (met.called, link_of(vault, met)) if met else (frozenset(), "")
    text = NOTHING if said == "-" else said
    return Edit(interview.source.path, lambda before: written(before, note_topic(before, names, link, text)))


def _entry(vault: NoteVault, interview: Interview, about: str, said: str, today: date) -> str:
    """What is to stand under a heading: the answer, or the task that a promise is."""
    if said == "-":
        return NOTHING
    if about != "promised":
        return _HEADING.sub(r"\\#", said)
    return promise(said, today, list(_names(vault, people_of_interview(vault, interview))))


def _names(vault: NoteVault, people: Sequence[Met]) -> Iterator[tuple[str, str]]:
    """What the people may be called, each with their link: by the whole name; by its first word where only one has that."""
    first = Counter(met.name.partition(" ")[0] for met in people)
    yield from ((name, link_of(vault, met)) for met in people if first[name := met.name.partition(" ")[0]] == 1)
    yield from ((met.name, link_of(vault, met)) for met in people)


def _section(interview: Interview, title: str, content: str) -> Edit:
    return Edit(interview.source.path, lambda text: written(text, fill_section(text, title, content)))


def _detail(vault: NoteVault, met: Met, about: str, said: str) -> Edit:
    if met.contact is None:
        raise WrongUsage(f"there is no note of {met.name} yet", f"vaultcrm new contact {met.name!r}")
    also = words_for(vault.settings, "contact", about)
    return Edit(met.contact.source.path, partial(_with_key, key=about, value=_value(about, said), also=also))


def _value(about: str, said: str) -> str | bool:
    """A detail as it stands in front matter."""
    readers: Mapping[str, Callable[[str], str | bool]] = {"linkedin_ok": flag, "email": _address, "address": _lines}
    if about in CHOICES:
        return choice(said, CHOICES[about])
    return readers[about](said) if about in readers else said


def _address(said: str) -> str:
    email = split_address(said)[1] or said
    if doubts := odd_address(email):
        raise WrongUsage("; ".join(doubts))
    return email


def _lines(said: str) -> str:
    return "\n".join(part.strip() for part in re.split(r"[;\n]", said) if part.strip())


def _answer_by(vault: NoteVault, interview: Interview, said: str) -> Edit:
    """The day as a date, so that it stays when the words grow old, and the words beside it (D1)."""
    words = partial(words_for, vault.settings, "interview")
    day = None if said == "-" else day_said(said, interview.start.date()).isoformat()

    def change(text: str) -> Written:
        new = set_key(text, "answer_by", day, words("answer_by")) if day else text
        return written(text, set_key(new, "answer_said", said if day else NOTHING_SAID, words("answer_said")))

    return Edit(interview.source.path, change)


def _fact(vault: NoteVault, interview: Interview, about: str, said: str, today: date) -> Edit:
    """Verdict, or how it went: the key; a log line too where it is said on a later day, for that day counts."""
    word, path = choice(said, CHOICES[about]), interview.source.path
    also = words_for(vault.settings, "interview", about)
    line = LogLine(Source(path), today, about, fact=word)

    def change(text: str) -> Written:
        new = set_key(text, about, word, also)
        return append_log_line(new, line, vault.settings) if today > interview.end.date() else written(text, new)

    return Edit(path, change)


def _with_key(text: str, key: str, value: str | bool, also: Sequence[str]) -> Written:
    return written(text, set_key(text, key, value, also))
