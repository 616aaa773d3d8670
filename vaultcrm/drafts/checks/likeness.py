"""Row C8: recipients compare notes. How alike the drafts of one interview are, pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from vaultcrm.model import Draft, Finding

from .phrases import phrases
from .text import Checked, Verdict, body, sentences, words_of

_SAME = 0.8
_SHORTEST = 5
_MUCH = 0.5
# Who gets these was not in the room with the others, and has nothing to compare.
_APART = frozenset({"references", "tell", "thank-introducer"})
_REMEDY = "Say it in other words, or take up another topic: they may lay the two side by side."


class _Sentence(NamedTuple):
    shown: str
    words: tuple[str, ...]


def check(text: Checked) -> Iterator[Finding]:
    """Each other draft that shares sentences: a warning where they are half of either, a hint where they are some."""
    if text.draft.medium == "phone" or text.draft.act in _APART:
        return
    own = _sentences(text.draft)
    for other in text.earlier:
        theirs = _sentences(other)
        shared = [one for one in own if any(_alike(one, two) for two in theirs)]
        share = likeness(own, theirs)
        if not shared:
            continue
        name = other.recipient.name if other.recipient else other.source.path
        said = f"shares {share:.0%} of its sentences with the one for {name}"
        verdict = Verdict("likeness", "C8", "warning" if share >= _MUCH else "hint", said, _REMEDY)
        yield verdict.of(text.draft, "\n".join(one.shown for one in shared))


def likeness(own: Sequence[_Sentence], theirs: Sequence[_Sentence]) -> float:
    """How much of the shorter of two texts stands in the other, in words: 0 to 1."""
    return max(_shared(own, theirs), _shared(theirs, own))


def _shared(own: Sequence[_Sentence], theirs: Sequence[_Sentence]) -> float:
    total = sum(len(one.words) for one in own)
    return sum(len(one.words) for one in own if any(_alike(one, two) for two in theirs)) / total if total else 0.0


def _sentences(draft: Draft) -> tuple[_Sentence, ...]:
    """What says something: no greeting, no close, nothing shorter than five words."""
    passage, closes = body(draft), phrases(draft.language).pattern("form", "closes")
    found = (
        _Sentence(" ".join(passage.raw[span.start : span.end].split()), tuple(_words(passage.text[span.start : span.end])))
        for span in sentences(passage.text)
        if not (closes and closes.match(passage.text[slice(*span)].lstrip()))
    )
    return tuple(one for one in found if len(one.words) >= _SHORTEST)


def _words(text: str) -> Iterator[str]:
    return (word[0].casefold() for word in words_of(text))


def _alike(one: _Sentence, other: _Sentence) -> bool:
    """Whether two sentences are one with a word changed here and there."""
    if one.words == other.words:
        return True
    if len({*one.words} & {*other.words}) < _SAME * 0.7 * max(len({*one.words}), len({*other.words})):
        return False
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() >= _SAME
