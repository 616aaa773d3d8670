"""The edge to the disk: finding, reading and writing a vault. Names are looked up when they are asked for, to start fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .finding import find_root
    from .loading import load_vault
    from .note_vault import NoteVault, ReadStats

__all__ = ["NoteVault", "ReadStats", "find_root", "load_vault"]

_HOME = {"find_root": "finding", "load_vault": "loading", "NoteVault": "note_vault", "ReadStats": "note_vault"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOME[name]}", __name__), name)
