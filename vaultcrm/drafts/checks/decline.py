"""Row E4: a decline says that it is probably not a match, and thanks; it gives no reasons."""

from __future__ import annotations

from collections.abc import Iterator

from vaultcrm.model import Finding

from .text import Checked, Verdict, passages, phrases_in

_REASON = Verdict(
    "decline",
    "E4",
    "warning",
    "gives a reason for the decline",
    "Leave it out: considered with care, probably not a match, thanks, and nothing more.",
)


def check(text: Checked) -> Iterator[Finding]:
    """Every reason, once a sentence; only in declines."""
    if text.draft.act != "decline":
        return
    for passage in passages(text.draft):
        told: set[str] = set()
        for span in phrases_in(passage, text.phrases.pattern("decline", "reasons"), text.phrases.pattern("decline", "not")):
            finding = _REASON.at(passage, span)
            if finding.excerpt not in told:
                yield finding
            told.add(finding.excerpt)
