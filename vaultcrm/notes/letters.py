"""Letters without their accents, as names and words are compared and looked for."""

from __future__ import annotations

import unicodedata

_OTHERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})


def bare(text: str) -> str:
    """Text in small letters without accents; letters that are none with an accent, as those that stand for them."""
    apart = unicodedata.normalize("NFKD", text.translate(_OTHERS))
    return "".join(char for char in apart if not unicodedata.combining(char))
