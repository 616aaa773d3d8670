"""Row E5: no apology for what was said, and no long explanation; least of all after an interview that went badly."""

from __future__ import annotations

from collections.abc import Iterator

from vaultcrm.model import Finding

from .text import Checked, Verdict, body, passages, phrases_in, words_of

_APOLOGY = Verdict(
    "apology",
    "E5",
    "error",
    "apologizes",
    "Leave it out: it may not have gone as badly for them as for you, and it reminds them.",
)
_EXPLAINS = Verdict(
    "apology",
    "E5",
    "error",
    "explains what you said or meant",
    "Leave it out: too much correction sounds like whining. Thank them, and wait for their view.",
)
_LONG = Verdict("apology", "E5", "warning", "is long for a note after an interview that went badly", "Thank them, and stop.")
_ENOUGH = 150
# Calls that put right what was said (rows B4 to B6) explain; that is what they are for.
_EXPLAINING = ("first-call", "call-1", "call-2", "call-3", "call", "decline")


def went_badly(text: Checked) -> bool:
    """Whether row E5 holds: the interview's note says so, or the act follows from it."""
    interview = text.material.interview
    return text.draft.act == "appreciate" or (interview is not None and interview.went == "badly")


def check(text: Checked) -> Iterator[Finding]:
    """Apologies everywhere, milder where it did not go badly; explanations where it did, and in what should only thank."""
    badly, phrases = went_badly(text), text.phrases
    for passage in passages(text.draft):
        unless = phrases.pattern("apology", "not")
        for span in phrases_in(passage, phrases.pattern("apology", "sorry"), unless):
            yield _APOLOGY.but("error" if badly else "warning").at(passage, span)
        if badly or text.draft.act not in _EXPLAINING:
            for span in phrases_in(passage, phrases.pattern("apology", "explains"), unless):
                yield _EXPLAINS.but("error" if badly else "hint").at(passage, span)
    if badly and sum(1 for _ in words_of(body(text.draft).text)) > _ENOUGH:
        yield _LONG.of(text.draft)
