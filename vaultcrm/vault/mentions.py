"""Where words still stand in the files of a vault, whatever kind of file that is: for the eyes of a person.

In: the vault's folder and words. Out: places, a path alone where the file's own name holds one. Git's folder is left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from vaultcrm.model import Source

from .within import own_file

_LARGEST = 4_000_000  # bytes; what is larger is no text that somebody wrote


def mentions(root: Path, words: Collection[str], instead: Mapping[str, str], without: Collection[str]) -> tuple[Source, ...]:
    """Every place by path and line; ``instead`` has texts that are to stand in files, ``without`` names files that will go."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words) if word), re.IGNORECASE)
    found = (place for path in _files(root) if path not in without for place in _places(root, path, pattern, instead))
    return tuple(sorted(found))


def _files(root: Path) -> Iterator[str]:
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if name != ".git"]
        yield from (Path(folder, name).relative_to(root).as_posix() for name in names)


def _places(root: Path, path: str, pattern: re.Pattern[str], instead: Mapping[str, str]) -> Iterator[Source]:
    if pattern.search(path):
        yield Source(path)
    text = instead[path] if path in instead else _text(own_file(root, path))
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.search(line):
            yield Source(path, number)


def _text(path: Path | None) -> str:
    """The file's text; nothing of one that is none, lies outside, or cannot be read."""
    try:
        if path is None or path.stat().st_size > _LARGEST:
            return ""
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
