"""A new note from its template: the keys that are known filled in, everything else as the template has it.

In come the vault and what is known, out comes the note as text with the path it will get. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from vaultcrm.model import Settings
from vaultcrm.model.slugs import slug
from vaultcrm.notes.edit import Value, set_keys
from vaultcrm.vault.shipped import shipped
from vaultcrm.vault.within import is_within, own_file

from .file_names import folded, free_stem, safe_stem
from .stage import words_for

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

Kind = Literal["contact", "interview", "job"]
LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note to be written: its kind, ``id``, path (seen from the vault), text, and the name by which people know it."""

    kind: Kind
    id: str
    path: str
    text: str
    name: str

    @property
    def stem(self) -> str:
        """The file's name without its ending: what links name."""
        return self.path.rpartition("/")[2].removesuffix(".md")


@dataclass(frozen=True, slots=True)
class Taken:
    """The ids and, by folder, the file names that are in use (as ``folded`` makes them)."""

    ids: frozenset[str]
    stems: Mapping[str, frozenset[str]]

    def and_with(self, note: NewNote) -> Taken:
        """The same with a note that is about to be written."""
        folder = note.path.rpartition("/")[0]
        stems = {**self.stems, folder: self.stems.get(folder, frozenset()) | {folded(note.stem)}}
        return Taken(self.ids | {note.id}, stems)


def taken(vault: NoteVault) -> Taken:
    """What is in use in a vault now: the disk is asked, for files that are no notes of ours count too."""
    ids = {one.id for notes in (vault.contacts, vault.interviews, vault.jobs, vault.others) for one in notes}
    folders = {folder_for(vault, kind) for kind in ("contact", "interview", "job")}
    return Taken(frozenset(ids), {folder: frozenset(_stems(vault, folder)) for folder in sorted(folders)})


def folder_for(vault: NoteVault, kind: str) -> str:
    """The folder in which most notes of the kind stand, else ours."""
    sources = {
        "contact": [one.source for one in vault.contacts],
        "interview": [one.source for one in vault.interviews],
        "job": [one.source for one in vault.jobs],
    }
    folders = [source.path.rpartition("/")[0] for source in sources[kind]]
    return max(sorted(set(folders)), key=folders.count) if folders else f"{kind}s"


def draft(vault: NoteVault, in_use: Taken, kind: Kind, stem: str, id_: str, values: Mapping[str, object], name: str) -> NewNote:
    """The note with the file name and id that are nearest to ``stem`` and ``id_`` and free; empty values stay empty."""
    folder = folder_for(vault, kind)
    free = free_stem(safe_stem(stem, kind), in_use.stems.get(folder, frozenset()))
    identity = free_id(id_, kind, in_use.ids)
    text = fill(template(vault, kind), {"type": kind, "id": identity, **values}, kind, vault.settings)
    return NewNote(kind, identity, f"{folder}/{free}.md".lstrip("/"), text, name)


def free_id(text: str, kind: str, in_use: Iterable[str]) -> str:
    """A short id with a letter in it, from ``text``, that no note has yet."""
    short = slug(text)[:LONGEST_ID].rstrip("-")
    base = short if any(char.isalpha() for char in short) else f"{kind}-{short}"
    known, candidate, number = set(in_use), base, 2
    while candidate in known:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def template(vault: NoteVault, kind: Kind) -> str:
    """The vault's own template of the kind, else ours; without the comments at the top of its front matter."""
    path = own_file(vault.root, f"templates/{kind}.md") or shipped("templates") / "notes" / f"{kind}.md"
    head, *lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return head + "".join(lines[first:] if head.strip() == "---" else lines)


def fill(text: str, values: Mapping[str, object], kind: str, settings: Settings) -> str:
    """The template with these keys set, in the vault's own words for them; a key without a value stays as it is."""
    said: dict[str, Value] = {}
    also: dict[str, tuple[str, ...]] = {}
    for key, value in values.items():
        first, *others = _called(settings, kind, key)
        if isinstance(value, str | bool) and value != "":
            said[first], also[first] = value, tuple(others)
        elif isinstance(value, list | tuple) and value:
            said[first], also[first] = [str(item) for item in value], tuple(others)
    return set_keys(text, said, also)


def _called(settings: Settings, kind: str, key: str) -> tuple[str, ...]:
    """Our key and the user's words for it; without ours, where the user has given it another meaning (``title = "name"``)."""
    theirs = tuple(words_for(settings, kind, key))
    taken_over = settings.fields.get(kind, {}).get(key, key) != key
    return theirs if taken_over and theirs else (key, *theirs)


def _stems(vault: NoteVault, folder: str) -> Iterable[str]:
    path = vault.root / folder
    return (folded(one.stem) for one in path.iterdir()) if path.is_dir() and is_within(vault.root, folder) else ()
