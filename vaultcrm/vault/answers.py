"""Answers that were given before, kept while nothing that has a say in them has changed: no file, no day, no program.

In: a question (plain values) and a way to answer it. Out: the answer, in plain values too. Kept is one small file a question,
beside the other caches, for the owner's eyes only; whatever is wrong with it, the question is answered anew. A file that was
saved a moment ago is not trusted to stay as it is (see ``memory``): then nothing is kept.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from vaultcrm.digests import blake2b
from vaultcrm.errors import VaultcrmError

from .caches import program_mark, vault_cache
from .collecting import no_collecting
from .seals import sealed, unsealed
from .stamps import GONE, Stamps, all_stamps, in_fours, is_fresh

FORMAT = 1
MOST_KEPT = 200
_TOLD = (".md", ".markdown", ".toml")


class Answer(NamedTuple):
    """What was answered, and until which moment it holds as long as no file changes; ``None``: it is not to be kept."""

    value: Any
    until: datetime | None


def remembered(root: Path, question: tuple[object, ...], now: datetime, answer: Callable[[Stamps], Answer]) -> Any:
    """What ``answer`` gives, or gave when the files were as they are; its value is lists, texts and numbers.

    It is given the stamps of the files, which were looked at already.
    """
    file = _file_of(root, question)
    look = _look(root, now)
    mark = look.mark
    kept = _read(file) if mark else None
    if kept and kept["mark"] == mark and kept["since"] <= now.timestamp() < kept["until"]:
        return kept["value"]
    found = answer(look.stamps(root))
    # What was written meanwhile has another stamp than the mark says, so that the answer will not be taken for its.
    if mark and found.until:
        _write(file, {"mark": mark, "since": now.timestamp(), "until": found.until.timestamp(), "value": found.value})
    return found.value


def answers_folder(root: Path) -> Path:
    """Where the answers of a vault are kept."""
    return vault_cache(root) / "answers"


def _file_of(root: Path, question: tuple[object, ...]) -> Path:
    name = blake2b(repr(question).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return answers_folder(root) / name


class _Look(NamedTuple):
    """How all files that can have a say are; ``mark`` is empty where one was written so lately that it may be again."""

    mark: str
    files: Sequence[os.DirEntry[str]]
    numbers: array[int]

    def stamps(self, root: Path) -> Stamps:
        """The stamps of the files by their paths in the vault."""
        start = len(str(root / "_")) - 1
        found = zip(self.files, in_fours(self.numbers), strict=True)
        return {file.path[start:]: stamp for file, stamp in found if stamp != GONE} if os.sep == "/" else {}


def _look(root: Path, now: datetime) -> _Look:
    digest, files = blake2b(digest_size=20), list[os.DirEntry[str]]()
    with no_collecting():
        for folder, entries in _folders(str(root)):
            digest.update("\0".join((folder, *[entry.name for entry in entries])).encode("utf-8", "surrogatepass"))
            files += entries
        numbers = all_stamps(files)
    digest.update(numbers.tobytes() + bytes([FORMAT]) + program_mark())
    newest = max(max(numbers[1::4], default=0), max(numbers[2::4], default=0))
    return _Look("" if is_fresh(newest, int(now.timestamp() * 1e9)) else digest.hexdigest(), files, numbers)


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


def _read(file: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError, KeyError, TypeError, EOFError):
        kept = unsealed(file.read_bytes())
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
        write_output(file, sealed(kept))


def _make_room(folder: Path) -> None:
    files = list(folder.iterdir())
    if len(files) >= MOST_KEPT:
        for old in sorted(files, key=lambda one: one.stat().st_mtime_ns)[: MOST_KEPT // 2]:
            old.unlink(missing_ok=True)
