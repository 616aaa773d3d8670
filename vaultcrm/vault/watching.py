"""Watching a vault: whatever saves a note, the feed is built anew, once a burst.

In goes a folder and what is to be done when its notes have changed; nothing comes out until someone says stop. One flag, raised
by the observer's thread, and one loop, which lowers it and rebuilds. What the program writes itself never raises it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Hashable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event, Lock
from typing import TypeAlias
from warnings import catch_warnings, filterwarnings

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from .checkouts import is_under_way
from .finding import FILE

# Only these are asked for: reading a note is an event too, and so is a folder's new time stamp after any write into it.
_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
_OF_ONE_SAVE = 4  # events, as an editor makes them of a single note: made, emptied, filled, renamed


Told: TypeAlias = frozenset[str] | None  # the notes that were saved, by their paths in the vault; None: whatever may be


def watch(
    root: Path,
    rebuild: Callable[[Told], object],
    *,
    ignore: Collection[Path] = (),
    stop: Event | None = None,
    day: Callable[[], Hashable] = lambda: None,
    settle: float = 0.05,
    pause: float = 1.0,
    poll: bool = False,
    gone: Callable[[], object] = lambda: None,
    calm: Callable[[], object] = lambda: None,
    beat: Callable[[], object] = lambda: None,
) -> None:
    """Call ``rebuild`` now, after every burst of changes below ``root``, and whenever ``day()`` has become another day.

    It is told which notes were saved, where that is all; ``calm`` is called when nothing more has come for ``pause`` seconds
    after that, for who believes what was told and wants to look for himself.

    Returns on Ctrl-C, or when ``stop`` is set. ``ignore`` names files of our own, absolute or relative to ``root``. A burst
    ends ``settle`` seconds after its last event, and a single save after a fifth of that. Every ``pause`` seconds the day and
    the folder are looked at, and a folder that is gone is waited for, after one call of ``gone``; ``beat`` is called each time
    that it answered. ``poll`` is for disks that tell of no changes. What ``rebuild`` raises ends the watching.
    """
    root, stop = root.resolve(), stop or Event()
    bell = _Bell(root, frozenset((root / path).resolve() for path in ignore), Event())
    built_on: Hashable = None
    told: Told = None
    with suppress(KeyboardInterrupt), _without_a_warning(), closing(_pulses(bell, stop, pause, poll, gone, beat)) as pulses:
        for changed in pulses:
            if changed or day() != built_on:
                _let_settle(root, bell.changed, settle)
                told, built_on = bell.told() if day() == built_on else None, day()
                rebuild(told)
            elif told is not None:
                told = None
                calm()


def _pulses(
    bell: _Bell, stop: Event, pause: float, poll: bool, gone: Callable[[], object], beat: Callable[[], object]
) -> Generator[bool, None, None]:
    """Whether something has changed: at once where it has, else every ``pause`` seconds; see ``watch`` for the rest."""
    there = True
    while not stop.is_set():
        bell.ring()
        with _observed(bell.root, bell, poll) as still_there:
            while still_there() and not stop.is_set():
                beat()
                yield bell.changed.wait(pause)
        was_there, there = there, _identity(bell.root) is not None
        beat()
        if was_there and not there:
            gone()
        stop.wait(pause)


@contextmanager
def _without_a_warning() -> Iterator[None]:
    """What is said of a folder that is moved away and back is left unsaid: it is watched as it was."""
    with catch_warnings():
        filterwarnings("ignore", "Callback with id", RuntimeWarning)
        yield


class _Bell(FileSystemEventHandler):
    """Raises the flag when an event is about something that the plan depends on."""

    def __init__(self, root: Path, ignore: Collection[Path], changed: Event) -> None:
        self.root, self.ignore, self.changed = root, ignore, changed
        self._lock = Lock()
        self._told: Told = frozenset()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called in the observer's thread. A file that was saved by renaming is the event's destination."""
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        paths = [path for path in paths if path not in self.ignore and matters(path, self.root, event.is_directory)]
        if paths:
            self.ring(None if event.is_directory else frozenset(path.relative_to(self.root).as_posix() for path in paths))

    def ring(self, saved: Told = None) -> None:
        """Raise the flag for these notes; of a folder nobody knows what it holds."""
        with self._lock:
            self._told = None if saved is None or self._told is None else self._told | saved
        self.changed.set()

    def told(self) -> Told:
        """For which notes it was rung since this was last asked."""
        with self._lock:
            told = self._told
            self._told = frozenset()
            return told


def matters(path: Path, root: Path, folder: bool = False) -> bool:
    """Whether a note, the settings or a folder of them is at ``path``: neither hidden, nor temporary, nor anything else."""
    inside = path.relative_to(root).parts if path.is_relative_to(root) else ()
    if not inside or any(part.startswith(".") for part in inside):
        return False
    return folder or path.suffix.lower() == ".md" or path.name == FILE


@contextmanager
def _observed(root: Path, bell: _Bell, poll: bool) -> Iterator[Callable[[], bool]]:
    """Events reach the bell inside; gives a question: is the folder still the one that is observed?"""
    here = _identity(root)
    observer = _started(root, bell, poll)
    try:
        yield lambda: bool(observer and here == _identity(root) and all(emitter.is_alive() for emitter in observer.emitters))
    finally:
        if observer:
            observer.stop()
            observer.join()


def _started(root: Path, bell: _Bell, poll: bool) -> BaseObserver | None:
    """An observer at work: one that polls where the system has no watch to spare, and none where there is no folder."""
    try:
        observer = PollingObserver() if poll else Observer()
        observer.schedule(bell, str(root), recursive=True, event_filter=_CHANGES)
        observer.start()
    except FileNotFoundError:
        return None
    except OSError:
        return None if poll else _started(root, bell, poll=True)
    return observer


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one that came to stand in its place; ``None`` where none stands there."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _let_settle(root: Path, changed: Event, settle: float) -> None:
    """Lower the flag, and go on only when it has stayed so for ``settle`` seconds; less for the save of a single note."""
    changed.clear()
    seen = 0
    while changed.wait(settle if seen > _OF_ONE_SAVE else settle / 5) or is_under_way(root):
        changed.clear()
        seen += 1
