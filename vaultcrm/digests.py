"""BLAKE2b and SHA-256 as Python itself brings them, or, where it was built without them, as ``hashlib`` has them.

Found: ``hashlib`` loads OpenSSL before anything else, which takes 3 ms of every start, and 15 from a cold disk.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hashlib import blake2b, sha256

__all__ = ["blake2b", "sha256"]


def _first(name: str, *modules: str) -> Any:
    for module in modules:
        with suppress(ImportError, AttributeError):
            return getattr(import_module(module), name)
    raise ImportError(name)


if not TYPE_CHECKING:
    blake2b = _first("blake2b", "_blake2", "hashlib")
    sha256 = _first("sha256", "_sha2", "_sha256", "hashlib")
