"""Run the tests that belong to `notes/`, `plan/` and the writing part of `vault/`, and name each branch that none takes.

    python .dev/covered.py         ends with 1 where a branch is left (`[tool.coverage]` in `pyproject.toml`)

Wants the developers' environment (`python .dev/test.py` makes it). Takes under three minutes: the slow tests are left out,
and those of random notes, which would take one way today and another tomorrow. Not called `coverage.py`, which would stand in
the way of the library of that name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from environment import PYTHON, ROOT

TESTS = ("tests/notes", "tests/plan", "tests/dates", "tests/vault", "tests/actions", "tests/cli")
CERTAIN = "not slow and not desktop and not hypothesis"


def main() -> None:
    coverage = [str(PYTHON) if PYTHON.exists() else sys.executable, "-m", "coverage"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "COVERAGE_FILE": str(Path(folder) / "found")}

        def run(*words: object) -> int:
            return subprocess.run([*coverage, *map(str, words)], cwd=ROOT, env=environment, check=False).returncode

        failed = run("run", "-m", "pytest", "-q", "-m", CERTAIN, *TESTS)
        run("json", "-q", "--fail-under=0", "-o", Path(folder) / "left.json")
        print(*left(json.loads((Path(folder) / "left.json").read_text("utf-8"))["files"]), sep="\n")
        below = run("report")
    sys.exit(1 if failed or below else 0)


def left(files: Mapping[str, Mapping[str, list[list[int]]]]) -> Iterator[str]:
    """Each branch that was not taken, from where to where."""
    for path, found in sorted(files.items()):
        lines = ["", *(ROOT / path).read_text("utf-8").splitlines()]
        for start, end in found["missing_branches"]:
            goal = f"{end}: {lines[end].strip()}" if end > 0 else "the end"
            yield f"{path}:{start}: {lines[start].strip()}\n    never leads to {goal}"


if __name__ == "__main__":
    main()
