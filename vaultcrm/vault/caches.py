"""Where on this machine is kept what can be computed again: it may be deleted at any time, and nothing but time is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from vaultcrm.digests import sha256

from .homes import own_folder
from .shipped import shipped

VARIABLE = "VAULTCRM_CACHE"


def cache_home() -> Path:
    """The folder of what can be computed again: ``VAULTCRM_CACHE``, else where the system keeps such things."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen) if chosen else own_folder("cache")


def vault_cache(root: Path) -> Path:
    """The folder of one vault's caches, under a digest of the vault's own path; it may not exist yet."""
    return cache_home() / "vaults" / sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]


def make_private(file: Path) -> None:
    """An empty file that only its owner may read, in a folder of that kind; a database keeps its other files likewise."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def delete_database(file: Path) -> None:
    """Delete a database; another process that has it open goes on with what it has."""
    for ending in ("-wal", "-shm", "-journal", ""):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink()


def discard(root: Path) -> None:
    """Delete whatever is kept of a vault."""
    folder = vault_cache(root)
    if folder.exists():
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def store_file(root: Path) -> Path:
    """Where it is kept what was made of a vault's notes."""
    return vault_cache(root) / "notes.sqlite3"


@cache
def program_mark() -> bytes:
    """What changes when the program, its playbooks, a library or Python itself is another. Found: it takes 3 ms."""
    package = Path(__file__).parent.parent
    folders = [*_rooms(package), str(shipped("templates") / "playbooks")]
    files = [entry for folder in folders for entry in os.scandir(folder) if entry.name.endswith((".py", ".md"))]
    stamps = sorted((entry.path, entry.stat().st_mtime_ns) for entry in files)
    libraries = [Path(path).stat().st_mtime_ns for path in sys.path if path.endswith("-packages") and Path(path).is_dir()]
    return repr((sys.version, stamps, libraries)).encode("utf-8", "surrogatepass")


def _rooms(package: Path) -> Iterator[str]:
    """The package's folders."""
    waiting = [str(package)]
    while waiting:
        yield (folder := waiting.pop())
        waiting += [one.path for one in os.scandir(folder) if one.is_dir() and not one.name.startswith(("_", "."))]
