"""On which line each of many matches stands, counted once over: counting from the top for each would not end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def numbered(found: Iterable[re.Match[str]], text: str, first_line: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The matches in ``text``, in its order, each with the number of its line; ``text`` begins on ``first_line``."""
    line, at = first_line, 0
    for match in found:
        line += text.count("\n", at, match.start())
        at = match.start()
        yield line, match
