"""What a person would write into a note to close a touch-point, and which line closed one.

In come a touch-point and the vault, out come log lines, paths and verbs. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from vaultcrm.errors import WrongUsage
from vaultcrm.model import MEDIA, Contact, LogLine, Ref, Settings, Source, Touchpoint, all_notes
from vaultcrm.notes.edit import link_to
from vaultcrm.notes.log import log_words
from vaultcrm.notes.verbs import CONTACT, folded

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

_VERBS = {"email": "email", "phone": "call", "linkedin": "linkedin"}
_BY_HAND = frozenset({"card", "thank-you", "appreciate"})


def verb_for(touchpoint: Touchpoint, via: str | None, settings: Settings) -> str:
    """The verb that says it is done: by the medium asked for, else by the touch-point's own. Raises ``WrongUsage``."""
    if touchpoint.person is None:
        if via:
            raise WrongUsage(f"{touchpoint.title}: this is for yourself and has no medium", "leave --via out")
        return "did"
    medium = folded(via) if via else touchpoint.via
    if medium == "post":
        return "card" if touchpoint.step in _BY_HAND or touchpoint.act in _BY_HAND else "letter"
    if medium is None:
        return next((verb for verb in touchpoint.fits if verb in CONTACT), "did")
    return _VERBS.get(medium) or own_verb(medium, settings)


def own_verb(word: str, settings: Settings) -> str:
    """A verb of contact that the user has made, in the user's word for it. Raises ``WrongUsage``, with those that there are."""
    known = log_words(settings).verbs
    if known.get(folded(word)) in CONTACT - {"heard"}:
        return folded(word) if folded(word) in map(folded, settings.verbs) else known[folded(word)]
    words = sorted({*MEDIA, *(verb for verb, meant in known.items() if meant in CONTACT - {"heard"})})
    raise WrongUsage(f"{word!r} is no medium and no verb of contact", f"There are {', '.join(words)}.")


def line_about(vault: NoteVault, touchpoint: Touchpoint, day: date, verb: str) -> LogLine:
    """The tagged line for the touch-point's note, without text; ``verb`` is canonical. In a contact's note they are meant."""
    people = () if person_of_note(vault, touchpoint.note.path) else people_of(vault, touchpoint)
    return LogLine(Source(touchpoint.note.path), day, verb, people=people, step=touchpoint.step)


def people_of(vault: NoteVault, touchpoint: Touchpoint) -> tuple[Ref, ...]:
    """The link to the person, if there is one; ``[[Name]]`` where there is no note of them yet."""
    if touchpoint.person is None:
        return ()
    contact = vault.person(touchpoint.person.id or "")
    return (link_to_contact(vault, contact),) if contact else (link_to(touchpoint.person.name, touchpoint.person.name),)


def link_to_contact(vault: NoteVault, contact: Contact) -> Ref:
    """The shortest link that means this contact and nobody else."""
    short = link_to(contact.stem, contact.name)
    if vault.find_contact(short) is contact:
        return short
    return link_to(contact.source.path.removesuffix(".md"), contact.name)


def person_of_note(vault: NoteVault, path: str) -> Contact | None:
    """Whose note stands at ``path``."""
    return vault.contacts.at(path)


def lines_that_closed(vault: NoteVault, touchpoint: Touchpoint) -> tuple[LogLine, ...]:
    """The log lines that closed or snoozed it: those with its tag and person, in its own note where any of them is there.

    Where none has the tag, those without one of the day on which it was closed, by a fitting medium.
    """
    about = [line for line in _all_lines(vault) if _is_about(vault, line, touchpoint)]
    tags = {touchpoint.step, touchpoint.act}
    tagged = _newest([line for line in about if line.step in tags and _settles(vault, line, touchpoint)])
    plain = [line for line in about if line.step is None and line.day == touchpoint.closed_on and line.verb in touchpoint.fits]
    found = tagged or plain
    here = [line for line in found if line.source.path == touchpoint.note.path]
    return tuple(here or found)


def _newest(lines: Sequence[LogLine]) -> list[LogLine]:
    newest = max((line.day for line in lines), default=None)
    return [line for line in lines if line.day == newest]


def is_logged(vault: NoteVault, touchpoint: Touchpoint, day: date) -> bool:
    """Whether its note says already that it was done on ``day``: another machine may have written so.

    No log says so of a promise, which is ticked where it stands.
    """
    if touchpoint.step == "promise":
        return False
    tags = {touchpoint.step, touchpoint.act}
    here = (line for line in _all_lines(vault) if line.source.path == touchpoint.note.path and line.day == day)
    return any(line.step in tags and _is_about(vault, line, touchpoint) and _tells_of_a_deed(line) for line in here)


def _tells_of_a_deed(line: LogLine) -> bool:
    return not line.incoming and line.verb in CONTACT | {"did"}


def _settles(vault: NoteVault, line: LogLine, touchpoint: Touchpoint) -> bool:
    """Whether a tagged line can have closed it, or put it off where it is open; what goes on is begun anew by each."""
    if touchpoint.closed_on is None:
        return not line.incoming and (line.verb == "snoozed" or _goes_on(vault, touchpoint))
    return line.verb != "snoozed" and not line.incoming and line.day == touchpoint.closed_on


def never_ends(touchpoint: Touchpoint) -> bool:
    """Whether it is staying in touch, which stands in the person's own note and goes on: its next is another."""
    return touchpoint.expires is None and touchpoint.person is not None and touchpoint.person.id == touchpoint.note.id


def _goes_on(vault: NoteVault, touchpoint: Touchpoint) -> bool:
    """Whether all its rounds are one: staying in touch, and the look at the search."""
    looked = vault.search is not None and touchpoint.note.id == vault.search.id and touchpoint.round is None
    return never_ends(touchpoint) or looked


def _all_lines(vault: NoteVault) -> Iterator[LogLine]:
    for note in all_notes(vault):
        for line in note.log:
            yield line._replace(source=Source(note.source.path, line.source.line))


def _is_about(vault: NoteVault, line: LogLine, touchpoint: Touchpoint) -> bool:
    """Whether a line names the touch-point's person; for one's own steps, whether it stands in the touch-point's note."""
    if touchpoint.person is None:
        return not line.people and line.source.path == touchpoint.note.path
    return any(_is_person(vault, ref, touchpoint) for ref in line.people)


def _is_person(vault: NoteVault, ref: Ref, touchpoint: Touchpoint) -> bool:
    contact = vault.find_contact(ref)
    person = touchpoint.person
    if person is None:
        return False
    return contact.id == person.id if contact else person.id is None and ref.name.casefold() == person.name.casefold()
