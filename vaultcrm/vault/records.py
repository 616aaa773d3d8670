"""The records of a vault, each made when it is first asked for.

In: notes that were found, by their heads. Out: sequences in the order of their paths, which are looked up in by path as well.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, TypeAlias, TypeVar, overload

from vaultcrm.model import Note
from vaultcrm.notes.links import LinkIndex, index_ranks
from vaultcrm.notes.schema import Kind

from .collecting import no_collecting
from .heads import Head, head_of

_T = TypeVar("_T", bound=Note)
_path = attrgetter("path")
_FEW = 20  # of so many notes one is looked up sooner than all are gone through
Once: TypeAlias = Callable[[str, Callable[[], Any]], Any]


def at_once(name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives; who remembers nothing makes everything each time."""
    return make()


class Found(ABC):
    """A note that was found: where, of which kind, by which id; and the ways to what it is known by and to its record.

    What is found has the last word on the id.
    """

    __slots__ = ("_head", "_record", "id", "kind", "path")

    def __init__(self, path: str, kind: Kind, id_: str) -> None:
        self.path, self.kind, self.id = path, kind, id_
        self._head: Head | None = None
        self._record: Note | None = None

    @property
    def head(self) -> Head:
        """What it is known by, made once."""
        if self._head is None:
            head = self._make_head()
            self._head = head if head.id == self.id else head._replace(id=self.id)
        return self._head

    @property
    def record(self) -> Note:
        """The record, made once."""
        if self._record is None:
            record = self._make_record()
            self._record = record if record.id == self.id else replace(record, id=self.id)
        return self._record

    def called(self, id_: str) -> Found:
        """The same note with another id."""
        return _Called(self, id_)

    @abstractmethod
    def _make_head(self) -> Head: ...

    @abstractmethod
    def _make_record(self) -> Note: ...


class _Read(Found):
    """A note whose record is there already."""

    __slots__ = ("_read",)

    def __init__(self, record: Note) -> None:
        self._read = head_of(record), record
        super().__init__(self._read[0].path, self._read[0].kind, record.id)

    def _make_head(self) -> Head:
        return self._read[0]

    def _make_record(self) -> Note:
        return self._read[1]


class _Called(Found):
    """A note that goes by another id than its own."""

    __slots__ = ("_other",)

    def __init__(self, other: Found, id_: str) -> None:
        super().__init__(other.path, other.kind, id_)
        self._other = other

    def _make_head(self) -> Head:
        return self._other.head

    def _make_record(self) -> Note:
        return self._other.record


def found_of(record: Note) -> Found:
    """A note whose record is there already."""
    return _Read(record)


class Records(Sequence[_T], Generic[_T]):
    """The records of one kind; ``once`` remembers what follows from the heads of all notes alone."""

    def __init__(self, kind: type[_T], found: Sequence[Found] = (), once: Once = at_once) -> None:
        self._kind, self.found, self._once = kind, found, once

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
        return hash(tuple(found.path for found in self.found))

    def __repr__(self) -> str:
        return f"Records({self._kind.__name__}, {len(self)})"

    @property
    def heads(self) -> Iterator[Head]:
        """What each is known by, without any record being made."""
        return (found.head for found in self.found)

    @cached_property
    def names(self) -> LinkIndex:
        """What they are linked by."""
        return LinkIndex(self._once(f"names of {self._kind.__name__}", self._ranks))

    def at(self, path: str) -> _T | None:
        """The record of the note at ``path``."""
        place = bisect_left(self.found, path, key=_path)
        here = self.found[place : place + 1]
        return self._record(here[0]) if here and here[0].path == path else None

    def among(self, paths: Collection[str]) -> list[_T]:
        """Those of the notes at ``paths``."""
        if len(paths) < len(self.found) // _FEW:
            return [record for path in sorted(paths) if (record := self.at(path))]
        return [self._record(found) for found in self.found if found.path in paths]

    def _ranks(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        return index_ranks((head.path, head.words) for head in self.heads).ranks

    def _record(self, found: Found) -> _T:
        record = found.record
        assert isinstance(record, self._kind)
        return record
