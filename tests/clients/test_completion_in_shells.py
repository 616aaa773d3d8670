"""Completion in zsh and in fish, by the script that ``completion`` prints; bash has its own quick test beside the command's."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from vaultcrm.vault.shipped import shipped

pytestmark = pytest.mark.slow

PATIENCE = 60.0
READY = "ready-to-type"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of its own, the example vault, and the program under its name."""
    program = tmp_path / "vaultcrm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaultcrm "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    own = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path), "ZDOTDIR": str(tmp_path), "TERM": "dumb"}
    return os.environ | own | {"VAULTCRM_VAULT": str(shipped("example-vault")), "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vaultcrm brief dan", ["dana-lee\tDana Lee"]),
        ("vaultcrm brief", ["brief\tAll about a person or a company"]),
        ("vaultcrm stage a", ["acme-staff-engineer\tAcme Staff Engineer"]),
        ("vaultcrm brief zzz", []),
    ],
)
def test_fish_offers_ids_with_names_beside_them(environment: dict[str, str], typed: str, found: list[str]) -> None:
    asked = f"vaultcrm completion fish | source; complete -C {typed!r}"
    done = subprocess.run(
        ["fish", "--no-config", "-c", asked], env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert done.stdout.splitlines() == found


class Zsh:
    """A zsh at a terminal of its own, with completion switched on as its users do."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._here, there = pty.openpty()
        self._shell = subprocess.Popen(
            ["zsh", "-f", "-i"], stdin=there, stdout=there, stderr=there, env=environment, start_new_session=True
        )
        os.close(there)
        self.type(
            f'autoload -Uz compinit && compinit -u && eval "$(vaultcrm completion zsh)" && echo {READY[:5]}""{READY[5:]}\n'
        )
        assert READY in self.read(READY)

    def type(self, keys: str) -> None:
        os.write(self._here, keys.encode())

    def read(self, until: str) -> str:
        """What stands on the screen, once ``until`` does, or nothing has come for a minute."""
        shown, end = "", monotonic() + PATIENCE
        while until not in shown and monotonic() < end:
            if select.select([self._here], [], [], 1)[0]:
                shown += os.read(self._here, 4096).decode("utf-8", "replace")
        return shown

    def end(self) -> None:
        self._shell.kill()
        self._shell.wait()
        os.close(self._here)


def test_zsh_completes_an_id_at_the_tab(environment: dict[str, str]) -> None:
    zsh = Zsh(environment)
    try:
        zsh.type("vaultcrm brief dan\t")
        assert "dana-lee" in zsh.read("dana-lee")
        zsh.type("\x15vaultcrm stage acme\t")
        assert "acme-staff-engineer" in zsh.read("acme-staff-engineer")
    finally:
        zsh.end()
