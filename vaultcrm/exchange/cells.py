"""Rows as CSV that no spreadsheet takes for a formula.

A cell that begins as a formula would (``=``, ``+``, ``-``, ``@``, tab, a line's end, their wide forms) gets an apostrophe, by
which a spreadsheet knows text: ``+49 30 1234`` becomes ``'+49 30 1234`` and stays a phone number. One that has such an
apostrophe already gets another, so that ``unguarded`` gives back exactly what was there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """The cell as text that is no formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """What was in a cell before it was ``guarded``."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180, but for ``\\n`` at the lines' ends); several texts in a cell are joined by ``; ``."""
    return "".join(_line([guarded(_text(cell)) for cell in row]) for row in rows)


def _line(cells: list[str]) -> str:
    """One row; the writer puts in quotes whatever has a letter of its own line's end in it, be it a lone ``\\r``."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def _text(cell: object) -> str:
    if isinstance(cell, list | tuple):
        return "; ".join(map(str, cell))
    return "" if cell is None else str(cell)
