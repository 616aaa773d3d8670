"""Text as words to be compared: without case and accents, and with the stems that English and German give them.

A letter of Chinese or Japanese is a word of its own, for nothing stands between theirs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import NamedTuple, Protocol

from vaultcrm.notes.letters import bare

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u3099\u309a"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_PLACE = re.compile(rf"[{_CJK}][{_MARKS}]*|[^\W_{_CJK}](?:[^\W_{_CJK}]|[{_MARKS}])*")
_SHORTEST, _LONGEST = 4, 40


class Stemmer(Protocol):
    """Cuts the endings off words."""

    def stemWord(self, word: str, /) -> str: ...


class Word(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    text: str
    start: int
    end: int


def folded(text: str) -> str:
    """Text without case and accents."""
    if text.isascii():
        return text.lower()
    return bare(text.casefold()).casefold()


def words(text: str) -> list[str]:
    """The words of a text, in their order."""
    return _WORD.findall(folded(text))


def places(text: str) -> Iterator[Word]:
    """The words of a text with their places; of one that comes apart when it is folded, each part has the place of all."""
    for found in _PLACE.finditer(text):
        yield from (Word(word, found.start(), found.end()) for word in _WORD.findall(folded(found[0])))


@cache
def stems(word: str) -> tuple[str, ...]:
    """What English and German make of a word, where that is another: ``migrations`` is ``migrat`` and ``migration``."""
    if not (_SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha()):
        return ()
    return tuple(sorted({stemmer.stemWord(word) for stemmer in _stemmers()} - {word}))


@cache
def _stemmers() -> tuple[Stemmer, ...]:
    """Found: the library's door opens 35 languages, which takes 30 ms; two are let in beside it, where that can be done."""
    with suppress(ImportError, AttributeError), _unopened("snowballstemmer"):
        english, german = import_module("snowballstemmer.english_stemmer"), import_module("snowballstemmer.german_stemmer")
        return english.EnglishStemmer(), german.GermanStemmer()
    import snowballstemmer

    return snowballstemmer.stemmer("english"), snowballstemmer.stemmer("german")


@contextmanager
def _unopened(name: str) -> Iterator[None]:
    """For a while a package has its modules, and nothing that it makes of them itself."""
    spec = find_spec(name)
    if spec is None or name in sys.modules:
        raise ImportError(name)
    sys.modules[name] = module_from_spec(spec)
    try:
        yield
    finally:
        for module in [one for one in sys.modules if one.partition(".")[0] == name]:
            del sys.modules[module]
