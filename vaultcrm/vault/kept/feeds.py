"""What was written for the entries of a feed, by digest, kept between runs: a feed built again has few new ones.

Lost, damaged or of another program it is nothing, and all are written again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from vaultcrm.digests import sha256

from ..caches import program_mark, store_file
from .notes import keep, recalled


def written_before(root: Path, feed: str) -> Mapping[bytes, bytes]:
    """What this program has kept of the entries of a feed."""
    if not store_file(root).exists():
        return {}
    match recalled(root, _name(feed)):
        case (mark, dict(found)) if mark == _mark() and all(isinstance(data, bytes) for data in found.values()):
            return found
    return {}


def keep_written(root: Path, feed: str, written: Mapping[bytes, bytes]) -> None:
    """Keep what was written for the entries of a feed, and forget what was before."""
    keep(root, _name(feed), (_mark(), dict(written)))


def _name(feed: str) -> str:
    return f"feed {feed}"


def _mark() -> bytes:
    return sha256(program_mark()).digest()
