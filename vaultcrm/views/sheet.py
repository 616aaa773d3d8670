"""A brief as data: a heading, facts behind labels, and lists; for the terminal, as Markdown and as a page alike.

``brief`` and ``company_brief`` make it; ``sheet_lines``, ``sheet_markdown`` and ``sheet_html`` show it, folded or whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from vaultcrm.model import Source, Touchpoint
from vaultcrm.model.values import NOWHERE

from .spans import Style

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Fact:
    """Texts behind one label; ``lines`` of them are on a screen at the most, where the sheet is folded, or none of them."""

    label: str
    texts: tuple[str, ...]
    style: Style = "plain"
    lines: int = MANY


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list, of a day perhaps."""

    text: str
    day: date | None = None
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Part:
    """A list under its title: touch-points first, then entries. ``noun`` counts what is folded: ``3 more touch-points``."""

    title: str
    noun: str
    entries: tuple[Entry, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()

    def __len__(self) -> int:
        return len(self.touchpoints) + len(self.entries)

    def first(self, count: int) -> Part:
        """The same with its first ``count`` members only."""
        rest = max(0, count - len(self.touchpoints))
        return replace(self, touchpoints=self.touchpoints[:count], entries=self.entries[:rest])


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it. ``hints`` are commands that lead on."""

    title: str
    about: str
    path: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    hints: tuple[str, ...] = ()


def shortened(sheet: Sheet, members: int) -> tuple[Sheet, str]:
    """At most ``members`` of each list, and in words how many more there are."""
    return cut(sheet, [min(len(part), members) for part in sheet.parts])


def cut(sheet: Sheet, counts: Sequence[int]) -> tuple[Sheet, str]:
    """So many of each list, and in words how many more there are; empty where none."""
    more = [(len(part) - count, part.noun) for part, count in zip(sheet.parts, counts, strict=True)]
    parts = tuple(part.first(count) for part, count in zip(sheet.parts, counts, strict=True))
    return replace(sheet, parts=parts), ", ".join(f"{count} more {noun}" for count, noun in more if count > 0)
