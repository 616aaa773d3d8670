"""A note as the index takes it: what it is called, and all of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from vaultcrm.model import Settings

from ..decoding import decode
from .words import stems, words

_NAMED_AFTER_PEOPLE = frozenset({"interview", "draft"})
_PIECE = re.compile(r"[^\n]{1,50000}\b|[^\n]{1,50000}")  # not more at once, for the words of a text take ten times its room


class Entry(NamedTuple):
    """The words of a note, in three columns: its names, its text, and the stems of what is not its own stem."""

    names: str
    body: str
    stems: str


def entry(root: Path, path: str, settings: Settings) -> Entry | None:
    """Read a note; ``None`` where it cannot be read, and for one that is archived, which is none of the vault's."""
    try:
        text = decode(path, (root / path).read_bytes())[0]
    except OSError:
        return None
    names = _names(path, text, settings)
    if names is None:
        return None
    named, told = names
    said = [" ".join(words(piece)) for piece in (*told, *_PIECE.findall(text))]
    different = set().union(*(piece.split() for piece in said))
    ends = {stem for word in different for stem in stems(word)}
    return Entry(" ".join(word for name in named for word in words(name)), " ".join(said), " ".join(sorted(ends)))


def _names(path: str, text: str, settings: Settings) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The file's name, what the note calls itself, and its aliases; ``None`` of an archived one.

    What talks and drafts are called is told as their text is (the second): it names whom they are with.
    """
    from vaultcrm.notes.ids import stem_of
    from vaultcrm.notes.kinds import note_kind
    from vaultcrm.notes.links import unwrapped
    from vaultcrm.notes.records import parse_note
    from vaultcrm.notes.values import as_texts

    note = parse_note(path, text)
    if note.archived:
        return None
    kind = note_kind(path, note.front.entries, settings)
    texts = (as_texts(note.front.entries[key].value) for key in _name_keys(kind, settings) if key in note.front.entries)
    names = (stem_of(path), *(unwrapped(text) for found in texts if isinstance(found, tuple) for text in found))
    return ((), names) if kind in _NAMED_AFTER_PEOPLE else (names, ())


def _name_keys(kind: str, settings: Settings) -> Iterator[str]:
    """The keys of a note's names: a contact's title is none, any other note's is."""
    ours = ("name", "aliases") if kind == "contact" else ("name", "title", "aliases")
    yield from ours
    yield from (theirs for theirs, key in settings.fields.get(kind, {}).items() if key in ours)
