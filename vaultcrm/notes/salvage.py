"""Front matter that does not parse: each top-level key on its own, so that one bad line loses one key only.

In: a block that is no YAML, or that has no end. Out: the keys that can be read, and a problem for each that cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vaultcrm.model import Problem, Source

from .conflict import lines_of
from .yamltext import Entry, Unreadable, read_yaml

_KEY = re.compile(r"(?P<key>[^\s#\-\[\]{}][^:\n]*?|\"[^\"\n]+\"|'[^'\n]+')(?:(?<![ \t])[ \t]++)?:(?=\s|\Z)")
_OF_THE_KEY_ABOVE = re.compile(r"[ \t]|-[ \t]|-?\r?\n|#|[\]}]|\Z")
_LINK_FIRST = re.compile(
    r"^(?P<key>[^\S\n]*(?:-|[^\s:\-][^:\n]*:)[ \t]+)(?P<value>\[\[[^\n]*?)(?:(?<![ \t])[ \t]++)?(?P<end>\r?)$", re.MULTILINE
)
_TABS = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines of one key, or lines that belong to none (``key`` is empty then)."""

    key: str
    text: str
    line: int


def unclosed_keys(text: str) -> tuple[str, int]:
    """The lines after an opening fence that nothing closes, as long as they read like keys; and the number of the first."""
    lines = lines_of(text)
    first = next((n for n, line in enumerate(lines, 1) if line.strip("\ufeff \t\r\n") == "---"), 0)
    kept: list[str] = []
    for line in lines[first:]:
        goes_on = kept and line.strip() and not line.startswith("#") and _OF_THE_KEY_ABOVE.match(line)
        if not goes_on and not _KEY.match(line):
            break
        kept.append(line)
    return "".join(kept), first + 1


def salvage(path: str, block: str, first_line: int) -> tuple[list[Entry], list[Problem]]:
    """Every key of ``block`` that can be read alone; a value that begins with a link is read as text, tabs as spaces."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for chunk in _chunks(block, first_line):
        found, problem = _read(path, chunk)
        entries += found
        problems += [problem] if problem else []
    return entries, problems


def _read(path: str, chunk: _Chunk) -> tuple[list[Entry], Problem | None]:
    if not chunk.key:
        remedy = "write `key: value`, or move the line below the closing `---`"
        return [], Problem(Source(path, chunk.line), "this line is no key of the front matter", remedy)
    found = read_yaml(chunk.text, chunk.line)
    if not isinstance(found, Unreadable):
        return found, None
    untabbed = _TABS.sub(lambda tabs: "  " * tabs[0].count("\t"), chunk.text)
    mended = read_yaml(_LINK_FIRST.sub(_quoted, untabbed), chunk.line)
    if not isinstance(mended, Unreadable):
        return mended, _tab(path, chunk) if untabbed != chunk.text else None
    message = f"`{chunk.key}` cannot be read: {found.reason}"
    return [], Problem(Source(path, chunk.line + found.line), message, "put the value in quotes")


def _tab(path: str, chunk: _Chunk) -> Problem:
    found = _TABS.search(chunk.text)
    line = chunk.line + (chunk.text.count("\n", 0, found.start()) if found else 0)
    message = f"a tab indents a line of `{chunk.key}`; it was read as spaces"
    return Problem(Source(path, line), message, "YAML allows spaces only: put two in its place", severity="warning")


def _quoted(line: re.Match[str]) -> str:
    value = line["value"].replace("'", "''")
    return f"{line['key']}'{value}'{line['end']}"


def _chunks(block: str, first_line: int) -> Iterator[_Chunk]:
    key, text, start = "", "", first_line
    for number, line in enumerate(lines_of(block), first_line):
        found = _KEY.match(line)
        if not found and key and _OF_THE_KEY_ABOVE.match(line):
            text += line
            continue
        if text.strip() and not _only_comments(text):
            yield _Chunk(key, text, start)
        key, text, start = found["key"].strip("\"'") if found else "", line, number
    if text.strip() and not _only_comments(text):
        yield _Chunk(key, text, start)


def _only_comments(text: str) -> bool:
    return all(line.lstrip().startswith("#") for line in text.splitlines() if line.strip())
