"""The front matter of both sides as one, key by key: a key that one side changed is taken from that side.

In: the front matter with its fences of base, ours and theirs. Out: ``Merged``. ``tags`` and ``aliases`` are sets,
``interviewers`` is the ordered list that it is. What both sides changed differently stands between marks around just that
key's lines. Raises ``EditRefused`` where the result cannot be proved to hold what was chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vaultcrm.errors import EditRefused

from .conflict import one_side
from .edit import set_key
from .edit.block import Entry, Meaning, Part, open_note
from .edit.lines import line_start, next_line
from .fence import split_note
from .frontmatter import normal
from .merge_sides import Merged, MergeText, conflict, merge_items, picked, three_way

_BARE_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
_SETS, _ORDERED = ("tags", "aliases"), ("interviewers",)
_SIDES: tuple[Literal["ours", "theirs"], ...] = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines of one key; ``lead`` are the comments and blank lines before it."""

    lead: str
    own: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Front:
    """A side's front matter cut up."""

    text: str
    chunks: dict[str, _Chunk]
    tail: str


def merge_fronts(merge_text: MergeText, base: str, ours: str, theirs: str) -> Merged:
    """Merge three front matters, each from the opening fence to the closing one; that of the base may be empty."""
    fronts = _cut(base), _cut(ours), _cut(theirs)
    keys = _order(*(list(front.chunks) for front in fronts))
    values = [_value(key, *fronts) for key in keys]
    leads = [three_way(merge_text, *(_lead(front, key) for front in fronts)) for key in keys]
    tail = three_way(merge_text, *(front.tail for front in fronts))
    parts = [part for pair in zip(leads, values, strict=True) for part in pair] + [tail]
    head, close = (picked(*(pieces[end] for pieces in map(_fences, (base, ours, theirs)))) for end in (0, 1))
    merged = Merged(head + "".join(part.text for part in parts) + close, any(part.conflicted for part in parts))
    _prove(merged, values)
    return merged


def _fences(front: str) -> tuple[str, str]:
    fenced = split_note(front)
    return fenced.head, fenced.close


def _cut(front: str) -> _Front:
    opened = open_note(front)
    block, entries = opened.block, opened.entries
    chunks: dict[str, _Chunk] = {}
    position = 0
    for entry in entries:
        start, end = line_start(block, entry.start), next_line(block, entry.end)
        chunks[normal(entry.key)] = _Chunk(block[position:start], block[start:end], entry)
        position = end
    if len(chunks) < len(entries):
        raise EditRefused("a key stands there twice")
    if any(part.anchor for entry in entries for part in entry.parts):
        raise EditRefused("a key repeats the value of another, which a merge may take away")
    return _Front(front, chunks, block[position:])


def _order(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """The keys of both sides: those of one in its order, those that only the other has behind their neighbours there."""
    order, others = (list(theirs), ours) if ours == base else (list(ours), theirs)
    for number, key in enumerate(others):
        if key in order:
            continue
        at = order.index(others[number - 1]) + 1 if number else 0
        while at < len(order) and order[at] not in others and order[at] not in base:
            at += 1
        order.insert(at, key)
    return order


def _lead(front: _Front, key: str) -> str:
    return front.chunks[key].lead if key in front.chunks else ""


def _own(front: _Front, key: str) -> str:
    return front.chunks[key].own if key in front.chunks else ""


def _value(key: str, base: _Front, ours: _Front, theirs: _Front) -> Merged:
    """The lines of one key, or none where it is to go."""
    owns = [_own(front, key) for front in (base, ours, theirs)]
    return three_way(lambda *_: _changed_by_both(key, base, ours, theirs), *owns)


def _changed_by_both(key: str, base: _Front, ours: _Front, theirs: _Front) -> Merged:
    """Both sides have other lines than the base: yet perhaps the same value, or a list to which both added."""
    before, mine, other = (_meaning(front, key) for front in (base, ours, theirs))
    own, their = _own(ours, key), _own(theirs, key)
    if "#" not in own + their + _own(base, key):
        if other in (mine, before):
            return Merged(own)
        if mine == before:
            return Merged(their)
    listed = _merged_list(key, base, ours, theirs)
    return conflict(own, their) if listed is None else Merged(listed)


def _meaning(front: _Front, key: str) -> Meaning | None:
    return front.chunks[key].entry.meaning if key in front.chunks else None


def _merged_list(key: str, base: _Front, ours: _Front, theirs: _Front) -> str | None:
    """The lines of a list with what both sides did to it; ``None`` where they cannot be brought together."""
    before, mine, other = (_items(front, key) for front in (base, ours, theirs))
    if key not in (*_SETS, *_ORDERED) or before is None or mine is None or other is None:
        return None
    items = _as_set(before, mine, other) if key in _SETS else _in_order(before, mine, other)
    front = ours if key in ours.chunks else theirs
    try:
        return None if items is None else _cut(set_key(front.text, front.chunks[key].entry.key, items)).chunks[key].own
    except EditRefused:
        return None


def _items(front: _Front, key: str) -> list[str] | None:
    """The texts of a list; ``None`` where it holds anything else, or is one text that may mean several."""
    entry = front.chunks[key].entry if key in front.chunks else None
    if entry is None or entry.empty:
        return []
    if entry.is_list:
        block = split_note(front.text).block
        items = [_item(block, parts) for parts in entry.items]
        return [item for item in items if item is not None] if None not in items else None
    text = entry.first.text
    return [text] if _is_text(entry.parts) and text and not set(", \n") & set(text) else None


def _item(block: str, parts: Sequence[Part]) -> str | None:
    """The text of an item; ``[[Dana Lee]]`` without quotes is one too, though YAML sees a list in a list."""
    raw = block[parts[0].start : parts[-1].end]
    return parts[0].text if _is_text(parts) else raw if _BARE_LINK.fullmatch(raw) else None


def _is_text(parts: Sequence[Part]) -> bool:
    return len(parts) == 1 and parts[0].kind == "scalar" and not parts[0].anchor and not parts[0].tag


def _as_set(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Ours without what they took out, then what they put in."""
    there = {item.casefold() for item in (*base, *ours)}
    stayed = [item for item in ours if item in theirs or item not in base]
    return [*stayed, *(item for item in theirs if item.casefold() not in there)]


def _in_order(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """The list with each side's changes in their place; ``None`` where the order is not known, or one would be there twice."""
    merged = merge_items(base, ours, theirs)
    return merged if merged is not None and len(set(merged)) == len(merged) else None


def _prove(merged: Merged, values: Sequence[Merged]) -> None:
    """The whole must read as its keys do one by one; of a conflict, each side must be readable."""
    if merged.conflicted:
        for side in _SIDES:
            _cut(one_side(merged.text, side))
        return
    alone = [entry for value in values if value.text for entry in open_note(f"---\n{value.text}---\n").entries]
    together = open_note(merged.text).entries
    if [(one.key, one.meaning) for one in together] != [(one.key, one.meaning) for one in alone]:
        raise EditRefused("the merged front matter could not be proved to hold both sides")
