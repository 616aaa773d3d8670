"""Where on this machine is kept what can be computed again: it may be deleted at any time, and nothing but time is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "VAULTCRM_CACHE"


def cache_home() -> Path:
    """The folder of what can be computed again: ``VAULTCRM_CACHE``, else where the system keeps such things."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("vaultcrm", appauthor=False)


def vault_cache(root: Path) -> Path:
    """The folder of one vault's caches, under a digest of the vault's own path; it may not exist yet."""
    import hashlib

    return cache_home() / "vaults" / hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]


def store_file(root: Path) -> Path:
    """Where it is kept what was made of a vault's notes."""
    return vault_cache(root) / "notes.sqlite3"


def program_mark() -> bytes:
    """What changes when the program, a library or Python itself is another."""
    package = Path(__file__).parent.parent
    files = [entry for folder in _rooms(package) for entry in os.scandir(folder) if entry.name.endswith(".py")]
    stamps = sorted((entry.path, entry.stat().st_mtime_ns) for entry in files)
    libraries = [Path(path).stat().st_mtime_ns for path in sys.path if path.endswith("-packages") and Path(path).is_dir()]
    return repr((sys.version, stamps, libraries)).encode("utf-8", "surrogatepass")


def _rooms(package: Path) -> Iterator[str]:
    """The package's folders."""
    waiting = [str(package)]
    while waiting:
        yield (folder := waiting.pop())
        waiting += [one.path for one in os.scandir(folder) if one.is_dir() and not one.name.startswith(("_", "."))]
