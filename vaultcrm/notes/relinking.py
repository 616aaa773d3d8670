"""Links pointed at another note: every ``[[link]]`` of a text that is to change, in front matter and prose, and no byte more.

In: a note's text, and what is to become of a link's target. Out: the new text. Code between fences and comments hold no links;
what is shown (``|shown``) and the heading that is meant (``#Log``) stay. The front matter is read again to prove the change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vaultcrm.errors import EditRefused

from .edit import scalar
from .edit.block import Entry, Meaning, Opened, Part, open_note
from .edit.lines import splice
from .fence import split_note
from .frontmatter import normal
from .sections import without_code

_LINK = re.compile(
    r"(?P<before>\[\[[ \t]*+)(?P<target>[^\[\]|#^\\\n]+?)"
    r"(?P<after>(?:\.md)?(?:(?<![ \t])[ \t]++)?(?:[#^][^\[\]|\\\n]*)?(?:\\?\|[^\[\]\n]*)?\]\])"
)
_BARE = ("list", "list", "scalar", "end", "end")

NewTarget = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class _Change:
    """Characters of the block that are to be replaced."""

    start: int
    end: int
    text: str


def relink(text: str, new_target: NewTarget) -> str:
    """Point links elsewhere: ``new_target`` says for a key (empty in prose) and a target (without ``.md``) what it is to be.

    Raises ``EditRefused`` where the front matter could not be proved to have changed in its links only.
    """
    fenced = split_note(text)
    head = text[: len(text) - len(fenced.body)]
    return _front(head, new_target) + _prose(fenced.body, new_target)


def links_of(text: str) -> tuple[str, ...]:
    """The links of a text as they are written, with their brackets; those in code are none."""
    fenced = split_note(text)
    head = text[: len(text) - len(fenced.body)]
    return tuple(match[0] for match in _LINK.finditer(head + without_code(fenced.body)))


def _prose(body: str, new_target: NewTarget) -> str:
    for match in reversed(list(_LINK.finditer(without_code(body)))):
        body = splice(body, match.start(), match.end(), _link(match, "", new_target))
    return body


def _link(match: re.Match[str], key: str, new_target: NewTarget) -> str:
    return match["before"] + (new_target(key, match["target"]) or match["target"]) + match["after"]


def _front(head: str, new_target: NewTarget) -> str:
    """The front matter by YAML's positions; one that cannot be read, as plain text."""
    if "[[" not in head:
        return head
    try:
        opened = open_note(head)
    except EditRefused:
        return _LINK.sub(lambda match: _link(match, "", new_target), head)
    changes: list[_Change] = []
    expected: list[tuple[str, Meaning]] = []
    for entry in opened.entries:
        found = list(_entry(opened, entry, new_target))
        changes += [change for change, _ in found if change]
        expected.append((entry.key, tuple(meaning for _, parts in found for meaning in parts)))
    block = opened.block
    for change in reversed(changes):
        block = splice(block, change.start, change.end, change.text)
    new = opened.fenced.head + block + opened.fenced.close
    if [(entry.key, entry.meaning) for entry in open_note(new).entries] != expected:
        raise EditRefused("the links in the front matter cannot be changed without changing more", "change them by hand")
    return new


def _entry(opened: Opened, entry: Entry, new_target: NewTarget) -> Iterator[tuple[_Change | None, Meaning]]:
    """Piece by piece what is to change in a key's value, and what YAML must read there afterwards."""
    key, parts, number = normal(entry.key), entry.parts, 0
    while number < len(parts):
        bare = parts[number : number + 5] if _is_bare(opened.block, parts[number : number + 5]) else ()
        taken = bare or parts[number : number + 1]
        yield _bare(bare, key, new_target) if bare else _scalar(opened.block, taken[0], key, new_target)
        number += len(taken)


def _is_bare(block: str, parts: tuple[Part, ...]) -> bool:
    """``[[Dana Lee]]`` without quotes: to YAML a text in a list in a list."""
    return tuple(part.kind for part in parts) == _BARE and block.startswith("[[", parts[0].start)


def _bare(parts: tuple[Part, ...], key: str, new_target: NewTarget) -> tuple[_Change | None, Meaning]:
    old = f"[[{parts[2].text}]]"
    new = _LINK.sub(lambda match: _link(match, key, new_target), old)
    if new == old:
        return None, tuple(part.meaning for part in parts)
    return _Change(parts[0].start, parts[-1].end, scalar(new)), (("scalar", new, "", ""),)


def _scalar(block: str, part: Part, key: str, new_target: NewTarget) -> tuple[_Change | None, Meaning]:
    """A text in its own style; of one over several lines, the link's own characters."""
    if part.kind != "scalar" or "[[" not in part.text:
        return None, (part.meaning,)
    new = _LINK.sub(lambda match: _link(match, key, new_target), part.text)
    if new == part.text:
        return None, (part.meaning,)
    raw = block[part.start : part.end]
    if part.style in ("|", ">") or "\n" in raw:
        written = _LINK.sub(lambda match: _link(match, key, new_target), raw)
    else:
        written = scalar(new, part.style)
    return _Change(part.start, part.end, written), ((part.kind, new, part.anchor, part.tag),)
