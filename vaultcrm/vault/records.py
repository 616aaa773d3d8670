"""The records of a vault, each made when it is first asked for.

In: notes that were found, by their heads. Out: sequences in the order of their paths, which are looked up in by path as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Generic, TypeVar, overload

from vaultcrm.dataclasses import dataclass, replace
from vaultcrm.model import Note
from vaultcrm.notes.links import LinkIndex, index_ranks

from .collecting import no_collecting
from .heads import Head, head_of

_T = TypeVar("_T", bound=Note)
_path = attrgetter("head.path")


@dataclass(slots=True, eq=False)
class Found:
    """A note that was found: its head, and the record, or the way to it. The head has the last word on the id.

    The way is let go with what lies along it when the record is there.
    """

    head: Head
    make: Callable[[], Note] | None
    made: Note | None = None

    @property
    def record(self) -> Note:
        """The record, made once."""
        make = self.make
        if make:
            record = make()
            self.made = record if record.id == self.head.id else replace(record, id=self.head.id)
            self.make = None
        assert self.made
        return self.made

    def called(self, id_: str) -> Found:
        """The same note with another id."""
        return Found(self.head._replace(id=id_), lambda: self.record)


def found_of(record: Note) -> Found:
    """A note whose record is there already."""
    return Found(head_of(record), None, record)


class Records(Sequence[_T], Generic[_T]):
    """The records of one kind."""

    def __init__(self, kind: type[_T], found: Sequence[Found] = ()) -> None:
        self._kind, self.found = kind, found

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, index: int) -> _T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...

    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        if isinstance(index, slice):
            return Records(self._kind, self.found[index])
        return self._record(self.found[index])

    def __iter__(self) -> Iterator[_T]:
        with no_collecting():
            return iter([self._record(found) for found in self.found])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(found.head.path for found in self.found))

    def __repr__(self) -> str:
        return f"Records({self._kind.__name__}, {len(self)})"

    @property
    def heads(self) -> Iterator[Head]:
        """What each is known by, without any record being made."""
        return (found.head for found in self.found)

    @cached_property
    def names(self) -> LinkIndex:
        """What they are linked by."""
        return index_ranks((head.path, head.words) for head in self.heads)

    def at(self, path: str) -> _T | None:
        """The record of the note at ``path``."""
        place = bisect_left(self.found, path, key=_path)
        here = self.found[place : place + 1]
        return self._record(here[0]) if here and here[0].head.path == path else None

    def among(self, paths: Collection[str]) -> list[_T]:
        """Those of the notes at ``paths``."""
        return [self._record(found) for found in self.found if found.head.path in paths]

    def _record(self, found: Found) -> _T:
        record = found.record
        assert isinstance(record, self._kind)
        return record
