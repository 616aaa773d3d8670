"""What is looked for: words, phrases, beginnings of words. All of it must be in a note.

In: what was typed. Out: ``Term``s, and the expression by which the index is asked, made of nothing but words in quotes: so no
sign that somebody types can be taken for one of the index's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .words import Word, stems, words

MOST = 32  # terms at once; a deep expression is too much for the index
_DOTTED, _SHORTEST = re.compile("([aou])e"), 4
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')


class Term(NamedTuple):
    """Words that stand one behind the other; with ``begins`` the last may go on. A single one is met by its stems, too."""

    words: tuple[str, ...]
    begins: bool = False

    @property
    def forms(self) -> frozenset[str]:
        """What a single word is met by; ``faehre`` by ``Fähre`` too, as it is typed where no key has the dots."""
        typed = self.words[0]
        dotted = _DOTTED.sub(r"\1", typed) if len(typed) >= _SHORTEST else typed
        return frozenset((typed, dotted, *stems(typed), *stems(dotted)))

    @property
    def exact(self) -> bool:
        """Whether nothing but these very words will do."""
        return self.begins or len(self.words) > 1


def terms(typed: Sequence[str]) -> tuple[Term, ...]:
    """The terms of a command line: what has a space in it, or stands in quotes, is a phrase; ``migr*`` is a beginning."""
    found = (term for text in typed for term in _terms(text))
    return tuple(dict.fromkeys(found))


def _terms(text: str) -> Iterable[Term]:
    pieces = [text] if '"' not in text else [phrase or word for phrase, word in _PIECE.findall(text)]
    for piece in pieces:
        if found := words(piece):
            yield Term(tuple(found), piece.rstrip().endswith("*"))


def expression(terms: Iterable[Term]) -> str:
    """The terms as the index is asked for them."""
    return " AND ".join(_asked(term) for term in terms)


def _asked(term: Term) -> str:
    if term.exact:
        return f'{{names body}} : "{" ".join(term.words)}"{" *" if term.begins else ""}'
    return "(" + " OR ".join(f'"{form}"' for form in sorted(term.forms)) + ")"


def met(term: Term, text: Sequence[Word]) -> Iterable[tuple[int, int]]:
    """Where a text, given as its words, meets a term: from the first letter to behind the last."""
    if not term.exact:
        forms, first = term.forms, term.words[0][0]  # a stem begins as its word does; to find it takes time
        alike = (word for word in text if word.text[0] == first)
        return ((word.start, word.end) for word in alike if word.text in forms or not forms.isdisjoint(stems(word.text)))
    length = len(term.words)
    starts = (n for n in range(len(text) - length + 1) if text[n].text.startswith(term.words[0]))
    return ((text[n].start, text[n + length - 1].end) for n in starts if _follows(term, text[n : n + length]))


def _follows(term: Term, found: Sequence[Word]) -> bool:
    *firsts, last = (word.text for word in found)
    *wanted, ending = term.words
    return firsts == wanted and (last.startswith(ending) if term.begins else last == ending)
