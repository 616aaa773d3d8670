"""Service files: how systemd and launchd are told to run ``watch`` or ``serve`` at login.

In come the vault's folder and the command's words, out comes the file's text, and on stderr what to do with it.
"""

from __future__ import annotations

import plistlib
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from .screen import say

KINDS = ("systemd", "launchd")
_UNIT = """\
[Unit]
Description=vaultcrm {name}: {root}

[Service]
ExecStart={command}
StandardOutput=null
Restart=on-failure
RestartSec=30

[Install]
WantedBy=default.target
"""
_HOW = {
    "systemd": """\
Keep it as ~/.config/systemd/user/vaultcrm-{name}.service, then
  systemctl --user enable --now vaultcrm-{name}
What goes wrong stands in journalctl --user -u vaultcrm-{name}""",
    "launchd": """\
Keep it as ~/Library/LaunchAgents/vaultcrm.{name}.plist, then
  launchctl bootstrap gui/$UID ~/Library/LaunchAgents/vaultcrm.{name}.plist
What goes wrong stands in ~/Library/Logs/vaultcrm-{name}.log""",
}


def show_service(kind: str, root: Path, words: Sequence[str]) -> None:
    """Print the service file on stdout, and what to do with it on stderr."""
    command = [_program(), "--vault", str(root), *words]
    click.echo(service_text(kind, root, command, words[0]), nl=False)
    say(_HOW[kind].format(name=words[0]))


def service_text(kind: str, root: Path, command: Sequence[str], name: str) -> str:
    """The file of one kind (``systemd``, ``launchd``). Addresses, which ``serve`` prints, are kept out of every log."""
    if kind == "systemd":
        return _UNIT.format(name=name, root=_specifiers(str(root)), command=" ".join(map(_quoted, command)))
    log = str(Path.home() / "Library" / "Logs" / f"vaultcrm-{name}.log")
    job = {
        "Label": f"vaultcrm.{name}",
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "StandardErrorPath": log,
    }
    return plistlib.dumps(job, sort_keys=False).decode()


def _program() -> str:
    """The console script; never ``python -m``, which would run a stranger's modules in the vault."""
    beside = Path(sys.executable).with_name("vaultcrm")
    return str(beside) if beside.exists() else shutil.which("vaultcrm") or "vaultcrm"


def _quoted(word: str) -> str:
    """A word as systemd reads it (systemd.service, *Command lines*)."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_specifiers(escaped)}"'


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")
