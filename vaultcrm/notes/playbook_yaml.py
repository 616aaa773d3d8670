"""The YAML of a playbook as keys with the lines that they stand on; all scalars are text.

In: a block of YAML. Out: its tree, or its keys, and a problem where it is none, or would be far larger than it looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from vaultcrm.model import Problem, Source

from .loaders import SafeLoader
from .yamltree import repeats, too_deep


class Found(NamedTuple):
    """A key of a step: its value (text, list or mapping of text) and the line that it stands on."""

    value: object
    line: int


def read_mapping(path: str, text: str, line: int) -> tuple[dict[str, Found], list[Problem]]:
    """The keys of a block that begins on ``line``, and why it cannot be read."""
    node, problems = composed(path, text, line)
    return (dict(keys_of(node, line)) if isinstance(node, yaml.MappingNode) else {}), problems


def composed(path: str, text: str, line: int) -> tuple[yaml.Node | None, list[Problem]]:
    """The tree of a block; none where it is no YAML, or would be far larger than it looks."""
    if why := too_deep(text):
        return None, [Problem(Source(path, line), f"the YAML cannot be read: {why}", "write it flat")]
    try:
        node = yaml.compose(text, Loader=SafeLoader)
    except yaml.YAMLError as error:
        return None, [_broken(path, error, line)]
    if why := repeats(text, node):
        return None, [Problem(Source(path, line), f"the YAML cannot be read: {why}", "write it out")]
    return node, []


def _broken(path: str, error: yaml.YAMLError, line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    at = line + (mark.line if mark else 0)
    return Problem(
        Source(path, at), f"the YAML cannot be read: {getattr(error, 'problem', error)}", "mend the line, or quote its text"
    )


def keys_of(node: yaml.MappingNode, line: int) -> Iterator[tuple[str, Found]]:
    """Each key of a mapping with what stands there."""
    for key, value in node.value:
        yield str(key.value), Found(_value(value), line + key.start_mark.line)


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): str(value.value) for key, value in node.value}
    return "" if node.tag.endswith(":null") else str(node.value)


def given_twice(path: str, node: yaml.MappingNode, line: int) -> Iterator[Problem]:
    """A problem for each key of a step that it has already."""
    seen: set[str] = set()
    for key, found in keys_of(node, line):
        if key in seen:
            message = f"`{key}` is given twice in this step; the last one counts"
            yield Problem(Source(path, found.line), message, "keep one of them")
        seen.add(key)
