"""YAML as people mean it, read with the library: what the usual pattern of ``yamltext`` does not take, and playbooks.

In: a block of YAML. Out: its top-level keys with their values and places, or what was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from frontmatter.default_handlers import YAMLHandler

from .loaders import SafeLoader
from .yamltext import NULL, Entry, Unreadable, Value

_PLAIN, _QUOTED = "plain", "quoted"
_DEEPEST = 40
_BRACKETS = re.compile(r"[\[\]{}]")
_DEEP_INDENT = re.compile(r"(?:[-?:][ \t]+){20}|^ {200}", re.MULTILINE)
_WHICH = re.compile(r" '(?:[^'\\]|\\.)+'")  # the parser in Python says which character it is, the one in C does not
_IN_WORDS = {
    "mapping values are not allowed in this context": "there is a second `: ` in it",
    "mapping values are not allowed here": "there is a second `: ` in it",
    "found character that cannot start any token": "it begins with a character that YAML keeps for itself",
    "found a tab character that violates indentation": "a tab indents it",
    "found undefined alias": "it begins with `*`, which YAML keeps for itself",
}


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


def read_tree(block: str, first_line: int) -> list[Entry] | Unreadable:
    """The top-level keys of any block in their order, as ``read_yaml`` gives them."""
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


def _entries(node: yaml.MappingNode, first_line: int) -> Iterator[Entry]:
    for key, value in node.value:
        text = key.value if isinstance(key, yaml.ScalarNode) else "[…]"
        mark = key.start_mark
        yield Entry(text, _value(value), first_line + mark.line, mark.column + 1)


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _PLAIN and node.value in NULL else str(node.value)
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
