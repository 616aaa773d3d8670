"""How fast it is, in one command: ``python tests/bench/run.py`` prints a table, then the same as JSON.

Every figure is the median of whole processes, Python's own start included, and stands beside what it is compared with, measured
in turns with it. ``--notes N`` is the size of the large vault (10,000), ``--rounds N`` how often each is run (5).
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parents[1] / "example-vault"
PYTHON = sys.executable
VAULTCRM = Path(PYTHON).with_name("vaultcrm")


@dataclass(frozen=True)
class Figure:
    """One line of the table, in seconds; ``limit`` is what ``seconds`` has to stay under."""

    what: str
    seconds: float
    limit: float
    beside: str
    beside_seconds: float


def seconds(command: list[object]) -> float:
    """How long a process takes, from start to end. What it says is not read; it must end well."""
    words, begun = [str(word) for word in command], time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def in_turns(rounds: int, one: list[object], other: list[object]) -> tuple[float, float]:
    """The medians of two commands that are run alternately, after once for the disk's sake."""
    seconds(one), seconds(other)
    pairs = [(seconds(one), seconds(other)) for _ in range(rounds)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def start(rounds: int) -> Figure:
    """``--version``, which must load next to nothing."""
    ours, click = in_turns(4 * rounds, [VAULTCRM, "--version"], [PYTHON, "-c", "import click"])
    return Figure("vaultcrm --version", ours, 1.5 * click, "import click", click)


def example_agenda(rounds: int) -> Figure:
    """What a newcomer sees first."""
    agenda: list[object] = [VAULTCRM, "--vault", EXAMPLE, "--today", "2026-11-18", "agenda"]
    ours, floor = in_turns(2 * rounds, agenda, [PYTHON, HERE / "floor.py", EXAMPLE])
    return Figure("agenda of the example vault", ours, 0.25, "front matters alone", floor)


def large_plan(rounds: int, notes: int) -> Figure:
    """Everything read and planned anew, without a cache."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([PYTHON, HERE / "generate.py", folder, str(notes)], check=True)
        plan: list[object] = [VAULTCRM, "--vault", folder, "--today", "2026-11-18", "agenda", "--count"]
        ours, floor = in_turns(rounds, plan, [PYTHON, HERE / "floor.py", folder])
    return Figure(f"plan of {notes:,} notes", ours, 3.0, "front matters alone", floor)


def save_to_feed(rounds: int, notes: int = 1_000) -> Figure:
    """From the save of a note to the new feed on the disk, while ``watch`` runs."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([PYTHON, HERE / "generate.py", folder, str(notes)], check=True)
        words: list[object] = [VAULTCRM, "--vault", folder, "--today", "2026-11-18"]
        cold = median(seconds([*words, "feed", "build"]) for _ in range(rounds))
        time.sleep(2.5)  # what was written a moment ago is read each time
        with subprocess.Popen([*words, "watch"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as watching:
            time.sleep(4 * cold + 1)
            ours = median(_until_built(Path(folder), number) for number in range(4 * rounds))
            watching.send_signal(signal.SIGINT)
    return Figure(f"save to feed, {notes:,} notes", ours, 0.15, "feed build", cold)


def _until_built(vault: Path, number: int) -> float:
    feed, note = vault / "follow-ups.ics", vault / "contacts" / "Saved.md"
    before, begun = feed.stat().st_ino, time.perf_counter()
    note.write_text(f"---\ntype: contact\nname: Saved {number}\nnext_contact: 2026-11-{20 + number % 9}\n---\n")
    while feed.stat().st_ino == before and time.perf_counter() < begun + 10:
        time.sleep(0.001)
    taken = time.perf_counter() - begun
    time.sleep(0.3)
    return taken


def table(figures: list[Figure]) -> str:
    """Aligned columns, with a remark where a limit is passed."""
    lines = [f"{'':30} {'seconds':>8} {'limit':>7}   beside"]
    for figure in figures:
        remark = "" if figure.seconds < figure.limit else "   TOO SLOW"
        times = f"{figure.seconds / figure.beside_seconds:.2f} times {figure.beside} ({figure.beside_seconds:.3f})"
        lines.append(f"{figure.what:30} {figure.seconds:8.3f} {figure.limit:7.3f}   {times}{remark}")
    return "\n".join(lines)


def main() -> None:
    """Measure, and show."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    figures = [start(wanted.rounds), example_agenda(wanted.rounds), large_plan(wanted.rounds, wanted.notes)]
    figures.append(save_to_feed(wanted.rounds))
    print(table(figures), json.dumps([asdict(figure) for figure in figures], indent=1), sep="\n\n")


if __name__ == "__main__":
    main()
