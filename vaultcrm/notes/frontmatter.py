"""A note's front matter: its keys in their order, with raw values, lines, and whatever was wrong.

In: the YAML between the fences. Out: ``FrontMatter``. Where the block does not parse, only the bad keys are lost; where a merge
left its marks, only the keys that differ are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from vaultcrm.model import Problem, Source

from .conflict import first_mark, one_side
from .yamltext import Entry, Unreadable, read_yaml


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``entries`` by their key as ``normal`` has it, in the note's order; of a key given twice the first."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@lru_cache(maxsize=4096)
def normal(key: str) -> str:
    """A key or word as it is compared: case does not matter, and ``-``, ``_`` and space are the same."""
    return "_".join(key.casefold().replace("-", " ").replace("_", " ").split())


def parse_block(path: str, block: str, first_line: int = 2) -> FrontMatter:
    """Read the keys of ``block``, whose first line is number ``first_line`` of the note at ``path``."""
    if first_mark(block) is not None:
        return _from_both_sides(path, block, first_line)
    found = read_yaml(block, first_line)
    if not isinstance(found, Unreadable):
        return _collect(path, found, [])
    from .salvage import salvage

    entries, problems = salvage(path, block, first_line)
    if not entries and not problems:
        message = f"the front matter cannot be read: {found.reason}"
        problems.append(Problem(Source(path, first_line), message, "write `key: value`"))
    return _collect(path, entries, problems)


def _collect(path: str, found: Iterable[Entry], problems: list[Problem]) -> FrontMatter:
    entries: dict[str, Entry] = {}
    for entry in found:
        first = entries.setdefault(normal(entry.key), entry)
        if first is not entry:
            message = f"`{entry.key}` stands here a second time; the first, on line {first.line}, counts"
            problems.append(Problem(Source(path, entry.line, entry.column), message, "keep one of the two"))
    return FrontMatter(entries, tuple(problems))


def _from_both_sides(path: str, block: str, first_line: int) -> FrontMatter:
    """What both sides of a merge say alike, and what only one says: neither can contradict the other."""
    ours = parse_block(path, one_side(block, "ours"), first_line)
    theirs = parse_block(path, one_side(block, "theirs"), first_line)
    lost = [key for key, entry in ours.entries.items() if key in theirs.entries and theirs.entries[key].value != entry.value]
    together = {**theirs.entries, **ours.entries}
    entries = {key: entry for key, entry in together.items() if key not in lost}
    names = ", ".join(f"`{ours.entries[key].key}`" for key in lost)
    message = "a merge left its conflict marks" + (f"; not read, because the two sides differ: {names}" if lost else "")
    mark = Problem(Source(path, first_line + (first_mark(block) or 0)), message, "keep one side and delete the marks")
    return FrontMatter(entries, tuple(dict.fromkeys((mark, *ours.problems, *theirs.problems))))
