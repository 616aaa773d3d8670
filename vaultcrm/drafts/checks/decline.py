"""Row E4: a decline says that it is probably not a match, and thanks, and nothing more; least of all reasons."""

from __future__ import annotations

from collections.abc import Iterator

from vaultcrm.model import Finding

from .form import greeting
from .text import Checked, Passage, Verdict, body, passages, phrases_in, sentences, words_of

_REASON = Verdict(
    "decline",
    "E4",
    "warning",
    "gives a reason for the decline",
    "Leave it out. A decline says that it was considered with care and is probably not a match, and thanks; no more.",
)
_MORE = Verdict(
    "decline",
    "E4",
    "warning",
    "says more than a decline needs",
    "Leave it out: whatever stands beside the care, the probably no match and the thanks reads as a reason.",
)
_SENTENCE = 4


def check(text: Checked) -> Iterator[Finding]:
    """Every reason, once a sentence, and whatever is neither the decision, nor thanks, nor a wish; only in declines."""
    if text.draft.act != "decline":
        return
    for passage in passages(text.draft):
        told: set[str] = set()
        for span in phrases_in(passage, text.phrases.pattern("decline", "reasons"), text.phrases.pattern("decline", "not")):
            finding = _REASON.at(passage, span)
            if finding.excerpt not in told:
                yield finding
            told.add(finding.excerpt)
    yield from _more(text, body(text.draft))


def _more(text: Checked, passage: Passage) -> Iterator[Finding]:
    """The sentences without a word of what a decline says; those with a reason are told already."""
    fitting, reasons = text.phrases.pattern("decline", "fitting"), text.phrases.pattern("decline", "reasons")
    if fitting is None or reasons is None:
        return
    greeted = greeting(text, passage)
    for span in sentences(passage.said):
        said = passage.said[slice(*span)]
        if span.start < (greeted.end if greeted else 0) or sum(1 for _ in words_of(said)) < _SENTENCE:
            continue
        if not fitting.search(said) and not reasons.search(said) and said.rstrip().endswith((".", "!", "?")):
            yield _MORE.at(passage, span)
