"""What merging three texts needs whatever they say: which side changed, conflict marks, and the form that a file has.

In: base, ours, theirs. Out: ``Merged``. The form (byte order mark, line ends, last line end) is merged apart from the words, so
that a file saved by another editor does not differ in every line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from .conflict import lines_of

_T = TypeVar("_T")
_BOM = "\ufeff"
_MOST_PAIRS = 1_000_000  # of items that are alike: a second's work


@dataclass(frozen=True, slots=True)
class Merged:
    """The text of both sides; ``conflicted`` where marks stand in it."""

    text: str
    conflicted: bool = False


MergeText = Callable[[str, str, str], Merged]


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written, apart from its words; ``ending`` is empty where the line ends are mixed."""

    bom: bool
    ending: str
    closed: bool


def form_of(text: str) -> Form:
    """The form of a file's text; an empty one is closed."""
    windows, lines = text.count("\r\n"), text.count("\n")
    ending = "\n" if not windows else "\r\n" if windows == lines else ""
    return Form(text.startswith(_BOM), ending, not text or text.endswith("\n"))


def without_form(text: str, mixed: bool) -> str:
    """The words alone: every line ends with ``\\n``, or as it did where any of the three files is ``mixed``."""
    text = text.removeprefix(_BOM)
    text = text if mixed else text.replace("\r\n", "\n")
    return text if not text or text.endswith("\n") else text + "\n"


def in_form(text: str, form: Form) -> str:
    """The words in a file's form again."""
    text = text if form.closed else text.removesuffix("\n").removesuffix("\r")
    text = text.replace("\r\n", "\n").replace("\n", "\r\n") if form.ending == "\r\n" else text
    return _BOM + text if form.bom else text


def merged_form(base: Form, ours: Form, theirs: Form) -> Form:
    """Each feature as the side has it that changed it."""
    return Form(
        picked(base.bom, ours.bom, theirs.bom),
        picked(base.ending, ours.ending, theirs.ending),
        picked(base.closed, ours.closed, theirs.closed),
    )


def picked(base: _T, ours: _T, theirs: _T) -> _T:
    """The value of the side that changed it; ours where both did."""
    return theirs if ours == base else ours


def three_way(merge_text: MergeText, base: str, ours: str, theirs: str) -> Merged:
    """The side that changed; ``merge_text`` is asked only where both did, and differently."""
    if ours == theirs or theirs == base:
        return Merged(ours)
    return Merged(theirs) if ours == base else merge_text(base, ours, theirs)


def three_way_loose(merge_text: MergeText, base: str, ours: str, theirs: str) -> Merged:
    """The same, with the blank lines at the end taken apart: text put in at the end by one side never meets them."""
    texts, gaps = zip(*map(without_gap, (base, ours, theirs)), strict=True)
    merged = three_way(merge_text, *texts)
    return Merged(merged.text + picked(*gaps), merged.conflicted)


def without_gap(text: str) -> tuple[str, str]:
    """The text, and the blank lines at its end."""
    lines = lines_of(text)
    end = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 0)
    return "".join(lines[:end]), "".join(lines[end:])


def conflict(ours: str, theirs: str) -> Merged:
    """Whole lines of both sides between ordinary marks."""
    return Merged(f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n", conflicted=True)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A side laid along the base: ``kept`` holds for each item of the base its number in the side, if it is still there.

    ``added[n]`` are the numbers of its own new items before the base's item ``n``. ``changes`` are the places where it has
    other items instead: numbers in the base, and its own.
    """

    kept: tuple[int | None, ...]
    added: tuple[tuple[int, ...], ...]
    changes: tuple[tuple[range, range], ...]


def align(base: Sequence[str], side: Sequence[str]) -> Aligned:
    """Lay ``side`` along ``base``; what was replaced stands as added behind it."""
    kept: list[int | None] = [None] * len(base)
    added: list[tuple[int, ...]] = [()] * (len(base) + 1)
    changes: list[tuple[range, range]] = []
    for tag, start, end, from_, to in _opcodes(base, side):
        if tag == "equal":
            kept[start:end] = range(from_, to)
        else:
            added[end] = (*added[end], *range(from_, to))
            changes += [(range(start, end), range(from_, to))] if tag == "replace" else []
    return Aligned(tuple(kept), tuple(added), tuple(changes))


def _opcodes(base: Sequence[str], side: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What became of the base, as ``difflib`` says it; what is alike at both ends is not its to look at, for it takes long.

    Where so many items are alike that it would never end, all between the ends is replaced.
    """
    short = min(len(base), len(side))
    head = next((n for n in range(short) if base[n] != side[n]), short)
    tail = next((n for n in range(short - head) if base[-1 - n] != side[-1 - n]), short - head)
    to, end = len(base) - tail, len(side) - tail
    yield "equal", 0, head, 0, head
    counts = Counter(side[head:end])
    if sum(counts[item] for item in base[head:to]) > _MOST_PAIRS:
        yield "replace", head, to, head, end
    else:
        for tag, *at in SequenceMatcher(None, base[head:to], side[head:end], autojunk=False).get_opcodes():
            yield tag, head + at[0], head + at[1], head + at[2], head + at[3]
    yield "equal", to, len(base), end, len(side)


def merge_items(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Each side's changes in their places; ``None`` where both put other items into one place."""
    left, right = align(base, ours), align(base, theirs)
    result: list[str] = []
    for slot in range(len(base) + 1):
        mine, other = [ours[n] for n in left.added[slot]], [theirs[n] for n in right.added[slot]]
        if mine and other and mine != other:
            return None
        result += mine or other
        if slot < len(base) and left.kept[slot] is not None and right.kept[slot] is not None:
            result.append(base[slot])
    return result
