"""Everything at once on one vault: watch, serve, an editor that saves every 50 ms, a sync program, git, and three who log.

    python tests/fuzz/busy.py               # two minutes
    python tests/fuzz/busy.py 15            # as many seconds
    python tests/fuzz/busy.py 120 commits   # and each line is committed, on the branch that is checked out just then

Git goes to and fro between two branches that differ in notes to which nobody logs, so that it carries what was logged along.
With ``commits`` they come to differ in all. At the end every line that a command said it wrote stands in its note, or (where
lines are committed) in that of the other branch, and once; no note or feed was ever seen torn, no temporary file is left, and
the feed is the one that is built afresh, on the disk and on the wire.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from threading import Thread

EXAMPLE = Path(__file__).resolve().parents[2] / "example-vault"
TODAY = "2026-11-20"
_PEOPLE = ("Dana Lee", "Maya Lindqvist", "Ruth Abrams")
_BRANCHES = ("main", "other")
_STAMP = re.compile(rb"(?:DTSTAMP|LAST-MODIFIED|CREATED|SEQUENCE)[^\r]*\r\n")
_LONGEST = 60  # seconds until what was saved last must be in the feed, on a machine that has much else to do
_NAMES = ("-c", "user.name=Robin", "-c", "user.email=robin@example.com")


def command(vault: Path, *words: str) -> list[str]:
    """How a command is typed."""
    return [sys.executable, "-m", "vaultcrm", "--vault", str(vault), "--today", TODAY, *words]


def git(vault: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What git says; it may well refuse."""
    return subprocess.run(["git", *_NAMES, *words], cwd=vault, capture_output=True, text=True, check=False)


class Seen:
    """What happened: how often, and what was wrong."""

    def __init__(self) -> None:
        self.often: Counter[str] = Counter()
        self.said: set[str] = set()
        self.wrong: set[str] = set()


def laid_out(folder: Path, commits: bool) -> Path:
    """The example vault in git, with a second branch: one note more, one less, and one that says something else."""
    vault = folder / "vault"
    shutil.copytree(EXAMPLE, vault, ignore=shutil.ignore_patterns("*.ics"))
    settings = vault / "vaultcrm.toml"
    git(vault, "init", "-q", "-b", "main")
    for key, value in (("user.name", "Robin"), ("user.email", "robin@example.com"), ("gc.auto", "0")):
        git(vault, "config", key, value)
    if commits:
        from vaultcrm.vault.git_trust import agree_to_commits

        settings.write_text(f"{settings.read_text('utf-8')}\n[git]\ncommit = true\n", encoding="utf-8")
        agree_to_commits("example-7q2m5x", vault)
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "As it was")
    git(vault, "checkout", "-qb", "other")
    (vault / "contacts" / "Kim Novak.md").write_text("---\ntype: contact\nid: kim-novak\ncadence: weekly\n---\n", "utf-8")
    (vault / "contacts" / "Trent Voss.md").unlink()
    with (vault / "contacts" / "Sam Roe.md").open("a", encoding="utf-8") as note:
        note.write("\nRows on the Charles.\n" * 50)
    git(vault, "add", "-A")
    git(vault, "commit", "-qm", "Another state")
    git(vault, "checkout", "-q", "main")
    return vault


# ---------------------------------------------------------------- what goes on at once


def saves(vault: Path, until: float, seen: Seen) -> None:
    """An editor that writes a note in place, whole, and now and then by way of a second file."""
    note = vault / "contacts" / "Ellen Park.md"
    text = note.read_text("utf-8")
    while time.monotonic() < until:
        seen.often["saves"] += 1
        new = note.with_name("Ellen Park.md~") if seen.often["saves"] % 3 else note
        new.write_text(f"{text}\nSaved {seen.often['saves']} times.\n", encoding="utf-8")
        new.replace(note)
        time.sleep(0.05)


def syncs(vault: Path, until: float, seen: Seen) -> None:
    """A sync program: notes come in under a name of its own and are renamed, with a conflict copy now and then."""
    while time.monotonic() < until:
        seen.often["syncs"] += 1
        coming = vault / "contacts" / ".syncthing.Nora Finch.md.tmp"
        coming.write_text(f"---\ntype: contact\nid: nora-finch\n---\n\nVersion {seen.often['syncs']}\n", encoding="utf-8")
        coming.rename(vault / "contacts" / "Nora Finch.md")
        copy = vault / "contacts" / f"Dana Lee.sync-conflict-20261120-{100000 + seen.often['syncs'] % 5}-ABC.md"
        copy.write_bytes(
            (vault / "contacts" / "Dana Lee.md").read_bytes() if (vault / "contacts" / "Dana Lee.md").exists() else b""
        )
        time.sleep(0.2)


def checks_out(vault: Path, until: float, seen: Seen) -> None:
    """Git, to and fro between the branches; where it would overwrite what is not committed it refuses, as it should."""
    for branch in cycle(reversed(_BRANCHES)):
        if time.monotonic() > until:
            return
        done = git(vault, "checkout", "-q", branch)
        seen.often["checkouts" if done.returncode == 0 else "checkouts refused"] += 1
        time.sleep(0.4)


def logs(vault: Path, who: int, until: float, seen: Seen) -> None:
    """One who types one log line after the other, of the same people as two others do; what was said to be written counts."""
    n = 0
    while time.monotonic() < until:
        n += 1
        text = f"line {n} of typist {who}"
        done = subprocess.run(command(vault, "log", _PEOPLE[n % 3], "email", text), capture_output=True, text=True, check=False)
        seen.often[f"log ended with {done.returncode}"] += 1
        if done.returncode == 0:
            seen.said.add(text)
        elif done.returncode not in (4, 5) or "Traceback" in done.stderr:  # 4: git has the note away just then
            seen.wrong.add(f"log ends with {done.returncode}: {done.stderr}")


def subscribes(url: str, until: float, seen: Seen) -> None:
    """A phone that fetches the feed again and again: it is always there, and always whole."""
    while time.monotonic() < until:
        seen.often["fetches"] += 1
        if not _is_whole(fetch(url)):
            seen.wrong.add("the feed that was served is torn")
        time.sleep(0.1)


def looks(vault: Path, until: float, seen: Seen) -> None:
    """Somebody reads the notes that are logged to, and the feed: none is ever half there."""
    feed, notes = vault / "follow-ups.ics", [vault / "contacts" / f"{name}.md" for name in _PEOPLE]
    while time.monotonic() < until:
        seen.often["looks"] += 1
        if feed.exists() and not _is_whole(feed.read_bytes()):
            seen.wrong.add("the feed was seen torn")
        found = [note.read_bytes() for note in notes if note.exists()]  # git takes a note away before it writes another state
        seen.wrong |= {f"a note was seen torn: {text[-80:]!r}" for text in found if text and not text.endswith(b"\n")}
        time.sleep(0.02)


def fetch(url: str) -> bytes:
    """What a subscriber gets."""
    with urllib.request.urlopen(url, timeout=20) as reply:
        return bytes(reply.read())


def _is_whole(feed: bytes) -> bool:
    return feed.startswith(b"BEGIN:VCALENDAR") and feed.endswith(b"END:VCALENDAR\r\n")


# ---------------------------------------------------------------- all of it, and what it comes to


@contextmanager
def at_work(vault: Path, seen: Seen, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on until it is told to end; what it says is kept, and must be no traceback."""
    with (
        tempfile.TemporaryFile("w+") as talk,
        subprocess.Popen(command(vault, *words), stdout=subprocess.PIPE, stderr=talk, text=True) as process,
    ):
        yield process
        if process.poll() is not None:
            seen.wrong.add(f"{words[0]} has ended with {process.returncode}")
        process.terminate()
        process.communicate()
        talk.seek(0)
        said = talk.read()
        seen.wrong |= {f"{words[0]} said {said[-1000:]}"} if "Traceback" in said else set()


def busy(folder: Path, seconds: float, commits: bool = False) -> Iterator[str]:
    """What is wrong at the end of so many seconds; nothing where all is well. What happened is told on the way."""
    os.environ |= {"VAULTCRM_STATE": str(folder / "state"), "VAULTCRM_CACHE": str(folder / "cache")}
    vault, seen = laid_out(folder, commits), Seen()
    with ExitStack() as stack:
        watch = stack.enter_context(at_work(vault, seen, "watch"))
        served = stack.enter_context(at_work(vault, seen, "serve", "--port", "0"))
        url = next(line.strip() for line in served.stdout or () if "http://127.0.0.1:" in line)
        for process in (watch, served):
            Thread(target=list, args=(process.stdout,), daemon=True).start()
        _all_at_once(vault, url, time.monotonic() + seconds, seen)
        feeds = _settled(vault, url, folder / "afresh.ics")
        yield from (f"the feed {where} is not the one that is built afresh" for where, same in feeds.items() if not same)
    print(", ".join(f"{what}: {count}" for what, count in sorted(seen.often.items())))
    yield from sorted(seen.wrong)
    yield from _lines_wrong(vault, seen.said, commits)
    yield from (f"left: {path.name}" for path in vault.rglob(".vaultcrm-*"))
    yield from (
        f"nothing came of {what}" for what in ("saves", "syncs", "checkouts", "fetches", "looks") if not seen.often[what]
    )


def _all_at_once(vault: Path, url: str, until: float, seen: Seen) -> None:
    jobs: list[Callable[[], None]] = [partial(job, vault, until, seen) for job in (saves, syncs, checks_out, looks)]
    jobs += [partial(logs, vault, who, until, seen) for who in range(3)]
    jobs.append(partial(subscribes, url, until, seen))
    threads = [Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _settled(vault: Path, url: str, afresh: Path) -> dict[str, bool]:
    """Whether the feeds come to be the one that is built from nothing; what was saved last takes a while."""
    subprocess.run(command(vault, "feed", "build", "-o", str(afresh)), check=True, capture_output=True)
    wanted, end = _STAMP.sub(b"", afresh.read_bytes()), time.monotonic() + _LONGEST
    while True:
        found = {"on the disk": (vault / "follow-ups.ics").read_bytes(), "on the wire": fetch(url)}
        same = {where: _STAMP.sub(b"", feed) == wanted for where, feed in found.items()}
        if all(same.values()) or time.monotonic() > end:
            return same
        time.sleep(0.5)


def _lines_wrong(vault: Path, said: set[str], commits: bool) -> Iterator[str]:
    """Only notes themselves count: a copy of a sync program's has the lines as well."""
    here = [(vault / "contacts" / f"{name}.md").read_text("utf-8") for name in _PEOPLE]
    there = [git(vault, "show", f"{branch}:contacts/{name}.md").stdout for branch in _BRANCHES for name in _PEOPLE]
    everywhere = "".join([*here, *(there if commits else [])])
    yield from (f"lost: {line}" for line in sorted(said) if f"{line}\n" not in everywhere)
    yield from (f"twice: {line}" for line in sorted(said) if sum(text.count(f"{line}\n") for text in here) > 1)
    if not said:
        yield "nobody could write a line"


def main() -> None:
    """As many seconds as were asked for."""
    with tempfile.TemporaryDirectory() as place:
        found = list(busy(Path(place), float([*sys.argv[1:2], "120"][0]), "commits" in sys.argv))
    print("\n".join(found) or "nothing is wrong")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
