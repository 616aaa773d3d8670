"""YAML as people mean it: every scalar is the text that stands there; the schema gives it a type later.

In: a block of YAML. Out: its top-level keys with their values and places, or what was wrong. No number, date or yes/no is
guessed here, so that ``+15551234567``, ``0171234567``, ``10:30`` and ``no`` stay as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml
from frontmatter.default_handlers import YAMLHandler

from .loaders import SafeLoader

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

_PLAIN, _QUOTED = "plain", "quoted"
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_DEEPEST = 40
_BRACKETS = re.compile(r"[\[\]{}]")
_PLAIN_WORDS = r"[A-Za-z0-9+\u00c0-\u024f](?:[ !\"$-9;-~\u00c0-\u024f]|:(?=[!-~\u00c0-\u024f]))*(?<! )"
_ONE = rf'(?:"[ !#-\[\]-~\u00c0-\u024f]*"|{_PLAIN_WORDS})'
_SEVERAL = r"\[[A-Za-z0-9][A-Za-z0-9_-]*(?:, [A-Za-z0-9][A-Za-z0-9_-]*)*\]"
_USUAL = re.compile(
    rf"^([A-Za-z_][A-Za-z0-9_-]{{0,60}}):(?: ({_ONE}|{_SEVERAL})| *(\n( *)- {_ONE}(?:\n\4- {_ONE})*))? *$", re.MULTILINE
)
_DEEP_INDENT = re.compile(r"(?:[-?:][ \t]+){20}|^ {200}", re.MULTILINE)
_WHICH = re.compile(r" '(?:[^'\\]|\\.)+'")  # the parser in Python says which character it is, the one in C does not
_IN_WORDS = {
    "mapping values are not allowed in this context": "there is a second `: ` in it",
    "mapping values are not allowed here": "there is a second `: ` in it",
    "found character that cannot start any token": "it begins with a character that YAML keeps for itself",
    "found a tab character that violates indentation": "a tab indents it",
    "found undefined alias": "it begins with `*`, which YAML keeps for itself",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One top-level key as it is spelled in the note, its raw value, and where the key stands (line and column from 1)."""

    key: str
    value: Value
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a block is no YAML; ``line`` counts from 0 within the block."""

    reason: str
    line: int


class _TextLoader(SafeLoader):
    """The loader with its resolver cut down to nothing: a scalar is text, and only what is not quoted can be null."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return _PLAIN if isinstance(implicit, tuple) and implicit[0] else _QUOTED

    def descend_resolver(self, parent: object, index: object) -> None:
        """No rule depends on where a value stands."""

    def ascend_resolver(self) -> None:
        """See ``descend_resolver``."""

    def get_single_data(self) -> yaml.Node | None:
        return self.get_single_node()


def read_yaml(block: str, first_line: int) -> list[Entry] | Unreadable:
    """The top-level keys of ``block`` in their order; the block's first line is number ``first_line`` of the note."""
    usual = _usual_entries(block.removesuffix("\n"), first_line)
    if usual is not None:
        return usual
    if why := too_deep(block):
        return Unreadable(why, 0)
    try:
        node = YAMLHandler().load(block, Loader=_TextLoader)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        return _unreadable(error)
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        return Unreadable("it is not a list of keys and values", 0)
    if why := repeats(block, node):
        return Unreadable(why, 0)
    return list(_entries(node, first_line))


def _usual_entries(block: str, first_line: int) -> list[Entry] | None:
    """The keys of a block that holds nothing but plain or quoted words and lists of them; ``None`` of any other block.

    Found: one pattern takes a fifth of the parser's time, and reads such a block no otherwise.
    """
    entries: list[Entry] = []
    line = first_line
    for key, value, items, _ in _USUAL.findall(block):
        listed: Value = [_usual_value(item.lstrip()[2:]) for item in items.split("\n")[1:]]
        entries.append(Entry(key, listed if items else _usual_value(value), line))
        line += 1 + items.count("\n")
    return entries if line == first_line + 1 + block.count("\n") else None


def _usual_value(text: str) -> Value:
    if text[:1] == '"':
        return text[1:-1]
    if text[:1] == "[":
        return [None if item in _NULL else item for item in text[1:-1].split(", ")]
    return None if text in _NULL else text


def _entries(node: yaml.MappingNode, first_line: int) -> Iterator[Entry]:
    for key, value in node.value:
        text = key.value if isinstance(key, yaml.ScalarNode) else "[…]"
        mark = key.start_mark
        yield Entry(text, _value(value), first_line + mark.line, mark.column + 1)


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _PLAIN and node.value in _NULL else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return {str(key.value): _value(value) for key, value in node.value}


def _unreadable(error: Exception) -> Unreadable:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Unreadable(_IN_WORDS.get(_WHICH.sub("", reason), reason), mark.line if mark else 0)


def too_deep(block: str) -> str:
    """Why the parser, which recurses without a limit of its own, must not see this block; empty where it may."""
    brackets = _BRACKETS.findall(block)
    depth = deepest = 0
    for bracket in brackets if len(brackets) > _DEEPEST else ():
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return "it is nested too deeply" if deepest > _DEEPEST or _DEEP_INDENT.search(block) else ""


def repeats(block: str, node: yaml.Node | None) -> str:
    """Why the tree of a block is not taken: a list or mapping hangs in it twice, and written out it could be of any size."""
    if "*" not in block or node is None:
        return ""
    seen: set[int] = set()
    todo = [node]
    while todo:
        node = todo.pop()
        if not isinstance(node, yaml.CollectionNode):
            continue
        if id(node) in seen:
            return "it uses a list more than once (`*`)"
        seen.add(id(node))
        pairs = isinstance(node, yaml.MappingNode)
        todo.extend(child for item in node.value for child in (item if pairs else (item,)))
    return ""
