"""``vaultcrm new contact``, ``new interview``, ``new job``: from arguments, or asked for at a terminal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import WrongUsage

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import put, say, show_json
from .write_asking import ask, at_terminal, names_in, not_meant, typed
from .write_commit import commit
from .write_pasted import card_in, follow_invitation, from_invitation, invitation_in, show_card

if TYPE_CHECKING:
    from datetime import date

    from vaultcrm.actions.new import Draft

_ASKED = {
    "kind": "Kind (informational, screen, technical, panel, onsite, final, ...)",
    "company": "Company (Enter: the job's)",
    "job": "Job (its title; Enter for none)",
    "place": "Place (the address, or the meeting's link)",
}
_json = click.option("--json", "as_json", is_flag=True, help="Print path and id as JSON.")


@click.group("new", epilog=example("vaultcrm new contact 'Dana Lee' --company Acme"))
def new() -> None:
    """Make a contact, an interview or a job from its template."""


@new.command(epilog=example("vaultcrm new contact 'Dana Lee' --company Acme --introduced-by 'Sam Roe'"))
@click.argument("name", required=False)
@click.option("--email", default="", metavar="ADDRESS", help="The address to use.")
@click.option("--phone", default="", metavar="NUMBER", help="The number to use.")
@click.option("--title", default="", metavar="TEXT", help="What they are.")
@click.option("--company", default="", metavar="NAME", help="Where.")
@click.option("--address", default="", metavar="TEXT", help="The postal address, as on the envelope.")
@click.option("--linkedin", default="", metavar="URL", help="The profile.")
@click.option("--introduced-by", default="", metavar="NAME", shell_complete=completing.people, help="Who led to them.")
@click.option("--met", metavar="DATE", help="When you met.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A group they belong to; may be given several times.")
@click.option("--second", is_flag=True, help="Somebody else is called the same.")
@click.option(
    "--from-file",
    "source",
    metavar="FILE",
    shell_complete=completing.files,
    help="A vCard, or the lines under an e-mail; - for what is pasted.",
)
@_json
@pass_context
def contact(
    context: Context, /, name: str | None, source: str | None, met: str | None, tags: tuple[str, ...], second: bool,
    as_json: bool, **said: str,
) -> None:  # fmt: skip
    """A person's note.

    NAME may be pasted from an e-mail: "Dana Lee <dana@example.com>". What is given beside --from-file goes before what the file
    says.
    """
    from vaultcrm.actions.new import ContactFacts, contact_draft

    vault = context.vault
    name = _from_card(source, name, said) if source else name
    name, asked = ask("Name", name), not name
    if asked:
        said |= {key: said[key] or ask(label, None, "") for key, label in (("email", "E-mail"), ("company", "Company"))}
    facts = ContactFacts(name, met=_day(context, met), tags=tags, **said)
    _make(context, contact_draft(vault, facts, second), as_json)


@new.command(epilog=example("vaultcrm new interview --with 'Dana Lee' --with 'Sam Roe' --start 'tue 14:00' --company Acme"))
@click.option(
    "--with",
    "people",
    multiple=True,
    metavar="NAME",
    shell_complete=completing.people,
    help="An interviewer; may be given several times, in order.",
)
@click.option("--start", metavar="'DATE HH:MM'", help="When it begins, there.")
@click.option("--duration", default="", metavar="TIME", help="How long, as 45 minutes (1 hour).")
@click.option("--kind", default="", metavar="KIND", help="informational, screen, technical, panel, onsite, final, ...")
@click.option(
    "--job", default="", metavar="NAME", shell_complete=completing.jobs, help="The job it is for; made where it is new."
)
@click.option("--company", default="", metavar="NAME", help="Where; from the job if not given.")
@click.option("--place", default="", metavar="TEXT", help="The address, or the meeting's link.")
@click.option("--timezone", default="", metavar="ZONE", help="Where the time is meant (yours).")
@click.option(
    "--playbook",
    "playbooks",
    multiple=True,
    metavar="NAME",
    shell_complete=completing.systems,
    help="A system to run (else as the settings say).",
)
@click.option(
    "--from-invite",
    "source",
    metavar="FILE",
    shell_complete=completing.files,
    help="The .ics of an invitation; again, when it has changed.",
)
@_json
@pass_context
def interview(
    context: Context, /, people: tuple[str, ...], source: str | None, start: str | None, playbooks: tuple[str, ...],
    as_json: bool, **said: str,
) -> None:  # fmt: skip
    """The note of a conversation, with the headings of the debrief.

    People and the job are linked where they are known, and made where they are new. An invitation that comes a second time
    moves the interview that it made.
    """
    from vaultcrm.actions.new import InterviewFacts, interview_draft

    vault = context.vault
    if source:
        known = invitation_in(source)
        if follow_invitation(context, known, as_json):
            return
        start, people, more = from_invitation(context, known, start, people)
        said |= more | {key: value for key, value in said.items() if value}
    asked = at_terminal() and (not start or bool(source))
    begin = _begin(context, start)
    if asked:
        people = people or names_in(typed("With (names, comma between)", ""))
        said |= {key: said[key] or ask(label, None, "") for key, label in _ASKED.items()}
    if not people and not said["company"] and not said["job"]:
        raise WrongUsage("nothing says with whom it is", "--with NAME, --company NAME or --job NAME")
    _check(context, said, playbooks)
    facts = InterviewFacts(begin, people, playbooks=playbooks, **said)
    _make(context, interview_draft(vault, facts, context.today), as_json)
    if not as_json:
        say(f"{begin:%a %Y-%m-%d %H:%M}. Before it: vaultcrm prep. Right after: vaultcrm debrief.")


@new.command(epilog=example("vaultcrm new job 'Staff Engineer' --company Acme --applied today"))
@click.argument("title", required=False)
@click.option("--company", default="", metavar="NAME", help="Where.")
@click.option(
    "--stage",
    default="",
    metavar="STAGE",
    shell_complete=completing.stages,
    help="lead, applied, interviewing ... (lead; applied with --applied).",
)
@click.option("--applied", metavar="DATE", help="When you applied.")
@click.option("--url", default="", metavar="URL", help="The advertisement.")
@click.option("--contact", default="", metavar="NAME", shell_complete=completing.people, help="Whom to write to.")
@click.option("--hiring-manager", default="", metavar="NAME", shell_complete=completing.people, help="Who decides.")
@click.option("--hr", default="", metavar="NAME", shell_complete=completing.people, help="Who runs the process.")
@click.option("--referred-by", default="", metavar="NAME", shell_complete=completing.people, help="Who led to it.")
@_json
@pass_context
def job(context: Context, /, title: str | None, applied: str | None, as_json: bool, **said: str) -> None:
    """The note of an opening."""
    from vaultcrm.actions.new import JobFacts, job_draft

    vault = context.vault
    title = ask("Title", title)
    said["company"] = ask("Company", said["company"] or None, flag="--company")
    facts = JobFacts(title, applied=_day(context, applied), **said)
    _make(context, job_draft(vault, facts, context.today), as_json)


def _make(context: Context, draft: Draft, as_json: bool) -> None:
    """Point out who may be there already, ask where somebody can answer, write the notes and say which."""
    from vaultcrm.actions.new import create
    from vaultcrm.notes.ids import stem_of

    for remark in draft.remarks:
        say(f"linked: {remark}")
    for doubt in draft.doubts:
        say(f"look twice: {doubt}")
    if draft.doubts and at_terminal():
        click.confirm("Make it all the same?", default=False, abort=True, err=True)
    create(context.vault, draft)
    commit(context, [note.path for note in draft.notes], f"Add {stem_of(draft.asked.path)}")
    if as_json:
        made = [{"kind": note.kind, "id": note.id, "path": note.path} for note in draft.notes]
        show_json({"id": draft.asked.id, "path": draft.asked.path, "made": made})
        return
    for note in draft.notes:
        put(f"{note.path}\n")


def _from_card(source: str, name: str | None, said: dict[str, str]) -> str:
    """The name in a vCard or in pasted lines; what else they say goes into ``said``, where nothing else was said."""
    if source == "-" and at_terminal():
        say("Paste the lines, then press Ctrl-D on a line of its own.")
    card = card_in(source, name or "")
    show_card(card)
    if at_terminal():
        click.confirm("Is this right?", default=True, abort=True, err=True)
    for key in ("email", "phone", "title", "company", "address", "linkedin"):
        said[key] = said[key] or str(getattr(card, key))
    return card.name


def _day(context: Context, words: str | None) -> date | None:
    return context.past_day(words) if words else None


def _begin(context: Context, given: str | None) -> datetime:
    """When it begins; asked for until the answer can be meant."""
    while True:
        try:
            return _moment(context, ask("When (2026-11-17 14:00, tue 14:00)", given, flag="--start"))
        except WrongUsage as wrong:
            if given or not at_terminal():
                raise
            not_meant(wrong)


def _moment(context: Context, words: str) -> datetime:
    """A day and a time of day, as ``2026-11-17 14:00``, ``2026-11-17T14:00`` or ``tue 2 pm``."""
    from vaultcrm.notes.moments import parse_time

    parts = words.replace("T", " ").split() if words[:1].isdigit() else words.split()
    for cut in (1, 2):
        at = parse_time(" ".join(parts[-cut:])) if len(parts) > cut else None
        if at:
            return datetime.combine(context.day(" ".join(parts[:-cut])), at)
    raise WrongUsage(f"{words!r} is not a day and a time", "Write it as 2026-11-17 14:00, tomorrow 9:30, tue 14:00.")


def _check(context: Context, said: dict[str, str], playbooks: tuple[str, ...]) -> None:
    """What would be a problem in the note is refused before it is written."""
    from vaultcrm.notes.moments import parse_length
    from vaultcrm.notes.zones import is_zone

    if said["duration"] and not parse_length(said["duration"]):
        raise WrongUsage(f"{said['duration']!r} is no length of time", "Write it as 45 minutes, 1 hour, 90 min.")
    if said["timezone"] and not is_zone(said["timezone"]):
        raise WrongUsage(f"there is no time zone {said['timezone']!r}", "Write an IANA name, as in Europe/Berlin.")
    for name in playbooks:
        if name not in context.vault.playbooks:
            raise WrongUsage(f"there is no system {name!r}", f"There are {', '.join(sorted(context.vault.playbooks))}.")
