"""The README and the pages behind it hold true: each is pasted into one shell, block after block, in a fresh copy.

Every ``sh`` block must run; of a ``console`` block, each ``$ command`` must print what stands under it (a line ``...`` is any
number of lines). The README's first two ``sh`` blocks set up an environment: they are run by ``.ci/run``, and looked at here.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from vaultcrm.cli import COMMANDS

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(path for path in (CHECKOUT / "docs").glob("*.md"))
_FENCE = re.compile(r"^```(sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Paste:
    """Something to paste, from a line of the README; ``shown`` is what it prints, where the README says so."""

    line: int
    text: str
    shown: str | None = None


def pastes(page: str, first: int = 0) -> tuple[list[str], list[Paste]]:
    """The ``first`` few ``sh`` blocks, and everything else there is to run, in the page's order."""
    commands: list[str] = []
    tour: list[Paste] = []
    for block in _FENCE.finditer(page):
        line, text = page[: block.start()].count("\n") + 2, block[2]
        if block[1] == "console":
            tour += transcript(line, text)
        elif len(commands) < first:
            commands.append(text)
        else:
            tour.append(Paste(line, text))
    return commands, tour


def transcript(line: int, text: str) -> list[Paste]:
    """A ``console`` block's commands, each with what it prints."""
    parts = re.split(r"^\$ (.*\n)", text, flags=re.MULTILINE)[1:]
    return [Paste(line, command, shown) for command, shown in zip(parts[::2], parts[1::2], strict=True)]


def in_one_shell(tour: list[Paste], folder: Path) -> str:
    """A script that runs them all in turn, and keeps what each prints in ``folder``. It stops where a plain block fails."""
    steps = []
    for number, paste in enumerate(tour):
        told = shlex.quote(str(folder / f"{number}.txt"))
        may_fail = "" if paste.shown is None else " || true"
        steps.append(f"echo 'line {paste.line}'\n{{ {paste.text.rstrip()}\n}} > {told} 2>&1 </dev/null{may_fail}\n")
    return "set -e\n" + "".join(steps)


def pattern(shown: str) -> str:
    """What is shown as a regular expression: blanks at the ends of lines do not count, ``...`` is anything."""
    lines = [r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + r"[ ]*\n" for line in shown.rstrip().splitlines()]
    return "".join(lines) + r"\s*"


SMALL = """
```sh
first
```
```sh
second
```
```toml
settings = 1
```
```sh
mkdir there
cd there
```
```console
$ echo one; echo two; echo three
one
...
$ pwd | grep -o there
there
```
"""


def test_the_readers_shell_goes_on_from_block_to_block(tmp_path: Path) -> None:
    commands, tour = pastes(SMALL, 2)
    subprocess.run(["bash", "-c", in_one_shell(tour, tmp_path)], cwd=tmp_path, check=True, capture_output=True)
    assert commands == ["first\n", "second\n"]
    assert [paste.line for paste in tour] == [12, 16, 16]
    for number, paste in enumerate(tour):
        assert re.fullmatch(pattern(paste.shown or ""), (tmp_path / f"{number}.txt").read_text())
    assert not re.fullmatch(pattern("one\nthree\n"), (tmp_path / "1.txt").read_text())


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What the reader has in front of them after the first command."""
    folder = tmp_path / "clone"
    for name in ("example-vault", "templates"):
        shutil.copytree(CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("*.ics"))
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def in_front_of_a_reader(tour: list[Paste], clone: Path) -> None:
    """Paste it all. Fails at the first block that fails, or that prints something else than the page says."""
    folder = clone.parent
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "HOME": str(folder), "COLUMNS": "80", "NO_COLOR": "1"}
    run = subprocess.run(["bash", "-c", in_one_shell(tour, folder)], cwd=clone, env=environment, capture_output=True, text=True)
    printed = [folder / f"{number}.txt" for number in range(len(tour))]
    done = [file.read_text(encoding="utf-8") for file in printed if file.exists()]
    assert run.returncode == 0, f"{run.stdout.splitlines()[-1:]}: {done[-1:]} {run.stderr}"
    for paste, text in zip(tour, done, strict=True):
        assert paste.shown is None or re.fullmatch(pattern(paste.shown), text), f"line {paste.line} prints now:\n{text}"


def test_the_first_two_blocks_are_one_command_each() -> None:
    commands, _ = pastes(README, 2)
    assert [command.count("\n") for command in commands] == [1, 1]
    scripts = [word for command in commands for word in shlex.split(command) if word.endswith(".py")]
    assert all((CHECKOUT / script).is_file() for script in scripts)


def test_the_tour_runs_as_it_stands(clone: Path) -> None:
    _, tour = pastes(README, 2)
    assert tour, "the README has no tour"
    in_front_of_a_reader(tour, clone)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_pages_behind_it_run_as_they_stand(page: Path, clone: Path) -> None:
    in_front_of_a_reader(pastes(page.read_text(encoding="utf-8"))[1], clone)


def test_the_map_of_the_code_names_every_room() -> None:
    rooms = [folder.parent.name for folder in (CHECKOUT / "vaultcrm").glob("*/__init__.py")]
    assert [room for room in rooms if f"{room}/" not in README] == []


def test_the_table_of_commands_names_every_command() -> None:
    table = README.split("## All commands")[1].split("\n## ")[0]
    assert [name for name in COMMANDS if f"`{name}`" not in table] == []


def headings(page: str) -> set[str]:
    """The anchors of a page's headings, as code hosts make them: small letters, no marks, blanks as ``-``."""
    titles = re.findall(r"^#+ (.*)$", re.sub(r"^(```+).*?^\1$", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", [CHECKOUT / "README.md", *PAGES], ids=lambda path: path.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.is_file(), link
        assert not anchor or anchor in headings(target.read_text(encoding="utf-8")), link


def test_every_page_can_be_found_from_the_readme() -> None:
    assert [page.name for page in PAGES if f"](docs/{page.name})" not in README] == []
