"""Every command that writes, on a disk that is full, or has room for a few pages only; and with files that may not grow.

    python tests/fuzz/full_disk.py            # wants the right to mount (Linux); says so where it has not
    python tests/fuzz/full_disk.py rename     # one command

A file system in memory is filled but for so many pages; vault, state and caches all lie on it. The command says in a line what
is wrong and ends with the status for what cannot be written, or it comes to its end; the notes are as before or wholly as
after, and with room again the same command does what it would have done. Where nothing can be mounted, a limit for the size of
files stands in (``test_full_disk.py``): then each file is cut off where it reaches the limit, while the disk has room.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

PAGE = 4096
ROOM = (0, 1, 2, 3, 4, 6, 8, 12)  # pages
_SIZE = 4_000_000  # octets
_CANNOT = 3  # the exit status of what cannot be written
_HALF = ("day", "publish", "feed", "draft", "init")  # several writings, each for itself


def kills() -> ModuleType:
    """The table of commands, and how they are run."""
    if "fuzz_kills" in sys.modules:
        return sys.modules["fuzz_kills"]
    spec = importlib.util.spec_from_file_location("fuzz_kills", Path(__file__).with_name("kills.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def small_disk(place: Path) -> Iterator[bool]:
    """Mount a file system of four megabytes at ``place``; whether that could be done."""
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "none", str(place)], capture_output=True, check=False)
    try:
        yield done.returncode == 0
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", str(place)], check=True)


def fill(place: Path, pages: int) -> Path:
    """Fill the disk but for so many pages."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(PAGE)) == PAGE:
                pass
        except OSError:
            pass
        os.ftruncate(file.fileno(), max(file.tell() // PAGE - pages, 0) * PAGE)
    return filler


def faults(name: str, place: Path, ended: Counter[object], pages: int | None = None, most: int | None = None) -> Iterator[str]:
    """What is wrong after the command ran on a full disk, or where files may have so many octets at ``most``.

    Nothing where all is well; ``ended`` counts how it did.
    """
    tools = kills()
    command, folder = tools.COMMANDS[name], place / "scene"
    known = tools.reference(name, folder)
    vault = tools.begun(folder, command)
    filler = fill(place, pages) if pages is not None else None
    outcome = tools.run(folder, command.words, command.typed, most=most)
    ended[outcome.status] += 1
    left = tools.tree(vault)
    if filler:
        filler.unlink()
    yield from judged(name, outcome, left, known)
    if left == known.before and name not in _HALF:
        again = tools.run(folder, command.words, command.typed)
        yield from ([] if again.status in (0, 1) else [f"with room again it ends with {again.status}: {again.said[-300:]}"])
        yield from tools.torn(tools.tree(vault), {}, known.once)
    yield from (f"left: {path}" for path in vault.rglob(".vaultcrm-*"))


def judged(name: str, outcome: object, left: object, known: object) -> Iterator[str]:
    """Whether the command said rightly what it did, and did all of it or nothing."""
    tools = kills()
    status, said = outcome.status, outcome.said
    if status not in (0, 1, _CANNOT):
        yield f"it ends with {status}: {said[-500:]}"
    if status == _CANNOT and not ("no space left" in said.lower() or "too large" in said.lower()):
        yield f"it does not say why: {said[-500:]}"
    if name in _HALF:
        yield from tools.torn(left, known.whole.seen, known.before)
    elif status == _CANNOT:
        yield from tools.torn(left, {}, known.before)
    elif left != known.before or known.before == known.once:
        yield from tools.torn(left, {}, known.once)
    else:
        yield f"it ends with {status} and has done nothing: {said[-300:]}"


def main() -> None:
    """All commands, or those that were named."""
    tools = kills()
    tools.warm_up()
    names, found, ended = sys.argv[1:] or list(tools.COMMANDS), 0, Counter[object]()
    with tempfile.TemporaryDirectory() as place, small_disk(Path(place) / "disk") as mounted:
        if not mounted:
            sys.exit("no file system can be mounted here; tests/fuzz/test_full_disk.py tries the same with a limit for files")
        for name in names:
            for pages in ROOM:
                for what in faults(name, Path(place) / "disk", ended, pages):
                    found += 1
                    print(f"{name}, with room for {pages} pages: {what}", flush=True)
                shutil.rmtree(Path(place) / "disk" / "scene", ignore_errors=True)
    runs = ", ".join(f"{count} with {status}" for status, count in sorted(ended.items(), key=str))
    print(f"{ended.total()} runs of {len(names)} commands on full disks ended: {runs}; {found} faults")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
