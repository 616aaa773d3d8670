"""Front matter with positions: which characters of the block belong to which key.

In comes the block between the fences, out come its entries. The positions are those of YAML's own events, so that aliases,
anchors and any nesting stand where they stand in the text; what cannot be read is refused, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import yaml

from vaultcrm.errors import EditRefused
from vaultcrm.notes.conflict import first_mark
from vaultcrm.notes.fence import Fenced, split_note
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.loaders import BaseLoader

from .lines import line_end
from .values import Value, text_of

Kind = Literal["scalar", "alias", "list", "mapping", "end"]
Meaning = tuple[tuple[Kind, str, str, str], ...]
_COLON = re.compile(r"[ \t]*:")
_KINDS: tuple[tuple[type[yaml.Event], Kind], ...] = (
    (yaml.ScalarEvent, "scalar"),
    (yaml.AliasEvent, "alias"),
    (yaml.SequenceStartEvent, "list"),
    (yaml.MappingStartEvent, "mapping"),
    (yaml.CollectionEndEvent, "end"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of YAML's events: a scalar, an alias, the beginning of a list or a mapping, or the end of either.

    ``start`` and ``end`` are offsets in the block; ``style`` is ``'``, ``"``, ``|``, ``>`` or ``[`` (a list or mapping in
    brackets), and empty for what is plain.
    """

    kind: Kind
    start: int
    end: int
    column: int
    text: str = ""
    style: str = ""
    anchor: str = ""
    tag: str = ""

    @property
    def meaning(self) -> tuple[Kind, str, str, str]:
        """What YAML reads, apart from the form in which it is written."""
        return self.kind, self.text, self.anchor, self.tag


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its value: ``start`` is where the key begins, ``colon`` is after its colon, ``end`` is after the value."""

    key: str
    start: int
    colon: int
    end: int
    parts: tuple[Part, ...]

    @property
    def first(self) -> Part:
        """The value's first part; where there is no value, an empty scalar right after the colon."""
        return self.parts[0]

    @property
    def empty(self) -> bool:
        """Whether nothing stands behind the key."""
        return self.first.start == self.end

    @property
    def is_list(self) -> bool:
        """Whether YAML reads a list here."""
        return self.first.kind == "list"

    @property
    def anchored(self) -> bool:
        """Whether an anchor stands in the value: another key may repeat it."""
        return any(part.anchor and part.kind != "alias" for part in self.parts)

    @property
    def meaning(self) -> Meaning:
        """What YAML reads, apart from the form in which it is written."""
        return tuple(part.meaning for part in self.parts)

    @property
    def items(self) -> tuple[tuple[Part, ...], ...]:
        """The items of a list, each with all its parts."""
        return tuple(_values(self.parts[1:-1]))


@dataclass(frozen=True, slots=True)
class Opened:
    """A note whose front matter can be edited: its pieces, its entries, and the column at which its keys stand."""

    fenced: Fenced
    entries: tuple[Entry, ...]
    column: int = 0

    @property
    def block(self) -> str:
        """The lines between the fences."""
        return self.fenced.block


@lru_cache(maxsize=4)
def open_note(text: str) -> Opened:
    """Find the entries of a note's front matter. Raises ``EditRefused`` where there is one that cannot be read.

    The last few are kept: one edit's proof is the next one's beginning, and new notes all begin with one template.
    """
    fenced = split_note(text)
    if fenced.problem and not fenced.head:
        raise EditRefused(f"the front matter cannot be edited: {fenced.problem}")
    parts = _parts(fenced.block, fenced.block_line)
    if not parts:
        return Opened(fenced, ())
    if parts[0].kind != "mapping" or parts[0].style:
        raise EditRefused("the front matter is not made of keys with values, each on its own line")
    values = iter(_values(parts[1:-1]))
    entries = tuple(_entry(fenced.block, key, value) for key, value in zip(values, values, strict=True))
    return Opened(fenced, entries, parts[0].column)


def find_entry(opened: Opened, names: Iterable[str]) -> Entry | None:
    """The entry of the first of ``names`` that is there, in any spelling. Raises ``EditRefused`` where it is there twice."""
    for name in names:
        found = [entry for entry in opened.entries if same_key(entry.key, name)]
        if len(found) > 1:
            raise EditRefused(f"the key {found[0].key!r} stands there {len(found)} times", "leave one of them, then try again")
        if found:
            return found[0]
    return None


def same_key(one: str, other: str) -> bool:
    """Whether two spellings are one key: case does not matter, and ``-``, ``_`` and space are the same."""
    return normal(one) == normal(other)


def meaning_of(value: Value) -> Meaning:
    """What YAML must read where ``value`` has been written."""
    if isinstance(value, str | bool):
        return (("scalar", text_of(value), "", ""),)
    items: Meaning = tuple(("scalar", item, "", "") for item in value)
    return (("list", "", "", ""), *items, ("end", "", "", ""))


def _parts(block: str, line: int) -> list[Part]:
    """The parts of the block's one document, which begins on ``line``; none where it is empty, or holds only comments."""
    if (above := first_mark(block)) is not None:
        raise EditRefused(f"a merge left its conflict marks on line {line + above}", "keep one side and delete the marks first")
    try:
        events = list(yaml.parse(block, Loader=BaseLoader))
    except yaml.MarkedYAMLError as error:
        where = f" on line {line + error.problem_mark.line}" if error.problem_mark else ""
        raise EditRefused(f"the front matter cannot be read{where}: {error.problem}", "mend it first") from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise EditRefused("the front matter holds a character that YAML does not allow", "take it out first") from error
    if sum(isinstance(event, yaml.DocumentStartEvent) for event in events) > 1:
        raise EditRefused("the front matter holds two documents")
    return [part for part in map(_part, events) if part is not None]


def _part(event: yaml.Event) -> Part | None:
    kind = next((name for kind, name in _KINDS if isinstance(event, kind)), None)
    start, end = event.start_mark, event.end_mark
    if kind is None or start is None or end is None:
        return None
    text, anchor, tag, style = (getattr(event, name, None) or "" for name in ("value", "anchor", "tag", "style"))
    style = "[" if getattr(event, "flow_style", False) else style
    return Part(kind, start.index, end.index, start.column, text, style, anchor, tag)


def _values(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Cut the inside of a list or a mapping into its values: each one part, or all from a beginning to its end."""
    depth, begin = 0, 0
    for at, part in enumerate(parts):
        depth += {"list": 1, "mapping": 1, "end": -1}.get(part.kind, 0)
        if depth == 0:
            yield tuple(parts[begin : at + 1])
            begin = at + 1


def _entry(block: str, key: tuple[Part, ...], value: tuple[Part, ...]) -> Entry:
    name = key[0]
    colon = _COLON.match(block, name.end)
    if name.kind != "scalar" or not colon or block.startswith("?", name.start):
        raise EditRefused("the front matter has a key that is not plain text")
    end = max(_content_end(block, part) for part in value)
    return Entry(name.text, name.start, colon.end(), end, value)


def _content_end(block: str, part: Part) -> int:
    """After the last character of a part: comments and blank lines that follow are not its own.

    The end of a list without brackets says nothing: YAML sees it only at whatever comes next.
    """
    if part.kind == "end":
        return part.end if block[part.start : part.end] in ("]", "}") else 0
    if part.kind in ("list", "mapping"):
        return part.start
    if part.style in ("|", ">"):
        return line_end(block, part.start + len(block[part.start : part.end].rstrip(" \t\r\n")))
    return part.end
