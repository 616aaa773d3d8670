"""The text of another note under a heading of its own, before the log; what stands there already is not written again."""

from __future__ import annotations

from collections.abc import Sequence

from vaultcrm.notes.edit.lines import as_lf, insert_lines
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.sections import log_sections, sections, without_code


def joined_prose(text: str, other: str, title: str, left: Sequence[str]) -> tuple[str, int]:
    """``text`` with the prose of ``other`` and the lines ``left`` under the heading ``title``; and how many lines that were.

    ``left`` are list items and fenced blocks.
    """
    there = as_lf(text)
    ordered = (*(one for one in left if one.startswith("- ")), *(one for one in left if not one.startswith("- ")))
    pieces = [piece for piece in (*ordered, _prose(other)) if piece and piece not in there]
    if not pieces:
        return text, 0
    content = "".join(f"{piece}\n" if piece.startswith("- ") else f"\n{piece}\n" for piece in pieces).strip("\n")
    body = split_note(text).body
    logs = log_sections(sections(without_code(body)))
    at = len(text) - len(body) + (body.rfind("\n", 0, logs[0].start) + 1 if logs else len(body))
    above = "" if not text[:at].strip() or text[:at].endswith(("\n\n", "\n\r\n")) else "\n"
    below = "\n" if logs else ""
    return insert_lines(text, at, f"{above}## {title}\n\n{content}{below}"), sum(len(piece.split("\n")) for piece in pieces)


def _prose(text: str) -> str:
    """The body without its logs."""
    body = split_note(text).body
    for one in reversed(log_sections(sections(without_code(body)))):
        body = body[: body.rfind("\n", 0, one.start) + 1] + body[one.end :]
    return as_lf(body).strip("\n").rstrip()
