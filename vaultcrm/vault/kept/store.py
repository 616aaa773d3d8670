"""The store of one vault: what was made of its notes, and what was planned of them.

A database beside the other caches, for its owner's eyes only. Several processes can use it at once; lost, damaged, locked or on
a full disk it means slower, never wrong. Each record has the number of the round in which it was last made anew, so that
whatever was kept in an earlier round knows what has changed since.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from weakref import finalize

from ..caches import delete_database, make_private, store_file

FORMAT = 6
ONE_BY_ONE = 500  # records: beyond, all of them are taken out at once
NONE = (0, b"")
_WAIT = 2.0  # seconds for another process that is at work; then it goes on without
_TABLES = """
DROP TABLE IF EXISTS facts; DROP TABLE IF EXISTS notes; DROP TABLE IF EXISTS records;
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE records (path BLOB PRIMARY KEY, round INTEGER NOT NULL, record BLOB NOT NULL);
"""


@contextmanager
def opened(root: Path) -> Iterator[sqlite3.Connection]:
    """The store of the vault in ``root``, made where there is none. Raises ``sqlite3.Error`` or ``OSError``."""
    file = store_file(root)
    make_private(file)
    store = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
    try:
        if store.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            store.execute("PRAGMA page_size = 16384")  # found: records of 2,000 octets are written in half of the time
            store.execute("PRAGMA journal_mode = wal")
            store.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
        store.execute("PRAGMA synchronous = off")  # what a power cut takes is made again
        yield store
    except sqlite3.OperationalError:  # in use, no room: it stays as it is
        raise
    except sqlite3.DatabaseError:  # damaged: the next run makes it anew
        delete_database(file)
        raise
    finally:
        store.close()


class Reader:
    """The records of a store, which stays open from the first that is asked for until nobody can ask any more.

    Found: to open it takes ten times as long as to take one out. A process that was begun meanwhile opens it for itself.
    """

    def __init__(self, root: Path) -> None:
        self._root, self._asked, self._process = root, 0, 0
        self._all: Mapping[str, tuple[int, bytes]] | None = None

    def record(self, path: str) -> tuple[int, bytes]:
        """The record of one note, as ``record`` gives it; empty where the store is damaged or in use, too."""
        self._asked += 1
        try:
            store = self._opened()
            if self._asked <= ONE_BY_ONE:
                return record(store, path)
            self._all = records(store) if self._all is None else self._all
        except (sqlite3.Error, OSError):
            self._process = 0
            with suppress(sqlite3.Error, OSError):
                self._open.__exit__(*sys.exc_info())  # not close(): told of the error, ``opened`` takes a damaged store away
        return self._all.get(path, NONE) if self._all else NONE

    def _opened(self) -> sqlite3.Connection:
        if self._process != os.getpid():
            self._open = ExitStack()
            self._store = self._open.enter_context(opened(self._root))
            self._process = os.getpid()
            finalize(self, self._open.close)
        return self._store


def fact(store: sqlite3.Connection, name: str) -> bytes | None:
    """Something that is kept under a name."""
    row = store.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return row[0] if row and isinstance(row[0], bytes) else None


def keep_fact(store: sqlite3.Connection, name: str, value: bytes) -> None:
    """Keep something under a name."""
    store.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def record(store: sqlite3.Connection, path: str) -> tuple[int, bytes]:
    """The record of one note, with the round in which it was made; empty where there is none."""
    found = store.execute("SELECT round, record FROM records WHERE path = ?", (os.fsencode(path),)).fetchone()
    return found or NONE


def records(store: sqlite3.Connection) -> dict[str, tuple[int, bytes]]:
    """The records of all notes."""
    found = store.execute("SELECT path, round, record FROM records")
    return {os.fsdecode(path): (number, record) for path, number, record in found}


def renew(
    store: sqlite3.Connection, basis: bytes, made: Mapping[str, bytes], gone: Iterable[str], index: Callable[[int], bytes]
) -> int:
    """Keep the records of some notes, forget those of others, of all where the basis is another; the number of the round.

    ``index`` gives what is kept of all notes at once, in the round of a number.
    """
    store.execute("BEGIN IMMEDIATE")
    try:
        if fact(store, "basis") != basis:
            store.execute("DELETE FROM records")
            keep_fact(store, "basis", basis)
        number = int.from_bytes(fact(store, "round") or b"") + 1
        store.executemany("DELETE FROM records WHERE path = ?", [(os.fsencode(path),) for path in gone])
        rows = ((os.fsencode(path), number, record) for path, record in made.items())
        store.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", rows)
        keep_fact(store, "index", index(number))
        keep_fact(store, "round", number.to_bytes(8))
        store.execute("COMMIT")
    except BaseException:
        if store.in_transaction:  # on a full disk it has been taken back already
            store.execute("ROLLBACK")
        raise
    return number
