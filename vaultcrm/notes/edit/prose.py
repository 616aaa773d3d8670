"""Text from outside as prose in a note: it reads as it was written, and is nothing but text.

In comes what somebody wrote elsewhere, out comes Markdown in which no heading, task, log, link, code or HTML begins.
"""

from __future__ import annotations

import re

from vaultcrm.notes.fence import split_note

from .lines import ending_near

_LEADING = re.compile(r"(?:[#>*+|~`=-]|<)")
_NUMBERED = re.compile(r"(\d+)([.)])(?=\s|$)")
_TAG_BEGINS = re.compile(r"<(?=[A-Za-z/!?<])(?!\w[\w.+-]*@|https?://)")
_FENCE = re.compile(r"`{3,}|~{3,}")


def as_prose(text: str) -> str:
    """``text`` with a backslash before whatever Markdown or the log would take for more than words."""
    return "\n".join(_line(line.strip()) for line in text.split("\n"))


def with_prose(note: str, text: str) -> str:
    """``note`` with ``text``, as prose, at the beginning of its body; every other byte stays."""
    prose = as_prose(text).strip("\n")
    if not prose.strip():
        return note
    fenced = split_note(note)
    newline = ending_near(note, len(note) - len(fenced.body))
    head, body = note.removesuffix(fenced.body), fenced.body.lstrip()
    return newline.join((head, *prose.split("\n"), *(("", body) if body else ("",))))


def _line(line: str) -> str:
    line = line.replace("[[", "\\[\\[").replace("%%", "\\%\\%")
    line = _TAG_BEGINS.sub("&lt;", line)
    line = _FENCE.sub(lambda found: "\\" + found[0], line)
    line = f"{numbered[1]}\\{line[numbered.end(1) :]}" if (numbered := _NUMBERED.match(line)) else line
    return f"\\{line}" if _LEADING.match(line) else line
