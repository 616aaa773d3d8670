"""What was made of files while they are as they were: for a program that reads the same folder again and again.

In come files and a way to read one, out comes what that gave, read anew only where a file has changed. A file that was saved
a moment ago is never trusted to be as it was: a second save may follow within the clock's tick, and leave the same size.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields
from itertools import chain
from typing import TYPE_CHECKING, Any

from vaultcrm.model import Note, Problem, Settings

from .stamps import Stamp, is_settled

if TYPE_CHECKING:
    from .loading import Heap, Reading, Seen
    from .records import Found
    from .scanning import Scan


class Memory:
    """What was made of each note, and the stamp that its file had then; all is forgotten when the settings are others."""

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._scan: Scan | None = None
        self._stamps: dict[str, Stamp] = {}
        self._trusted: dict[str, Stamp] = {}
        self._heaps = Heaps()
        self._once: dict[str, object] = {}
        self._unchecked: set[str] = set()
        self._between: tuple[bytes, dict[str, tuple[Problem, ...]]] = b"", {}

    def heap(self, reading: Reading) -> Heap:
        """What reading the notes gives, or gave of those whose files have the same stamps."""
        if reading.settings != self._settings:
            self._settings, self._trusted, self._heaps = reading.settings, {}, Heaps()
        same = self._heaps.keep_only(reading.paths)
        for path in self._others(reading):
            same = self._heaps.lay(path, self._read(reading, path)) and same
        if not same:
            self._once = {}
        self._stamps, self._scan = dict(reading.stamps), reading.scan
        return self._heaps.together()

    def _others(self, reading: Reading) -> list[str]:
        """The notes that may be others than those which were read."""
        trusted, stamps = self._trusted, reading.stamps
        return [path for path in reading.paths if path not in trusted or trusted[path] != stamps.get(path)]

    def _read(self, reading: Reading, path: str) -> Heap:
        stamp, heap = reading.stamps.get(path), reading.read(path)
        self._unchecked.add(path)
        self._trusted.pop(path, None)
        if stamp and is_settled(f"{reading.root}/{path}", stamp):
            self._trusted[path] = stamp
        return heap

    def seen_but(self, saved: Collection[str]) -> Seen:
        """What was seen in the last round, for who knows which files were saved since."""
        from .loading import Seen

        stamps = dict(self._stamps)
        for path in saved:
            stamps.pop(path, None)
        self._stamps = stamps
        return Seen(self._scan if self._scan and self._scan.holds(saved) else None, stamps)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives of the heads of all notes alone, or gave while they were the same."""
        if name not in self._once:
            self._once[name] = make()
        return self._once[name]

    def between(
        self, basis: Callable[[], bytes], notes: Iterable[Found], check: Callable[[Note], tuple[Problem, ...]]
    ) -> Iterator[Problem]:
        """What ``check`` says of each of the notes, or said of it upon the same basis before it was read anew."""
        on, now = self.once("basis of what is between", basis), dict[str, tuple[Problem, ...]]()
        before, known = self._between
        doubtful = known.keys() | self._unchecked
        for found in [found for found in notes if found.path in doubtful] if before == on else notes:
            path = found.path
            now[path] = known[path] if before == on and path not in self._unchecked else check(found.record)
        self._unchecked.clear()
        self._between = on, {path: problems for path, problems in now.items() if problems}
        return (problem for problems in now.values() for problem in problems)


class Heaps:
    """The heaps of all notes, by what is on them and by path: of ten thousand, most hold a note and its kind, and no more."""

    def __init__(self) -> None:
        from .loading import Heap

        self._paths: set[str] = set()
        self._fields: dict[str, dict[str, list[Any]]] = {one.name: {} for one in fields(Heap)}
        self._mixed = False

    def keep_only(self, paths: Collection[str]) -> bool:
        """Let the others go; whether there were none, and each of these has a heap already."""
        gone = self._paths.difference(paths)
        for path in gone:
            for found in self._fields.values():
                found.pop(path, None)
        self._paths -= gone
        return not gone and len(self._paths) == len(paths)

    def lay(self, path: str, heap: Heap) -> bool:
        """Put a heap in place of the one of before; whether the note is known by the same as it was."""
        before = [one.head for one in self._fields["notes"].get(path, ())]
        self._paths.add(path)
        for name, found in self._fields.items():
            if now := getattr(heap, name):
                self._mixed |= path not in found
                found[path] = now
            else:
                found.pop(path, None)
        return before == [one.head for one in heap.notes]

    def together(self) -> Heap:
        """All of them as one, in the order of their paths."""
        from .loading import Heap

        # Found: to look through ten thousand heaps takes 20 ms.
        if self._mixed:
            self._fields, self._mixed = {name: dict(sorted(found.items())) for name, found in self._fields.items()}, False
        return Heap(**{name: [*chain.from_iterable(found.values())] for name, found in self._fields.items()})
