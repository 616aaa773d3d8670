"""Which note ``open NAME`` means: of a person, a company, an opening or an interview, and the line to begin with.

In come the vault and a name, out comes a place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vaultcrm.errors import NotFound, SeveralFit
from vaultcrm.model import Contact, Interview, Job, Source
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import plain
from vaultcrm.views.company import companies

from .briefing import company_notes
from .choosing import label, not_found

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

Record = Contact | Interview | Job
_PLACE = re.compile(r"(?P<path>.+\.md):(?P<line>\d{1,7})(?::\d+)?")


class Fitting(NamedTuple):
    """A note that a name may mean; ``exactly``: it is called just so."""

    words: str
    place: Source
    exactly: bool


def place_of(vault: NoteVault, name: str) -> Source:
    """The note that ``name`` means, at the newest line of its log. Raises ``NotFound``, and ``SeveralFit`` with all that fit.

    What is called just so goes before the path of any note in the vault (a draft's, say), and that before what only begins so.
    """
    fitting = [*_records(vault, name), *_companies(vault, name)]
    exact = [one for one in fitting if one.exactly]
    if not exact and (file := _file(vault, name)):
        return file
    found = exact or fitting
    if len(found) > 1:
        listed = "\n".join(f"  {one.words}  ({one.place.path})" for one in found)
        raise SeveralFit(f"{name!r} fits {len(found)}; say which one", f"{listed}\nA path is taken, too.")
    return found[0].place if found else _nothing(vault, name)


def _records(vault: NoteVault, name: str) -> list[Fitting]:
    """The people, interviews and openings that are called so, or at that path."""
    at_path = [one for one in _all(vault) if name in _paths(one.source.path)]
    found: list[Record] = at_path or [
        *vault.candidates(name, "contact"), *vault.candidates(name, "interview"), *vault.candidates(name, "job"),
    ]  # fmt: skip
    return [Fitting(label(one), _begin(one), bool(at_path) or _is_called(name, one)) for one in found]


def _is_called(name: str, record: Record) -> bool:
    return plain(name) in map(plain, (record.id, record.stem, label(record)))


def _companies(vault: NoteVault, name: str) -> list[Fitting]:
    """The companies' notes that are called so, or at that path."""
    paths = [note.path for note in company_notes(vault, stem_of(name))]
    fitting = [path for path in paths if "/" not in name or name in _paths(path)]
    return [Fitting("company", Source(path, 1), plain(stem_of(path)) == plain(stem_of(name))) for path in fitting]


def _file(vault: NoteVault, name: str) -> Source | None:
    """Any other note by its path: a draft, a playbook, ``search``; with a line, as ``find`` and ``doctor`` show places.

    Nothing outside the vault is one.
    """
    root, at = vault.root.resolve(), _PLACE.fullmatch(name)
    path, line = (at["path"], int(at["line"])) if at else (name, 1)
    for file in (root / path, root / f"{path}.md"):
        real = file.resolve()
        if real.suffix == ".md" and real.is_relative_to(root) and real.is_file():
            return Source(real.relative_to(root).as_posix(), max(line, 1))
    return None


def _paths(path: str) -> tuple[str, str]:
    return path, path.removesuffix(".md")


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
