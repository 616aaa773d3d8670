"""``doctor --self``: what one pastes into a bug report. Versions, the machine, the caches; no name, no path of the user's own.

In comes the vault's folder, if there is one; out comes data of plain words and numbers.
"""

from __future__ import annotations

import locale
import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from vaultcrm import __version__
from vaultcrm.errors import VaultcrmError
from vaultcrm.notes.loaders import IN_C
from vaultcrm.vault import git
from vaultcrm.vault.caches import cache_home
from vaultcrm.vault.machine import cached, has_full_text, watching
from vaultcrm.vault.state import state_home

from .system import system_zone

LIBRARIES = (
    "click", "holidays", "icalendar", "jinja2", "platformdirs", "python-frontmatter", "PyYAML", "segno", "snowballstemmer",
    "tzdata", "waitress", "watchdog",
)  # fmt: skip
# What the program does without, or says so: the keeping of passwords, letters as PDF, spelling.
OPTIONAL = ("keyring", "pyspellchecker", "typst")
VARIABLES = ("VAULTCRM_VAULT", "VAULTCRM_STATE", "VAULTCRM_CACHE")


def machine(root: Path | None, now: datetime) -> Mapping[str, object]:
    """All of it, in sections; ``now`` tells how far the clock is from UTC. Reads no note."""
    return {
        "program": {"vaultcrm": __version__, "python": platform.python_version(), "by": platform.python_implementation()},
        "system": {"name": platform.system(), "release": platform.release(), "machine": platform.machine()},
        "libraries": _versions(LIBRARIES),
        "optional": _versions(OPTIONAL),
        "yaml": {"fast": IN_C},
        "database": {"sqlite": sqlite3.sqlite_version, "full_text": has_full_text()},
        "git": {"version": _git()},
        "watching": asdict(watching()),
        "time": {"zone": system_zone(), "offset": f"{now.astimezone():%z}"},
        "text": _text(),
        "folders": {"state": _at_home(state_home()), "cache": _at_home(cache_home())},
        "variables": [name for name in VARIABLES if os.environ.get(name)],
        "cache": dict(cached(root)) if root else None,
    }


def _versions(names: Iterable[str]) -> Mapping[str, str | None]:
    return {name: _version(name) for name in names}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _text() -> Mapping[str, str]:
    """The locale, and how the output and the names of files are encoded."""
    said = locale.setlocale(locale.LC_CTYPE)
    return {"locale": said, "output": sys.stdout.encoding, "names": sys.getfilesystemencoding()}


def _git() -> str | None:
    try:
        return git.version()
    except VaultcrmError:
        return None


def _at_home(path: Path) -> str:
    """A folder as ``~/…``; of one that lies elsewhere nothing is told, for its name may be the user's."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else "elsewhere"
