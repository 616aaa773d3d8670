"""Identities that stay: what a touch-point or an event is called, however often it is renamed or moved to another day."""

from __future__ import annotations

import base64

from vaultcrm.digests import sha256


def identity(vault: str, note: str, slot: str, person: str | None, round: str | None) -> str:
    """The base32 of a SHA-256 over what never changes about an act: 52 letters and digits, lower case, without padding.

    ``vault`` is the settings' own random value, so that the names in ``note`` and ``person`` cannot be guessed back.
    Dates, titles and paths have no part in it: rescheduling and renaming keep the identity (``feed.md``, *Identity*).
    """
    parts = "\x1f".join((vault, note, slot, person or "", round or ""))
    digest = sha256(parts.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode("ascii").rstrip("=").lower()
