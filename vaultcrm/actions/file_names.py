"""Names of files that every system and every sync takes: Windows, macOS, Linux, phones, Obsidian.

In comes what a note is about, out comes a name without its ending. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST, LONGEST_BYTES = 100, 200
# What Windows forbids, what Obsidian cannot link to, and what controls the terminal or the direction of writing.
_UNSAFE = re.compile(r'[<>:"/\\|?*#^\[\]\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+')
# The names of devices, which Windows sees in `aux.md` and `aux.2.md` too, but not in `aux_.2.md`.
_DEVICE = re.compile(r"\A(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= *(?:\.|\Z))", re.IGNORECASE)


def safe_stem(name: str, fallback: str = "note") -> str:
    """``name`` as a file may be called, as near to it as can be; ``fallback`` where nothing is left of it."""
    words = _UNSAFE.sub(" ", unicodedata.normalize("NFC", name)).split()
    stem = _short(" ".join(words).lstrip(".~ ")).rstrip(". ") or fallback
    return _DEVICE.sub(r"\g<0>_", stem)


def free_stem(stem: str, taken: Collection[str]) -> str:
    """``stem``, or ``stem 2`` and so on where the name is taken; ``taken`` holds names as ``folded`` makes them."""
    candidate, number = stem, 2
    while folded(candidate) in taken:
        candidate, number = f"{stem} {number}", number + 1
    return candidate


def folded(name: str) -> str:
    """A name as the least careful file system sees it: without case and Unicode composition."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _short(stem: str) -> str:
    stem = stem[:LONGEST]
    while len(stem.encode("utf-8")) > LONGEST_BYTES:
        stem = stem[:-1]
    return stem
