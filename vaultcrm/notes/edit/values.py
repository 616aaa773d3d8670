"""How a value is written in front matter: plain where YAML reads it back as it is, quoted where not.

In comes text (or a list of texts, or a truth value), out goes YAML. Links are always quoted, as Obsidian does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from vaultcrm.notes.loaders import SafeLoader

Value = str | bool | Sequence[str]

_STR, _DATE = "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PLAIN_IN_BRACKETS = re.compile(r"\w[\w .+@/()&'-]*")  # of the others YAML's parsers think differently
_UNSAFE = re.compile(f"[\t\n]|{_UNPRINTABLE.pattern}")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def text_of(value: str | bool) -> str:
    """The scalar's text: ``true`` and ``false`` for truth values."""
    return value if isinstance(value, str) else str(value).lower()


def scalar(value: str | bool, quote: str = "", flow: bool = False) -> str:
    """One value on one line; ``quote`` is the mark it had so far, which is kept. In ``[]`` (``flow``) a comma parts."""
    if isinstance(value, bool):
        return text_of(value)
    if not quote and not _must_be_quoted(value, flow):
        return value
    if _UNSAFE.search(value):
        return _double(value)
    if quote == "'" or (not quote and _wants_single(value)):
        return "'" + value.replace("'", "''") + "'"
    return _double(value)


def block_text(value: str, indent: str, newline: str) -> str | None:
    """A text of several lines as ``|``, without the key; ``None`` where only quotes can hold it."""
    lines = value.split("\n")
    chomp = "-" if lines[-1] else ""
    lines = lines if lines[-1] else lines[:-1]
    if not value.strip() or not lines[-1] or _UNPRINTABLE.search(value) or any(line and not line.strip() for line in lines):
        return None
    first = next(line for line in lines if line)
    indicator = str(len(indent)) if first[0].isspace() else ""
    return newline.join([f"|{indicator}{chomp}", *(indent + line if line else "" for line in lines)])


def block_list(items: Sequence[str], indent: str, newline: str) -> str:
    """A list with an item a line, beginning with the line's end after the key."""
    return "".join(f"{newline}{indent}- {scalar(item)}" for item in items)


def flow_list(items: Sequence[str]) -> str:
    """``[a, b]``."""
    return "[" + ", ".join(scalar(item, flow=True) for item in items) + "]"


def _wants_single(value: str) -> bool:
    return ('"' in value or "\\" in value) and "'" not in value


def _double(value: str) -> str:
    escaped = "".join(_ESCAPES.get(c) or (_escape(c) if _UNPRINTABLE.match(c) else c) for c in value)
    return f'"{escaped}"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _must_be_quoted(value: str, flow: bool) -> bool:
    """Whether YAML reads something else, or another type, where the value stands plain. Dates and clock times may stand so."""
    if not value or value != value.strip() or value in ("---", "...") or "[[" in value or _UNSAFE.search(value):
        return True
    if flow and not _PLAIN_IN_BRACKETS.fullmatch(value):
        return True
    shapes = (f"[{value}]\n",) if flow else (f"k: {value}\n", f"- {value}\n")
    return value.casefold() in ("y", "n") or not all(_reads_back(shape, value) for shape in shapes)


def _reads_back(document: str, value: str) -> bool:
    """Whether the one value of a one-line document (in a list, or behind a key) is ``value``, as text, a date or a time."""
    try:
        node: object = yaml.compose(document, Loader=SafeLoader)
    except yaml.YAMLError:
        return False
    while isinstance(node, yaml.CollectionNode):
        if len(node.value) != 1:
            return False
        node = node.value[0][1] if isinstance(node, yaml.MappingNode) else node.value[0]
    is_text = isinstance(node, yaml.ScalarNode) and (node.tag in (_STR, _DATE) or bool(_CLOCK.fullmatch(value)))
    return is_text and isinstance(node, yaml.ScalarNode) and node.value == value
