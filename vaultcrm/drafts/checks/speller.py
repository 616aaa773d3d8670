"""The words of a language, and what may have been meant by one that is none.

The words are those that come with pyspellchecker, read here without its own loading, which takes three times as long. Compared
on codespell's list of 65,000 misspellings and on the prose of this project (what was taken for wrong and was not), and timed:

- pyspellchecker: English and German (and ten more) in one wheel of 7 MB of pure Python, MIT. It lets 265 of the 65,000 pass
  (Hunspell 318), German is inflected and well kept. It lacks British spellings and newer words of the office: ``phrases`` has
  these. Read as here: 0.07 s for English, 0.14 s for German; by its own class 0.21 s and 0.48 s.
- Hunspell by chunspell: as good, 0.07 s and 0.25 s, but a wheel a platform, with no dictionary but US English; that of German
  is to be had in one package of 65 MB with forty others, or under the GPL.
- spylls and phunspell, Hunspell in Python: 0.4 s for English, 3.4 s for German.
- simplemma: one look-up 1.1 s in German, and it knows neither compounds nor many common forms. symspellpy: 3 s, English alone.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path

_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßé'"
_OFTEN = 4  # digits of a count
_SHORTEST_PART, _LONGEST = 4, 60


@dataclass(frozen=True)
class Speller:
    """The words of a language, in small letters and in order; ``counts`` says of each how often it was met (``: 50,``)."""

    listed: Sequence[str]
    counts: Sequence[str]
    rarest: int = 0

    def knows(self, word: str) -> bool:
        """Whether ``word``, in small letters, is one."""
        place = bisect_left(self.listed, word)
        return place < len(self.listed) and self.listed[place] == word

    @cached_property
    def common(self) -> Mapping[str, int]:
        """What may have been meant: words that are met often, with the digits of how often."""
        digits = zip(self.listed, (len(count) - len(": ,\n") for count in self.counts), strict=False)
        return {word: length for word, length in digits if length >= self.rarest}

    def suggestion(self, word: str) -> str | None:
        """What was meant: the common word that is one letter off, or two in a longer one; ``None`` where none is near."""
        if len(word) > _LONGEST:
            return None
        near = sorted({other for other in one_off(word) if other in self.common})
        if near:
            return max(near, key=lambda other: (self.common[other], SequenceMatcher(None, word, other).ratio()))
        if len(word) < 7:
            return None
        alike = [other for other in self.common if other[0] == word[0] and abs(len(other) - len(word)) < 3]
        found = get_close_matches(word, sorted(alike), n=1, cutoff=0.86)
        return found[0] if found else None

    def is_compound(self, word: str, linking: Iterable[str], parts: int = 3) -> bool:
        """Whether ``word`` is put together of known ones, with ``linking`` letters between them."""
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1 if len(word) <= _LONGEST else 0):
            if not self._is_part(word[:cut], linking):
                continue
            rest = word[cut:]
            if self.knows(rest) or (parts > 2 and self.is_compound(rest, linking, parts - 1)):
                return True
        return False

    def _is_part(self, part: str, linking: Iterable[str]) -> bool:
        if self.knows(part) or (linking and self.knows(f"{part}e")):  # ``Wochenend-dienst``
            return True
        return any(part.endswith(link) and len(part) - len(link) >= 4 and self.knows(part[: -len(link)]) for link in linking)


@lru_cache(maxsize=4)
def speller(language: str) -> Speller | None:
    """The words of a language (``de``; ``de-AT`` has those of ``de``); ``None`` where there are none."""
    name = language.casefold().partition("-")[0]
    place = find_spec("spellchecker")
    if not name.isalpha() or place is None or not place.submodule_search_locations:
        return None
    path = Path(place.submodule_search_locations[0], "resources", f"{name}.json.gz")
    try:
        text = gzip.decompress(path.read_bytes()).decode()
    except OSError:
        return None
    # `"word": count,` on a line each, without a backslash: three times as fast as JSON
    pieces = text.split('"')
    # the German counts are of subtitles, in which few words of an office are met: there every word may be meant
    return Speller(pieces[1::2], pieces[2::2], _OFTEN if name == "en" else 0)


def one_off(word: str) -> Iterator[str]:
    """Everything that differs from ``word`` by a letter more, less, other, or by two that changed places."""
    for at in range(len(word) + 1):
        head, rest = word[:at], word[at:]
        if rest:
            yield head + rest[1:]
        if len(rest) > 1:
            yield head + rest[1] + rest[0] + rest[2:]
        for letter in _LETTERS:
            yield head + letter + rest
            if rest:
                yield head + letter + rest[1:]


def is_one_off(word: str, other: str) -> bool:
    """Whether two words differ by one letter, or by two that changed places; case counts."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    one, two = word[start:], other[start:]
    swapped = len(one) > 1 and len(one) == len(two) and one[:2] == two[1::-1] and one[2:] == two[2:]
    return swapped or one[1:] == two[1:] or one[1:] == two or one == two[1:]
