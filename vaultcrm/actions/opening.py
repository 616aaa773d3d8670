"""Which note ``open NAME`` means: of a person, a company, an opening or an interview, and the line to begin with.

In come the vault and a name, out comes a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound, SeveralFit
from vaultcrm.model import Contact, Interview, Job, Source
from vaultcrm.views.company import companies

from .briefing import company_note
from .choosing import label, not_found

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

Record = Contact | Interview | Job


def place_of(vault: NoteVault, name: str) -> Source:
    """The note that ``name`` means, at the newest line of its log. Raises ``NotFound``, and ``SeveralFit`` with all that fit.

    What is called just so goes before what only begins so; a path of a note in the vault is taken as it is.
    """
    found = [(one.source.path, label(one), one) for one in _records(vault, name)]
    note = company_note(vault, name)
    paths = [*((path, words) for path, words, _ in found), *([(note.path, "company")] if note else [])]
    if len(paths) > 1:
        listed = "\n".join(f"  {words}  ({path})" for path, words in paths)
        raise SeveralFit(f"{name!r} fits {len(paths)}; say which one", f"{listed}\nA path is taken, too.")
    if found:
        return _begin(found[0][2])
    return Source(note.path, 1) if note else _nothing(vault, name)


def _records(vault: NoteVault, name: str) -> list[Record]:
    """What is called so, of all kinds; where something is called just so, only that."""
    at_path = [one for one in _all(vault) if name in (one.source.path, one.source.path.removesuffix(".md"))]
    if at_path:
        return at_path
    found: list[Record] = [
        *vault.candidates(name, "contact"), *vault.candidates(name, "interview"), *vault.candidates(name, "job"),
    ]  # fmt: skip
    wanted = name.casefold().strip()
    exact = [one for one in found if wanted in {word.casefold() for word in (one.id, one.stem, label(one))}]
    return exact or found


def _all(vault: NoteVault) -> tuple[Record, ...]:
    return (*vault.contacts, *vault.interviews, *vault.jobs)


def _begin(record: Record) -> Source:
    """Where to begin: what was logged last, else the top."""
    newest = max(record.log, key=lambda line: (line.day, line.source.line), default=None)
    return Source(record.source.path, newest.source.line if newest else 1)


def _nothing(vault: NoteVault, name: str) -> Source:
    firm = next((one for one in companies(vault) if one.casefold() == name.casefold().strip()), None)
    if firm:
        raise NotFound(f"{firm} has no note of its own", f"vaultcrm brief {firm!r} shows who and what belongs to it.")
    known = (*(label(one) for one in _all(vault)), *companies(vault))
    raise not_found(f"no note is called {name!r}", name, known, "vaultcrm list contacts (or interviews, jobs) shows them.")
