"""What a note says in free words: the prose under its own headings, without the log, tasks, comments and code.

In comes the text behind the front matter, out come the lines by heading; ``brief`` shows them as personal facts (row A3).
"""

from __future__ import annotations

from dataclasses import dataclass

_BULLETS = ("- ", "* ", "+ ")


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines that stand under one heading; ``heading`` is empty for what stands before the first, or under the note's title."""

    heading: str
    lines: tuple[str, ...]


def prose_of(body: str) -> tuple[Prose, ...]:
    """The prose of a note by heading, paragraphs and list items line by line; headings without any are left out."""
    found: list[tuple[str, list[str]]] = [("", [])]
    silent, fenced, hidden = 0, False, ""
    for line in body.splitlines():
        text = line.strip()
        depth = heading_depth(text)
        if hidden or _opens_comment(text):
            hidden = _still_hidden(text, hidden)
        elif text.startswith(("```", "~~~")):
            fenced = not fenced
        elif depth and not fenced:
            words = text.strip("# ")
            silent = depth if words.casefold() == "log" else (silent if silent and depth > silent else 0)
            found.append(("" if depth == 1 else words, []))
        elif text and not (silent or fenced or text.startswith("---") or _is_task(text)):
            found[-1][1].append(text)
    return tuple(Prose(heading, tuple(lines)) for heading, lines in found if lines)


def in_words(parts: tuple[Prose, ...]) -> tuple[str, ...]:
    """The same, each heading before its first line: ``Family: two daughters``."""
    return tuple(
        f"{part.heading}: {_unlisted(line)}" if part.heading and number == 0 else _unlisted(line)
        for part in parts
        for number, line in enumerate(_paragraphs(part.lines))
    )


def _unlisted(line: str) -> str:
    """A list item without its bullet: each begins a line of its own anyway."""
    return line[2:].lstrip() if line[:2] in _BULLETS else line


def _paragraphs(lines: tuple[str, ...]) -> list[str]:
    """Lines that go on with the one before are joined to it; a list item begins anew."""
    joined: list[str] = []
    for line in lines:
        goes_on = joined and not _is_item(line) and not joined[-1].endswith((".", "!", "?", ":", "…"))
        joined[-1:] = [f"{joined[-1]} {line}"] if goes_on else [*joined[-1:], line]
    return joined


def heading_depth(text: str) -> int:
    """The level of a heading; 0 for other lines."""
    depth = len(text) - len(text.lstrip("#"))
    return depth if 0 < depth < 7 and text[depth : depth + 1] in (" ", "") else 0


def _opens_comment(text: str) -> str:
    return next((mark for mark in ("<!--", "%%") if text.startswith(mark)), "")


def _still_hidden(text: str, hidden: str) -> str:
    """By which mark what follows is hidden: a comment that is not closed on its line goes on."""
    opening = hidden or _opens_comment(text)
    rest = text if hidden else text[len(opening) :]
    return "" if ("-->" if opening == "<!--" else "%%") in rest else opening


def _is_item(text: str) -> bool:
    return text[:2] in _BULLETS or text.split(" ", 1)[0].rstrip(".)").isdigit()


def _is_task(text: str) -> bool:
    return text[:2] in _BULLETS and text[2:5] in ("[ ]", "[x]", "[X]")
