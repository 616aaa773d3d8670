"""What was made of files while they are as they were: for a program that reads the same folder again and again.

In come files and a way to read one, out comes what that gave, read anew only where a file has changed. A file that was saved
a moment ago is never trusted to be as it was: a second save may follow within the clock's tick, and leave the same size.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from vaultcrm.model import Note, Problem, Settings

from .stamps import Stamp, Stamps, is_settled

if TYPE_CHECKING:
    from .loading import Heap, Reading
    from .records import Found


class Memory:
    """What was made of each note, and the stamp that its file had then; all is forgotten when the settings are others."""

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._stamps: dict[str, Stamp] = {}
        self._kept: dict[str, tuple[Stamp | None, Heap]] = {}
        self._once: dict[str, object] = {}
        self._between: tuple[bytes, dict[str, tuple[Found, tuple[Problem, ...]]]] = b"", {}

    def heap(self, reading: Reading) -> Heap:
        """What reading the notes gives, or gave of those whose files have the same stamps."""
        from .loading import Heap

        known = self._kept if reading.settings == self._settings else {}
        together = Heap()
        now: dict[str, tuple[Stamp | None, Heap]] = {}
        for path in reading.paths:
            before, kept = reading.stamps.get(path), known.get(path)
            if not (kept and before and kept[0] == before):
                found = reading.read(path)
                kept = before if before and is_settled(reading.root / path, before) else None, found
            now[path] = kept
            together.add(kept[1])
        if not _same_heads(known, now):
            self._once = {}
        self._settings, self._kept, self._stamps = reading.settings, now, dict(reading.stamps)
        return together

    def stamps_but(self, saved: Collection[str] | None) -> Stamps:
        """The stamps of the last round, for who knows which notes were saved since; none for who does not."""
        self._stamps = {} if saved is None else dict(self._stamps)
        for path in saved or ():
            self._stamps.pop(path, None)
        return self._stamps

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives of the heads of all notes alone, or gave while they were the same."""
        if name not in self._once:
            self._once[name] = make()
        return self._once[name]

    def between(
        self, basis: Callable[[], bytes], notes: Iterable[Found], check: Callable[[Note], tuple[Problem, ...]]
    ) -> Iterator[Problem]:
        """What ``check`` says of each of the notes, or said of the very same one upon the same basis."""
        on = self.once("basis of what is between", basis)
        before = self._between[1] if self._between[0] == on else {}
        now: dict[str, tuple[Found, tuple[Problem, ...]]] = {}
        for found in notes:
            known = before.get(found.path)
            now[found.path] = known if known and known[0] is found else (found, check(found.record))
            yield from now[found.path][1]
        self._between = on, now


_Round: TypeAlias = Mapping[str, tuple["Stamp | None", "Heap"]]


def _same_heads(before: _Round, now: _Round) -> bool:
    """Whether every note is known by what it was known by."""
    if before.keys() != now.keys():
        return False
    others = ((before[path][1], kept[1]) for path, kept in now.items() if before[path][1] is not kept[1])
    return all([one.head for one in old.notes] == [one.head for one in new.notes] for old, new in others)
