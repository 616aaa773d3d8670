"""A CSV file as a header and rows, whoever wrote it: any encoding, any separator, words before the header, broken rows.

In: bytes. Out: ``Table``, whose rows know their line; a row that is broken is a problem, and the rows after it are read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vaultcrm.model import Problem, Source

from .person import Unusable
from .texts import decode_text, one_line

SEPARATORS = ",;\t|"
MOST_BROKEN = 200
_SEARCHED = 30
_REMEDY = "mend the row, and import it again"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """The header's words as they stand there, and the rows, each with its line and as many cells as there are words."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()


def read_table(name: str, data: bytes, is_header: Callable[[Sequence[str]], bool]) -> Table | Unusable:
    """The table of the file called ``name``; the first line for which ``is_header`` holds begins it, else the first of all."""
    text = decode_text(data)
    if isinstance(text, Unusable):
        return text
    lines = text.splitlines(keepends=True)
    at, separator = _begin(lines, is_header)
    if at >= len(lines):
        return Unusable("there is nothing in it", "Export it again.")
    problems: list[Problem] = []
    rows = list(_records(name, lines, at, separator, problems))
    if not rows:
        return Unusable("its header cannot be read", "Open it in a spreadsheet and save it as CSV.")
    header = tuple(one_line(cell) for cell in rows[0][1])
    whole = bool(lines) and lines[-1].endswith(("\n", "\r"))
    kept = tuple(_fitted(name, rows[1:], header, whole, problems))
    return Table(header, kept, tuple(problems))


def _begin(lines: Sequence[str], is_header: Callable[[Sequence[str]], bool]) -> tuple[int, str]:
    """On which of the first lines (from 0) the header stands, and what parts its words."""
    for at, line in enumerate(lines[:_SEARCHED]):
        for separator in _by_count(line):
            if is_header([one_line(cell) for cell in next(csv.reader([line], delimiter=separator), [])]):
                return at, separator
    said = re.match(r"sep=(.)\s*$", lines[0]) if lines else None
    first = next((n for n, line in enumerate(lines) if n >= bool(said) and line.strip()), len(lines))
    return first, said[1] if said else next(_by_count(lines[first]), ",") if first < len(lines) else ","


def _by_count(line: str) -> Iterator[str]:
    """The separators of a line, the one that stands there most often first."""
    bare = _QUOTED.sub("", line)
    yield from sorted(SEPARATORS, key=lambda one: -bare.count(one))


def _records(name: str, lines: Sequence[str], at: int, separator: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows from line ``at`` (from 0) on. Where a quote is never closed, its line is left out and the next one is tried."""
    broken = 0
    while at < len(lines) and broken <= MOST_BROKEN:
        reader = csv.reader(lines[at:], delimiter=separator, strict=True)
        begun = 0
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield at + begun + 1, cells
                begun = reader.line_num
            return
        except csv.Error as error:
            broken += 1
            problems.append(_broken(name, at + begun + 1, lines[at + begun], str(error)))
            at += begun + 1
    if at < len(lines):
        problems.append(Problem(Source(name, at + 1), "too many rows are broken; the rest is not read", "Export it again."))


def _broken(name: str, line: int, text: str, reason: str) -> Problem:
    quoted = "unexpected end" in reason or "field larger" in reason
    said = "a quote is opened and never closed" if quoted else "there is text behind a closing quote"
    return Problem(Source(name, line), f"{said}; the row is left out", _REMEDY, one_line(text)[:80])


def _fitted(
    name: str, rows: Sequence[Row], header: tuple[str, ...], whole: bool, problems: list[Problem]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows with as many cells as the header; what has more, or ends with the file in its midst, is left out."""
    wide = len(header)
    for number, (line, cells) in enumerate(rows):
        last = number == len(rows) - 1
        if any(cell.strip() for cell in cells[wide:]):
            said = f"the row has {len(cells)} columns, the header {wide}"
        elif len(cells) < wide and last and not whole:
            said = "the file ends in the midst of this row"
        else:
            yield line, (*cells[:wide], *[""] * (wide - len(cells)))
            continue
        shown = one_line(", ".join(cells))[:80]
        problems.append(Problem(Source(name, line), f"{said}; it is left out", _REMEDY, shown))
