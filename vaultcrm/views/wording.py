"""The words that views share: media, gaps, and note text as a reader takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")


def readable(text: str) -> str:
    """``text`` on one line, without control characters, links as their names: ``[[people/Dana Lee|Dana]]`` is ``Dana``."""
    return clean(_LINK.sub(lambda link: link[2] or link[1], text))


def items(text: str) -> tuple[str, ...]:
    """The lines of a section as sentences: no bullets, no empty lines, none that only names someone (``- [[Dana Lee]]:``)."""
    lines = (readable(_BULLET.sub("", entry)).strip() for entry in text.splitlines())
    return tuple(entry for entry in lines if entry and not entry.endswith(":"))
