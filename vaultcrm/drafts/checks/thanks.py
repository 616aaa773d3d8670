"""Rows C12 and E6: what is sent to thank somebody thanks them."""

from __future__ import annotations

from collections.abc import Iterator

from vaultcrm.model import Finding

from .text import Checked, Verdict, body, phrases_in

_NONE = Verdict("thanks", "C12", "warning", "does not thank them", "Say thank you: it is what they get this for.")
_THANKING = ("thank-you", "card", "appreciate", "after-rejection", "thank-introducer")


def check(text: Checked) -> Iterator[Finding]:
    """Where no word of thanks, or of how glad one was of the talk, stands in a thank-you."""
    passage = body(text.draft)
    if text.draft.act not in _THANKING or not text.phrases.known or not passage.text.strip():
        return
    if not any(phrases_in(passage, text.phrases.pattern("form", "thanks"))):
        yield _NONE.of(text.draft)
