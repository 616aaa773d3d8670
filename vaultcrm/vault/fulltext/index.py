"""The index as a database: one row a file with its stamp, one a note with its words.

The words are folded before they come in, so that the database splits them at spaces and does nothing else to them. Each
change is one transaction, in which the question is answered too: another process at work sees all of it or nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..stamps import Stamp
from .asking import Term, expression
from .looking import Look
from .notes import Entry

FORMAT = 3
_WAIT = 30.0  # seconds for another process that is at work on the index
_TABLES = """
DROP TABLE IF EXISTS facts; DROP TABLE IF EXISTS files; DROP TABLE IF EXISTS notes;
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE files (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, size, written, changed, inode);
CREATE VIRTUAL TABLE notes USING fts5(names, body, stems, tokenize = 'ascii');
INSERT INTO notes(notes, rank) VALUES ('hashsize', 33554432);
"""
_RANK = "bm25(notes, 8.0, 1.0, 1.0)"  # a word in a name says more of a note than one in its text


def opened(file: Path | None) -> sqlite3.Connection:
    """The index in ``file``, made where there is none or one of another format; in memory without a file."""
    index = sqlite3.connect(file or ":memory:", timeout=_WAIT, isolation_level=None)
    try:
        if index.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            index.execute("PRAGMA journal_mode = wal")
            index.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
        index.execute("PRAGMA synchronous = normal")
    except sqlite3.Error:
        index.close()
        raise
    return index


@contextmanager
def transaction(index: sqlite3.Connection, kind: str) -> Iterator[None]:
    """``DEFERRED`` to read one state of the index, ``IMMEDIATE`` to change it; what goes wrong within leaves it as it was."""
    index.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        if index.in_transaction:
            index.execute("ROLLBACK")
        raise
    index.execute("COMMIT")


def fact(index: sqlite3.Connection, name: str) -> bytes:
    """What was kept under a name; empty where nothing was."""
    row = index.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row and isinstance(row[0], bytes) else b""


def keep(index: sqlite3.Connection, name: str, value: bytes) -> None:
    """Keep something under a name."""
    index.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def changed(index: sqlite3.Connection, now: Look) -> list[str]:
    """The paths whose files are not, or no longer, as the index has them."""
    rows = index.execute("SELECT path, size, written, changed, inode FROM files")
    kept: dict[str, Stamp] = {_path(path): (size, written, at, inode) for path, size, written, at, inode in rows}
    gone = [path for path in kept if path not in now.stamps]
    return gone + [path for path, stamp in now.stamps.items() if kept.get(path) != stamp]


def forget_all(index: sqlite3.Connection) -> None:
    """Empty the index."""
    index.execute("DELETE FROM files")
    index.execute("DELETE FROM notes")
    keep(index, "mark", b"")


def forget(index: sqlite3.Connection, path: str) -> None:
    """Take a note out."""
    row = index.execute("SELECT id FROM files WHERE path = ?", (_bytes(path),)).fetchone()
    if row:
        index.execute("DELETE FROM notes WHERE rowid = ?", row)
        index.execute("DELETE FROM files WHERE id = ?", row)


def put(index: sqlite3.Connection, path: str, stamp: Stamp, entry: Entry | None) -> None:
    """Put a note in, in the place of what was known of it; without words (``None``) it is only known to be there."""
    forget(index, path)
    added = index.execute("INSERT INTO files VALUES (NULL, ?, ?, ?, ?, ?)", (_bytes(path), *stamp))
    if entry:
        index.execute("INSERT INTO notes(rowid, names, body, stems) VALUES (?, ?, ?, ?)", (added.lastrowid, *entry))


def best(index: sqlite3.Connection, terms: Sequence[Term], most: int) -> tuple[list[str], int]:
    """The paths of the notes that have all terms, the best first, and how many there are in all.

    First come those with all of them in their names.
    """
    asked = expression(terms)
    named = _ranked(index, f"{{names}} : ({asked})", most)
    others = [path for path in _ranked(index, asked, most + len(named)) if path not in named]
    (count,) = index.execute("SELECT count(*) FROM notes WHERE notes MATCH ?", (asked,)).fetchone()
    return [*named, *others][:most], count


def _ranked(index: sqlite3.Connection, asked: str, most: int) -> list[str]:
    question = f"SELECT path FROM notes JOIN files ON id = notes.rowid WHERE notes MATCH ? ORDER BY {_RANK}, path LIMIT ?"
    rows: Iterable[tuple[bytes]] = index.execute(question, (asked, most))
    return [_path(path) for (path,) in rows]


def _bytes(path: str) -> bytes:
    """A path as it is kept: a file's name need not be text."""
    return path.encode("utf-8", "surrogateescape")


def _path(kept: bytes) -> str:
    return kept.decode("utf-8", "surrogateescape")
