"""How a value is put behind a key: the block with just these characters changed.

In come an opened note, an entry and a value, out comes the new block, not proved yet. The form that stands there is kept
where it can be: quotes, brackets, the items' indentation, the line's own ending.
"""

from __future__ import annotations

from collections.abc import Sequence

from vaultcrm.errors import EditRefused

from .block import Entry, Opened
from .lines import ending_near, line_end, line_start, next_line, splice
from .values import Value, block_list, block_text, flow_list, scalar


def added(opened: Opened, key: str, value: Value) -> str:
    """The block with one more key at its end."""
    block, head = opened.block, opened.fenced.head
    at = _end_of_entries(opened)
    newline = ending_near(head + block, len(head) + at)
    line = " " * opened.column + scalar(key) + ":" + _behind_colon(opened, value, newline) + newline
    return splice(block, at, at, line)


def replaced(opened: Opened, entry: Entry, value: Value) -> str:
    """The block with another value in the place of the entry's. Refuses to lose a comment."""
    block = opened.block
    if entry.empty:
        return _filled(opened, entry, value)
    _refuse_to_lose(block, entry)
    one_line = isinstance(value, str | bool) and "\n" not in str(value)
    if one_line or block[entry.end : line_end(block, entry.end)].strip():
        on_key_line = line_end(block, entry.colon) >= entry.first.start
        start, space = (entry.first.start, "") if on_key_line else (entry.colon, " ")
        return splice(block, start, entry.end, space + _on_one_line(entry, value))
    newline = ending_near(block, next_line(block, entry.start))
    return splice(block, entry.colon, line_end(block, entry.end), _in_its_form(opened, entry, value, newline))


def removed(opened: Opened, entry: Entry) -> str:
    """The block without the entry's lines; comments on them go with them."""
    return splice(opened.block, line_start(opened.block, entry.start), next_line(opened.block, entry.end), "")


def appended(opened: Opened, entry: Entry, items: Sequence[str]) -> str:
    """The block with more items at the end of a list, in the list's own form."""
    block = opened.block
    if entry.first.style == "[":
        at = entry.items[-1][-1].end if entry.items else entry.first.end
        new = ", ".join(scalar(item, flow=True) for item in items)
        return splice(block, at, at, f", {new}" if entry.items else new)
    at = line_end(block, entry.end)
    newline, marker = ending_near(block, next_line(block, at)), _marker(block, entry)
    return splice(block, at, at, "".join(f"{newline}{marker}{scalar(item)}" for item in items))


def is_bare_link(opened: Opened, entry: Entry) -> bool:
    """``[[Dana Lee]]`` without quotes: one link, though YAML sees a list in a list."""
    return entry.first.style == "[" and opened.block.startswith("[[", entry.first.start)


def single_value(opened: Opened, entry: Entry) -> str:
    """The one value of a key that is to become a list; refuses what may be several."""
    raw = opened.block[entry.first.start : entry.end]
    if is_bare_link(opened, entry) and raw.count("[") == raw.count("]") == 2 and raw.endswith("]]"):
        return raw
    text, kind = entry.first.text, entry.first.kind
    if kind != "scalar" or entry.first.tag or "," in text or "\n" in text:
        raise EditRefused(f"{entry.key}: this is not a list, and not plainly one value", "make it a list by hand")
    return text


def _end_of_entries(opened: Opened) -> int:
    """After the last value; at the block's end where anything but blank lines follows, or a ``|`` text that may own them."""
    if not opened.entries or opened.entries[-1].parts[-1].style in ("|", ">"):
        return len(opened.block)
    after = next_line(opened.block, opened.entries[-1].end)
    return len(opened.block) if opened.block[after:].strip() else after


def _behind_colon(opened: Opened, value: Value, newline: str) -> str:
    """What follows the colon of a key that had no value."""
    if isinstance(value, str) and "\n" in value:
        return " " + (block_text(value, " " * opened.column + "  ", newline) or scalar(value))
    if isinstance(value, str | bool):
        return " " + scalar(value)
    indent, brackets = _list_habit(opened)
    return " " + flow_list(value) if brackets or not value else block_list(value, indent, newline)


def _list_habit(opened: Opened) -> tuple[str, bool]:
    """How this note writes its lists: the indentation of the items, and whether they stand in ``[]``."""
    lists = [entry.first for entry in opened.entries if entry.is_list and entry.items]
    for part in lists:
        if part.style != "[":
            return " " * part.column, False
    return " " * opened.column + "  ", bool(lists)


def _in_its_form(opened: Opened, entry: Entry, value: Value, newline: str) -> str:
    """A list stays in the form it has; everything else is written as behind a new key."""
    if isinstance(value, str | bool) or not entry.is_list:
        return _behind_colon(opened, value, newline)
    if entry.first.style == "[" or not value:
        return " " + flow_list(value)
    return block_list(value, " " * entry.first.column, newline)


def _on_one_line(entry: Entry, value: Value) -> str:
    if isinstance(value, str | bool):
        return scalar(value, entry.first.style if entry.first.style in ("'", '"') else "")
    return flow_list(value)


def _filled(opened: Opened, entry: Entry, value: Value) -> str:
    """A value behind a key that had none; what else stands on the line (spaces, a comment) stays behind it."""
    block = opened.block
    rest = block[entry.colon : line_end(block, entry.colon)]
    if rest.strip():
        return splice(block, entry.colon, entry.colon, " " + _on_one_line(entry, value))
    newline = ending_near(block, next_line(block, entry.start))
    written = _behind_colon(opened, value, newline)
    taken = len(rest) if newline in written else min(1, len(rest))
    return splice(block, entry.colon, entry.colon + taken, written)


def _refuse_to_lose(block: str, entry: Entry) -> None:
    """A comment between the items would go with the value: a person must look."""
    between, position = "", entry.colon
    for part in entry.parts:
        if part.kind == "scalar":
            begin = line_end(block, part.start) if part.style in ("|", ">") else part.start
            between += block[position:begin]
            position = part.end
    if "#" in between + block[position : entry.end]:
        raise EditRefused(f"{entry.key}: a comment stands in the value and would be lost", "change it by hand")


def _marker(block: str, entry: Entry) -> str:
    """Indentation, dash and spaces as the list's last item has them."""
    column, last = entry.first.column, entry.items[-1][0].start
    marker = block[line_start(block, last) : last]
    is_plain = marker[:column].isspace() or column == 0
    dash = marker[column:]
    return marker if is_plain and dash.startswith("- ") and dash[1:].isspace() else " " * column + "- "
