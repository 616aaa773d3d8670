"""What was made of a note, in plain values: what is known of it at once, and its record, which can wait.

In: what reading a note gave. Out: what is kept of it; and the same note again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from vaultcrm.model import Note

from ..records import Found
from ..seals import sealed, unsealed
from ..stamps import Stamp
from .values import PROBLEM, head_back, plain_head, plain_record, record_back

if TYPE_CHECKING:
    from ..heads import Head
    from ..loading import Heap

Plain: TypeAlias = tuple[Any, ...]
Known: TypeAlias = tuple[Stamp, int, Plain]  # the stamp, the round, and what is known of a note at once


class Made(NamedTuple):
    """What was made of one note: what is ``known`` of it at once, its head before all; and its ``record``, sealed."""

    known: Plain
    record: bytes


def made_of(heap: Heap) -> Made | None:
    """What was made of a note, as it is kept; ``None`` of a playbook."""
    if heap.playbooks:
        return None
    found = heap.notes[0] if heap.notes else None
    problems = tuple(map(PROBLEM.plain, heap.problems))
    known = (plain_head(found.head) if found else (), problems, tuple(heap.kinds), tuple(heap.left_out))
    return Made(known, sealed(plain_record(found.record)) if found else b"")


def lay_on(heap: Heap, path: str, known: Plain, open_: Callable[[], Note]) -> None:
    """Lay what is known of a note on the heap; ``open_`` is the way to its record."""
    head, problems, kinds, left_out = known
    if head:
        heap.notes.append(KeptNote(path, head, open_))
    if problems:
        heap.problems += [PROBLEM.back(path, one) for one in problems]
    heap.kinds += kinds
    heap.left_out += left_out


def heap_of(path: str, made: Made) -> Heap:
    """What was made of a note elsewhere, whose record waits until it is asked for."""
    from ..loading import Heap

    heap = Heap()
    lay_on(heap, path, made.known, partial(opened_record, path, made.record))
    return heap


class KeptNote(Found):
    """A note as it was kept: its head in plain values, and the way to its record."""

    __slots__ = ("_open", "_plain")

    def __init__(self, path: str, plain: Plain, open_: Callable[[], Note]) -> None:
        super().__init__(path, plain[0], plain[1])
        self._plain, self._open = plain, open_

    def _make_head(self) -> Head:
        return head_back(self.path, self._plain)

    def _make_record(self) -> Note:
        record = self._open()
        del self._open  # with all that lies along the way: a record is made once
        return record


@dataclass(frozen=True, slots=True)
class Heads:
    """By what all notes are known: those of the ``index``, and those that were made ``anew``; ``paths`` are all there are."""

    index: Mapping[str, Known]
    paths: Collection[str]
    anew: Mapping[str, Made | None]

    @property
    def same(self) -> bool:
        """Whether all are known by what the index says."""
        stay = self.index.keys() <= set(self.paths)
        return stay and all(_head(made) == self._before(path) for path, made in self.anew.items())

    def all_in(self, kept: Collection[str]) -> bool:
        """Whether those that were made anew are all among what is kept."""
        return all(path in kept for path, made in self.anew.items() if _head(made))

    def _before(self, path: str) -> Plain:
        found: Plain = self.index[path][2][0] if path in self.index else ()
        return found


def _head(made: Made | None) -> Plain:
    found: Plain = made.known[0] if made else ()
    return found


def opened_record(path: str, record: bytes) -> Note:
    """The record of the note at a path; raises ``ValueError`` and the like for what is damaged."""
    return record_back(path, unsealed(record))
