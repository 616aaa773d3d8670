"""Where the front matter stands: the text of a note cut in four, so that the pieces put together are the text again.

In: a note's text. Out: the opening fence, the YAML between the fences, the closing fence, the body, and their lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(r"(?P<bom>\ufeff?)(?P<blank>(?:[ \t]*\r?\n)*)---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"\s*[\w\"'][^:\n]*:(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Fenced:
    """A note's text in pieces: ``head + block + close + body`` is the text, byte for byte.

    ``head`` ends with the opening fence, ``close`` is the closing one; all three are empty where there is no front matter.
    ``problem`` with an empty ``head`` is an error (the fence is not closed), otherwise a remark on what stands before it.
    """

    head: str
    block: str
    close: str
    body: str
    block_line: int
    body_line: int
    problem: str | None = None


def split_note(text: str) -> Fenced:
    """Cut ``text`` at its fences: ``---`` that stands first, and ``---`` or ``...`` after it. A later ``---`` is a rule."""
    opening = _OPENING.match(text)
    if not opening:
        return _all_body(text)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return _all_body(text, "the front matter is not closed" if _KEY.match(text, opening.end()) else None)
    block_line = 1 + opening[0].count("\n")
    return Fenced(
        head=opening[0],
        block=text[opening.end() : closing.start()],
        close=closing[0],
        body=text[closing.end() :],
        block_line=block_line,
        body_line=block_line + text.count("\n", opening.end(), closing.end()),
        problem=_remark(opening),
    )


def _all_body(text: str, problem: str | None = None) -> Fenced:
    return Fenced("", "", "", text, 1, 1, problem)


def _remark(opening: re.Match[str]) -> str | None:
    if opening["blank"]:
        return "a blank line stands before the front matter"
    return "a byte order mark stands before the front matter" if opening["bom"] else None
