"""What was made of files while they are as they were: for a program that reads the same folder again and again.

In come a file and a way to read it, out comes what that gave, read anew only where the file has changed. A file that was saved
a moment ago is never trusted to be as it was: a second save may follow within the clock's tick, and leave the same size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from vaultcrm.model import Note, Problem

from .stamps import Stamp, is_settled

if TYPE_CHECKING:
    from .records import Found

_T = TypeVar("_T")


class Memory(Generic[_T]):
    """What was made of each file, and the stamp that the file had then; all is forgotten when ``basis`` is another."""

    def __init__(self) -> None:
        self._basis: object = None
        self._root: Path
        self._read: Callable[[str], _T]
        self._kept: dict[str, tuple[Stamp, _T]] = {}
        self._between: tuple[bytes, dict[str, tuple[Found, tuple[Problem, ...]]]] = b"", {}

    def begin(self, root: Path, basis: object, read: Callable[[str], _T], stamps: Mapping[str, Stamp]) -> None:
        """A new round of reading files of these ``stamps`` in a folder.

        What was made upon another basis (other settings, say) holds no more.
        """
        self._root, self._read = root, read
        if basis != self._basis:
            self._basis, self._kept = basis, {}

    def recall(self, path: str, before: Stamp | None) -> _T:
        """What reading gives for a file that has the stamp ``before``, or gave while it had the same."""
        kept = self._kept.get(path)
        if kept and kept[0] == before:
            return kept[1]
        found = self._read(path)
        if before and is_settled(self._root / path, before):
            self._kept[path] = before, found
        else:
            self._kept.pop(path, None)
        return found

    def end(self) -> None:
        """The round is over."""

    def between(self, basis: bytes, notes: Iterable[Found], check: Callable[[Note], tuple[Problem, ...]]) -> Iterator[Problem]:
        """What ``check`` says of each of the notes, or said of the very same one upon the same basis."""
        before = self._between[1] if self._between[0] == basis else {}
        now: dict[str, tuple[Found, tuple[Problem, ...]]] = {}
        for found in notes:
            path = found.head.path
            known = before.get(path)
            now[path] = known if known and known[0] is found else (found, check(found.record))
            yield from now[path][1]
        self._between = basis, now
