"""Row C9: never a misspelling. In the draft's language; names and terms of the vault are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultcrm.model import Finding

from .speller import Speller, is_one_off, speller
from .text import Checked, Passage, Span, Verdict, blanked, passages, sentences, spot, words_of

_ROW = "C9"
_REMEDY = "Correct it; or add it to `words` under [drafts] in vaultcrm.toml, if it is right."
_LINK = re.compile(r"\[\[[^\]\n]{0,300}\]\]|`[^`\n]*`")
# A word that touches one of these is code, a file, a handle, a number with its unit.
_TOUCHED = re.compile(r"[\w@#/\\_~+=<>]")
_UMLAUTS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß"), ("s", "ß"))
_PREFIXES = ("re", "un", "non", "pre", "co", "multi", "sub")
_FOREIGN_SHARE = 0.75
_FOREIGN = Verdict(
    "spelling", _ROW, "hint", "seems to be in another language; its spelling is not checked", "Put it into theirs."
)
_SWISS = ("CH", "LI")


class _Words(NamedTuple):
    """What the words of one draft are looked up in."""

    speller: Speller
    also: frozenset[str]
    apart: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    linking: tuple[str, ...]
    capital_nouns: bool
    swiss: bool

    def knows(self, word: str) -> bool:
        """Whether the small-lettered ``word`` is one, itself or in another of the language's spellings."""
        return any(self._has(form) for form in self._forms(word))

    def _has(self, word: str) -> bool:
        return self.speller.knows(word) or word in self.also

    def _forms(self, word: str) -> Iterator[str]:
        yield word
        yield word.removesuffix("'s").removesuffix("'")
        yield word.removesuffix("s")
        yield from (word.removesuffix(one) + other for one, other in self.endings if word.endswith(one))
        yield from (word.removeprefix(one) for one in _PREFIXES if len(word) > len(one) + 3)
        if self.swiss:
            yield word.replace("ss", "ß")


def check(text: Checked) -> Iterator[Finding]:
    """Words that are none: a warning where a common word is near, else a hint; each word once."""
    words = _words(text)
    if words is None:
        message = f"spelling is not checked: there is no dictionary for {text.draft.language!r}"
        yield Verdict("spelling", _ROW, "hint", message).of(text.draft)
        return
    told: set[str] = set()
    for passage in passages(text.draft):
        for sentence, unknown in _by_sentence(passage, _unknown(text, words, passage)):
            if _is_foreign(text, unknown):
                yield _FOREIGN.at(passage, sentence)
                continue
            for found in unknown:
                if found[0].casefold() not in told:
                    yield from _finding(words, passage, found)
                told.add(found[0].casefold())


def _by_sentence(passage: Passage, found: Iterable[re.Match[str]]) -> Iterator[tuple[Span, list[re.Match[str]]]]:
    listed = list(found)
    for span in sentences(passage.text):
        if within := [one for one in listed if span.start <= one.start() < span.end]:
            yield Span(within[0].start(), within[-1].end()), within


def _is_foreign(text: Checked, unknown: Sequence[re.Match[str]]) -> bool:
    """Whether three words or more of a sentence are rather those of another language: a note that was taken in English, say."""
    if len(unknown) < 3:
        return False
    other = speller("de" if text.draft.language.startswith("en") else "en")
    theirs = sum(1 for one in unknown if other and other.knows(one[0].lower()))
    return theirs >= _FOREIGN_SHARE * len(unknown)


def _words(text: Checked) -> _Words | None:
    found = speller(text.draft.language)
    if found is None:
        return None
    phrases = text.phrases
    names = {part.casefold() for name in text.words for whole in name.replace("’", "'").split() for part in _pieces(whole)}
    endings = phrases.pairs("spelling", "endings")
    linking = tuple(sorted(phrases.words("spelling", "linking")))
    to = text.material.to
    country = (to.country if to else None) or text.material.me.country or ""
    capital = phrases.says("spelling", "nouns-are-capital")
    also, apart = phrases.words("spelling", "also") | names, dict(phrases.pairs("spelling", "apart"))
    return _Words(found, also, apart, endings, linking, capital, country[:2] in _SWISS)


def _pieces(word: str) -> tuple[str, ...]:
    whole = word.strip(".,;:!?()[]\"'")
    return (whole, *whole.split("-"))


def _unknown(text: Checked, words: _Words, passage: Passage) -> Iterator[re.Match[str]]:
    """The words that may be wrong: no names after a title, no abbreviations, no code."""
    prose = blanked(_LINK, passage.text)
    after = text.phrases.words("spelling", "names-after")
    previous = ""
    for found in words_of(prose):
        word = found[0]
        named = previous.casefold().rstrip(".") in after and word[0].isupper()
        previous = word
        if not (named or _is_code(prose, found) or _known(words, word)):
            yield found


def _is_code(prose: str, found: re.Match[str]) -> bool:
    word = found[0]
    before, after = prose[max(0, found.start() - 1) : found.start()], prose[found.end() : found.end() + 2]
    touched = _TOUCHED.match(before) or _TOUCHED.match(after) or before == "." or (after[:1] == "." and after[1:].isalnum())
    return bool(touched) or len(word) < 3 or any(letter.isupper() for letter in word[1:])


def _known(words: _Words, word: str) -> bool:
    small = word.casefold() if "ß" not in word else word.lower()
    if words.knows(small):
        return True
    parts = small.split("-")
    return len(parts) > 1 and (
        words.knows("".join(parts)) or all(len(part) < 3 or words.knows(part) or _compound(words, part) for part in parts)
    )


def _compound(words: _Words, word: str) -> bool:
    return bool(words.linking) and words.speller.is_compound(word, words.linking)


def _finding(words: _Words, passage: Passage, found: re.Match[str]) -> Iterator[Finding]:
    word = found[0]
    small = word.lower().removesuffix("'s")
    capital = word[0].isupper() and not _begins_sentence(passage, found.start())
    compound = _compound(words, small)
    if compound and word[0].isupper():
        return
    meant = words.apart.get(small) or _umlauts(words, small) or words.speller.suggestion(small)
    if capital and not words.capital_nouns and meant is None:
        return
    doubtful = meant is None or len(small) < 4 or (capital and not words.capital_nouns) or _umlauted(small) > _umlauted(meant)
    if compound and (doubtful or not is_one_off(small, meant or "")):
        return
    shown = meant.capitalize() if meant and word[0].isupper() else meant
    message = f"{word!r} is no word that I know" + (f"; did you mean {shown!r}?" if shown else "")
    yield Verdict("spelling", _ROW, "hint" if doubtful else "warning", message, _REMEDY).at(passage, spot(found))


def _umlauted(word: str) -> int:
    """How many umlauts: what is not in the list and has more of them is rather a rare form (`übernähme`) than a slip."""
    return sum(word.count(letter) for letter in "äöü")


def _umlauts(words: _Words, word: str) -> str | None:
    """The word as it would be with its umlauts, where it was typed without."""
    if not words.capital_nouns:
        return None
    forms = (word.replace(plain, letter) for plain, letter in _UMLAUTS if plain in word)
    return next((form for form in forms if words.knows(form)), None)


def _begins_sentence(passage: Passage, start: int) -> bool:
    """Whether nothing but marks stands before it in its sentence."""
    sentence = next((one for one in sentences(passage.text) if one.start <= start < one.end), None)
    return sentence is None or not passage.text[sentence.start : start].strip(" \n\"'([-*+>")
