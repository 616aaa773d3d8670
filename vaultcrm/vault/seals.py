"""Plain values (numbers, texts, tuples of them) as bytes, with a seal that shows damage; no code can come of them."""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

_SEAL = 8  # bytes


def sealed(value: Any) -> bytes:
    """Plain values as bytes."""
    data = marshal.dumps(value)
    return hashlib.blake2b(data, digest_size=_SEAL).digest() + data


def unsealed(kept: bytes) -> Any:
    """The values again; raises ``ValueError`` for what is damaged."""
    data = memoryview(kept)[_SEAL:]
    if hashlib.blake2b(data, digest_size=_SEAL).digest() != kept[:_SEAL]:
        raise ValueError("damaged")
    return marshal.loads(data)
