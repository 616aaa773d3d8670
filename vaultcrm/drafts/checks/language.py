"""Says what is not checked: the phrases of a language that has none."""

from __future__ import annotations

from collections.abc import Iterator

from vaultcrm.model import Finding

from .text import Checked, Verdict


def check(text: Checked) -> Iterator[Finding]:
    """One hint, where there is no file of phrases for the draft's language."""
    if not text.phrases.known:
        message = f"tone, questions and apologies are not checked: there are no phrases for {text.draft.language!r}"
        yield Verdict("language", "", "hint", message, "Read it aloud once more.").of(text.draft)
