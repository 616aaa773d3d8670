"""The one door through which files are written.

Before: a new text, and the ``Snapshot`` of the file that it was made from. After: the file holds the old or the new text whole,
at every instant, also where the process is killed or the disk is full; a file that is no longer the one that was read stays
as it is. What is written goes to a temporary file in the same folder first, to the disk second, and into place by renaming.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from errno import EEXIST
from pathlib import Path

from vaultcrm.errors import CannotWrite, ChangedMeanwhile, EditRefused, NotFound

TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".vaultcrm-", ".tmp"
_NEW_FILE_MODE = 0o644
# Seconds. Windows replaces no file that somebody is just reading: a sync program, a virus scanner, an editor.
_WAITS: tuple[float, ...] = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was read: ``path`` as asked for, ``text`` with its own line endings and BOM, ``data`` its bytes."""

    path: Path
    text: str
    data: bytes


def read_for_edit(path: Path) -> Snapshot:
    """The file as it stands now. Raises ``NotFound``, and ``EditRefused`` where the bytes are not UTF-8."""
    _must_be_ordinary(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"{path}: there is no such file") from None
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be read ({_reason(error)})") from error
    try:
        return Snapshot(path, data.decode("utf-8"), data)
    except UnicodeDecodeError:
        raise EditRefused(f"{path}: the file is not UTF-8", "save it as UTF-8 in your editor first") from None


def write_if_unchanged(snapshot: Snapshot, new_text: str) -> None:
    """Put ``new_text`` in the place of what was read; untouched where they are equal.

    Mode and owner stay, a symbolic link is written through. Raises ``ChangedMeanwhile`` where the file is no longer the one
    that was read, and ``CannotWrite`` where folder or disk refuse; in both cases the file is as it was.
    """
    write_all_if_unchanged([(snapshot, new_text)])


def write_all_if_unchanged(changes: Sequence[tuple[Snapshot, str]]) -> None:
    """The same for several files: nothing is written where any of them has changed, or cannot be replaced."""
    wanted = [(snapshot, text.encode("utf-8")) for snapshot, text in changes if text != snapshot.text]
    prepared: list[tuple[Path, Path, Snapshot]] = []
    try:
        for snapshot, data in wanted:
            target = snapshot.path.resolve()
            _must_be_unchanged(snapshot)
            prepared.append((_prepare(target, data, _existing(target)), target, snapshot))
        for _, _, snapshot in prepared:
            _must_be_unchanged(snapshot)
        _replace_all([(temporary, target, snapshot.data) for temporary, target, snapshot in prepared])
    finally:
        for temporary, _, _ in prepared:
            _remove(temporary)


def _replace_all(prepared: Sequence[tuple[Path, Path, bytes]]) -> None:
    """Where one cannot be replaced after all (on Windows somebody has it open), those before it get back what they held."""
    for number, (temporary, target, _) in enumerate(prepared):
        try:
            _into_place(temporary, target, os.replace)
        except CannotWrite:
            for _, done, data in prepared[:number]:
                with suppress(CannotWrite):
                    write_output(done, data)
            raise


def create_note(path: Path, text: str) -> None:
    """Write a new file, and the folders to it. Raises ``CannotWrite`` where something of that name exists already."""
    create_file(path, text.encode("utf-8"))


def create_file(path: Path, data: bytes) -> None:
    """Write a new file from bytes; it never stands there half written. Raises ``CannotWrite`` where the name is taken."""
    make_folder(path.parent)
    temporary = _prepare(path, data, None)
    try:
        _into_place(temporary, path, link_or_rename)
    finally:
        _remove(temporary)


def make_folder(folder: Path) -> None:
    """Make a folder, and those to it, where it is not there. Raises ``CannotWrite``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error


def write_output(path: Path, data: bytes) -> bool:
    """Write a file that the program makes (a feed, say); ``False`` where it holds these bytes already, and is not touched."""
    target = path.resolve()
    _must_be_ordinary(target)
    try:
        if target.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _cannot_write(target, error) from error
    temporary = _prepare(target, data, _existing(target))
    try:
        _into_place(temporary, target, os.replace)
    finally:
        _remove(temporary)
    return True


def _must_be_ordinary(path: Path) -> None:
    """Reading a pipe would wait for ever, and renaming onto a device would take it away."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise CannotWrite(f"{path}: is no ordinary file; nothing was written", "put a file in its place")


def _must_be_unchanged(snapshot: Snapshot) -> None:
    try:
        now = snapshot.path.read_bytes()
    except OSError:
        now = None
    if now != snapshot.data:
        raise ChangedMeanwhile(f"{snapshot.path}: the file was changed meanwhile; nothing was written", "run the command again")


def _existing(target: Path) -> os.stat_result | None:
    """The state of the file that is to be replaced. A file that its owner made read-only is not replaced behind their back."""
    try:
        found = target.stat()
    except OSError:
        return None
    if not os.access(target, os.W_OK):
        raise CannotWrite(f"{target}: the file is read-only; nothing was written", "make it writable first")
    return found


def _prepare(target: Path, data: bytes, like: os.stat_result | None) -> Path:
    """A temporary file beside ``target`` that holds ``data`` for certain, with mode and owner of the file it will replace."""
    import tempfile  # found: 4 ms, which only those pay who write

    try:
        handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=TEMPORARY_SUFFIX, dir=target.parent)
    except OSError as error:
        raise _cannot_write(target, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            _copy_rights(name, like)
            os.fsync(file.fileno())
    except OSError as error:
        _remove(Path(name))
        raise _cannot_write(target, error) from error
    return Path(name)


def _copy_rights(name: str, like: os.stat_result | None) -> None:
    if like is None:
        Path(name).chmod(_NEW_FILE_MODE & ~_umask())
        return
    if hasattr(os, "chown"):
        with suppress(PermissionError):  # only root may give a file away; the content matters more
            os.chown(name, like.st_uid, like.st_gid)
    Path(name).chmod(stat.S_IMODE(like.st_mode))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _into_place(temporary: Path, target: Path, move: Callable[[Path, Path], None]) -> None:
    waits = iter(_WAITS)
    while (refused := _moved(temporary, target, move)) is not None:
        wait = next(waits, None)
        if wait is None or not isinstance(refused, PermissionError):
            raise _cannot_write(target, refused) from refused
        time.sleep(wait)
    _sync_folder(target.parent)


def _moved(temporary: Path, target: Path, move: Callable[[Path, Path], None]) -> OSError | None:
    """Why it could not be moved."""
    try:
        move(temporary, target)
    except OSError as error:
        return error
    return None


def link_or_rename(temporary: Path, target: Path) -> None:
    """Give a new file its name without ever replacing another: a hard link fails where the name is taken."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: a memory card, some network drives
        if os.path.lexists(target):
            raise FileExistsError(EEXIST, os.strerror(EEXIST), str(target)) from None
        temporary.rename(target)


def _sync_folder(folder: Path) -> None:
    """Make a renaming durable. Windows knows no such thing, and some file systems refuse it: the file itself is safe by now."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _cannot_write(target: Path, error: OSError) -> CannotWrite:
    if isinstance(error, FileExistsError):
        return CannotWrite(f"{target}: there is such a file already; nothing was written")
    return CannotWrite(f"{target}: cannot be written ({_reason(error)}); nothing was written")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
