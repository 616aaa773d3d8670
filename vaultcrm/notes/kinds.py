"""What a note is: its ``type`` says so, else a tag that the settings name, and where both are missing, its folder.

In: path, front matter and settings (``[types]``: the user's own words, tags and folders). Out: the type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from vaultcrm.model import Settings

from .frontmatter import normal
from .ids import stem_of
from .links import unwrapped
from .schema import Kind
from .values import Wrong, as_tags, as_texts
from .yamltext import Entry, Value

_TYPES: Mapping[str, Kind] = {
    "contact": "contact", "person": "contact", "people": "contact", "interview": "interview", "job": "job",
    "company": "company", "companies": "company", "playbook": "playbook", "draft": "draft", "search": "search",
}  # fmt: skip
_INDEXES = frozenset({"readme", "index", "_index"})


def note_kind(path: str, entries: Mapping[str, Entry], settings: Settings) -> Kind:
    """The type of the note at ``path``: what it says, else what a tag of it means, else where it stands.

    ``other`` for one that is the user's own, and for one whose type is not ours.
    """
    said = _said(entries, settings)
    kind = next((kind for text in said if (kind := _kind(text, settings))), None) or _tagged(path, entries, settings)
    if kind or said:
        return kind or "other"
    folder, _, _ = path.rpartition("/")
    if not folder:
        return "search" if stem_of(path).casefold() == "search" else "other"
    return "other" if is_index(path) else _by_folder(folder, settings)


def is_index(path: str) -> bool:
    """Whether a note is about its folder: a README, an index, or one that has the folder's name."""
    stem = stem_of(path).casefold()
    return stem in _INDEXES or stem in [part.casefold() for part in path.split("/")[:-1]][-1:]


def _said(entries: Mapping[str, Entry], settings: Settings) -> tuple[str, ...]:
    """What the ``type`` key says, and the user's words for it."""
    theirs = (word for words in settings.fields.values() for word, ours in words.items() if ours == "type")
    found = (entries.get(normal(key)) for key in ("type", *theirs))
    return tuple(text for entry in found if entry for text in _texts(entry.value))


def _tagged(path: str, entries: Mapping[str, Entry], settings: Settings) -> Kind | None:
    """What a tag means (``#person`` under ``[types]``, which ``person/friend`` is too); a note about a folder has none."""
    if not settings.types or "tags" not in entries or is_index(path):
        return None
    tags = as_tags(entries["tags"].value)
    known = (
        settings.types.get("#" + normal("/".join(parts[:length])))
        for parts in ([] if isinstance(tags, Wrong) else [tag.split("/") for tag in tags])
        for length in range(len(parts), 0, -1)
    )
    return next((_ours(kind) for kind in known if kind), None)


def _by_folder(folder: str, settings: Settings) -> Kind:
    """What the innermost folder means that means something: a path under ``[types]`` (``CRM/People/``), or one of our names."""
    parts = folder.split("/")
    for length in range(len(parts), 0, -1):
        own = settings.types.get(normal("/".join(parts[:length])) + "/") if settings.types else None
        kind = _ours(own) if own else _kind(parts[length - 1], settings)
        if kind:
            return kind
    return "other"


def _texts(value: Value) -> tuple[str, ...]:
    texts = as_texts(value)
    return tuple(unwrapped(text) for text in texts) if isinstance(texts, tuple) else ()


def _kind(word: str, settings: Settings) -> Kind | None:
    """The type that a word means: the user's own word first, then ours, in the plural too."""
    word = normal(word.lstrip("#"))
    if word in settings.types:
        return _ours(settings.types[word])
    return _TYPES.get(word) or _TYPES.get(word.removesuffix("s"))


def _ours(kind: str) -> Kind:
    return next((one for one in get_args(Kind) if one == kind), "other")
