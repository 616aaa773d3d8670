"""A memory of the notes that outlives the program: what was made of a note is taken from the store while its file is the same.

In: a path with the stamp of its file, and a way to read it. Out: what that gives, or gave. What others have to know of each
note lies together, and is taken out at once; its record is, when somebody asks for it. Playbooks are few and are always read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from vaultcrm.digests import sha256
from vaultcrm.errors import VaultcrmError
from vaultcrm.model import Note, Problem, Settings

from ..caches import delete_database, program_mark, store_file
from ..cores import on_all_cores
from ..seals import sealed, unsealed
from ..stamps import Stamp, is_settled

if TYPE_CHECKING:
    from ..loading import Heap
    from ..records import Found

Known: TypeAlias = tuple[Stamp, int, tuple[Any, ...]]  # the stamp, the round, and what is known of a note at once
_ONE_BY_ONE = 50  # records: beyond, all of them are taken out at once
_LITTLE = 8  # notes: so many are read again more quickly than the whole is kept anew
_FEW = 200  # notes: so many are read faster than a database is opened and written
_WRONG = (ValueError, TypeError, KeyError, EOFError, AssertionError)


class Made(NamedTuple):
    """What was made of one note: what is ``known`` of it at once, as plain values, and its ``record``, sealed."""

    known: tuple[Any, ...]
    record: bytes


class KeptNotes:
    """One round of reading the vault in ``root``. After it, ``round`` is its number, and ``rounds`` that of each note's last
    change; a note that is not kept (it is too fresh, or one of a few that have changed) has none. ``round`` is ``None`` where
    nothing is kept at all. ``recalled`` notes were not read again; all that is kept hangs on the ``basis``."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._settings, self.basis = Settings(), b""
        self._read: Callable[[str], Heap]
        self._index: Mapping[str, Known] = {}
        self._apart: dict[str, Made] = {}
        self._here: dict[str, Heap] = {}
        self._new: dict[str, tuple[Stamp, Made]] = {}
        self._records: Mapping[str, tuple[int, bytes]] | None = None
        self._seen, self._asked, self._off, self._begun = 0, 0, False, 0
        self.recalled = 0
        self.round: int | None = None
        self.rounds: dict[str, int] = {}

    def begin(self, root: Path, basis: Settings, read: Callable[[str], Heap], stamps: Mapping[str, Stamp]) -> None:
        """Take out what is kept on the same basis: the same settings, read by the same program."""
        assert root == self._root
        self._settings, self._read, self._off = basis, read, not basis.cache
        if self._off:
            delete_database(store_file(self._root))
            return
        if store_file(self._root).exists():
            self._take_out(basis)
        anew = [path for path, stamp in stamps.items() if path not in self._index or self._index[path][0] != stamp]
        made = on_all_cores(self._make, anew)
        self._apart = {path: Made(*one) for path, one in made.items() if one}

    def _make(self, path: str) -> tuple[Any, ...]:
        """What is kept of a note that is read now. Who has read it himself has the heap too, and need not make it of that."""
        heap = self._here[path] = self._read(path)
        return tuple(_made(heap) or ())

    def _take_out(self, basis: Settings) -> None:
        import sqlite3

        from .store import fact, opened

        self.basis = _basis(basis)
        with suppress(sqlite3.Error, OSError, *_WRONG), opened(self._root) as store:
            self._begun = int.from_bytes(fact(store, "round") or b"")
            if fact(store, "basis") == self.basis:
                self._index, self.round = unsealed(fact(store, "index") or b""), self._begun

    def recall(self, path: str, before: Stamp | None) -> Heap:
        """What reading gives for a file that has the stamp ``before``, or gave while it had the same."""
        self._seen += 1
        known = self._index.get(path)
        if known and known[0] == before:
            self.rounds[path] = known[1]
            self.recalled += 1
            return _heap(path, known[2], partial(self._record, path, known[1]))
        made = self._apart.pop(path, None)
        heap = self._here.pop(path, None) or (_apart(path, made) if made else self._read(path))
        if before and not self._off and is_settled(f"{self._root}/{path}", before) and (made := made or _made(heap)):
            self._new[path] = before, made
        return heap

    def end(self) -> None:
        """Keep what was made anew; where that is not possible, or it is little, it will be made again."""
        self._keep_new()
        self._new = {}

    def _keep_new(self) -> None:
        gone = [path for path in self._index if path not in self.rounds]
        much = len({*self._new, *gone}) > _LITTLE if self._index else self._seen >= _FEW and self._new
        if self._off or not much:
            return
        import sqlite3

        from .store import opened, renew

        self.round, self.basis = None, self.basis or _basis(self._settings)
        records = {path: made.record for path, (_, made) in self._new.items()}
        with suppress(sqlite3.Error, OSError), opened(self._root) as store:
            number = renew(store, self.basis, records, [path for path in gone if path not in records], self._all_known)
            self.rounds |= dict.fromkeys(self._new, number)
            # Another process was at work meanwhile: what it has seen is not known here, and nothing can be built on it.
            self.round = number if number == self._begun + 1 else None

    def between(self, basis: bytes, notes: Iterable[Found], check: Callable[[Note], tuple[Problem, ...]]) -> Iterator[Problem]:
        """What ``check`` says of each of the notes, or has said of it upon the same basis."""
        from .values import PROBLEM

        kept = recalled(self._root, "between") if self.round is not None else None
        _, since, before = kept if kept and kept[0] == basis else (basis, -1, {})
        now, asked = dict[str, tuple[Problem, ...]](), 0
        for found in notes:
            path = found.head.path
            if self.rounds.get(path, since + 1) <= since:
                problems = tuple([PROBLEM.back(path, one) for one in before[path]]) if path in before else ()
            else:
                problems, asked = check(found.record), asked + 1
            if problems:
                now[path] = problems
                yield from problems
        if self.round is not None and (asked > _LITTLE or since < 0):
            plain = {path: tuple(map(PROBLEM.plain, problems)) for path, problems in now.items()}
            keep(self._root, "between", (basis, self.round, plain))

    def _all_known(self, number: int) -> bytes:
        """What is known of every note at once, with what was made anew in the round ``number``."""
        new = {path: (stamp, number, made.known) for path, (stamp, made) in self._new.items()}
        return sealed({path: self._index[path] for path in self.rounds} | new)

    def _record(self, path: str, number: int) -> Note:
        """The record of a note as it was kept in a round; where that is gone or damaged, the note is read after all."""
        made, record = self._kept_record(path)
        with suppress(*_WRONG):
            if made == number:
                return _opened(path, record)
        for found in self._read(path).notes:
            return found.record
        raise VaultcrmError(f"{path} was changed while it was read", "Say the same command again.")

    def _kept_record(self, path: str) -> tuple[int, bytes]:
        """From the store, one by one; who asks for many gets all."""
        import sqlite3

        from .store import opened, record, records

        self._asked += 1
        if self._records is None:
            with suppress(sqlite3.Error, OSError), opened(self._root) as store:
                if self._asked <= _ONE_BY_ONE:
                    return record(store, path)
                self._records = records(store)
        return self._records.get(path, (0, b"")) if self._records else (0, b"")


def _basis(settings: Settings) -> bytes:
    """What everything that is kept hangs on: the settings, and the program that read by them."""
    return sha256(repr(settings).encode("utf-8", "surrogatepass") + program_mark()).digest()


def _made(heap: Heap) -> Made | None:
    """What was made of a note, as it is kept; ``None`` of a playbook."""
    from .values import PROBLEM, plain_head, plain_record

    if heap.playbooks:
        return None
    found = heap.notes[0] if heap.notes else None
    problems = tuple(map(PROBLEM.plain, heap.problems))
    known = (plain_head(found.head) if found else (), problems, tuple(heap.kinds), tuple(heap.left_out))
    return Made(known, sealed(plain_record(found.record)) if found else b"")


def _heap(path: str, known: tuple[Any, ...], make: Callable[[], Note]) -> Heap:
    """What is kept of a note, whose record waits until it is asked for."""
    from ..loading import Heap
    from ..records import Found
    from .values import PROBLEM, head_back

    head, problems, kinds, left_out = known
    notes = [Found(head_back(path, head), make)] if head else []
    return Heap(notes, [], [PROBLEM.back(path, one) for one in problems], list(kinds), list(left_out))


def _apart(path: str, made: Made) -> Heap:
    return _heap(path, made.known, partial(_opened, path, made.record))


def _opened(path: str, record: bytes) -> Note:
    from .values import record_back

    return record_back(path, unsealed(record))


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
