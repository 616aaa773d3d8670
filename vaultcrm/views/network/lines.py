"""The tree on a terminal: 80 columns, long rows folded under themselves, deep ones cut at the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..counting import counted
from ..spans import COLUMNS, Line, Lines, Span, Style, line, width, wrapped
from .twigs import Tree, Twig
from .words import outcome_words, total_words


@dataclass(frozen=True, slots=True)
class Marks:
    """What a tree is drawn with; each is three columns wide."""

    fork: str = "├─ "
    end: str = "└─ "
    down: str = "│  "
    cut: str = "…"


PLAIN = Marks("|- ", "`- ", "|  ", "~")
_ABOVE = 5
_ROOM = 36  # columns for the branches, and no more, however deep


def tree_lines(tree: Tree, marks: Marks) -> Lines:
    """The tree with its sum below; where there is none, how one begins."""
    if not tree.twigs:
        return (*wrapped("Nobody in these notes was introduced by anybody yet."), *wrapped(_HOW, style="soft"))
    names = ", who was introduced by ".join(node.name for node in tree.above[:_ABOVE])
    above = wrapped(f"introduced by {names}{', …' if len(tree.above) > _ABOVE else ''}", style="soft") if names else ()
    rows = [entry for number, twig in enumerate(tree.twigs) for entry in _row(tree.twigs, number, twig, marks)]
    return (*above, *rows, (), *_others(tree.others), *wrapped(total_words(tree)))


def _others(count: int) -> Lines:
    people = counted(count, "person")
    return wrapped(f"Not shown: {people} without an introduction.", style="soft") if count else ()


_HOW = "Write `introduced_by: \"[[Name]]\"` into a contact's note, or `referred_by` into a job's."


def _row(twigs: Sequence[Twig], number: int, twig: Twig, marks: Marks) -> Iterator[Line]:
    """One row, with an empty line before a new tree."""
    if not twig.depth and number:
        yield ()
    trail, under = _trail(twigs, twig, marks), _under(twigs, number, marks)
    room = COLUMNS - width(under)
    head, *rest = _folded(_pieces(twig), room)
    yield line(Span(trail, "soft"), *head)
    for more in rest:
        yield line(Span(under, "soft"), *more)


def _pieces(twig: Twig) -> list[Span]:
    """Name, company, what came of it."""
    name = f"{twig.name} (job)" if twig.job else twig.name
    words, style = outcome_words(twig), _style(twig)
    about = [Span(f", {twig.about}", "soft")] if twig.about else []
    return [Span(name, "key" if twig.job else "heading"), *about, *([Span("  " + words, style)] if words else [])]


def _style(twig: Twig) -> Style:
    found = twig.outcomes
    return "good" if found.offers or found.hired or found.friends else "plain"


def _folded(pieces: Sequence[Span], room: int) -> list[list[Span]]:
    """The pieces in as many lines as they need: what does not fit begins the next one, folded at its words."""
    lines: list[list[Span]] = [[]]
    left = room
    for piece in pieces:
        if width(piece.text) <= left:
            lines[-1].append(piece)
            left -= width(piece.text)
            continue
        parts = _cut(piece.text.lstrip(" ,"), room - 2)
        lines += [[Span(f"  {part}" if lines[0] else part, piece.style)] for part in parts]
        lines = lines if lines[0] else lines[1:]
        left = room - width(lines[-1][0].text)
    return lines


def _cut(text: str, room: int) -> list[str]:
    """``text`` at its spaces, in pieces of at most ``room`` columns; a word that is longer is cut where it must be."""
    parts = [""]
    for word in text.split(" "):
        joined = f"{parts[-1]} {word}" if parts[-1] else word
        if width(joined) <= room:
            parts[-1] = joined
            continue
        parts += [word] if parts[-1] else []
        parts[-1] = parts[-1] or word
        while width(parts[-1]) > room:
            first = _first(parts[-1], room)
            parts[-1:] = [first, parts[-1][len(first) :]]
    return parts


def _first(word: str, room: int) -> str:
    """The beginning of a word that takes ``room`` columns; a letter at least."""
    taken = 0
    for at, char in enumerate(word):
        taken += width(char)
        if taken > room:
            return word[: max(at, 1)]
    return word


def _trail(twigs: Sequence[Twig], twig: Twig, marks: Marks) -> str:
    """The branches before a row."""
    if twig.parent is None:
        return ""
    return _before(twigs, twig.parent, marks) + (marks.end if twig.last else marks.fork)


def _under(twigs: Sequence[Twig], number: int, marks: Marks) -> str:
    """The branches before the folded lines of a row, down to what hangs on it."""
    following = number + 1 < len(twigs) and twigs[number + 1].parent == number
    return _before(twigs, number, marks) + (marks.down if following else "   ")


def _before(twigs: Sequence[Twig], number: int, marks: Marks) -> str:
    """What runs down past the row ``number``, from its root on; only the nearest of it where it is deep."""
    parts: list[str] = []
    twig = twigs[number]
    while twig.parent is not None and len(parts) * 3 < _ROOM:
        parts.append("   " if twig.last else marks.down)
        twig = twigs[twig.parent]
    return (marks.cut if twig.parent is not None else "") + "".join(reversed(parts))
