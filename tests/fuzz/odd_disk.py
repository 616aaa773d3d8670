"""A folder as another kind of disk has it: one that stalls, as a network drive does, or takes `dana.md` and `Dana.md` for one.

    pip install mfusepy    # Linux with /dev/fuse and libfuse, and the right to mount
    python tests/fuzz/odd_disk.py REAL MOUNTED [fold]

While there is a file REAL.stalled, whatever is asked of MOUNTED waits. With ``fold`` names are found whatever their case and
Unicode composition are, and kept as they were first written: as on macOS, and but for the composition as on Windows.
"""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from pathlib import Path

import mfusepy

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


def main() -> None:
    """Until it is unmounted."""
    real, mounted = map(Path, sys.argv[1:3])
    mfusepy.FUSE(Disk(real.resolve(), "fold" in sys.argv), str(mounted), foreground=True, nothreads=False, use_ino=True)


if __name__ == "__main__":
    main()
