"""Asking the index, after it was brought up with the files.

What a warm question needs is little: the settings' few words on where to look are kept in the index, with the digest of the
settings' file, so that neither settings nor notes are read where nothing has changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from vaultcrm.digests import sha256
from vaultcrm.errors import NoVault, VaultcrmError
from vaultcrm.model import Settings

from ..caches import delete_database, make_private, vault_cache
from ..decoding import decode
from ..finding import FILE
from ..stamps import Stamp, is_settled
from . import index as db
from .asking import Term
from .lines import Place, best_line
from .looking import NEVER, look
from .notes import entry

_AT_ONCE = 20_000  # files in one transaction: so long another process waits at most, so much is lost when it is stopped
_TELL = 500
Told = Callable[[int], None]


class Found(NamedTuple):
    """The best places, and the number of notes in which there is any."""

    places: tuple[Place, ...]
    total: int


def find(root: Path, terms: Sequence[Term], most: int, told: Told = lambda left: None) -> Found:
    """The notes of the vault in ``root`` that have all ``terms``, each with its best line; ``told`` hears how many files are
    still to be read into the index. Raises ``NoVault`` where the settings cannot be read."""
    data = _settings_bytes(root)
    file = index_file(root)
    for _ in range(2):
        try:
            return _from_file(file, root, data, terms, most, told)
        except (sqlite3.OperationalError, OSError):  # in use, no room, no permission: it stays as it is
            break
        except (sqlite3.DatabaseError, ValueError):  # damaged: it is made anew
            discard(root)
    return _from_memory(root, data, _settings(data), terms, most, told)


def index_file(root: Path) -> Path:
    """Where the index of a vault is kept: under a digest of the folder's own path."""
    return vault_cache(root) / "find.sqlite3"


def discard(root: Path) -> None:
    """Delete the index of a vault; another process that has it open goes on with what it has."""
    file = index_file(root)
    delete_database(file)
    with suppress(OSError):
        file.parent.rmdir()


def _settings_bytes(root: Path) -> bytes:
    try:
        return (root / FILE).read_bytes()
    except OSError as error:
        raise NoVault(f"{root} is no vault: {FILE}: {error.strerror}", "`vaultcrm init` makes one of a folder.") from error


def _settings(data: bytes) -> Settings:
    from ..settings import read_settings

    return read_settings(decode(FILE, data)[0])[0]


def _from_file(file: Path, root: Path, data: bytes, terms: Sequence[Term], most: int, told: Told) -> Found:
    """From the index on the disk; where the settings want none, what there is of it is deleted."""
    settings = None if file.exists() else _settings(data)
    if settings is None or settings.cache:
        make_private(file)
        with closing(db.opened(file)) as index:
            settings = settings or _kept_settings(index, data) or _settings(data)
            if settings.cache:
                return _asked(index, root, data, settings, terms, most, told)
    discard(root)
    return _from_memory(root, data, settings, terms, most, told)


def _from_memory(root: Path, data: bytes, settings: Settings, terms: Sequence[Term], most: int, told: Told) -> Found:
    """From an index that is made for this one question."""
    try:
        with closing(db.opened(None)) as index:
            return _asked(index, root, data, settings, terms, most, told)
    except sqlite3.OperationalError as error:  # a SQLite without full text
        raise VaultcrmError(f"the notes cannot be searched here: {error}", "It takes a SQLite with FTS5.") from error


def _kept_settings(index: sqlite3.Connection, data: bytes) -> Settings | None:
    """As much of the settings as looking needs, where their file is the one that was read."""
    if db.fact(index, "settings") != sha256(data).digest():
        return None
    with suppress(ValueError, KeyError, TypeError):  # not what we keep there: then the settings are read
        kept = json.loads(db.fact(index, "rules"))
        return Settings(folders=tuple(kept["folders"]), ignore=tuple(kept["ignore"]), checklist=kept["checklist"])
    return None


def _asked(
    index: sqlite3.Connection, root: Path, data: bytes, settings: Settings, terms: Sequence[Term], most: int, told: Told
) -> Found:  # fmt: skip
    now = look(root, settings)
    mark = now.mark + sha256(data).digest() if now.mark else b""
    with db.transaction(index, "DEFERRED"):
        found = db.best(index, terms, most) if mark and db.fact(index, "mark") == mark else None
    done: set[str] = set()
    while found is None:
        full = _settings(data)
        with db.transaction(index, "IMMEDIATE"):
            _adopt(index, data, full)
            wanting = [path for path in db.changed(index, now) if path not in done]
            _update(index, root, full, now.stamps, wanting[:_AT_ONCE], len(wanting), told)
            done.update(wanting[:_AT_ONCE])
            if len(wanting) <= _AT_ONCE:
                db.keep(index, "mark", mark)
                found = db.best(index, terms, most)
    paths, total = found
    return Found(tuple(filter(None, (_place(root, path, terms) for path in paths))), total)


def _adopt(index: sqlite3.Connection, data: bytes, settings: Settings) -> None:
    """Keep what the settings say of looking; where they give notes other names than before, all is read anew."""
    basis = repr((sorted(settings.fields.items()), sorted(settings.types.items()))).encode("utf-8", "surrogatepass")
    if db.fact(index, "basis") != basis:
        db.forget_all(index)
        db.keep(index, "basis", basis)
    rules = {"folders": settings.folders, "ignore": settings.ignore, "checklist": settings.checklist}
    db.keep(index, "rules", json.dumps(rules).encode())
    db.keep(index, "settings", sha256(data).digest())


def _update(
    index: sqlite3.Connection, root: Path, settings: Settings, stamps: Mapping[str, Stamp],
    wanting: Sequence[str], left: int, told: Told,
) -> None:  # fmt: skip
    """Read the files that have changed, and forget those that are gone.

    A stamp is kept only where the file has it still after it was read, and has had it for a while; else it is read again.
    """
    for number, path in enumerate(wanting):
        if number % _TELL == 0:
            told(left - number)
        if path not in stamps:
            db.forget(index, path)
            continue
        found = entry(root, path, settings)
        stamp = stamps[path]
        db.put(index, path, stamp if is_settled(root / path, stamp) else NEVER, found)


def _place(root: Path, path: str, terms: Sequence[Term]) -> Place | None:
    """The best line of a note as it is now; nothing where it was deleted in between."""
    try:
        text = decode(path, (root / path).read_bytes())[0]
    except OSError:
        return None
    return best_line(path, text, terms)
