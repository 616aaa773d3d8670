"""Set, add to and remove the keys of a note's front matter; every byte that need not change stays.

In comes a note's text, out comes the new one. Each edit reads its result again and proves that the one value changed and
nothing else; where it cannot, it raises ``EditRefused`` with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vaultcrm.errors import EditRefused

from . import forms
from .block import Entry, Meaning, Opened, find_entry, meaning_of, open_note
from .lines import ending_near, line_number
from .values import Value

Expected = tuple[tuple[str, Meaning], ...]


def set_key(text: str, key: str, value: Value, also: Sequence[str] = ()) -> str:
    """Give ``key`` this value: a text, a truth value, or a list of texts.

    ``also`` names other words for the key: the first that is there is used, in the spelling that stands there. A key that is
    missing comes last.
    """
    opened = open_note(text)
    entry, wanted = find_entry(opened, (key, *also)), meaning_of(value)
    if entry is None:
        return _added(text, opened, key, value)
    if entry.meaning == wanted and not entry.empty:
        return text
    return _proved(opened, _changed(opened, entry, value), _with(opened, entry, wanted))


def set_keys(text: str, values: Mapping[str, Value], also: Mapping[str, Sequence[str]]) -> str:
    """``set_key`` for several keys at once, proved once: for notes that are made by the thousand.

    They are changed from the last to the first, so that each still stands where it was found.
    """
    opened = open_note(text)
    entries = {key: find_entry(opened, (key, *also.get(key, ()))) for key in values}
    found = sorted(((entry, key) for key, entry in entries.items() if entry), key=lambda one: -one[0].start)
    twice = len({entry.start for entry, _ in found}) < len(found)
    if twice or not opened.fenced.head or any(entry.anchored for entry, _ in found):
        return _one_by_one(text, values, also)
    after = opened
    for key in (key for key, entry in entries.items() if entry is None):
        after = _with_block(after, forms.added(after, key, values[key]))
    for entry, key in found:
        if entry.empty or entry.meaning != meaning_of(values[key]):
            after = _with_block(after, _changed(after, entry, values[key]))
    missing = tuple((key, meaning_of(values[key])) for key, entry in entries.items() if entry is None)
    wanted = {entry.start: meaning_of(values[key]) for entry, key in found}
    expected = tuple((entry.key, wanted.get(entry.start, entry.meaning)) for entry in opened.entries)
    return _proved(opened, after.block, (*expected, *missing))


def _one_by_one(text: str, values: Mapping[str, Value], also: Mapping[str, Sequence[str]]) -> str:
    for key, value in values.items():
        text = set_key(text, key, value, also.get(key, ()))
    return text


def _with_block(opened: Opened, block: str) -> Opened:
    return replace(opened, fenced=replace(opened.fenced, block=block))


def add_to_list(text: str, key: str, item: str, also: Sequence[str] = ()) -> str:
    """Add ``item`` at the end of a list; unchanged where the list holds it. One value becomes a list of two."""
    opened = open_note(text)
    entry = find_entry(opened, (key, *also))
    if entry is None or entry.empty:
        return set_key(text, key, [item], also)
    if not entry.is_list or forms.is_bare_link(opened, entry):
        present = forms.single_value(opened, entry)
        return text if present == item else _made_a_list(opened, entry, [present, item] if present else [item])
    if meaning_of(item) in [tuple(part.meaning for part in parts) for parts in entry.items]:
        return text
    wanted = (*entry.meaning[:-1], *meaning_of([item])[1:])
    return _proved(opened, forms.appended(opened, entry, [item]), _with(opened, entry, wanted))


def remove_key(text: str, key: str, also: Sequence[str] = ()) -> str:
    """Take the key out with its value, and the comment on its lines; unchanged where it is not there."""
    opened = open_note(text)
    entry = find_entry(opened, (key, *also))
    return text if entry is None else _proved(opened, forms.removed(opened, entry), _with(opened, entry, None))


def read_key(text: str, key: str, also: Sequence[str] = ()) -> str | list[str] | None:
    """What stands behind the key: a text, the list of the texts in it, or ``None``. Raises ``EditRefused`` as the edits do."""
    entry = find_entry(open_note(text), (key, *also))
    if entry is None or entry.empty:
        return None
    texts = [part.text for part in entry.parts if part.kind == "scalar"]
    return texts if entry.is_list or not texts else texts[0]


def line_of_key(text: str, key: str, also: Sequence[str] = ()) -> int:
    """The number of the line on which the key stands; 0 where it does not."""
    opened = open_note(text)
    entry = find_entry(opened, (key, *also))
    return line_number(text, len(opened.fenced.head) + entry.start) if entry else 0


def _added(text: str, opened: Opened, key: str, value: Value) -> str:
    if opened.fenced.head:
        return _proved(opened, forms.added(opened, key, value), (*_as_is(opened), (key, meaning_of(value))))
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    newline, body = ending_near(text, 0), text.removeprefix(mark)
    empty = open_note(f"{mark}---{newline}---{newline}{body}")
    return _proved(empty, forms.added(empty, key, value), ((key, meaning_of(value)),))


def _made_a_list(opened: Opened, entry: Entry, items: list[str]) -> str:
    return _proved(opened, forms.replaced(opened, entry, items), _with(opened, entry, meaning_of(items)))


def _changed(opened: Opened, entry: Entry, value: Value) -> str:
    """The value replaced; but a list that only grows is added to, so that what stands in it stays."""
    if isinstance(value, str | bool) or not entry.is_list:
        return forms.replaced(opened, entry, value)
    held, items = entry.meaning[1:-1], meaning_of(value)[1:-1]
    grows = len(items) > len(held) > 0 and items[: len(held)] == held
    return forms.appended(opened, entry, value[len(held) :]) if grows else forms.replaced(opened, entry, value)


def _as_is(opened: Opened) -> Expected:
    return tuple((entry.key, entry.meaning) for entry in opened.entries)


def _with(opened: Opened, entry: Entry, wanted: Meaning | None) -> Expected:
    """All keys as they are, but ``entry`` with another value, or gone. Refuses where an alias may repeat the entry."""
    if entry.anchored:
        raise EditRefused(f"{entry.key}: the value has an anchor, so that another key may repeat it", "change it by hand")
    changed = ((one.key, wanted if one is entry else one.meaning) for one in opened.entries)
    return tuple((key, meaning) for key, meaning in changed if meaning is not None)


def _proved(opened: Opened, block: str, expected: Expected) -> str:
    """The whole text with the new block, read again: every key must have just the value that is expected of it."""
    fenced = opened.fenced
    new = fenced.head + block + fenced.close + fenced.body
    after = open_note(new)
    pieces = (after.fenced.head, after.block, after.fenced.close, after.fenced.body)
    if pieces != (fenced.head, block, fenced.close, fenced.body) or _as_is(after) != expected:
        raise EditRefused("the edit could not be proved to change only what it should", "change it by hand")
    return new
