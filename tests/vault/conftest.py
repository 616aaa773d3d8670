"""Vaults written for one test: files by name, and a settings file where none is given."""

import os
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from vaultcrm.vault import NoteVault, load_vault

collect_ignore = [] if hasattr(os, "fork") else ["test_cores.py"]
Write = Callable[[dict[str, str]], NoteVault]


@pytest.fixture
def read(tmp_path: Path) -> Write:
    """Write these files into a folder, and read it as a vault."""

    def write(files: dict[str, str]) -> NoteVault:
        for path, text in {"vaultcrm.toml": 'vault = "test"\ntimezone = "America/New_York"\n', **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return load_vault(tmp_path)

    return write
