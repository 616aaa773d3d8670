"""Where the files that come with the program lie.

In goes a name of the top level; out comes the folder: ``vaultcrm/_data`` where a wheel was installed, else the checkout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parents[1]


def shipped(name: Literal["templates", "example-vault"]) -> Path:
    """The folder of that name, as it was shipped: to be copied from, never written to."""
    in_wheel = PACKAGE / "_data" / name
    return in_wheel if in_wheel.is_dir() else PACKAGE.parent / name
