"""A call's script in the pieces in which it is said: one idea after the other, the closing request last (rows B4-B6, C4).

In: the text of one version of a call. Out: ideas, each short enough for a screen, and what ends the call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from vaultcrm.notes.drafts import GAP

from .parts import paragraphs

_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(\[]?[^\W\d_a-zà-ÿ]|\[\?)")
_SHORT = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Nr|No|[A-Z]|z\. ?B|u\. ?a|d\. ?h|e\.g|i\.e)\.$")
_LONGEST_SHORT = 8
MOST_WORDS = 45
_MOST_ASKED = 35
_FAREWELL = 3
WORDS_A_MINUTE = 130


class Script(NamedTuple):
    """What is said: ``ideas`` in their order, and ``request``, with which the call ends."""

    ideas: tuple[str, ...]
    request: str

    @property
    def seconds(self) -> int:
        """How long it takes to say at 130 words a minute."""
        words = sum(len(part.split()) for part in (*self.ideas, self.request))
        return round(words * 60 / WORDS_A_MINUTE)


def script(text: str) -> Script:
    """The script of a text. The closing request is the last paragraph that asks, with what follows; else the last paragraph.

    Of a long one it is the last sentence that asks, with what follows, or the last two.
    """
    said = ["\n".join(lines) if _is_list(lines) else " ".join(lines) for lines in paragraphs(text)]
    if not said:
        return Script((), "")
    last = _asking(said, len(said) - _FAREWELL, len(said) - 1)
    before, request = _parted("\n\n".join(said[last:]))
    ideas = (piece for part in (*said[:last], before) if part for piece in _pieces(part))
    return Script(tuple(ideas), request)


def _asking(parts: Sequence[str], first: int, otherwise: int) -> int:
    """The place of the last part that asks, from ``first`` on; else ``otherwise``."""
    asking = [at for at, part in enumerate(parts) if at >= first and "?" in GAP.sub("", part)]
    return asking[-1] if asking else otherwise


def _parted(request: str) -> tuple[str, str]:
    sentences = _sentences(request)
    if len(request.split()) <= _MOST_ASKED or len(sentences) < 2:
        return "", request
    last = _asking(sentences, 1, max(1, len(sentences) - 2))
    return " ".join(sentences[:last]), " ".join(sentences[last:])


def _is_list(lines: tuple[str, ...]) -> bool:
    return len(lines) > 1 and all(line[:2] in ("- ", "* ", "+ ") for line in lines)


def _sentences(text: str) -> list[str]:
    """The sentences of a text; the dot of ``Dr.`` ends none."""
    found: list[list[str]] = []
    for part in _END.split(text):
        if found and _SHORT.search(found[-1][-1][-_LONGEST_SHORT:]):
            found[-1].append(part)
        else:
            found.append([part])
    return [" ".join(parts) for parts in found]


def _pieces(paragraph: str) -> tuple[str, ...]:
    """A paragraph, or where it is long, its sentences in pieces of about the same length."""
    sentences = _sentences(paragraph)
    words = len(paragraph.split())
    if words <= MOST_WORDS or len(sentences) == 1:
        return (paragraph,)
    wanted = words / -(-words // MOST_WORDS)
    pieces = [sentences[0]]
    for sentence in sentences[1:]:
        if len(pieces[-1].split()) + len(sentence.split()) / 2 <= wanted:
            pieces[-1] += " " + sentence
        else:
            pieces.append(sentence)
    return tuple(pieces)
