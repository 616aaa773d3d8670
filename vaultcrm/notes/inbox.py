"""The inbox: lines jotted down on the way, one list item each, to be filed later.

In comes the note's text, out come its entries; ticked ones and empty ones are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .fence import split_note
from .log import items
from .moments import DATE, iso_day
from .sections import without_code

_DAY = re.compile(rf"(?:\[\[)?(?P<day>{DATE})(?:\]\])?[:,]?\s+(?P<text>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """An entry: the number of the line on which it begins, its text, and the day at its beginning, where there is one."""

    number: int
    text: str
    day: date | None = None

    @property
    def words(self) -> str:
        """The entry as it was jotted down."""
        return f"{self.day} {self.text}" if self.day else self.text


def read_inbox(text: str) -> tuple[InboxLine, ...]:
    """All entries in their order; indented lines go on with the one above."""
    fenced = split_note(text)
    found = items(without_code(fenced.body), fenced.body_line)
    return tuple(_entry(item.line, item.text) for item in found if item.tick in (None, " ") and item.text.strip())


def _entry(number: int, text: str) -> InboxLine:
    dated = _DAY.fullmatch(text.strip())
    day = iso_day(dated["day"]) if dated else None
    return InboxLine(number, dated["text"].strip() if dated and day else text.strip(), day)
