"""The people of an interview: whom its note names, how they write their names, who else was there (row B1).

In come the vault, the interview and a name, out come edits; a person without a note gets one, which is complete as soon as it
is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound, SeveralFit
from vaultcrm.model import Contact, Interview, Ref
from vaultcrm.notes.edit import Written, add_to_list, link_text, link_to, read_key, set_key
from vaultcrm.notes.links import plain
from vaultcrm.views.company import interview_company

from ..closing_lines import link_to_contact
from ..edits import Edit, Wrote, write_edits, written
from ..new import ContactFacts, contact_draft
from ..people import find_person, split_address
from ..stage import words_for

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody of the interview: as its note names them, and their own note, where there is one."""

    ref: Ref
    contact: Contact | None = None

    @property
    def name(self) -> str:
        """What to call them."""
        return self.contact.name if self.contact else self.ref.name

    @property
    def called(self) -> frozenset[str]:
        """All their names, as ``plain`` has them."""
        known = (self.contact.name, self.contact.stem, *self.contact.aliases) if self.contact else ()
        return frozenset(map(plain, (self.ref.name, self.ref.target.rsplit("/", 1)[-1], *known)))


def people_of_interview(vault: NoteVault, interview: Interview) -> tuple[Met, ...]:
    """Everybody whom the note names, in its order."""
    return tuple(Met(ref, vault.find_contact(ref)) for ref in interview.interviewers)


def one_met(vault: NoteVault, interview: Interview, name: str) -> Met:
    """The one whom ``name``, or the start of it, means among these people. Raises ``NotFound`` or ``SeveralFit``."""
    people, wanted = people_of_interview(vault, interview), plain(name)
    found = [met for met in people if wanted in met.called]
    found = found or [met for met in people if wanted and any(called.startswith(wanted) for called in met.called)]
    if len(found) == 1:
        return found[0]
    names = "\n".join(f"  {met.name}" for met in found or people)
    if found:
        raise SeveralFit(f"{name!r} fits {len(found)}; say which one", names)
    raise NotFound(f"nobody called {name!r} was there", f"There were:\n{names}" if people else "the note names nobody")


def link_of(vault: NoteVault, met: Met) -> str:
    """The link to them as it is written into a note."""
    return link_text(link_to_contact(vault, met.contact) if met.contact else Ref(met.ref.target, met.ref.shown))


def naming_edit(vault: NoteVault, interview: Interview, met: Met, name: str) -> Edit:
    """Confirm, or put right, how somebody writes their name; the old one stays an alias, so that links still lead to them."""
    contact = met.contact or find_person(vault, name)
    if contact is None:
        return _new_contact(vault, interview, name, met.ref.name)
    correct = name if met.contact else contact.name
    return Edit(contact.source.path, partial(_named, vault=vault, interview=interview, name=correct, old=met.name))


def add_person(vault: NoteVault, interview: Interview, name: str) -> tuple[Wrote, ...]:
    """Somebody else who was there: added to the interviewers, and given a note where there is none. Raises ``SeveralFit``.

    Of one who is among them already, by whatever name, the note is completed.
    """
    contact = find_person(vault, name)
    if contact:
        link = link_text(link_to_contact(vault, contact))
        about = Edit(contact.source.path, partial(_named, vault=vault, interview=interview, name=contact.name))
    else:
        about = _new_contact(vault, interview, name)
        stem = about.path.rpartition("/")[2].removesuffix(".md")
        link = link_text(link_to(stem, split_address(name)[0]))
    also = words_for(vault.settings, "interview", "interviewers")
    joined = Edit(interview.source.path, partial(_joined, link=link, interview=interview, also=also))
    called, people = plain(split_address(name)[0]), people_of_interview(vault, interview)
    known = any(met.contact is contact if contact else called in met.called for met in people)
    return write_edits(vault, [about] if known else [about, joined])


def _new_contact(vault: NoteVault, interview: Interview, name: str, old: str = "") -> Edit:
    company = interview_company(vault, interview) or ""
    note = contact_draft(vault, ContactFacts(name, company=company, met=interview.start.date())).asked
    change = partial(_named, vault=vault, interview=interview, name=split_address(name)[0], old=old)
    return Edit(note.path, change, fresh=note.text)


def _named(text: str, vault: NoteVault, interview: Interview, name: str, old: str = "") -> Written:
    also = partial(words_for, vault.settings, "contact")
    new = text
    if old and plain(old) != plain(name):
        new = add_to_list(new, "aliases", old, also("aliases"))
    if old and old != name:
        new = set_key(new, "name", name, also("name"))
    if not read_key(new, "met", also("met")):
        new = set_key(new, "met", interview.start.date().isoformat(), also("met"))
    return written(text, new)


def _joined(text: str, link: str, interview: Interview, also: Sequence[str]) -> Written:
    """One more interviewer; names that stand in one text become a list first."""
    if not isinstance(read_key(text, "interviewers", also), str):
        return written(text, add_to_list(text, "interviewers", link, also))
    present = [link_text(ref) if ref.linked else ref.target for ref in interview.interviewers]
    return written(text, set_key(text, "interviewers", [*present, link], also))
