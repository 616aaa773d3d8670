"""The words that views share: media, gaps, and note text as a reader takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .spans import clean

# These have no deadline that could be missed: only the day on which they are planned counts.
BY_DAY = frozenset({"stay-in-touch", "next-contact", "follow-up-day"})
VIA: Mapping[str, str] = {"email": "e-mail", "phone": "phone", "post": "post", "linkedin": "LinkedIn"}
GAPS: Mapping[str, str] = {
    "phone": "phone number",
    "address": "postal address",
    "email": "e-mail address",
    "linkedin": "LinkedIn profile",
    "note": "note yet",
    "hr": "HR person",
}
_LINK = re.compile(r"\[\[(?:[^\[\]|]*/)?([^\[\]|/]+?)(?:#[^\[\]|]*)?(?:\|([^\[\]]+))?\]\]")
_NOTHING = frozenset({"", "none", "-", "n/a", "nothing"})
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")


def readable(text: str) -> str:
    """``text`` on one line, without control characters, links as their names: ``[[people/Dana Lee|Dana]]`` is ``Dana``."""
    return clean(_LINK.sub(lambda link: link[2] or link[1], text))


def items(text: str, names: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a section as sentences, without bullets.

    Left out are empty lines, those that only name someone (``- [[Dana Lee]]:``), and those that link others than ``names``.
    """
    raw = (entry for entry in text.splitlines() if _is_about(entry, names))
    lines = (readable(_BULLET.sub("", entry)).strip() for entry in raw)
    return tuple(entry for entry in lines if not entry.endswith(":") and entry.casefold().rstrip(". ") not in _NOTHING)


def _is_about(entry: str, names: Sequence[str]) -> bool:
    linked = {word.casefold() for link in _LINK.finditer(entry) for word in link.groups() if word}
    return not (linked and names) or not linked.isdisjoint(name.casefold() for name in names)
