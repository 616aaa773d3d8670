"""The user's own editor: ``VISUAL``, else ``EDITOR``. Nothing that stands in a vault has a say in which program runs, or how.

In comes a file, perhaps a line of it; the program is run without a shell, so that no file's name can be a command.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from vaultcrm.errors import CannotWrite, WrongUsage
from vaultcrm.vault.programs import program

# How editors are told a line, by the name of their program. Others are told the file only.
_PLUS = frozenset(
    {"vi", "vim", "nvim", "gvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "mg", "ne"}
)
_COLON = frozenset({"subl", "hx", "helix", "zed"})
_GOTO = frozenset({"code", "code-insiders", "codium", "cursor"})


def editor() -> tuple[str, ...]:
    """The editor's program and its options. Raises ``WrongUsage`` where none is set, or where it cannot be taken apart."""
    chosen = next((words for name in ("VISUAL", "EDITOR") if (words := os.environ.get(name, "").strip())), "")
    if not chosen:
        raise WrongUsage("no editor is set", "Set one, as in: export EDITOR=nano")
    try:
        return tuple(shlex.split(chosen, posix=os.name == "posix"))
    except ValueError as error:
        raise WrongUsage(f"the editor is set to {chosen!r}, which cannot be taken apart (a quote is open?)") from error


def edit(path: Path, line: int = 0) -> None:
    """Open a file and wait until the editor is left. Raises ``WrongUsage``, and ``CannotWrite`` where the editor fails."""
    words = editor()
    try:
        status = subprocess.run(
            [_found(words[0]), *words[1:], *_place(words[0], path.absolute(), line)], check=False
        ).returncode
    except OSError as error:
        raise WrongUsage(f"the editor {words[0]!r} cannot be run: {(error.strerror or str(error)).lower()}") from error
    if status:
        raise CannotWrite(f"the editor {words[0]!r} ended with status {status}", f"The note is {path}")


def _found(name: str) -> str:
    """The program itself, where its name alone would have Windows look into the current folder first."""
    if os.name != "nt" or Path(name).name != name:
        return name
    if found := program(name.removesuffix(".exe")):
        return found
    raise WrongUsage(f"the editor {name!r} is not found", "Write its whole path; scripts (.cmd, .bat) are not run.")


def _place(program: str, path: Path, line: int) -> tuple[str, ...]:
    name = Path(program).stem.casefold()
    if not line or name not in _PLUS | _COLON | _GOTO:
        return (str(path),)
    if name in _PLUS:
        return (f"+{line}", str(path))
    return (*(["--goto"] if name in _GOTO else []), f"{path}:{line}")
