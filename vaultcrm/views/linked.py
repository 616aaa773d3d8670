"""Text of notes as markup in which a page's reader can tap what is an address: of the web, of mail, a number to call."""

from __future__ import annotations

import re
from urllib.parse import quote

from .markup import element, escaped
from .spans import clean

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+?[\d(][\d ()/.-]{4,}")
BETWEEN = " · "


def linked(text: str) -> str:
    """``text`` with its addresses as links; nothing else of it can become markup."""
    parts, at, shown = [], 0, clean(text)
    for found in _ADDRESS.finditer(shown):
        parts += [escaped(shown[at : found.start()]) if found.start() > at else "", _link(found[0])]
        at = found.end()
    return "".join([*parts, escaped(shown[at:]) if shown[at:] else ""])


def reached(text: str) -> str:
    """The ways to reach somebody, with ``·`` between them: numbers are links too."""
    return BETWEEN.join(_way(way) for way in clean(text).split(BETWEEN))


def _way(way: str) -> str:
    if not _NUMBER.fullmatch(way):
        return linked(way)
    number = re.sub(r"\(0\)|[^\d+]", "", way)
    return element("a", escaped(way), href=f"tel:{number}")


def _link(address: str) -> str:
    web = address.startswith("http")
    return element("a", escaped(address), href=address if web else f"mailto:{quote(address, safe='@.+-_')}")
