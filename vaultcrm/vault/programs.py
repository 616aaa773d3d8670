"""Where another program is: by the folders of ``PATH`` that are named in full, and never in the current one.

That one may be a stranger's vault, and Windows looks there first; it is also why a bare name is never handed on to be run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from vaultcrm.errors import CannotWrite


def program(name: str, environment: Mapping[str, str] = os.environ, windows: bool = os.name == "nt") -> str | None:
    """The program's path. On Windows no scripts, whose shell would take the name of a note for a command."""
    endings = (".exe", ".com") if windows else ("",)
    folders = (Path(folder) for folder in environment.get("PATH", "").split(os.pathsep))
    files = (folder / f"{name}{ending}" for folder in folders if folder.is_absolute() for ending in endings)
    return next((str(file) for file in files if file.is_file() and os.access(file, os.X_OK)), None)


def git_program() -> str:
    """Git's path. Raises ``CannotWrite`` where there is none."""
    found = program("git")
    if found is None:
        raise CannotWrite("git cannot be run", "is it installed?")
    return found
