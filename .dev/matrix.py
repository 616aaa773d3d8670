"""Run the quick tests on every Python that can be had, with the lowest and the newest libraries, in other zones and locales.

    python3 .dev/matrix.py                 all of it; half an hour on two cores
    python3 .dev/matrix.py 3.13 lowest     only the runs with one of these words in their names

A Python is one that `python3.N` on the PATH starts. What cannot be run is said; ends with 1 where a test has failed.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from environment import ROOT, prepare

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
PLACE = ROOT / ".venv" / "matrix"
QUICK = ("-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", "-m", "not slow and not desktop")
# A day that is another one than nearly everywhere else, a locale that says nothing, an order of sets that is another.
FAR = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
LOCALES = {"de_DE": "Europe/Berlin", "tr_TR": "America/St_Johns"}


@dataclass(frozen=True)
class Run:
    """One run of the tests: by which Python, with which libraries (``highest``, ``lowest``), with which variables."""

    name: str
    python: str
    libraries: str = "highest"
    variables: dict[str, str] = field(default_factory=dict)


def runs() -> Iterator[Run]:
    """What can be run here; what cannot is said."""
    found = {version: python for version in VERSIONS if (python := python_of(version))}
    for version in VERSIONS:
        if version in found:
            yield Run(version, found[version])
        else:
            print(f"{version}: there is no python{version} on the PATH", flush=True)
    if not found:
        return
    oldest, newest = min(found, key=VERSIONS.index), max(found, key=VERSIONS.index)
    yield Run(f"{oldest}, lowest libraries", found[oldest], "lowest", {"TZ": "America/St_Johns", "PYTHONHASHSEED": "99"})
    yield Run(f"{newest}, far zone and bare locale", found[newest], variables=FAR)
    for name, zone in LOCALES.items():
        if locale := locale_of(name):
            yield Run(f"{newest}, {locale}", found[newest], variables={"LC_ALL": locale, "TZ": zone})
        else:
            print(f"{name}: there is no such locale here", flush=True)


def python_of(version: str) -> str | None:
    """The Python of that version, if it is there and runs."""
    python = shutil.which(f"python{version}") or sys.executable
    asked = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return python if answer.stdout.strip() == version else None


def locale_of(name: str) -> str | None:
    """The locale as this system spells it."""
    if not shutil.which("locale"):
        return None
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return next((one for one in listed if re.fullmatch(rf"{name}\.utf-?8", one, re.IGNORECASE)), None)


def own_libraries() -> set[str]:
    """The names of what the project itself asks for; what these ask for in turn is not held low."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {re.match(r"[\w.-]+", wanted)[0].casefold() for wanted in project["dependencies"]}


def environment_of(run: Run, uv: Path) -> Path:
    """The Python of an environment for a run, made anew where the project wants other libraries now."""
    folder = PLACE / f"{Path(run.python).name}-{run.libraries}"
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([uv, "venv", "-q", "--clear", "--python", run.python, folder], check=True)
    install = [uv, "pip", "install", "-q", "--python", python, "--editable"]
    if run.libraries == "lowest":
        subprocess.run([*install, str(ROOT), "--resolution", "lowest-direct"], check=True)
        listed = subprocess.run([uv, "pip", "freeze", "--python", python], capture_output=True, text=True, check=True).stdout
        kept = folder / "lowest.txt"
        kept.write_text(
            "\n".join(line for line in listed.split() if line.partition("==")[0] in own_libraries()), encoding="utf-8"
        )
        install = [*install[:-1], "--constraint", str(kept), "--editable"]
    subprocess.run([*install, f"{ROOT}[dev]"], check=True)
    return python


def main(words: list[str]) -> int:
    """Run them one after the other; a line for each at the end."""
    programs = prepare("dev")
    subprocess.run([programs / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check", "uv"], check=True)
    failed = []
    for run in runs():
        if words and not any(word in run.name for word in words):
            continue
        print(f"\n=== {run.name}", flush=True)
        python = environment_of(run, programs / "uv")
        variables = {**os.environ, **run.variables}
        if subprocess.run([python, *QUICK], cwd=ROOT, env=variables, check=False).returncode:
            failed.append(run.name)
    print("\nfailed: " + "; ".join(failed) if failed else "\nall is well")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
