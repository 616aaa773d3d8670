"""Where a system keeps what belongs to a program: what can be computed again, and what cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from vaultcrm.errors import CannotWrite

_NAME = "vaultcrm"
Kind: TypeAlias = Literal["cache", "state"]
_LINUX: Mapping[Kind, tuple[str, str]] = {
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}


def from_home(path: Path | str) -> Path:
    """``~/notes`` in full; behind the ``~`` of somebody who is not there it is as it was written, as in a shell."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def own_folder(kind: Kind) -> Path:
    """The program's own folder of a kind; it may not exist yet. Raises ``CannotWrite`` for a user without a home."""
    # Found: the library that knows every system takes 7 ms to import; where things are as usual, two lines say the same.
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        variable, usual = _LINUX[kind]
        chosen = os.environ.get(variable)
        home = Path(chosen) if chosen else Path(os.environ.get("HOME", ""), usual)
        if home.is_absolute():
            return home / _NAME
    from platformdirs import user_cache_path, user_state_path

    try:
        return (user_cache_path if kind == "cache" else user_state_path)(_NAME, appauthor=False)
    except RuntimeError as error:  # a number without a name, as in a container
        raise CannotWrite(f"this user has no folder for {_NAME}'s {kind}", "Set HOME to a folder.") from error
