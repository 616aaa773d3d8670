"""Row C15: keen, never desperate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vaultcrm.model import Finding
from vaultcrm.notes.drafts import variants

from .decision import questions
from .text import Checked, Passage, Span, Verdict, body, passages, phrases_in, spot, words_of

_PLEADS = Verdict("tone", "C15", "warning", "pleads", "Say what you bring, not what you need.")
_PRESSES = Verdict("tone", "C15", "warning", "presses for an answer", "Leave it to them: offer something, and let it go.")
_SHOUTS = Verdict("tone", "C15", "warning", "shouts", "One mark is enough.")
_CAPITALS = Verdict("tone", "C15", "warning", "shouts in capitals", "Write it in small letters.")
_TWICE = Verdict(
    "tone",
    "C15",
    "warning",
    "asks about the decision more than once",
    "Ask for the second interview, once at the most, and let it go.",
)
_SHOUTED = re.compile(r"(?<![\w-])(?:PLEASE|NEED|VERY|REALLY|MUST|NOW|NEVER|SO|BITTE|SEHR|DRINGEND|SOFORT|WIRKLICH)(?![\w-])")


def check(text: Checked) -> Iterator[Finding]:
    """Pleading, pressing, shouting, and more than one question about the decision or the next interview."""
    phrases = text.phrases
    for passage in passages(text.draft):
        for verdict, name in ((_PLEADS, "pleads"), (_PRESSES, "presses")):
            for span in phrases_in(passage, phrases.pattern("tone", name), phrases.pattern("tone", "not")):
                yield verdict.at(passage, span)
        for span in phrases_in(passage, phrases.pattern("tone", "shouts")):
            yield _SHOUTS.at(passage, span)
        for span in _capitals(passage):
            yield _CAPITALS.at(passage, span)
    yield from _again(text)


def _capitals(passage: Passage) -> Iterator[Span]:
    """Words of emphasis in capitals, and four words of them in a row, whatever they are."""
    for found in _SHOUTED.finditer(passage.said):
        yield spot(found)
    for found in re.finditer(r"\b(?:[A-ZÄÖÜ]{2,}[ ,]+){3,}[A-ZÄÖÜ]{2,}\b", passage.said):
        if sum(1 for _ in words_of(found[0])) > 3 and not _SHOUTED.search(found[0]):
            yield spot(found)


def _again(text: Checked) -> Iterator[Finding]:
    """The second question, in a call and in its voicemail each on its own: only one of the two is said."""
    passage = body(text.draft)
    starts = [variant.start for variant in variants(text.draft)[1:]]
    asked = sorted({*questions(text, passage), *phrases_in(passage, text.phrases.pattern("decision", "second-interview"))})
    for low, high in zip([0, *starts], [*starts, len(passage.text) + 1], strict=True):
        within = [span for span in _apart(asked) if low <= span.start < high]
        if len(within) > 1:
            yield _TWICE.at(passage, within[1])


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans that do not overlap the one before."""
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
