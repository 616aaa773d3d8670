"""What this machine can do: whether saving a note is noticed, what the database knows, how much the caches take.

Nothing of any note comes out of here.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from .caches import vault_cache

_PATIENCE = 3.0  # seconds; where watching works, an event takes some thousandths of one


@dataclass(frozen=True, slots=True)
class Watching:
    """Whether a saved note was noticed, by what, and after how many seconds."""

    works: bool
    by: str
    seconds: float | None = None


def watching() -> Watching:
    """Watch a folder of our own, save a note in it, and see."""
    from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    noticed = Event()

    class Bell(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            noticed.set()

    with tempfile.TemporaryDirectory(prefix="vaultcrm-") as folder:
        observer = Observer()
        try:
            observer.schedule(Bell(), folder, event_filter=[FileModifiedEvent])
            observer.start()
        except OSError as error:
            return Watching(False, f"{type(observer).__name__}: {(error.strerror or str(error)).lower()}")
        begun = time.monotonic()
        (Path(folder) / "note.md").write_text("a note", encoding="utf-8")
        works = noticed.wait(_PATIENCE)
        seconds = round(time.monotonic() - begun, 3)
        observer.stop()
        observer.join()
    return Watching(works, type(observer).__name__, seconds if works else None)


def has_full_text() -> bool:
    """Whether the database can search texts."""
    with closing(sqlite3.connect(":memory:")) as base:
        return any("FTS5" in option for (option,) in base.execute("PRAGMA compile_options"))


def cached(root: Path) -> Mapping[str, int]:
    """What is cached of the vault in ``root``: by file or folder its size in bytes."""
    folder = vault_cache(root)
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.name: sum(one.stat().st_size for one in (path, *path.rglob("*")) if one.is_file()) for path in found}
