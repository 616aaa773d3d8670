"""The front matter of two notes as one: lists are joined, what the first lacks is taken over, of what differs the first stays.

In: both texts. Out: the first's text, what it gained, and in lines what it could not take, to be kept in the note's text.
Comments, nested keys and whatever else only YAML can say go along as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from vaultcrm.errors import EditRefused
from vaultcrm.notes.edit import add_to_list, read_key, set_key
from vaultcrm.notes.edit.block import Entry, Opened, find_entry, open_note
from vaultcrm.notes.edit.forms import is_bare_link
from vaultcrm.notes.edit.lines import as_lf, ending_near, line_start, next_line
from vaultcrm.notes.edit.values import Value
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.links import plain

_LISTS = frozenset({"email", "phone", "tags", "share", "playbooks"})
_ITS_OWN = frozenset({"type", "id", "name", "aliases"})
_BETWEEN = re.compile(r"[,;\s]+")


@dataclass(frozen=True, slots=True)
class Gain:
    """A key with what it gained; ``stays`` is what it has instead, where both differ and the gain goes into the text."""

    key: str
    value: str
    stays: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The first note's text now, what it gained, and the lines that are to be kept in its text."""

    text: str
    gains: tuple[Gain, ...] = ()
    left: tuple[str, ...] = ()


def united_front(text: str, other: str, words: Mapping[str, str], also: Callable[[str], Sequence[str]]) -> Front:
    """Join the keys of ``other`` into ``text``, but for type, id and names.

    ``words`` are the user's own (theirs -> ours), ``also`` those for one key. Raises ``EditRefused``.
    """
    opened, front, position = open_note(other), Front(text), 0
    ours = {normal(theirs): key for theirs, key in words.items()}
    for entry in opened.entries:
        end = next_line(opened.block, entry.end)
        chunk, position = opened.block[position:end], end
        key = ours.get(normal(entry.key), normal(entry.key))
        if key not in _ITS_OWN:
            front = _with_entry(front, opened, entry, chunk, (key, *also(key), entry.key))
        elif _comments(opened, entry, chunk):
            front = _kept(front, Gain(key, chunk.strip(), "-"), _fenced(chunk))
    rest = opened.block[position:].strip()
    return _kept(front, Gain("", rest, "-"), _fenced(rest)) if rest else front


def _with_entry(front: Front, opened: Opened, entry: Entry, chunk: str, names: Sequence[str]) -> Front:
    """One key more. ``chunk`` are its lines with the comments above them."""
    key, value = names[0], _value(opened, entry)
    mine = open_note(front.text)
    commented = _comments(opened, entry, chunk)
    if (entry.empty and not commented) or as_lf(chunk).strip() in as_lf(mine.block):
        return front
    there = find_entry(mine, names)
    if there is None:
        added = _appended(front.text, mine, chunk, entry)
        if added:
            return Front(added, (*front.gains, Gain(entry.key, _shown(value, chunk))), front.left)
    held = read_key(front.text, key, names[1:]) if there else None
    if value is None or entry.empty:
        return _kept(front, Gain(entry.key, chunk.strip(), "-"), _fenced(chunk))
    joined = _with_value(front, entry.key, value, held, names)
    return replace(joined, left=(*front.left, _fenced(chunk))) if commented else joined


def _with_value(front: Front, name: str, value: Value, held: Value | None, names: Sequence[str]) -> Front:
    key, also = names[0], names[1:]
    if key in _LISTS or isinstance(held, list):
        return _joined(front, name, value, held, names)
    if not held:
        return Front(set_key(front.text, key, value, also), (*front.gains, Gain(name, _shown(value))), front.left)
    if _same(held, value):
        return front
    return _kept(front, Gain(name, _shown(value), _shown(held)), f"- {name}: {_shown(value)}")


def _joined(front: Front, name: str, value: Value, held: Value | None, names: Sequence[str]) -> Front:
    """A list with what the other has more; an address or a number is the same in whatever letters and marks."""
    mine = [part for one in _items(held) for part in _parts(names[0], one)]
    known = {_marks(names[0], item) for item in mine}
    text, new = front.text, list[str]()
    for item in (part for one in _items(value) for part in _parts(names[0], one)):
        if _marks(names[0], item) not in known:
            known.add(_marks(names[0], item))
            new.append(item)
    if not mine and len(new) == 1:
        text = set_key(text, names[0], new[0], names[1:])
    elif isinstance(held, str) and len(mine) > 1 and new:
        text = set_key(text, names[0], [*mine, *new], names[1:])
    else:
        text = reduce(lambda done, item: add_to_list(done, names[0], item, names[1:]), new, text)
    return Front(text, (*front.gains, Gain(name, ", ".join(new))), front.left) if new else front


def _kept(front: Front, gain: Gain, line: str) -> Front:
    return Front(front.text, (*front.gains, gain), (*front.left, line))


def _fenced(chunk: str) -> str:
    lines = [line.rstrip() for line in as_lf(chunk).strip("\n").split("\n")]
    return "\n".join(("```yaml", *lines, "```"))


def _appended(text: str, mine: Opened, chunk: str, entry: Entry) -> str:
    """The lines as they stand at the end of the first's front matter; nothing where they would say something else there."""
    fenced = mine.fenced
    if not fenced.head or "&" in chunk or "*" in chunk:
        return ""
    newline = ending_near(text, len(fenced.head))
    lines = as_lf(chunk).rstrip("\n").replace("\n", newline) + newline
    new = fenced.head + fenced.block + lines + fenced.close + fenced.body
    try:
        after = open_note(new)
    except EditRefused:
        return ""
    wanted = [(one.key, one.meaning) for one in (*mine.entries, entry)]
    same = [(one.key, one.meaning) for one in after.entries] == wanted
    return new if same and after.fenced.body == fenced.body else ""


def _value(opened: Opened, entry: Entry) -> Value | None:
    """A text, a truth value, a list of texts; ``None`` where it is more than that."""
    if is_bare_link(opened, entry):
        raw = opened.block[entry.first.start : entry.end]
        return raw if raw.count("[") == 2 and raw.endswith("]]") else None
    if any(part.kind not in ("scalar", "list", "end") or part.anchor for part in entry.parts):
        return None
    if entry.is_list:
        flat = all(len(parts) == 1 for parts in entry.items)
        return [parts[0].text for parts in entry.items] if flat else None
    text = entry.first.text
    return text == "true" if not entry.first.style and text in ("true", "false") else text


def _comments(opened: Opened, entry: Entry, chunk: str) -> bool:
    """Whether a comment stands above the key, or behind or within its value."""
    block = opened.block
    above = chunk[: len(chunk) - len(block[line_start(block, entry.start) : next_line(block, entry.end)])]
    between, position = "", entry.colon
    for part in entry.parts:
        if part.kind == "scalar":
            between, position = between + block[position : part.start], part.end
    return "#" in above + between + block[position : next_line(block, entry.end)]


def _same(one: Value, other: Value) -> bool:
    return plain(_shown(one)) == plain(_shown(other))


def _items(value: Value | None) -> list[str]:
    if isinstance(value, list | tuple):
        return [item for item in value if isinstance(item, str) and item]
    return [value] if isinstance(value, str) and value else []


def _parts(key: str, text: str) -> list[str]:
    """Several addresses or tags in one text; a number and a sentence are one."""
    return [part for part in _BETWEEN.split(text) if part] if key in ("email", "tags") else [text]


def _marks(key: str, item: str) -> str:
    return re.sub(r"\D", "", item) or plain(item) if key == "phone" else plain(item.removeprefix("mailto:"))


def _shown(value: Value | None, chunk: str = "") -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return " ".join(chunk.split())
    return ", ".join(part for one in _items(value) for part in one.split("\n") if part.strip())
