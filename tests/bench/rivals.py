"""What the program is compared with: the same number of tasks in Taskwarrior, of cards in khard, of files in git.

Each function lays out what the other program needs in a folder, and gives the command that is timed; ``None`` where it is not
installed (Debian: ``apt install taskwarrior git``; ``pip install khard``).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

Command = tuple[list[str], dict[str, str]]


def taskwarrior(folder: Path, number: int) -> Command | None:
    """``task next`` with as many pending tasks, which it imports itself."""
    task = shutil.which("task")
    if task is None:
        return None
    folder.mkdir(parents=True)
    (folder / "taskrc").write_text(f"data.location={folder}\nconfirmation=off\nverbose=nothing\n")
    environment = {"TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder)}
    tasks = [
        {
            "description": f"Call person {n} about the migration",
            "status": "pending",
            "due": f"2026{1 + n % 12:02}{1 + n % 28:02}T090000Z",
            "project": f"company{n % 40}",
            "entry": "20260101T000000Z",
        }
        for n in range(number)
    ]
    (folder / "tasks.json").write_text(json.dumps(tasks))
    done = subprocess.run(
        [task, "import", str(folder / "tasks.json")], env={**os.environ, **environment}, capture_output=True, check=False
    )
    return ([task, "next"], environment) if done.returncode == 0 else None


def khard(folder: Path, number: int, program: str | None = None) -> Command | None:
    """``khard list`` with as many cards."""
    found = program or shutil.which("khard")
    if found is None:
        return None
    (folder / "cards").mkdir(parents=True)
    for n in range(number):
        lines = ("BEGIN:VCARD", "VERSION:3.0", f"UID:u{n}", f"FN:Person {n}", f"N:{n};Person;;;", "END:VCARD", "")
        (folder / "cards" / f"{n}.vcf").write_text("\r\n".join(lines))
    books = f"[addressbooks]\n[[friends]]\npath = {folder / 'cards'}\n"
    config = f"{books}[general]\ndefault_action = list\neditor = true\nmerge_editor = true\n"
    (folder / "khard.conf").write_text(config)
    return [found, "-c", str(folder / "khard.conf"), "list"], {"LC_ALL": "C.UTF-8"}


def git_status(vault: Path) -> Command | None:
    """``git status`` in the vault, all of it committed."""
    git = shutil.which("git")
    if git is None:
        return None
    name = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "."], [*name, "commit", "-qm", "Notes"]):
        subprocess.run([git, "-C", str(vault), *words], check=True, capture_output=True)
    return [git, "-C", str(vault), "status", "--short"], {}
