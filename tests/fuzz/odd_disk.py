"""The program on other kinds of disk: one that takes `dana.md` and `Dana.md` for one file, and one that stalls for a while.

    pip install mfusepy    # Linux with /dev/fuse and libfuse, and the right to mount; where these are missing it says so
    python tests/fuzz/odd_disk.py
    python tests/fuzz/odd_disk.py REAL MOUNTED [fold]    # only mount, to try by hand

While there is a file REAL.stalled, whatever is asked of MOUNTED waits, as of a network drive. With ``fold`` names are found
whatever their case and Unicode composition are, and kept as they were first written: as on macOS, and on Windows but for the
composition.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import mfusepy
except (ImportError, OSError) as missing:
    sys.exit(f"no other disk can be had here: {missing}")

EXAMPLE = Path(__file__).resolve().parents[2] / "example-vault"
_TOLD = ("st_atime", "st_ctime", "st_gid", "st_ino", "st_mode", "st_mtime", "st_nlink", "st_size", "st_uid")


def folded(name: str) -> str:
    """A name as such a disk compares it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class Disk(mfusepy.Operations):
    """Every request goes to the real folder, late or by another name."""

    use_ns = True

    def __init__(self, real: Path, folds: bool) -> None:
        self.real, self.folds, self.stalled = real, folds, real.with_name(f"{real.name}.stalled")

    def at(self, path: str) -> str:
        """Where it really is."""
        while self.stalled.exists():
            time.sleep(0.02)
        found = self.real
        for part in path.strip("/").split("/"):
            found = found / (self._as_written(found, part) if self.folds and part else part)
        return str(found)

    def _as_written(self, folder: Path, part: str) -> str:
        names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
        return next((name for name in names if folded(name) == folded(part)), part)

    def getattr(self, path, fh=None):
        return self._told(os.lstat(self.at(path)))

    def _told(self, status):
        times = {"st_atime": status.st_atime_ns, "st_mtime": status.st_mtime_ns, "st_ctime": status.st_ctime_ns}
        return {key: getattr(status, key) for key in _TOLD} | times

    def readdir(self, path, fh):
        with os.scandir(self.at(path)) as found:
            here = [(entry.name, self._told(entry.stat(follow_symlinks=False)), 0) for entry in found]
        return [(".", None, 0), ("..", None, 0), *here]

    def open(self, path, flags):
        return os.open(self.at(path), flags)

    def create(self, path, mode, fi=None):
        return os.open(self.at(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

    def read(self, path, size, offset, fh):
        return os.pread(fh, size, offset)

    def write(self, path, data, offset, fh):
        return os.pwrite(fh, data, offset)

    def truncate(self, path, length, fh=None):
        os.truncate(self.at(path), length)

    def flush(self, path, fh):
        return 0

    def fsync(self, path, datasync, fh):
        return os.fsync(fh)

    def release(self, path, fh):
        return os.close(fh)

    def rename(self, old, new):
        """A name that differs in case alone is another name of the same file, and is taken then."""
        source, target = Path(self.at(old)), Path(self.at(new))
        source.rename(target)
        if self.folds and folded(Path(new).name) == folded(target.name) and source == target:
            target.rename(target.with_name(Path(new).name))

    def link(self, target, source):
        """``target`` is the new name: the library has them the other way round."""
        if Path(self.at(target)).exists():
            raise mfusepy.FuseOSError(17)
        os.link(self.at(source), self.at(target))

    def unlink(self, path):
        Path(self.at(path)).unlink()

    def mkdir(self, path, mode):
        Path(self.at(path)).mkdir(mode)

    def rmdir(self, path):
        Path(self.at(path)).rmdir()

    def chmod(self, path, mode):
        Path(self.at(path)).chmod(mode)

    def chown(self, path, uid, gid):
        os.chown(self.at(path), uid, gid)

    def utimens(self, path, times=None):
        os.utime(self.at(path), ns=times)


# ---------------------------------------------------------------- what is tried on them


@contextmanager
def mounted(place: Path, *words: str) -> Iterator[Path]:
    """The example vault on such a disk."""
    real, seen = place / "real", place / "seen"
    shutil.copytree(EXAMPLE, real / "vault", ignore=shutil.ignore_patterns("*.ics"))
    seen.mkdir()
    with subprocess.Popen([sys.executable, __file__, str(real), str(seen), *words], stderr=subprocess.PIPE, text=True) as disk:
        end = time.monotonic() + 20
        while not (seen / "vault").exists() and disk.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        if not (seen / "vault").exists():
            disk.kill()
            sys.exit(f"nothing can be mounted here: {(disk.communicate()[1] or '').strip()[-300:]}")
        try:
            yield seen / "vault"
        finally:
            real.with_name("real.stalled").unlink(missing_ok=True)
            subprocess.run(["umount", str(seen)], check=True)
            disk.wait(20)


def typed(vault: Path, *words: str) -> list[str]:
    """How a command is typed; with the interpreter that has the program, which need not be this one."""
    return [os.environ.get("PYTHON", sys.executable), "-m", "vaultcrm", "--vault", str(vault), "--today", "2026-11-20", *words]


FOLDING = (
    (2, ("new", "contact", "dana lee")),
    (0, ("new", "contact", "DANA LEE", "--second")),
    (0, ("new", "job", "staff engineer", "--company", "ACME")),
    (3, ("rename", "Ruth Abrams", "SAM ROE")),
    (0, ("rename", "Ruth Abrams", "RUTH ABRAMS")),
    (0, ("undo",)),
    (0, ("rename", "Maya Lindqvist", "maya lindqvist")),
    (0, ("log", "Maya", "email", "the list")),
    (0, ("merge", "Sam Roe", "Trent Voss", "--yes")),
    (0, ("undo",)),
    (0, ("doctor",)),
)


def folding(place: Path) -> Iterator[str]:
    """What goes wrong on a disk without regard to case."""
    with mounted(place, "fold") as vault:
        people = len(list((vault / "contacts").iterdir()))
        for status, words in FOLDING:
            done = subprocess.run(typed(vault, *words), capture_output=True, text=True, check=False)
            if done.returncode != status:
                yield f"{' '.join(words)} ends with {done.returncode}: {done.stderr[-300:]}"
        names = sorted(path.name for path in (vault / "contacts").iterdir())
        if len(names) != people + 1 or "maya lindqvist.md" not in names or "Ruth Abrams.md" not in names:
            yield f"there are {names}"


def stalling(place: Path) -> Iterator[str]:
    """What goes wrong where the disk stalls for three quarters of a minute under ``watch``."""
    with mounted(place) as vault, tempfile.TemporaryFile("w+") as talk:
        with subprocess.Popen(typed(vault, "watch"), stdout=subprocess.DEVNULL, stderr=talk) as watch:
            while not (vault / "follow-ups.ics").exists():
                time.sleep(0.1)
            time.sleep(3)
            (place / "real.stalled").touch()
            time.sleep(45)
            (place / "real.stalled").unlink()
            time.sleep(5)
            before = (vault / "follow-ups.ics").read_bytes()
            with (vault / "contacts" / "Sam Roe.md").open("a", encoding="utf-8") as note:
                note.write("\n## Promised\n\n- [ ] The list 2026-11-27\n")
            time.sleep(10)
            if (vault / "follow-ups.ics").read_bytes() == before:
                yield "watch does not go on"
            watch.terminate()
        talk.seek(0)
        said = talk.read()
        yield from (
            f"watch does not say {words!r}: {said}" for words in ("still waiting", "answers again") if words not in said
        )


def main() -> None:
    """Mount, or try everything on what is mounted."""
    if sys.argv[1:]:
        real, seen = map(Path, sys.argv[1:3])
        mfusepy.FUSE(Disk(real.resolve(), "fold" in sys.argv), str(seen), foreground=True, nothreads=False, use_ino=True)
        return
    found = []
    for attempt in (folding, stalling):
        with tempfile.TemporaryDirectory() as place:
            os.environ |= {"VAULTCRM_STATE": f"{place}/state", "VAULTCRM_CACHE": f"{place}/cache"}
            found += [f"{attempt.__name__}: {what}" for what in attempt(Path(place))]
    print("\n".join(found) or "nothing is wrong on a disk that folds case, and on one that stalls")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
