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
from .placing import numbered
from .sections import without_code

_PLAIN = r"(?![-*+#|<>`~=_])\S.*"
_HEAD = re.compile(rf"\s*#.*\n\s*(?:{_PLAIN}(?:\n|$))*")  # the heading, and what the paragraph under it says of the note
_UNMARKED = re.compile(rf"^{_PLAIN}", re.MULTILINE)
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


def unmarked_lines(text: str) -> tuple[InboxLine, ...]:
    """Lines that were jotted down without the mark of a list, and so are no entries; a shared page may come in like that."""
    fenced = split_note(text)
    prose = without_code(fenced.body)
    head = _HEAD.match(prose)
    found = _UNMARKED.finditer(prose, head.end() if head else 0)
    return tuple(InboxLine(line, one[0].strip()) for line, one in numbered(found, prose, fenced.body_line))


def _entry(number: int, text: str) -> InboxLine:
    dated = _DAY.fullmatch(text.strip())
    day = iso_day(dated["day"]) if dated else None
    return InboxLine(number, dated["text"].strip() if dated and day else text.strip(), day)
