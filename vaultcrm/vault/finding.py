"""Where the vault is: the folder that holds ``vaultcrm.toml``."""

from __future__ import annotations

from pathlib import Path

from vaultcrm.errors import NoVault

from .homes import from_home
from .within import is_within

FILE = "vaultcrm.toml"


def find_root(start: Path, explicit: Path | None = None) -> Path:
    """The vault's folder: ``explicit`` where it is given, else found by walking up from ``start``. Raises ``NoVault``."""
    if explicit is not None:
        folder = from_home(explicit).absolute()
        if (folder / FILE).is_file():
            return _own(folder)
        reason = f"it has no {FILE}" if folder.is_dir() else "there is no such folder"
        raise NoVault(f"{explicit} is no vault: {reason}", "`vaultcrm init DIR` makes one of a folder.")
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return _own(folder)
    raise NoVault(f"there is no vault in {here} or above it", "`vaultcrm init` makes one here; `--vault DIR` names another.")


def _own(folder: Path) -> Path:
    """The folder, if the settings in it are its own: a link could have any file read, and written."""
    if not is_within(folder, FILE):
        raise NoVault(f"{folder / FILE} is a link that leads out of the folder", "Put a copy of the file in its place.")
    return folder
