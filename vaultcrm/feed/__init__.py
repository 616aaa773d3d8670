"""Touch-points and the feed before become iCalendar; and any feed can be checked, line by line. Pure: no disk, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .build import build_feed
    from .check import Finding, check_feed
    from .fall import sudden_fall, sudden_nothing
    from .write import Written

__all__ = ["Finding", "Written", "build_feed", "check_feed", "sudden_fall", "sudden_nothing"]

_HOME = {"build_feed": "build", "Finding": "check", "check_feed": "check", "Written": "write"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOME.get(name, 'fall')}", __name__), name)
