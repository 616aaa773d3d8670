"""Where on this machine is kept what can be computed again: it may be deleted at any time, and nothing but time is lost."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "VAULTCRM_CACHE"


def cache_home() -> Path:
    """The folder of what can be computed again: ``VAULTCRM_CACHE``, else where the system keeps such things."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("vaultcrm", appauthor=False)


def vault_cache(root: Path) -> Path:
    """The folder of one vault's caches, under a digest of the vault's own path; it may not exist yet."""
    import hashlib

    return cache_home() / "vaults" / hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]
