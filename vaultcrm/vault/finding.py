"""Where the vault is: the folder that holds ``vaultcrm.toml``."""

from __future__ import annotations

from pathlib import Path

from vaultcrm.errors import NoVault

FILE = "vaultcrm.toml"


def find_root(start: Path, explicit: Path | None = None) -> Path:
    """The vault's folder: ``explicit`` where it is given, else found by walking up from ``start``. Raises ``NoVault``."""
    if explicit is not None:
        folder = explicit.expanduser().absolute()
        if (folder / FILE).is_file():
            return folder
        reason = f"it has no {FILE}" if folder.is_dir() else "there is no such folder"
        raise NoVault(f"{explicit} is no vault: {reason}", "`vaultcrm init DIR` makes one of a folder.")
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder
    raise NoVault(f"there is no vault in {here} or above it", "`vaultcrm init` makes one here; `--vault DIR` names another.")
