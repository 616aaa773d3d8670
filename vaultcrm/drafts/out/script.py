"""A call's script in the pieces in which it is said: one idea after the other, the closing request last (rows B4-B6, C4).

In: the text of one version of a call. Out: ideas, each short enough for a screen, and what ends the call.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .parts import paragraphs

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(\[]?[^\W\d_a-zà-ÿ]|\[\?)")
MOST_WORDS = 45
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
    """The script of a text. The closing request is the last paragraph that asks, with what follows; else the last paragraph."""
    said = [" ".join(lines) if not _is_list(lines) else "\n".join(lines) for lines in paragraphs(text)]
    if not said:
        return Script((), "")
    asking = [at for at, part in enumerate(said) if "?" in part.replace("[?:", "") and at]
    last = asking[-1] if asking and asking[-1] >= len(said) - _FAREWELL else len(said) - 1
    ideas = tuple(piece for part in said[:last] for piece in _pieces(part))
    return Script(ideas, "\n\n".join(said[last:]))


_FAREWELL = 3


def _is_list(lines: tuple[str, ...]) -> bool:
    return len(lines) > 1 and all(line[:2] in ("- ", "* ", "+ ") for line in lines)


def _pieces(paragraph: str) -> tuple[str, ...]:
    """A paragraph, or where it is long, its sentences in pieces of about the same length."""
    sentences = _SENTENCE.split(paragraph)
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
