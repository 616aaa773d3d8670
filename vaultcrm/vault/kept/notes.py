"""A memory of the notes that outlives the program: what was made of a note is taken from the store while its file is the same.

In: a path with the stamp of its file, and a way to read it. Out: what that gives, or gave. What others have to know of each
note lies together, and is taken out at once; its record is, when somebody asks for it. Playbooks are few and are always read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaultcrm.digests import sha256
from vaultcrm.errors import VaultcrmError
from vaultcrm.model import Note, Problem, Settings

from ..caches import discard, program_mark, store_file
from ..cores import on_all_cores
from ..seals import sealed, unsealed
from ..stamps import Stamp, is_settled
from .made import Heads, Known, Made, heap_of, lay_on, made_of, opened_record

if TYPE_CHECKING:
    from ..loading import Heap, Reading
    from ..records import Found
    from .store import Reader

_LITTLE = 8  # notes: so many are read again more quickly than the whole is kept anew
_FEW = 200  # notes: so many are read faster than a database is opened and written
_WRONG = (ValueError, TypeError, KeyError, EOFError, AssertionError)


class KeptNotes:
    """One round of reading the vault in ``root``. After it, ``round`` is its number, and ``rounds`` that of each note's last
    change; a note that is not kept (it is too fresh, or one of a few that have changed) has none. ``round`` is ``None`` where
    nothing is kept at all. ``heads`` is the round since which the heads of all notes are what they are; ``None`` where that is
    not known. ``recalled`` notes were not read again; all that is kept hangs on the ``basis``."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._settings, self.basis = Settings(), b""
        self._read: Callable[[str], Heap]
        self._index: Mapping[str, Known] = {}
        self._new: dict[str, tuple[Stamp, Made]] = {}
        self._anew: Collection[str] = ()
        self._off, self._begun = False, 0
        self.recalled = 0
        self.round: int | None = None
        self.heads: int | None = None
        self.rounds: dict[str, int] = {}

    def heap(self, reading: Reading) -> Heap:
        """What reading gives; what was kept of notes on the same basis is taken out, where their files have the same stamps."""
        assert reading.root == self._root
        self._settings, self._read, self._off = reading.settings, reading.read, not reading.settings.cache
        if self._off:
            discard(self._root)
        elif store_file(self._root).exists():
            self._take_out(reading.settings)
        stamps, index = {path: reading.stamps.get(path) for path in reading.paths}, self._index
        anew = self._read_anew({path: stamp for path, stamp in stamps.items() if path not in index or index[path][0] != stamp})
        self._anew = [path for path, (read, _) in anew.items() if read.notes]
        heap = self._laid_together(reading.paths, anew)
        self.recalled = len(self.rounds)
        self._keep(len(reading.paths), Heads(index, reading.paths, {path: made for path, (_, made) in anew.items()}))
        self._new = {}
        return heap

    def _take_out(self, settings: Settings) -> None:
        import sqlite3

        from .store import fact, opened

        self.basis = _basis(settings)
        with suppress(sqlite3.Error, OSError, *_WRONG), opened(self._root) as store:
            self._begun = int.from_bytes(fact(store, "round") or b"")
            if fact(store, "basis") == self.basis:
                (self.heads, self._index), self.round = unsealed(fact(store, "index") or b""), self._begun

    def _read_anew(self, anew: Mapping[str, Stamp | None]) -> Mapping[str, tuple[Heap, Made | None]]:
        """What stands in notes that are new, or whose files are not as they were; and as it will be kept."""
        if self._off:
            return {path: (self._read(path), None) for path in anew}
        here: dict[str, Heap] = {}
        found: dict[str, tuple[Heap, Made | None]] = {}

        def make(path: str) -> tuple[Any, ...]:
            heap = here[path] = self._read(path)
            return tuple(made_of(heap) or ())

        apart = on_all_cores(make, [path for path, stamp in anew.items() if stamp])
        for path, before in anew.items():
            made = Made(*apart[path]) if apart.get(path) else None
            heap = here.get(path) or (heap_of(path, made) if made else self._read(path))
            found[path] = heap, made or made_of(heap)
            if before and (kept := found[path][1]) and is_settled(f"{self._root}/{path}", before):
                self._new[path] = before, kept
        return found

    def _laid_together(self, paths: Iterable[str], anew: Mapping[str, tuple[Heap, Made | None]]) -> Heap:
        """All notes, in their order."""
        from ..loading import Heap

        together, index = Heap(), self._index
        for path in paths:
            if path in anew:
                together.add(anew[path][0])
            else:
                _, number, known = index[path]
                self.rounds[path] = number
                lay_on(together, path, known, partial(self._record, path, number))
        return together

    def _keep(self, seen: int, heads: Heads) -> None:
        """Keep what was made anew; where that is not possible, or it is little, it will be made again."""
        gone = [path for path in self._index if path not in self.rounds]
        much = len({*self._new, *gone}) > _LITTLE if self._index else seen >= _FEW and self._new
        since, self.heads = self.heads, None
        if self._off or not much:
            self.heads = since if heads.same else None
            return
        import sqlite3

        from .store import opened, renew

        same = since if heads.same and heads.all_in(self._new) else None
        self.round, self.basis = None, self.basis or _basis(self._settings)
        records = {path: made.record for path, (_, made) in self._new.items()}
        with suppress(sqlite3.Error, OSError), opened(self._root) as store:
            index = partial(self._all_known, same)
            number = renew(store, self.basis, records, [path for path in gone if path not in records], index)
            self.rounds |= dict.fromkeys(self._new, number)
            # Another process was at work meanwhile: what it has seen is not known here, and nothing can be built on it.
            if number == self._begun + 1:
                self.round, self.heads = number, same or (number if heads.all_in(self._new) else None)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives of the heads of all notes alone, in plain values; or gave while they were the same."""
        if self.heads is None or self.round is None:
            return make()
        match recalled(self._root, name):
            case (heads, value) if heads == self.heads:
                return value
        made = make()
        keep(self._root, name, (self.heads, made))
        return made

    def between(
        self, basis: Callable[[], bytes], notes: Iterable[Found], check: Callable[[Note], tuple[Problem, ...]]
    ) -> Iterator[Problem]:
        """What ``check`` says of each of the notes, or has said of it upon the same basis, which hangs on the heads alone."""
        from .values import PROBLEM

        on = self.once("basis of what is between", basis)
        kept = recalled(self._root, "between") if self.round is not None else None
        _, since, before = kept if kept and kept[0] == on else (on, -1, {})
        now, anew = dict[str, tuple[Problem, ...]](), self.anew_since(since)
        doubtful = before.keys() | anew
        for found in [found for found in notes if found.path in doubtful]:
            path = found.path
            now[path] = check(found.record) if path in anew else tuple([PROBLEM.back(path, one) for one in before[path]])
        yield from (problem for problems in now.values() for problem in problems)
        if self.round is not None and (len(anew) > _LITTLE or since < 0):
            plain = {path: tuple(map(PROBLEM.plain, problems)) for path, problems in now.items() if problems}
            keep(self._root, "between", (on, self.round, plain))

    def anew_since(self, number: int) -> frozenset[str]:
        """The notes that were read anew after a round, or were now and are not kept."""
        later = (path for path, last in self.rounds.items() if last > number)
        return frozenset((*later, *(path for path in self._anew if path not in self.rounds)))

    def _all_known(self, heads: int | None, number: int) -> bytes:
        """What is known of every note at once, with what was made anew in the round ``number``; before it, since when the heads
        are what they are."""
        new = {path: (stamp, number, made.known) for path, (stamp, made) in self._new.items()}
        return sealed((heads or number, {path: self._index[path] for path in self.rounds} | new))

    def _record(self, path: str, number: int) -> Note:
        """The record of a note as it was kept in a round; where that is gone or damaged, the note is read after all."""
        made, record = self._records.record(path)
        with suppress(*_WRONG):
            if made == number:
                return opened_record(path, record)
        for found in self._read(path).notes:
            return found.record
        raise VaultcrmError(f"{path} was changed while it was read", "Say the same command again.")

    @cached_property
    def _records(self) -> Reader:
        from .store import Reader

        return Reader(self._root)


def _basis(settings: Settings) -> bytes:
    """What everything that is kept hangs on: the settings, and the program that read by them."""
    return sha256(repr(settings).encode("utf-8", "surrogatepass") + program_mark()).digest()


def recalled(root: Path, name: str) -> tuple[Any, ...] | None:
    """What was kept under a name; ``None`` where there is nothing of use."""
    import sqlite3

    from .store import fact, opened

    with suppress(sqlite3.Error, OSError, *_WRONG), opened(root) as store:
        found = unsealed(fact(store, name) or b"")
        return found if isinstance(found, tuple) else None
    return None


def keep(root: Path, name: str, value: tuple[Any, ...]) -> None:
    """Keep something of the whole vault, where that is possible."""
    import sqlite3

    from .store import keep_fact, opened

    with suppress(sqlite3.Error, OSError), opened(root) as store:
        keep_fact(store, name, sealed(value))
