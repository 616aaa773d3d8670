"""How fast it is, in one command: ``python tests/bench/run.py`` prints a table; ``--json FILE`` writes the same as JSON.

Every figure is the median of whole processes, Python's own start included. It stands beside what it is compared with, measured
in turns with it: Taskwarrior, khard, git, and the floor (``floor.py``), with as many tasks, cards and notes (``rivals.py``).
``--notes`` are the sizes of the vaults (100, 10,000 and 100,000), ``--rounds`` how often each is run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from rivals import Command, git_status, khard, taskwarrior

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
VAULTCRM = str(Path(PYTHON).with_name("vaultcrm"))
SETTLED = 2.5  # seconds: a file that was saved a moment ago is read again each time
TODAY = date(2026, 11, 18)


@dataclass(frozen=True)
class Figure:
    """One line of the table, in seconds; ``aim`` is what it is to take at most, where something is aimed at."""

    notes: int
    what: str
    seconds: float
    beside: str
    beside_seconds: float
    aim: float | None = None


class Aim(NamedTuple):
    """At most so many ``times`` what another took on a vault of that size, and so many seconds ``more``."""

    notes: int
    what: str
    times: float = 0
    of: str = ""
    more: float = 0


AIMS = (
    Aim(0, "--version", 1.2, "import click"),
    Aim(10_000, "agenda, from cold", 1.5, "floor"),
    Aim(10_000, "agenda, nothing changed", 1, "task next"),
    Aim(100_000, "agenda, nothing changed", 0.4, "task next"),
    Aim(10_000, "agenda, one note changed", 1.5, "task next"),
    Aim(10_000, "agenda, a day later", 3, "agenda, nothing changed"),
    Aim(10_000, "feed build, one note changed", more=0.3),
    Aim(10_000, "watch: save to feed", more=0.1),
    Aim(100_000, "find", 1, "--version", 0.05),
)


def seconds(command: Command) -> float:
    """How long a process takes, from start to end. What it says is not read; it must end well."""
    words, environment = command
    begun = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment})
    return time.perf_counter() - begun


def in_turns(rounds: int, one: Callable[[], Command], other: Command) -> tuple[float, float]:
    """The medians of two commands that are run alternately, after once for the disk's sake; ``one`` may prepare each time."""
    seconds(one()), seconds(other)
    ours, theirs = [], []
    for _ in range(rounds):
        command = one()
        ours.append(seconds(command))
        theirs.append(seconds(other))
    return median(ours), median(theirs)


def start(rounds: int) -> Figure:
    """``--version``, which must load next to nothing."""
    ours, click = in_turns(4 * rounds, lambda: ([VAULTCRM, "--version"], {}), ([PYTHON, "-c", "import click"], {}))
    return Figure(0, "--version", ours, "import click", click)


class Vault:
    """A generated vault with a cache of its own, and what it is compared with."""

    def __init__(self, folder: Path, notes: int, rounds: int) -> None:
        self.root, self.notes, self.rounds = folder / "vault", notes, rounds
        self.environment = {"VAULTCRM_CACHE": str(folder / "cache"), "VAULTCRM_STATE": str(folder / "state")}
        subprocess.run([PYTHON, str(HERE / "generate.py"), str(self.root), str(notes)], check=True)
        self.floor: Command = [PYTHON, str(HERE / "floor.py"), str(self.root)], {}
        self.task = taskwarrior(folder / "task", notes)
        self.cards = khard(folder / "khard", notes)
        self.git = git_status(self.root)
        self.saved = self.days = 0
        time.sleep(SETTLED)

    def ask(self, *words: str, today: str = TODAY.isoformat()) -> Command:
        """A command on this vault."""
        return [VAULTCRM, "--vault", str(self.root), "--today", today, *words], self.environment

    def from_cold(self, *words: str) -> Command:
        """A command on this vault, of which nothing is kept (public holidays are of no vault)."""
        shutil.rmtree(Path(self.environment["VAULTCRM_CACHE"]) / "vaults", ignore_errors=True)
        return self.ask(*words)

    def save(self) -> None:
        """Another line in one note; it is left alone until its time stamp is trusted."""
        self.saved += 1
        note = sorted((self.root / "contacts").glob("*.md"))[self.saved % 50]
        with note.open("a", encoding="utf-8") as file:
            file.write(f"- 2026-11-{1 + self.saved % 17:02} email: Wrote once more\n")
        time.sleep(SETTLED)

    def after_save(self, *words: str) -> Command:
        """A command on this vault, in which one note has just changed."""
        self.save()
        return self.ask(*words)

    def log(self) -> Command:
        """A line in somebody's note, and what is next."""
        self.saved += 1
        person = sorted((self.root / "contacts").glob("*.md"))[50 + self.saved % 50].stem
        return self.ask("log", person, "email", f"Wrote for the {self.saved}th time")

    def next_day(self) -> Command:
        """The agenda, each time of a day later."""
        self.days += 1
        return self.ask("agenda", today=(TODAY + timedelta(days=self.days)).isoformat())

    def figure(self, what: str, ours: Callable[[], Command], theirs: Command | None, name: str) -> Iterator[Figure]:
        """A command beside another one; none where that is not installed."""
        if theirs:
            mine, other = in_turns(self.rounds, ours, theirs)
            yield Figure(self.notes, what, mine, name, other)


def of_size(folder: Path, notes: int, rounds: int) -> Iterator[Figure]:
    """Everything that is measured on a vault of one size."""
    vault = Vault(folder, notes, rounds)

    def warm() -> Command:
        return vault.ask("agenda")

    yield from vault.figure("agenda, from cold", lambda: vault.from_cold("agenda"), vault.floor, "floor")
    seconds(warm())
    yield from vault.figure("agenda, nothing changed", warm, vault.task, "task next")
    yield from vault.figure("agenda, nothing changed", warm, vault.cards, "khard list")
    yield from vault.figure("agenda, nothing changed", warm, vault.git, "git status")
    yield from vault.figure("agenda, one note changed", lambda: vault.after_save("agenda"), vault.floor, "floor")
    yield from vault.figure("agenda, a day later", vault.next_day, vault.floor, "floor")
    yield from vault.figure("feed build, one note changed", lambda: vault.after_save("feed", "build"), vault.floor, "floor")
    yield from vault.figure("log, a line in a note", vault.log, vault.floor, "floor")
    yield from vault.figure("find", lambda: vault.ask("find", "migration"), ([VAULTCRM, "--version"], {}), "--version")
    yield save_to_feed(vault)


def save_to_feed(vault: Vault) -> Figure:
    """From the save of a note to the new feed on the disk, while ``watch`` runs."""
    build = vault.ask("feed", "build")
    cold = median(seconds(build) for _ in range(2))
    words, environment = vault.ask("watch")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, env={**os.environ, **environment}, **quiet) as watching:
        _until_built(vault.root, -1, 60 * cold)  # it has read everything
        ours = median(_until_built(vault.root, number) for number in range(3 * vault.rounds))
        watching.send_signal(signal.SIGINT)
    return Figure(vault.notes, "watch: save to feed", ours, "feed build", cold)


def _until_built(root: Path, number: int, most: float = 30) -> float:
    """How long it took from a save to the feed, in seconds; ``most`` where it took longer.

    An interview that was held: its event stands so early in the feed that it is among the thousand that a feed may hold.
    """
    feed, note = root / "follow-ups.ics", root / "interviews" / "Saved.md"
    before, begun = feed.stat().st_ino, time.perf_counter()
    held = f"start: 2026-10-26 10:00\nend: 11:{30 + number % 9}\n"
    note.write_text(f"---\ntype: interview\n{held}interviewers: [Sam Saved]\n---\n")
    while feed.stat().st_ino == before and time.perf_counter() < begun + most:
        time.sleep(0.001)
    taken = time.perf_counter() - begun
    time.sleep(0.3)
    return taken


def aimed(figures: list[Figure]) -> list[Figure]:
    """The same, the first line of each kind with what is aimed at."""
    waiting = {(aim.notes, aim.what): aim for aim in AIMS}
    return [replace(one, aim=_aim(waiting.pop((one.notes, one.what), None), one, figures)) for one in figures]


def _aim(aim: Aim | None, one: Figure, figures: list[Figure]) -> float | None:
    """In seconds; ``None`` where nothing is aimed at, or what it is measured by was not run."""
    took = {other.beside: other.beside_seconds for other in figures if other.notes == one.notes}
    took |= {other.what: other.seconds for other in figures if other.notes == one.notes}
    took |= {one.beside: one.beside_seconds, "": 0.0}
    return aim.times * took[aim.of] + aim.more if aim and aim.of in took else None


def table(figures: list[Figure]) -> str:
    """A table as Markdown has it, with a mark where an aim is missed."""
    lines = ["| notes | what | seconds | times | beside | at most |", "| ---: | --- | ---: | ---: | --- | ---: |"]
    for one in figures:
        times = one.seconds / one.beside_seconds
        aim = "" if one.aim is None else f"{one.aim:.3f}{'' if one.seconds <= one.aim else ', missed'}"
        beside = f"`{one.beside}` ({one.beside_seconds:.3f})"
        notes = f"{one.notes:,}" if one.notes else ""
        lines.append(f"| {notes} | {one.what} | {one.seconds:.3f} | {times:.2f} | {beside} | {aim} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and show."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--notes", type=int, nargs="+", default=[100, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    figures = [start(wanted.rounds)]
    for notes in wanted.notes:
        with tempfile.TemporaryDirectory() as folder:
            figures += of_size(Path(folder), notes, wanted.rounds)
    figures = aimed(figures)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(table(figures), "", f"{machine}, {datetime.now(UTC):%Y-%m-%d}", sep="\n")
    if wanted.json:
        wanted.json.write_text(json.dumps({"machine": machine, "figures": [asdict(one) for one in figures]}, indent=1) + "\n")


if __name__ == "__main__":
    main()
