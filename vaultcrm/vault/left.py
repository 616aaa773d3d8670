"""Whom a sitting has left for the next follow-up day: nothing of it stands in the notes, so that it is kept on this machine.

In come the vault's ``vault`` value, the day and the touch-points' identities. Only the latest day is kept; deleting the file
brings those people up once more, and loses nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from vaultcrm.errors import WrongUsage

from .state import state_folder
from .writing import write_output


def left_on(vault_value: str, day: date) -> frozenset[str]:
    """The identities of those who were left on ``day``; nobody in a vault without a value, and where nothing is known."""
    if not vault_value:
        return frozenset()
    try:
        kept = json.loads(_file(vault_value).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    found = kept.get(day.isoformat()) if isinstance(kept, dict) else None
    return frozenset(str(uid) for uid in found) if isinstance(found, list) else frozenset()


def keep_left(vault_value: str, day: date, uids: Iterable[str]) -> None:
    """Remember them. Raises ``CannotWrite``; in a vault without a value nothing is remembered."""
    try:
        path = _file(vault_value)
    except WrongUsage:
        return
    write_output(path, json.dumps({day.isoformat(): sorted(uids)}).encode("ascii"))
    path.chmod(0o600)


def _file(vault_value: str) -> Path:
    return state_folder(vault_value) / "left.json"
