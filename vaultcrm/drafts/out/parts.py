"""A draft's text as what goes out: without comments and what is for the user's eyes, in paragraphs.

In: a draft. Out: the same words, as they are to be sent.
"""

from __future__ import annotations

import re

from vaultcrm.model import Draft
from vaultcrm.notes.drafts import Variant, message, variants

_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]*/)?([^\[\]|/\n]+?)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]+))?\]\]")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]")
# Controls but line ends and tabs, marks that turn the direction of text, halves of characters: none is meant to be sent.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
# Between these an editor wraps; what is shorter was meant so, what is longer was never wrapped.
_NARROW, _WIDE = 64, 100
_BREAKS = ("\\", "  ")  # Markdown's own signs for it


def sent(draft: Draft) -> str:
    """What goes out of a draft: no notes to oneself, no comments, links as the names that they show."""
    return _said(message(draft))


def versions(draft: Draft) -> tuple[Variant, ...]:
    """A call as it is held, and as it is left on a voicemail; those without words are left out."""
    found = (Variant(one.title, _said(one.text)) for one in variants(draft))
    return tuple(one for one in found if one.text)


def _said(text: str) -> str:
    return plainly(_LINK.sub(lambda link: link[2] or link[1], _without_comments(text))).strip()


def _without_comments(text: str) -> str:
    """A pattern would look for the end of each of many open comments; this looks once."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        own_line = start == 0 or text[start - 1] == "\n"
        at = end + len("-->") + (own_line and text.startswith("\n", end + len("-->")))
    return "".join((*kept, text[at:]))


def plainly(text: str) -> str:
    """``text`` without control characters, its line ends all alike."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """``text`` on one line, fit for a header or an address."""
    return " ".join(plainly(text).split())


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of a text, each in its lines: those that an editor wrapped are one line again, meant breaks stay.

    A break was meant where the next line's first word would have had room, where Markdown has a sign for it, and before the
    item of a list.
    """
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    return tuple(_unwrapped(lines) for block in blocks if (lines := [line for line in block.split("\n") if line.strip()]))


def flowing(text: str) -> str:
    """A text with one line a paragraph (or meant line), an empty one between paragraphs."""
    return "\n\n".join("\n".join(lines) for lines in paragraphs(text))


def _unwrapped(lines: list[str]) -> tuple[str, ...]:
    widest = max(map(len, lines))
    whole: list[str] = []
    before = ""
    for line in lines:
        if before and _goes_on(before, line, widest):
            whole[-1] += " " + line.strip()
        else:
            whole.append(line.strip())
        before = "" if line.endswith(_BREAKS) else line.rstrip()
    return tuple(line.removesuffix("\\") for line in whole)


def _goes_on(before: str, line: str, widest: int) -> bool:
    return _NARROW <= widest <= _WIDE and not _ITEM.match(line) and len(before) + 1 + len(line.split(maxsplit=1)[0]) > widest
