"""The identity of a note that has none written down: the slug of its file name."""

from __future__ import annotations

import unicodedata


def slug(name: str) -> str:
    """``Dana Lee`` -> ``dana-lee``: NFC, case folded, everything that is no letter or digit is one ``-``."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    words = "".join(char if char.isalnum() else " " for char in folded).split()
    return "-".join(words) or "note"


def stem_of(path: str) -> str:
    """A file's name without folder and ending."""
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name
