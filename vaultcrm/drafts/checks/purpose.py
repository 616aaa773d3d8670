"""Row B7: everything serves to convince them that you can do the job, will fit, and are worth it."""

from __future__ import annotations

from collections.abc import Iterator

from vaultcrm.model import Finding

from .text import Checked, Verdict, body, phrases_in

_NONE = Verdict(
    "purpose",
    "B7",
    "warning",
    "says neither that you can do the job, nor that you will fit, nor that you are worth it",
    "Say one of the three, with something that you have done.",
)
_SELLING = ("pitch", "letter", "first-call", "call-1", "call-2", "call-3", "call")
_GENTLY = ("weekly", "check-in")


def check(text: Checked) -> Iterator[Finding]:
    """Where a text that is to convince says none of the three; in a check-in it would only be nicer."""
    if text.draft.act not in (*_SELLING, *_GENTLY):
        return
    passage = body(text.draft)
    if not any(_says(text, name) for name in ("can", "fit", "worth")) and text.phrases.known:
        yield _NONE.but("warning" if text.draft.act in _SELLING else "hint").of(text.draft, passage.raw.strip()[:80])


def _says(text: Checked, name: str) -> bool:
    return next(phrases_in(body(text.draft), text.phrases.pattern("purpose", name)), None) is not None
