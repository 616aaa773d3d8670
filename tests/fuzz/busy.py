"""Everything at once on one vault: `watch`, an editor that saves every 50 ms, a sync program, and three commands that log.

    python tests/fuzz/busy.py        # two minutes
    python tests/fuzz/busy.py 15     # as many seconds

At the end every line that a command said it wrote stands in its note, no note is torn, no temporary file is left, and the feed
is the one that is built afresh.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread

EXAMPLE = Path(__file__).resolve().parents[2] / "example-vault"
TODAY = "2026-11-20"
_PEOPLE = ("Dana Lee", "Maya Lindqvist", "Ruth Abrams")
_STAMP = re.compile(rb"(?:DTSTAMP|LAST-MODIFIED|CREATED|SEQUENCE)[^\r]*\r\n")


def command(vault: Path, *words: str) -> list[str]:
    """How a command is typed."""
    return [sys.executable, "-m", "vaultcrm", "--vault", str(vault), "--today", TODAY, *words]


def saves(vault: Path, until: float) -> None:
    """An editor that writes a note in place, whole, and now and then by way of a second file."""
    note, n = vault / "contacts" / "Ellen Park.md", 0
    text = note.read_text("utf-8")
    while time.monotonic() < until:
        n += 1
        new = note.with_name("Ellen Park.md~") if n % 3 else note
        new.write_text(f"{text}\nSaved {n} times.\n", encoding="utf-8")
        new.replace(note)
        time.sleep(0.05)


def syncs(vault: Path, until: float) -> None:
    """A sync program: notes come in under a name of its own and are renamed, with a conflict copy now and then."""
    n = 0
    while time.monotonic() < until:
        n += 1
        coming = vault / "contacts" / ".syncthing.Nora Finch.md.tmp"
        coming.write_text(f"---\ntype: contact\nid: nora-finch\n---\n\nVersion {n}\n", encoding="utf-8")
        coming.rename(vault / "contacts" / "Nora Finch.md")
        copy = vault / "contacts" / f"Dana Lee.sync-conflict-20261120-{100000 + n % 5}-ABC.md"
        shutil.copy(vault / "contacts" / "Dana Lee.md", copy)
        time.sleep(0.2)


def logs(vault: Path, who: int, until: float, said: set[str]) -> None:
    """One who types one log line after the other, of the same people as two others do; what was said to be written counts."""
    n = 0
    while time.monotonic() < until:
        n += 1
        text = f"line {n} of typist {who}"
        done = subprocess.run(command(vault, "log", _PEOPLE[n % 3], "email", text), capture_output=True, text=True, check=False)
        assert done.returncode in (0, 5), done.stderr
        if done.returncode == 0:
            said.add(text)


def busy(folder: Path, seconds: float) -> Iterator[str]:
    """What is wrong at the end of so many seconds; nothing where all is well."""
    vault = folder / "vault"
    shutil.copytree(EXAMPLE, vault, ignore=shutil.ignore_patterns("*.ics"))
    os.environ |= {"VAULTCRM_STATE": str(folder / "state"), "VAULTCRM_CACHE": str(folder / "cache")}
    said: set[str] = set()
    until = time.monotonic() + seconds
    with subprocess.Popen(command(vault, "watch"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as watch:
        jobs: list[Callable[[], None]] = [lambda: saves(vault, until), lambda: syncs(vault, until)]
        jobs += [partial(logs, vault, who, until, said) for who in range(3)]
        threads = [Thread(target=job) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        time.sleep(6)  # what was saved last is taken up
        watch.terminate()
        yield from (line for line in (watch.communicate()[1] or "").splitlines() if "Traceback" in line)
    yield from _wrong(vault, said)


def _wrong(vault: Path, said: set[str]) -> Iterator[str]:
    """Only notes themselves count: a copy of a sync program's has the lines as well."""
    texts = [(vault / "contacts" / f"{name}.md").read_text("utf-8") for name in _PEOPLE]
    yield from (f"lost: {line}" for line in sorted(said) if not any(f"{line}\n" in text for text in texts))
    yield from (f"twice: {line}" for line in sorted(said) if sum(text.count(f"{line}\n") for text in texts) > 1)
    yield from (f"left: {path.name}" for path in vault.rglob(".vaultcrm-*"))
    if not said:
        yield "nobody could write a line"
    feed = vault / "follow-ups.ics"
    watched = feed.read_bytes() if feed.exists() else b""
    feed.unlink(missing_ok=True)
    subprocess.run(command(vault, "feed", "build"), check=True, capture_output=True)
    if _STAMP.sub(b"", watched) != _STAMP.sub(b"", feed.read_bytes()):
        yield "the feed is not the one that is built afresh"


def main() -> None:
    """As many seconds as were asked for."""
    with tempfile.TemporaryDirectory() as place:
        found = list(busy(Path(place), float([*sys.argv[1:2], "120"][0])))
    print("\n".join(found) or "nothing is wrong")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
