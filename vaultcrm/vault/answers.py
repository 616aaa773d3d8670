"""Answers that were given before, kept while nothing that has a say in them has changed: no file, no day, no program.

In: a question (plain values) and a way to answer it. Out: the answer, in plain values too. Kept is one small file a question,
beside the other caches, for the owner's eyes only; whatever is wrong with it, the question is answered anew. A file that was
saved a moment ago is not trusted to stay as it is (see ``memory``): then nothing is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from vaultcrm.errors import VaultcrmError

from .caches import program_mark, vault_cache
from .collecting import no_collecting
from .cores import on_all_cores
from .stamps import Stamp, is_fresh, stamp_of

FORMAT = 1
MOST_KEPT = 200
_MANY, _PARTS = 5_000, 16  # files that are looked at on all cores, and in how many parts
_GONE: Stamp = (0, 0, 0, 0)
_TOLD = (".md", ".markdown", ".toml")


class Answer(NamedTuple):
    """What was answered, and until which moment it holds as long as no file changes; ``None``: it is not to be kept."""

    value: Any
    until: datetime | None


def remembered(root: Path, question: tuple[object, ...], now: datetime, answer: Callable[[], Answer]) -> Any:
    """What ``answer`` gives, or gave when the files were as they are; its value is lists, texts and numbers."""
    file = _file_of(root, question)
    mark = _mark(root, now)
    kept = _read(file) if mark else None
    if kept and kept["mark"] == mark and kept["since"] <= now.timestamp() < kept["until"]:
        return kept["value"]
    found = answer()
    # What was written meanwhile has another stamp than the mark says, so that the answer will not be taken for its.
    if mark and found.until:
        _write(file, {"mark": mark, "since": now.timestamp(), "until": found.until.timestamp(), "value": found.value})
    return found.value


def forget(root: Path) -> None:
    """Delete what is kept of a vault."""
    folder = answers_folder(root)
    with suppress(OSError):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def answers_folder(root: Path) -> Path:
    """Where the answers of a vault are kept."""
    return vault_cache(root) / "answers"


def _file_of(root: Path, question: tuple[object, ...]) -> Path:
    name = hashlib.blake2b(repr(question).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return answers_folder(root) / f"{name}.json"


def _mark(root: Path, now: datetime) -> str:
    """One mark of all files that can have a say; empty where one was written so lately that it may be written again."""
    digest, files = hashlib.blake2b(digest_size=20), list[os.DirEntry[str]]()
    with no_collecting():
        for folder, entries in _folders(str(root)):
            digest.update("\0".join((folder, *[entry.name for entry in entries])).encode("utf-8", "surrogatepass"))
            files += entries
        stamps = _stamps(files)
    digest.update(stamps.tobytes() + bytes([FORMAT]) + program_mark())
    newest = max(max(stamps[1::4], default=0), max(stamps[2::4], default=0))
    return "" if is_fresh(newest, int(now.timestamp() * 1e9)) else digest.hexdigest()


def _folders(root: str) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Every folder that is not hidden, with the files that the program may read."""
    waiting = [root]
    while waiting:
        folder, found = waiting.pop(), list[os.DirEntry[str]]()
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting += [] if name.startswith(".") else [entry.path]
                elif name.endswith(_TOLD) or name.lower().endswith(_TOLD):
                    found.append(entry)
        yield folder, found


def _stamps(files: Sequence[os.DirEntry[str]]) -> array[int]:
    """Four numbers a file, of links those of what they lead to; zeros for what is gone."""
    size = -(-len(files) // _PARTS)

    def part(number: int) -> bytes:
        share = files[number * size : (number + 1) * size]
        return array("q", [one for file in share for one in _stamp(file)]).tobytes()

    # Found: to ask for the stamps of 10,000 files takes 35 ms, and is nearly all that a question asked again costs.
    shared = on_all_cores(part, range(_PARTS), 2) if len(files) >= _MANY else {}
    return array("q", b"".join(shared.get(number) or part(number) for number in range(_PARTS)))


def _stamp(file: os.DirEntry[str]) -> Stamp:
    try:
        found = file.stat(follow_symlinks=False)
        return stamp_of(Path(file.path).stat() if stat.S_ISLNK(found.st_mode) else found)
    except OSError:
        return _GONE


def _read(file: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(file.read_bytes())
        if isinstance(kept["mark"], str) and isinstance(kept["value"], list) and float(kept["since"]) <= float(kept["until"]):
            return dict(kept)
    return None


def _write(file: Path, kept: dict[str, Any]) -> None:
    """Keep an answer where that is possible; where it is not, the next question takes its time again."""
    from .writing import write_output

    with suppress(OSError, VaultcrmError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(file.parent)
        if not file.exists():
            os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        write_output(file, json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _make_room(folder: Path) -> None:
    files = list(folder.iterdir())
    if len(files) >= MOST_KEPT:
        for old in sorted(files, key=lambda one: one.stat().st_mtime_ns)[: MOST_KEPT // 2]:
            old.unlink(missing_ok=True)
