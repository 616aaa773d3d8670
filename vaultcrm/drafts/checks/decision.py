"""Row B8: whether they have decided is never asked, in whatever words."""

from __future__ import annotations

from collections.abc import Iterator

from vaultcrm.model import Finding

from .text import Checked, Passage, Span, Verdict, passages, phrases_in

_ASKS = Verdict(
    "decision",
    "B8",
    "error",
    "asks whether or when they decide",
    "Leave it out: say what you bring instead. Being asked annoys, and they know that you wait.",
)


def check(text: Checked) -> Iterator[Finding]:
    """Every question about the decision; in an application (row F1) the one kind question is only remarked on."""
    verdict = _ASKS.but("hint") if text.draft.act == "application" else _ASKS
    for passage in passages(text.draft):
        for span in questions(text, passage):
            yield verdict.at(passage, span)


def questions(text: Checked, passage: Passage) -> Iterator[Span]:
    """Where a passage asks about the decision."""
    phrases = text.phrases
    unless, before = phrases.pattern("decision", "not"), phrases.pattern("decision", "before")
    yield from phrases_in(passage, phrases.pattern("decision", "asks"), unless)
    for span in phrases_in(passage, phrases.pattern("decision", "asks-if"), unless):
        if before and before.match(passage.said, span.end):
            yield span
