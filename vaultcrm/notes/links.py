"""Links between notes: ``[[File]]``, ``[[File|shown]]``, ``[[folder/File#heading]]``, and plain names where a link may stand.

In: text, or a raw value of the front matter. Out: ``Ref``; and which note of a list a ``Ref`` names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from vaultcrm.model import Ref, Source

from .letters import bare
from .yamltext import Value

SOMEONE = "someone"  # who was forgotten is called so where a log named them
LINK = r"\[\[(?![#^|])[^\[\]\n]+\]\]"
_LINK = re.compile(r"(?<!!)\[\[(?P<target>[^\[\]|#^\\\n]+)(?:[#^][^\[\]|\\\n]*)?(?:\\?\|(?P<shown>[^\[\]\n]*))?\]\]")
_WRAPPED = re.compile(r"\[\[([^\]|]{0,300})(?:\|[^\]]{0,300})?\]\]")
_BETWEEN = re.compile(r"[,;&\n]\s*(?:and\s+)?|(?<!\s)\s++and\s+")
_IN_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_new = tuple.__new__  # of what there is as often as lines of logs
_NOWHERE = re.compile(r"\[\[[\s|]*\]\]")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A name as it is compared: without regard to case, Unicode composition and runs of spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


@lru_cache(maxsize=1 << 14)
def spellings(name: str) -> frozenset[str]:
    """What a name may be typed as on another keyboard: ``Zoë Müller`` is ``zoe muller``, and ``mueller`` in Germany."""
    word = plain(name)
    if word.isascii():
        return frozenset((word,))
    return frozenset(bare(form) for form in (word, word.translate(_IN_TWO_LETTERS)))


def unwrapped(text: str) -> str:
    """The text without the brackets of links, and without what they show: ``[[2026-11-17|Tuesday]]`` is the day."""
    return _WRAPPED.sub(r"\1", text) if "[[" in text else text


def without_empty(text: str) -> str:
    """The text without links to nothing, which templates have where nobody is known yet."""
    return _NOWHERE.sub("", text) if "[[" in text else text


def find_links(text: str, source: Source) -> tuple[Ref, ...]:
    """The links of ``text`` in their order; pictures and links to a day's note are none."""
    if "[[" not in text:
        return ()
    return tuple([_new(Ref, (target, shown, True, source)) for target, shown in _targets(text)])


@lru_cache(maxsize=1 << 14)
def _targets(text: str) -> tuple[tuple[str, str | None], ...]:
    found = ((match["target"].strip().removesuffix(".md"), (match["shown"] or "").strip()) for match in _LINK.finditer(text))
    return tuple((target, shown or None) for target, shown in found if target and not _DAY.fullmatch(target))


@lru_cache(maxsize=1 << 14)
def names_in(text: str) -> frozenset[str]:
    """The names that the links of ``text`` lead to, without folders, as ``plain`` has them."""
    return frozenset(plain(target.rsplit("/", 1)[-1]) for target, _ in _targets(text))


def as_ref(value: Value, source: Source) -> Ref | None:
    """The one note or name that a value gives: a link, or the whole text as a name; ``None`` where it is several or nothing."""
    refs = find_links(value, source) if isinstance(value, str) else as_refs(value, source)
    if isinstance(value, str) and not refs:
        return _named(value, source)
    return refs[0] if len(refs) == 1 else None


def as_refs(value: Value, source: Source) -> tuple[Ref, ...]:
    """All notes and names that a value gives, in its order: a list, or one text with commas, ``&`` or ``and`` between them."""
    parts: list[Value] = [*_split(value)] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(ref for part in parts for ref in _item(part, source))


def _item(item: Value, source: Source) -> tuple[Ref, ...]:
    """An item of a list. ``[[Dana Lee]]`` without quotes is a list in a list to YAML, and with a comma in it a longer one."""
    if isinstance(item, str):
        named = _named(item, source)
        return find_links(item, source) or ((named,) if named else ())
    if not isinstance(item, list):
        return ()
    texts = [part for part in item if isinstance(part, str)]
    if len(texts) < len(item):
        return tuple(ref for part in item for ref in _item(part, source))
    target, _, shown = ", ".join(texts).partition("|")
    target = target.partition("#")[0].strip()
    return (Ref(target.removesuffix(".md"), shown.strip() or None, True, source),) if target else ()


def _named(text: str, source: Source) -> Ref | None:
    name = " ".join(without_empty(text).split())
    return Ref(name, None, False, source) if name else None


def _split(text: str) -> list[str]:
    """Cut at commas and the like, but not within a link."""
    links = iter([match[0] for match in _LINK.finditer(text)])
    return [re.sub("\x00", lambda _: next(links), part) for part in _BETWEEN.split(_LINK.sub("\x00", text))]


@dataclass(frozen=True, slots=True)
class Names:
    """What one note can be linked by."""

    path: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        return self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class LinkIndex:
    """Notes of one type by what they are called, one table a rank (``ranks_of``)."""

    ranks: tuple[Mapping[str, tuple[str, ...]], ...]


Ranks: TypeAlias = tuple[tuple[str, ...], ...]  # the words that lead to a note, as ``plain`` has them, by rank


def ranks_of(note: Names) -> Ranks:
    """Everything that leads to one note: its exact path, the end of the path, the file name, the name, an alias."""
    bare = note.path.rsplit(".", 1)[0]
    ranks = ([bare], _ends(bare), [note.stem], [note.name], note.aliases)
    return tuple([tuple(dict.fromkeys(map(plain, words))) for words in ranks])


def index_names(notes: Iterable[Names]) -> LinkIndex:
    """The index in which ``paths_of`` looks up. A tie is kept as such."""
    return index_ranks((note.path, ranks_of(note)) for note in notes)


def index_ranks(notes: Iterable[tuple[str, Ranks]]) -> LinkIndex:
    """The same of notes by their paths, each with what leads to it."""
    tables: tuple[dict[str, tuple[str, ...]], ...] = ({}, {}, {}, {}, {})
    for path, ranks in notes:
        for table, words in zip(tables, ranks, strict=True):
            for word in words:
                table[word] = (*table[word], path) if word in table else (path,)
    return LinkIndex(tables)


def paths_of(index: LinkIndex, ref: Ref) -> tuple[str, ...]:
    """The paths that ``ref`` may mean: one, none, or several where it is a tie within a rank.

    A tie is none where the note that the link stands in is among those: there it means itself.
    """
    wanted = plain(ref.target)
    found = next((rank[wanted] for rank in index.ranks if wanted in rank), ())
    return (ref.source.path,) if ref.source.path in found else found


def _ends(path: str) -> list[str]:
    """``b/c`` and so on of ``a/b/c``: how Obsidian writes the shortest path that tells two notes apart."""
    parts = path.split("/")
    return ["/".join(parts[n:]) for n in range(1, len(parts) - 1)]
