"""Plain values (numbers, texts, tuples of them) as bytes, with a seal that shows damage; no code can come of them."""

from __future__ import annotations

import marshal
from typing import Any

from vaultcrm.digests import blake2b

_SEAL = 8  # bytes


def sealed(value: Any) -> bytes:
    """Plain values as bytes."""
    data = marshal.dumps(value)
    return blake2b(data, digest_size=_SEAL).digest() + data


def unsealed(kept: bytes) -> Any:
    """The values again; raises ``ValueError`` for what is damaged."""
    data = memoryview(kept)[_SEAL:]
    if blake2b(data, digest_size=_SEAL).digest() != kept[:_SEAL]:
        raise ValueError("damaged")
    return marshal.loads(data)
