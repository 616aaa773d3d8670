"""The logs of both sides as one: every line that either side added, none twice, in the order that the file keeps.

In: what stands under the heading *Log* of base, ours and theirs. Out: ``Merged``. A line that one side took out, and the other
left alone, is gone. Where both sides changed one line, each in its way, both stand between conflict marks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from difflib import SequenceMatcher
from functools import lru_cache

from vaultcrm.errors import EditRefused
from vaultcrm.model import Settings, Source

from .conflict import lines_of
from .log import LogWords, items, log_words, read_line
from .merge_sides import (
    Aligned,
    Merged,
    MergeText,
    align,
    conflict,
    merge_items,
    picked,
    three_way_loose,
    without_gap,
)
from .sections import sections, without_code

_ALIKE = 0.6  # of the characters, so that a corrected line is still the line that it was
_FEW = 400
_WORD = re.compile(r"\[\[[^\]\n]{0,300}\]\]|\s+|[^\s\[]+|\[")


@dataclass(frozen=True, slots=True)
class Unit:
    """A list item (or a heading) with all that belongs to it; ``gap`` are the blank lines behind it."""

    text: str
    gap: str
    at: datetime | None

    @property
    def key(self) -> str:
        """The words as they are compared: trailing spaces do not count."""
        return "\n".join(line.rstrip() for line in lines_of(self.text))


@dataclass(frozen=True, slots=True)
class _Log:
    """A log cut up: what stands before the first unit, the units, and the blank lines at the end."""

    lead: str
    units: tuple[Unit, ...]
    tail: str

    @property
    def keys(self) -> list[str]:
        return [unit.key for unit in self.units]


@dataclass(frozen=True, slots=True)
class _Side:
    """One side laid along the base; ``versions`` says which of its units takes the place of which of the base.

    ``added`` are by place the numbers of its new units, which took nobody's place. ``rewritten`` are units of the base in
    places of which so much is new that nobody can say what took the place of what.
    """

    units: tuple[Unit, ...]
    aligned: Aligned
    versions: Mapping[int, int]
    rewritten: frozenset[int]
    added: Mapping[int, Sequence[int]]

    def kept(self, number: int) -> Unit | None:
        """The base's unit as it stands here, if it does."""
        own = self.aligned.kept[number]
        return None if own is None else self.units[own]

    def changed(self, number: int) -> Unit | None:
        """What stands in the place of the base's unit."""
        return self.units[self.versions[number]] if number in self.versions else None

    def new(self, slot: int) -> list[Unit]:
        """The units put in before that of the base."""
        return [self.units[number] for number in self.added.get(slot, ())]


def merge_logs(merge_text: MergeText, base: str, ours: str, theirs: str) -> Merged:
    """Join what stands under *Log*. Raises ``EditRefused`` where both sides have rewritten it."""
    logs = tuple(map(_cut, (base, ours, theirs)))
    lead = three_way_loose(merge_text, *(log.lead for log in logs))
    parts = _joined(*logs)
    body, _ = without_gap("".join(part.text for part in parts))
    tail = picked(*(log.tail for log in logs))
    return Merged(lead.text + body + tail, lead.conflicted or any(part.conflicted for part in parts))


def _cut(text: str) -> _Log:
    lines, starts = lines_of(text), _starts(text)
    if not starts:
        return _Log(text, (), "")
    units = [_unit("".join(lines[start:end])) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    habit = units[-2].gap if len(units) > 1 else ""
    return _Log("".join(lines[: starts[0]]), (*units[:-1], replace(units[-1], gap=habit)), units[-1].gap)


def _starts(text: str) -> list[int]:
    """The numbers, from 0, of the lines with which units begin."""
    prose = without_code(text)
    headings = [prose.count("\n", 0, section.start) for section in sections(prose)]
    return sorted({*headings, *(item.line for item in items(prose, 0))})


def _unit(text: str) -> Unit:
    text, gap = without_gap(text)
    item = next(items(text, 0), None)
    line = read_line(Source(""), item.text, _words())[0] if item else None
    return Unit(text, gap, datetime.combine(line.day, line.at or time.max) if line else None)


@lru_cache(maxsize=1)
def _words() -> LogWords:
    return log_words(Settings())


def _joined(base: _Log, ours: _Log, theirs: _Log) -> list[Merged]:
    """All units of the result with their gaps: the base's that are left, and between them what is new."""
    newest_first = _is_newest_first(ours.units, theirs.units, base.units)
    left, right = _side(base, ours, newest_first), _side(base, theirs, newest_first)
    left_over = [_left_over(unit, left, right, number) for number, unit in enumerate(base.units)]
    room = (Counter(ours.keys) | Counter(theirs.keys)) - Counter(key for _, keys in left_over for key in keys)
    parts: list[Merged] = []
    for slot in range(len(base.units) + 1):
        new = _zipped(left.new(slot), right.new(slot), newest_first)
        parts += [Merged(unit.text + unit.gap) for unit in new if _takes_room(unit, room)]
        parts += [part for part, _ in left_over[slot : slot + 1]]
    return parts


def _takes_room(unit: Unit, room: Counter[str]) -> bool:
    """Whether a new unit is still wanted: what both sides added stands once, what one side has twice stands twice."""
    room[unit.key] -= 1
    return room[unit.key] >= 0


def _side(base: _Log, side: _Log, newest_first: bool) -> _Side:
    aligned = align(base.keys, side.keys)
    versions: dict[int, int] = {}
    rewritten: set[int] = set()
    for of_base, own in aligned.changes:
        if len(of_base) * len(own) <= _FEW:
            versions |= _paired(base, side, of_base, own)
        elif len(of_base) == len(own):
            versions |= {n: m for n, m in zip(of_base, own, strict=True) if _likeness(base.units[n], side.units[m]) >= _ALIKE}
        else:
            rewritten |= set(of_base)
    return _Side(side.units, aligned, versions, frozenset(rewritten), _new(aligned, versions, newest_first))


def _new(aligned: Aligned, versions: Mapping[int, int], newest_first: bool) -> Mapping[int, Sequence[int]]:
    """By place, the units that are new: what stands above one that took another's place is new above that.

    Where nothing did, they stand at the newer end of what they came for.
    """
    places = {own: number for number, own in versions.items()}
    newer_ends = {gone.stop: gone.start for gone, _ in aligned.changes} if newest_first else {}
    new: dict[int, list[int]] = defaultdict(list)
    for slot, added in enumerate(aligned.added):
        place = slot if places.keys() & set(added) else newer_ends.get(slot, slot)
        for own in reversed(added):
            place = places.get(own, place)
            if own not in places:
                new[place].insert(0, own)
    return new


def _paired(base: _Log, side: _Log, of_base: range, own: range) -> dict[int, int]:
    """Which of the units in a place are those of before, changed: the likest two first, if they are like enough.

    What stood in one order still does.
    """
    likeness = {(n, m): _likeness(base.units[n], side.units[m]) for n in of_base for m in own}
    pairs: dict[int, int] = {}
    for n, m in sorted(likeness, key=lambda pair: -likeness[pair]):
        if likeness[n, m] >= _ALIKE and all((n - one) * (m - its) > 0 for one, its in pairs.items()):
            pairs[n] = m
    return pairs


def _likeness(one: Unit, other: Unit) -> float:
    return SequenceMatcher(None, one.key, other.key, autojunk=False).ratio()


def _left_over(unit: Unit, left: _Side, right: _Side, number: int) -> tuple[Merged, tuple[str, ...]]:
    """What the two sides leave of a unit of the base, and the keys of that."""
    ours, theirs = left.kept(number), right.kept(number)
    if ours and theirs:
        return Merged(picked(unit.text, ours.text, theirs.text) + picked(unit.gap, ours.gap, theirs.gap)), (unit.key,)
    if ours or theirs:
        changed = right.changed(number) if ours else left.changed(number)
        return _one(changed)
    if number in left.rewritten | right.rewritten:
        raise EditRefused("both sides have rewritten the log")
    mine, other = left.changed(number), right.changed(number)
    if mine == other or (mine and other and mine.key == other.key):
        return _one(mine)
    relinked = _relinked(unit.text, mine.text, other.text) if mine and other else None
    if relinked:
        return _one(replace(unit, text=relinked))
    marked = conflict(mine.text if mine else "", other.text if other else "")
    return Merged(marked.text + unit.gap, True), tuple(one.key for one in (mine, other) if one)


def _relinked(base: str, ours: str, theirs: str) -> str | None:
    """One line that both changed: where one side changed nothing but links (``rename`` does), both changes go together."""
    words = [_WORD.findall(text) for text in (base, ours, theirs)]
    merged = merge_items(*words)
    prose = [_without_links(text) for text in (*words, merged or [])]
    is_safe = merged and prose[0] in prose[1:3] and prose[3] == picked(*prose[:3])
    return "".join(merged) if merged and is_safe else None


def _without_links(words: Sequence[str]) -> list[str]:
    return [word for word in words if not word.startswith("[[")]


def _one(unit: Unit | None) -> tuple[Merged, tuple[str, ...]]:
    return (Merged(unit.text + unit.gap), (unit.key,)) if unit else (Merged(""), ())


def _is_newest_first(*logs: Sequence[Unit]) -> bool:
    """The order of the first log whose dates say one; else oldest first, as commands write it."""
    for units in logs:
        dates = [unit.at.date() for unit in units if unit.at]
        if dates and dates[0] != dates[-1]:
            return dates[0] > dates[-1]
    return False


def _zipped(ours: Sequence[Unit], theirs: Sequence[Unit], newest_first: bool) -> Iterator[Unit]:
    """Both lists as one by date; each keeps its own order, and of one moment ours goes first."""
    left, right = deque(_dated(ours)), deque(_dated(theirs))
    while left and right:
        (mine, _), (other, _) = left[0], right[0]
        later = mine is not None and other is not None and (other > mine if newest_first else mine > other)
        yield (right if later else left).popleft()[1]
    yield from (unit for _, unit in (*left, *right))


def _dated(units: Sequence[Unit]) -> Iterator[tuple[datetime | None, Unit]]:
    """Each unit with its moment; one without a date goes with the unit before it, the first ones with the next."""
    at = next((unit.at for unit in units if unit.at), None)
    for unit in units:
        at = unit.at or at
        yield at, unit
