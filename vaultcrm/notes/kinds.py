"""What a note is: its ``type`` says so, and where that is missing, its folder."""

from __future__ import annotations

from collections.abc import Mapping

from vaultcrm.model import Settings

from .frontmatter import normal
from .ids import stem_of
from .schema import Kind
from .values import as_texts, unwrapped
from .yamltext import Entry, Value

_TYPES: Mapping[str, Kind] = {
    "contact": "contact", "person": "contact", "people": "contact", "interview": "interview", "job": "job",
    "company": "company", "companies": "company", "playbook": "playbook", "draft": "draft", "search": "search",
}  # fmt: skip
_INDEXES = frozenset({"readme", "index", "_index"})


def note_kind(path: str, entries: Mapping[str, Entry], settings: Settings) -> Kind:
    """The type of the note at ``path``; ``other`` for one that is the user's own."""
    said = _said(entries, settings)
    if said is not None:
        return said
    folders = [part.casefold() for part in path.split("/")[:-1]]
    stem = stem_of(path).casefold()
    if not folders:
        return "search" if stem == "search" else "other"
    if is_index(path):
        return "other"
    return next((kind for folder in reversed(folders) if (kind := _kind(folder))), "other")


def is_index(path: str) -> bool:
    """Whether a note is about its folder: a README, an index, or one that has the folder's name."""
    stem = stem_of(path).casefold()
    return stem in _INDEXES or stem in [part.casefold() for part in path.split("/")[:-1]][-1:]


def _said(entries: Mapping[str, Entry], settings: Settings) -> Kind | None:
    """What the ``type`` key says, or the user's word for it; a type that is not ours makes the note the user's own."""
    theirs = (word for words in settings.fields.values() for word, ours in words.items() if ours == "type")
    for key in ("type", *theirs):
        entry = entries.get(normal(key))
        texts = _texts(entry.value) if entry else ()
        if texts:
            return next((kind for text in texts if (kind := _kind(text))), "other")
    return None


def _texts(value: Value) -> tuple[str, ...]:
    texts = as_texts(value)
    return tuple(unwrapped(text) for text in texts) if isinstance(texts, tuple) else ()


def _kind(word: str) -> Kind | None:
    word = normal(word.lstrip("#"))
    return _TYPES.get(word) or _TYPES.get(word.removesuffix("s"))
