"""Row B8: whether they have decided is never asked, in whatever words."""

from __future__ import annotations

from collections.abc import Iterator

from vaultcrm.model import Finding

from .text import Checked, Passage, Span, Verdict, passages, phrases_in, sentences

_ASKS = Verdict(
    "decision",
    "B8",
    "error",
    "asks whether or when they decide",
    "Leave it out: say what you bring instead. Being asked annoys, and they know that you wait.",
)
_MAY_ASK = Verdict(
    "decision",
    "B8",
    "warning",
    "may be read as a question about the decision",
    "Where it asks whether or when they decide, leave it out; else say it without the hiring.",
)
# Before an interview there is no decision to ask about; to others than the company one may speak of it.
_ELSEWHERE = (
    "application",
    "tell",
    "references",
    "stay-in-touch",
    "birthday",
    "thank-introducer",
    "promised",
    "after-rejection",
)


def check(text: Checked) -> Iterator[Finding]:
    """Every question about the decision; in an application (row F1) the one kind question is only remarked on."""
    verdict = _ASKS.but("hint") if text.draft.act == "application" else _ASKS
    for passage in passages(text.draft):
        found = list(questions(text, passage))
        for span in found:
            yield verdict.at(passage, span)
        if text.draft.act not in _ELSEWHERE:
            yield from (_MAY_ASK.at(passage, span) for span in _doubtful(text, passage, found))


def questions(text: Checked, passage: Passage) -> Iterator[Span]:
    """Where a passage asks about the decision."""
    phrases = text.phrases
    unless, before = phrases.pattern("decision", "not"), phrases.pattern("decision", "before")
    yield from phrases_in(passage, phrases.pattern("decision", "asks"), unless)
    for span in phrases_in(passage, phrases.pattern("decision", "asks-if"), unless):
        if before and before.match(passage.said, span.end):
            yield span


def _doubtful(text: Checked, passage: Passage, found: list[Span]) -> Iterator[Span]:
    """Sentences that speak of the hiring in a question, or behind a word that asks, and were not found out before."""
    phrases = text.phrases
    hiring, asking = phrases.pattern("decision", "hiring"), phrases.pattern("decision", "asking")
    spans = list(phrases_in(passage, hiring, phrases.pattern("decision", "not")))
    for sentence in sentences(passage.said) if asking else ():
        inside = [span for span in spans if sentence.start <= span.start < sentence.end]
        told = any(sentence.start <= span.start < sentence.end for span in found)
        if inside and asking and not told:
            before = passage.said[sentence.start : inside[0].start]
            if asking.search(before) or passage.said[slice(*sentence)].rstrip().endswith("?"):
                yield inside[0]
