"""``vaultcrm debrief``: the questions right after an interview; each answer is written as it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from vaultcrm.errors import ChangedMeanwhile, EditRefused, SeveralFit, WrongUsage

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json
from .write_asking import at_terminal, names_in, not_meant, typed, typed_line
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.actions.debrief import Question
    from vaultcrm.model import Interview
    from vaultcrm.vault import NoteVault

Given: TypeAlias = Mapping[str, "str | tuple[str, ...]"]
_EXAMPLES = ("vaultcrm debrief", "vaultcrm debrief acme --went-well 'The cutover' --prefers Dana=email --verdict keen")
_WITHOUT_NAME = frozenset({"went_well", "wish_unsaid", "wish_said", "requirement", "answer_by", "promised", "verdict", "went"})
# What may be pasted in several lines, which stay lines, or part names.
_IN_LINES = frozenset({"went_well", "wish_unsaid", "wish_said", "requirement", "address", "others"})
# Where - is an answer; of a person's details it leaves the question, for what is not known is not written.
_CAN_BE_NOTHING = frozenset({"topics", "went_well", "wish_unsaid", "wish_said", "requirement", "answer_by", "promised"})


@click.command(epilog=example(*_EXAMPLES))
@click.argument("interview", required=False, shell_complete=completing.interviews)
@click.option("--topics", multiple=True, metavar="[NAME=]TEXT", help="What was spoken of; of several people, with whom.")
@click.option("--went-well", metavar="TEXT", help="What went well.")
@click.option("--wish-unsaid", metavar="TEXT", help="What I said and wish I had not.")
@click.option("--wish-said", metavar="TEXT", help="What I did not say and wish I had.")
@click.option("--requirement", metavar="TEXT", help="A requirement I did not meet; - for none.")
@click.option("--answer-by", metavar="TEXT", help="The next step, and by when they answer.")
@click.option("--promised", multiple=True, metavar="TEXT", help="What I promised: 'send Dana the list by fri'.")
@click.option("--verdict", metavar="WORD", help="keen, unsure or not-a-fit.")
@click.option("--went", metavar="WORD", help="well or badly.")
@click.option("--email", multiple=True, metavar="NAME=ADDRESS", help="Somebody's address.")
@click.option("--prefers", multiple=True, metavar="NAME=MEDIUM", help="How somebody likes to be reached.")
@click.option("--linkedin", "linkedin_ok", multiple=True, metavar="NAME[=no]", help="Who agreed to connect on LinkedIn.")
@click.option("--with", "others", multiple=True, metavar="NAME", shell_complete=completing.people, help="Who else was there.")
@click.option("--editor", is_flag=True, help="Lay out the headings and open the note in your editor.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts: what is open, what is planned.")
@pass_context
def debrief(
    context: Context,
    /,
    interview: str | None,
    others: tuple[str, ...],
    editor: bool,
    as_json: bool,
    **said: str | tuple[str, ...],
) -> None:
    """Write an interview down, while you remember it.

    Each answer is written as it is given. Enter leaves a question for later, - says that there is nothing; leave with Ctrl-C
    and go on when you like. INTERVIEW is a note, a company, or somebody you met (the last one).
    """
    from vaultcrm.actions.interviews import past_interview

    session = Session(context, past_interview(context.vault, interview, context.today).source.path)
    given = {about: value for about, value in said.items() if value}
    try:
        if given or others:
            _write_given(session, given, others)
        if editor:
            _edit(session)
        elif not (given or others or as_json):
            _ask_all(session)
    finally:
        if session.touched:
            commit(context, session.touched, f"Debrief {Path(session.path).stem}")
    _show_planned(context.fresh(), session.path, as_json)


@dataclass(frozen=True, slots=True)
class Session:
    """One debrief: the path of the interview's note, and the notes that were written so far."""

    context: Context
    path: str
    touched: set[str] = field(default_factory=set)

    def read(self) -> tuple[NoteVault, Interview]:
        """The vault as it is now, and the interview in it. Raises ``ChangedMeanwhile`` where none can be read there."""
        vault = self.context.fresh().vault
        found = next((one for one in vault.interviews if one.source.path == self.path), None)
        if found is None:
            raise ChangedMeanwhile(f"{self.path} is no interview any more that can be read", "vaultcrm doctor tells why.")
        return vault, found

    def write(self, vault: NoteVault, interview: Interview, answers: Iterable[tuple[Question, str]]) -> None:
        """Write answers, all or none."""
        from vaultcrm.actions.debrief import write_answers

        self.touched.update(one.path for one in write_answers(vault, interview, answers, self.context.today))

    def add(self, name: str) -> None:
        """Somebody else who was there."""
        from vaultcrm.actions.debrief import add_person

        self.touched.update(one.path for one in add_person(*self.read(), name))


def _edit(session: Session) -> None:
    """Lay out the headings and wait until the editor is left; without one, nothing is laid out."""
    from vaultcrm.actions.debrief import lay_out_debrief

    from .editor import edit, editor

    editor()
    note = session.context.root / session.path
    before = note.read_bytes()
    lay_out_debrief(*session.read())
    edit(note)
    session.read()
    if note.read_bytes() != before:
        session.touched.add(session.path)


def _write_given(session: Session, given: Given, others: Iterable[str]) -> None:
    """What the flags say: people first, for the rest may be about them; then everything together."""
    for name in others:
        session.add(name)
    vault, interview = session.read()
    session.write(vault, interview, [one for about, value in given.items() for one in _given(vault, interview, about, value)])


def _given(vault: NoteVault, interview: Interview, about: str, value: str | tuple[str, ...]) -> Iterator[tuple[Question, str]]:
    from vaultcrm.actions.debrief import Question, one_met, people_of_interview

    for said in (value,) if isinstance(value, str) else value:
        name, mark, text = said.partition("=")
        if about in _WITHOUT_NAME:
            yield Question(about, ""), said
        elif mark or about == "linkedin_ok":
            yield Question(about, "", one_met(vault, interview, name)), text if mark else "yes"
        elif about == "topics":
            people = people_of_interview(vault, interview)
            yield Question(about, "", people[0] if len(people) == 1 else None), said
        else:
            raise WrongUsage(f"--{about} {said}: whose is it?", f"Write it as --{about} 'Dana={said}'.")


def _ask_all(session: Session) -> None:
    """Ask at the terminal until nothing is open, or somebody leaves."""
    from vaultcrm.actions.debrief import first_questions, open_questions, questions

    if not at_terminal():
        if waiting := [_about(one) for one in open_questions(*session.read())]:
            listed = "\n".join((*waiting, "--help shows the flags."))
            raise WrongUsage("there is no terminal to ask at, and this has no answer yet:", listed)
        return
    say(f"{session.path}\nEnter leaves a question for later, - says that there is nothing, Ctrl-C leaves.")
    try:
        for phase in (first_questions, questions):
            _ask_phase(session, phase)
    except click.Abort:
        say("\nWhat you said is written; the same command goes on.")


def _about(question: Question) -> str:
    """A question by itself: with whom it is about, where its words do not say so."""
    met = question.met
    return f"  {met.name}: {question.words}" if met and met.name not in question.words else f"  {question.words}"


def _ask_phase(session: Session, phase: Callable[[NoteVault, Interview], Iterator[Question]]) -> None:
    vault, interview = session.read()
    about = None
    for question in phase(vault, interview):
        if question.met and question.met.name != about:
            about = question.met.name
            click.secho(about, bold=True, err=True)
        said = _ask(session, vault, interview, question)
        while question.many and said not in ("", "-"):
            said = _ask(session, vault, interview, question, more=True)


def _ask(session: Session, vault: NoteVault, interview: Interview, question: Question, more: bool = False) -> str:
    """Ask until the answer can be meant, and write it; where there is ``more`` already, nothing is no answer."""
    if question.hint:
        say(f"  look twice: {question.hint}")
    while said := _prompt(question, more):
        try:
            _write(session, vault, interview, question, said)
        except (WrongUsage, SeveralFit, EditRefused) as wrong:
            not_meant(wrong)
        else:
            return said
    return ""


def _prompt(question: Question, more: bool) -> str:
    words = f"{question.words} [{question.default}]" if question.default else question.words
    said = (typed if question.about in _IN_LINES else typed_line)(f"  {words}", question.default)
    return "" if said == "-" and (more or question.about not in _CAN_BE_NOTHING) else said


def _write(session: Session, vault: NoteVault, interview: Interview, question: Question, said: str) -> None:
    if question.about != "others":
        session.write(vault, interview, [(question, said)])
        return
    for name in names_in(said):
        session.add(name)


def _show_planned(context: Context, path: str, as_json: bool) -> None:
    """What is open still, and what is planned now for the case."""
    from vaultcrm.actions.debrief import open_questions
    from vaultcrm.actions.interviews import planned_for
    from vaultcrm.views.data import touchpoint_data
    from vaultcrm.views.rows import rows
    from vaultcrm.views.spans import Span, line

    vault, interview = Session(context, path).read()
    planned = planned_for(vault, context.plan, interview)
    waiting = open_questions(vault, interview)
    if as_json:
        asked = [{"about": one.about, "person": one.met.name if one.met else None, "question": one.words} for one in waiting]
        show_json({"path": path, "open": asked, "touchpoints": [touchpoint_data(one) for one in planned]})
        return
    if planned:
        show((line(Span("Planned now", "heading")), *rows(planned, context.today)))
    else:
        say("Nothing is planned for it.")
