"""The checklist note: between two marks a line a touch-point, to be ticked on a phone; the text around is the user's own.

In comes the note's text, out come the ticks, and the text with another list. The marks are comments, which Obsidian and GitHub
do not show; a touch-point's key stands as ``^key`` at the end of its line, which Obsidian takes for a block's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.errors import EditRefused

from .moments import DATE, iso_day
from .sections import without_code

BEGIN, END = "<!-- vaultcrm -->", "<!-- /vaultcrm -->"
_LINE = re.compile(r"\s*[-*+]\s+\[(?P<tick>.)\]\s.*?\^(?P<key>[a-z2-7]{5,52})(?=\s|$)(?P<after>.*)")
_DONE = re.compile(rf"✅\ufe0f?\s*(?:\[\[)?(?P<day>{DATE})")
_HEADING = re.compile(rf"\s{{0,3}}#{{1,6}}\s++.*?(?P<day>{DATE})")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Tick:
    """A ticked line: its number, the touch-point's key, the day that it names, else that of the heading over it."""

    number: int
    key: str
    day: date | None
    line: str


def read_ticks(text: str) -> tuple[Tick, ...]:
    """The ticks between the marks, each key once. Raises ``EditRefused`` where the marks are not one pair."""
    begin, end = _marks(text) or (0, 0)
    found: dict[str, Tick] = {}
    for number, line, heading in _lines(text):
        task = _LINE.fullmatch(line) if begin < number < end else None
        if task and task["tick"] in "xX":
            done = _DONE.search(line)
            day = iso_day(done["day"]) if done else None
            found.setdefault(task["key"], Tick(number, task["key"], day or heading, line.strip()))
    return tuple(found.values())


def with_list(text: str, lines: Sequence[str], kept: Sequence[Tick] = ()) -> str:
    """The note with ``lines`` between the marks; without marks they come last.

    What is ``kept`` of the ticks, and whatever somebody else wrote there, stays below the list.
    """
    marks = _marks(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    if marks is None:
        gap = "" if not text or text.endswith(("\n\n", "\r\n\r\n")) else newline if text.endswith("\n") else newline * 2
        return text + gap + newline.join([BEGIN, *lines, END, ""])
    whole = text.splitlines(keepends=True)
    begin, end = marks
    foreign = [line.rstrip("\r\n") for line in whole[begin : end - 1] if _is_foreign(line.rstrip("\r\n"))]
    inside = newline.join([*lines, *(tick.line for tick in kept), *foreign, ""])
    return "".join(whole[:begin]) + inside + "".join(whole[end - 1 :])


@dataclass(frozen=True, slots=True)
class Parted:
    """A note with a list: the text down to the first mark, the lines between, and the text from the second mark on."""

    before: str
    lines: tuple[str, ...]
    after: str


def parted(text: str) -> Parted | None:
    """The note in its parts, with all line endings; ``None`` where it has not one pair of marks."""
    try:
        marks = _marks(text)
    except EditRefused:
        return None
    if marks is None:
        return None
    whole, (begin, end) = text.splitlines(keepends=True), marks
    return Parted("".join(whole[:begin]), tuple(whole[begin : end - 1]), "".join(whole[end - 1 :]))


def joined(ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Our list with their ticks: what they ticked is ticked, and theirs alone, as words of the user's own, comes last.

    The rest of their lines the program writes anew.
    """
    ticked = {task["key"]: line for line, task in _tasks(theirs) if task["tick"] in "xX"}
    own = {task["key"]: line for line, task in _tasks(ours)}
    done = {task["key"] for _, task in _tasks(ours) if task["tick"] in "xX"}
    kept = {own[key]: line for key, line in ticked.items() if key in own and key not in done}
    foreign = [line for line in theirs if _is_foreign(line.rstrip("\r\n")) and line not in ours]
    return (*(kept.get(line, line) for line in ours), *(line for key, line in ticked.items() if key not in own), *foreign)


def _tasks(lines: Sequence[str]) -> Iterator[tuple[str, re.Match[str]]]:
    return ((line, task) for line in lines if (task := _LINE.fullmatch(line.rstrip("\r\n"))))


def _marks(text: str) -> tuple[int, int] | None:
    """The numbers of the lines on which the marks stand."""
    lines = text.splitlines()
    found = [n for n, line in enumerate(lines, 1) if line.strip() in (BEGIN, END)]
    if not found:
        return None
    if [lines[n - 1].strip() for n in found] != [BEGIN, END]:
        places = ", ".join(map(str, found))
        raise EditRefused(f"the marks {BEGIN} and {END} are not one pair (lines {places})", "delete what is too many")
    return found[0], found[1]


def _lines(text: str) -> Iterator[tuple[int, str, date | None]]:
    """Every line with its number and the last day that a heading above it names; code is blank."""
    day: date | None = None
    prose = without_code(text.replace(BEGIN, "").replace(END, ""))
    for number, line in enumerate(prose.splitlines(), 1):
        heading = _HEADING.match(line)
        day = (iso_day(heading["day"]) if heading else None) or day
        yield number, line, day


def _is_foreign(line: str) -> bool:
    """Whether a line between the marks is neither the program's own nor empty, nor left by a merge."""
    return bool(line.strip()) and not (_LINE.fullmatch(line) or _HEADING.match(line) or _CONFLICT.match(line))
