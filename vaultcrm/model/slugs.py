"""A name as an id: what a note without one is called, and a person without a note, so that one written later fits."""

from __future__ import annotations

import unicodedata


def slug(name: str) -> str:
    """``Dana Lee`` -> ``dana-lee``: NFC, case folded, everything that is no letter or digit is one ``-``."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    words = "".join(char if char.isalnum() else " " for char in folded).split()
    return "-".join(words) or "note"
