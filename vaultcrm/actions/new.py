"""``new contact``, ``new interview``, ``new job``: notes that are models of the format; people are linked or made on the way.

In come the vault and what the user said, out comes a ``Draft``: the notes to be written and what is worth a second look.
``create`` writes them, so that a person can be asked in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from vaultcrm.errors import CannotWrite, WrongUsage
from vaultcrm.model import DEFAULT_PLAYBOOKS, Contact, Job, LogLine, Settings, Source
from vaultcrm.notes.edit import append_log_line, fill_section, link_text, link_to
from vaultcrm.notes.links import plain
from vaultcrm.vault.creating import create_notes
from vaultcrm.vault.turns import turn
from vaultcrm.vault.undo import Change, remembered
from vaultcrm.vault.within import own_place

from .choosing import several
from .closing_lines import link_to_contact
from .edits import refuse_newer_format
from .file_names import safe_stem
from .inviting import SEQUENCE
from .new_note import NewNote, Taken, draft, folder_for, taken
from .people import find_person, near_names, odd_address, same_name, split_address, with_address
from .stage import canonical_stage

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What is known of a person; ``introduced_by`` is a name."""

    name: str
    email: str = ""
    phone: str = ""
    title: str = ""
    company: str = ""
    address: str = ""
    linkedin: str = ""
    introduced_by: str = ""
    met: date | None = None
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class JobFacts:
    """What is known of an opening; the people are names."""

    title: str
    company: str = ""
    stage: str = ""
    applied: date | None = None
    contact: str = ""
    hiring_manager: str = ""
    hr: str = ""
    referred_by: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class InterviewFacts:
    """What is known of a conversation: ``start`` is local to ``timezone``, ``people`` are names in their order.

    ``invitation`` is the identity of the one that it comes from, ``sequence`` how often its sender has changed it.
    """

    start: datetime
    people: Sequence[str] = ()
    duration: str = ""
    kind: str = ""
    job: str = ""
    company: str = ""
    place: str = ""
    timezone: str = ""
    playbooks: Sequence[str] = ()
    title: str = ""
    status: str = ""
    invitation: str = ""
    sequence: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Notes to be written, the one that was asked for last; ``remarks`` say who was linked, ``doubts`` who may be double."""

    notes: tuple[NewNote, ...]
    in_use: Taken
    remarks: tuple[str, ...] = field(default=())
    doubts: tuple[str, ...] = field(default=())

    @property
    def asked(self) -> NewNote:
        """The note that the command was for."""
        return self.notes[-1]


def create(vault: NoteVault, wanted: Draft) -> None:
    """Write the draft's notes. Raises ``CannotWrite`` before the first where any of their names is taken by now."""
    refuse_newer_format(vault)
    for note in wanted.notes:
        if own_place(vault.root, note.path).exists():
            raise CannotWrite(f"{note.path}: there is such a file already; nothing was written")
    with turn(vault.root), remembered(vault.root, [Change.of(note.path, None, note.text) for note in wanted.notes]):
        create_notes({vault.root / note.path: note.text for note in wanted.notes}, lambda: None)


def contact_draft(vault: NoteVault, facts: ContactFacts, second: bool = False) -> Draft:
    """A person's note, and one of whoever introduced them where there is none. Raises ``SeveralFit`` for the introducer.

    Raises ``WrongUsage`` where somebody is called just so (whose note is perhaps archived) or has this address, unless this is
    to be a ``second`` one.
    """
    name, address = split_address(facts.name)
    address = facts.email or address
    same, unread = same_name(name, vault.contacts), _unread(vault, name)
    another = "vaultcrm new contact --second makes another one"
    if same and not second:
        raise WrongUsage(f"{same.name} is there already: {same.source.path}", f"{another} of that name.")
    if unread and not second:
        raise WrongUsage(unread, f"Take `archived` out of it; {another} of that name.")
    if not second and (known_by := with_address(address, vault.contacts)):
        same = known_by[0]
        raise WrongUsage(f"{same.name} has the address {address}: {same.source.path}", f"{another} with it.")
    start = Draft((), taken(vault))
    links, known = _linked(vault, start, [facts.introduced_by], "")
    return _with_contact(vault, known, facts, links[0])


def job_draft(vault: NoteVault, facts: JobFacts, today: date) -> Draft:
    """An opening's note with its people. Raises ``WrongUsage`` for the stage, ``SeveralFit`` for a name."""
    start = Draft((), taken(vault))
    roles = ("contact", "hiring_manager", "hr", "referred_by")
    links, known = _linked(vault, start, [getattr(facts, role) for role in roles], facts.company)
    return _with_job(vault, known, facts, dict(zip(roles, links, strict=True)), today)


def interview_draft(vault: NoteVault, facts: InterviewFacts, today: date, after: Draft | None = None) -> Draft:
    """A conversation's note with the debrief's headings; its people and its job are made where they are new.

    ``after`` holds notes that are to be written with it, whose people it may name.
    """
    job, known = _job(vault, after or Draft((), taken(vault)), facts, today)
    company = facts.company or (job.company if job else "")
    links, known = _linked(vault, known, facts.people, company)
    zone = facts.timezone or vault.settings.me.timezone
    values = {
        "start": f"{facts.start:%Y-%m-%d %H:%M}", "duration": facts.duration or "1 hour", "timezone": zone,
        "place": facts.place, "kind": facts.kind, "job": job.link if job else "",
        "company": "" if job else facts.company, "interviewers": links,
        "playbooks": list(facts.playbooks or systems_for(vault.settings, facts.kind)),
        "title": facts.title, "status": facts.status, "invitation": facts.invitation,
        SEQUENCE: facts.sequence,
    }  # fmt: skip
    about = company or (split_address(facts.people[0])[0] if facts.people else facts.kind or "Interview")
    name = f"{facts.start:%Y-%m-%d} {about}"
    note = draft(vault, known.in_use, "interview", name, f"{about} {facts.kind or 'interview'}", values, name)
    topics = "\n".join(f"- {link}:" for link in links)
    return _and(known, replace(note, text=fill_section(note.text, "Topics", topics)))


def systems_for(settings: Settings, kind: str) -> tuple[str, ...]:
    """The systems that the settings run on a kind of interview (row F4)."""
    table = {**DEFAULT_PLAYBOOKS, **settings.playbooks}
    return table.get(kind.casefold(), table["other"])


# ---------------------------------------------------------------- parts of a draft


@dataclass(frozen=True, slots=True)
class _JobLink:
    link: str
    company: str


def _and(known: Draft, note: NewNote, *doubts: str) -> Draft:
    return replace(known, notes=(*known.notes, note), in_use=known.in_use.and_with(note), doubts=(*known.doubts, *doubts))


def _with_contact(vault: NoteVault, known: Draft, facts: ContactFacts, introduced_by: str = "") -> Draft:
    name, email = split_address(facts.name)
    values = {
        "name": name, "title": facts.title, "company": facts.company, "email": facts.email or email, "phone": facts.phone,
        "address": facts.address, "linkedin": facts.linkedin, "introduced_by": introduced_by,
        "met": facts.met.isoformat() if facts.met else "", "tags": list(facts.tags),
    }  # fmt: skip
    note = draft(vault, known.in_use, "contact", name, name, values, name)
    unread = _unread(vault, name)
    doubts = (*([unread] if unread else []), *near_names(name, vault.contacts), *odd_address(facts.email or email))
    return _and(known, note, *doubts)


def _unread(vault: NoteVault, name: str) -> str:
    """What is to be said where a note of that name is there, and is none of the vault's contacts; empty where there is none."""
    path = f"{folder_for(vault, 'contact')}/{safe_stem(name, 'contact')}.md".lstrip("/")
    if not (vault.root / path).is_file() or path in (one.source.path for one in vault.contacts):
        return ""
    return f"{path} is there already, and is not read as a contact (archived, perhaps)"


def _linked(vault: NoteVault, known: Draft, names: Sequence[str], company: str) -> tuple[list[str], Draft]:
    """The link to each of ``names`` (empty for an empty one), and the draft with the notes of those who are new."""
    links: list[str] = []
    for name in names:
        link, known = _person(vault, known, name, company) if name.strip() else ("", known)
        links.append(link)
    return links, known


def _person(vault: NoteVault, known: Draft, name: str, company: str) -> tuple[str, Draft]:
    new = next((note for note in known.notes if note.kind == "contact" and note.name == split_address(name)[0]), None)
    if new:
        return link_text(link_to(new.stem, new.name)), known
    found = find_person(vault, name)
    if isinstance(found, Contact):
        remark = _remark(split_address(name)[0], found.name, found.source.path)
        return link_text(link_to_contact(vault, found)), replace(known, remarks=(*known.remarks, remark))
    made = _with_contact(vault, known, ContactFacts(name, company=company))
    return link_text(link_to(made.asked.stem, made.asked.name)), made


def _remark(said: str, name: str, path: str) -> str:
    """Who or what was meant, where more was to be found out than the place."""
    return f"{name} ({path})" if said.strip() == name else f"{said.strip()}: {name} ({path})"


def _job(vault: NoteVault, known: Draft, facts: InterviewFacts, today: date) -> tuple[_JobLink | None, Draft]:
    """The job that an interview is for, made where it is new; its title is given without the company's name before it."""
    if not facts.job.strip():
        return None, known
    found = tuple(one for one in vault.called_so(facts.job, "job") if isinstance(one, Job))
    if len(found) > 1:
        raise several(facts.job, found)
    if found:
        company = found[0].company.name if found[0].company else ""
        remark = _remark(facts.job, found[0].title, found[0].source.path)
        linked = replace(known, remarks=(*known.remarks, remark))
        return _JobLink(link_text(link_to(found[0].stem, found[0].stem)), company), linked
    title = facts.job.removeprefix(facts.company).strip(" ,:-") or facts.job
    made = _with_job(vault, known, JobFacts(title, facts.company, "interviewing"), {}, today)
    return _JobLink(link_text(link_to(made.asked.stem, made.asked.stem)), facts.company), made


def _with_job(vault: NoteVault, known: Draft, facts: JobFacts, people: dict[str, str], today: date) -> Draft:
    stage = canonical_stage(facts.stage or ("applied" if facts.applied else "lead"), vault.settings)
    applied = facts.applied.isoformat() if facts.applied else ""
    values = {"company": facts.company, "title": facts.title, "stage": stage, "applied": applied, "url": facts.url, **people}
    stem = " ".join(part for part in (facts.company, facts.title) if part)
    note = draft(vault, known.in_use, "job", stem, stem, values, facts.title)
    line = LogLine(Source(note.path), facts.applied or today, "stage", fact=stage)
    return _and(known, replace(note, text=append_log_line(note.text, line, vault.settings).text), *_same_job(vault, facts))


def _same_job(vault: NoteVault, facts: JobFacts) -> tuple[str, ...]:
    wanted = (plain(facts.title), plain(facts.company))
    same = (one for one in vault.jobs if (plain(one.title), plain(one.company.name if one.company else "")) == wanted)
    return tuple(f"{facts.title} may be {one.title} ({one.source.path})" for one in same)
