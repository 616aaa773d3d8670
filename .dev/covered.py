"""Run the tests that belong to `notes/`, `plan/` and the writing part of `vault/`, and show which branch none of them takes.

    python .dev/covered.py         ends with 1 where a branch is left (`[tool.coverage]` in `pyproject.toml`)

Wants the developers' environment (`python .dev/test.py` makes it). Takes some ten minutes, which is why `.ci/run` leaves it
out. Not called `coverage.py`, which would stand in the way of the library of that name.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import PYTHON, ROOT

TESTS = ("tests/notes", "tests/plan", "tests/dates", "tests/vault", "tests/actions", "tests/cli")


def main() -> None:
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "COVERAGE_FILE": str(Path(folder) / "found")}
        coverage = [python, "-m", "coverage"]
        tests = ["-m", "pytest", "-q", "-m", "not desktop", *TESTS]
        failed = subprocess.run([*coverage, "run", *tests], cwd=ROOT, env=environment, check=False).returncode
        left = subprocess.run([*coverage, "report"], cwd=ROOT, env=environment, check=False).returncode
    sys.exit(1 if failed or left else 0)


if __name__ == "__main__":
    main()
