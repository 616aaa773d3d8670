"""A memory of the notes that outlives the program: what was made of a note is taken from the store while its file is the same.

In: a file with its stamp and a way to read it. Out: what that gives, or gave. Playbooks are few and are always read.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaultcrm.errors import VaultcrmError
from vaultcrm.model import Note, Problem, Settings

from ..caches import delete_database, program_mark, store_file
from ..stamps import Stamp, is_settled

if TYPE_CHECKING:
    from ..loading import Heap
    from ..records import Found
    from .store import Row

_SEAL = 8  # bytes
_ONE_BY_ONE = 50  # records: beyond, all of them are taken out at once
_FEW = 200  # notes: so many are read faster than a database is opened and written
_WRONG = (ValueError, TypeError, KeyError, EOFError, AssertionError)


class KeptNotes:
    """One round of reading the vault in ``root``. After it, ``round`` is its number, and ``rounds`` that of each note's last
    change; a note that is so fresh that it is not kept has none. ``round`` is ``None`` where nothing is kept at all.
    ``recalled`` notes were not read again; all that is kept hangs on the ``basis``."""

    def __init__(self, root: Path) -> None:
        self._root, self._before = root, f"{root}/"
        self._settings, self.basis = Settings(), b""
        self._rows: dict[str, Row] = {}
        self._new: dict[str, tuple[Stamp, Heap]] = {}
        self._records: dict[str, tuple[int, bytes]] = {}
        self._seen, self._asked, self._off, self._begun = 0, 0, False, 0
        self.recalled = 0
        self.round: int | None = None
        self.rounds: dict[str, int] = {}

    def begin(self, basis: Settings) -> None:
        """Take out what is kept on the same basis: the same settings, read by the same program."""
        self._settings, self._off = basis, not basis.cache
        if self._off:
            delete_database(store_file(self._root))
        if self._off or not store_file(self._root).exists():
            return
        import sqlite3

        from .store import fact, opened, rows

        self.basis = _basis(basis)
        with suppress(sqlite3.Error, OSError), opened(self._root) as store:
            self._begun = int.from_bytes(fact(store, "round") or b"")
            if fact(store, "basis") == self.basis:
                self._rows, self.round = rows(store), self._begun

    def recall(self, file: str, before: Stamp | None, read: Callable[[], Heap]) -> Heap:
        """What ``read`` gives for a file that has the stamp ``before``, or gave while it had the same."""
        path = file.removeprefix(self._before)
        self._seen += 1
        row = self._rows.get(path)
        if row and row.stamp == before and (found := self._heap(path, row, read)):
            self.rounds[path] = row.round
            self.recalled += 1
            return found
        heap = read()
        if before and not self._off and not heap.playbooks and is_settled(file, before):
            self._new[path] = before, heap
        return heap

    def end(self) -> None:
        """Keep what was made anew; where that is not possible, it will be made again."""
        gone = [path for path in self._rows if path not in self.rounds]
        if self._off or (not self._rows and self._seen < _FEW) or not (self._new or gone):
            return
        import sqlite3

        from .store import Made, opened, renew

        self.round = None
        made = {path: Made(stamp, *_plain(heap)) for path, (stamp, heap) in self._new.items()}
        self.basis = self.basis or _basis(self._settings)
        with suppress(sqlite3.Error, OSError), opened(self._root) as store:
            number = renew(store, self.basis, made, [path for path in gone if path not in made])
            self.rounds |= dict.fromkeys(self._new, number)
            # Another process was at work meanwhile: what it has seen is not known here, and nothing can be built on it.
            self.round = number if number == self._begun + 1 else None

    def between(self, basis: bytes, notes: Iterable[Found], check: Callable[[Note], tuple[Problem, ...]]) -> Iterator[Problem]:
        """What ``check`` says of each of the notes, or has said of it upon the same basis."""
        from .values import PROBLEM

        kept = recalled(self._root, "between") if self.round is not None else None
        _, since, before = kept if kept and kept[0] == basis else (basis, 0, {})
        now, asked = dict[str, tuple[Problem, ...]](), False
        for found in notes:
            path = found.head.path
            if path in self.rounds and self.rounds[path] <= since:
                problems = tuple([PROBLEM.back(path, one) for one in before.get(path, ())])
            else:
                problems, asked = check(found.record), True
            if problems:
                now[path] = problems
                yield from problems
        if asked and self.round is not None:
            plain = {path: tuple(map(PROBLEM.plain, problems)) for path, problems in now.items()}
            keep(self._root, "between", (basis, self.round, plain))

    def _heap(self, path: str, row: Row, read: Callable[[], Heap]) -> Heap | None:
        """What is kept of a note, whose record waits until it is asked for; ``None`` where that is no such thing."""
        from ..loading import Heap
        from ..records import Found
        from .values import PROBLEM, head_back

        with suppress(*_WRONG):
            head, problems, kinds, left_out = unsealed(row.known)
            notes = [Found(head_back(path, head), partial(self._record, path, row.round, read))] if head else []
            told = [PROBLEM.back(path, one) for one in problems]
            return Heap(notes, [], told, list(kinds), list(left_out))
        return None

    def _record(self, path: str, number: int, read: Callable[[], Heap]) -> Note:
        """The record of a note as it was kept in a round; where that is gone or damaged, the note is read after all."""
        from .values import record_back

        made, record = self._kept_record(path)
        with suppress(*_WRONG):
            if made == number:
                return record_back(path, unsealed(record))
        for found in read().notes:
            return found.record
        raise VaultcrmError(f"{path} was changed while it was read", "Say the same command again.")

    def _kept_record(self, path: str) -> tuple[int, bytes]:
        """From the store, one by one; who asks for many gets all."""
        import sqlite3

        from .store import opened, record, records

        self._asked += 1
        if self._asked <= _ONE_BY_ONE or not self._records:
            with suppress(sqlite3.Error, OSError), opened(self._root) as store:
                if self._asked <= _ONE_BY_ONE:
                    return record(store, path)
                self._records = records(store)
        return self._records.get(path, (0, b""))


def _basis(settings: Settings) -> bytes:
    """What everything that is kept hangs on: the settings, and the program that read by them."""
    return hashlib.sha256(repr(settings).encode("utf-8", "surrogatepass") + program_mark()).digest()


def _plain(heap: Heap) -> tuple[bytes, bytes]:
    """What is known of a note at once, and its record."""
    from .values import PROBLEM, plain_head, plain_record

    found = heap.notes[0] if heap.notes else None
    problems = tuple(map(PROBLEM.plain, heap.problems))
    known = (plain_head(found.head) if found else (), problems, tuple(heap.kinds), tuple(heap.left_out))
    return sealed(known), sealed(plain_record(found.record)) if found else b""


def sealed(value: Any) -> bytes:
    """Plain values as bytes, with a seal that shows damage."""
    data = marshal.dumps(value)
    return hashlib.blake2b(data, digest_size=_SEAL).digest() + data


def unsealed(kept: bytes) -> Any:
    """The values again; raises ``ValueError`` for what is damaged."""
    data = kept[_SEAL:]
    if hashlib.blake2b(data, digest_size=_SEAL).digest() != kept[:_SEAL]:
        raise ValueError("damaged")
    return marshal.loads(data)


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
