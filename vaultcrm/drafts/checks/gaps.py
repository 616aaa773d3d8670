"""Gaps that a draft was left with, and placeholders of a template that nobody filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from vaultcrm.model import Finding
from vaultcrm.notes.drafts import GAP, message

from .text import Checked, Passage, Verdict, blanked, body, phrases_in, spot

_FILL = "Write it, or take the sentence out."
# Of a template language, of a form, of a note to oneself; words in brackets are in the phrases of each language.
_PLACEHOLDER = re.compile(
    r"\{(?:\{.{0,300}?\}|%.{0,300}?%)\}|\[\?:?|\[[A-Z][A-Z _'/-]{2,}\](?![\](])|"
    r"\b(?:TODO|FIXME|TBD|XXX+)\b|_{4,}|\b[Ll]orem ipsum\b"
)


def check(text: Checked) -> Iterator[Finding]:
    """Every gap (``[?: …]``) by what it asks for, and every placeholder, in subject and text."""
    draft = text.draft
    unfilled = blanked(GAP, draft.subject)
    subject = Passage(draft.subject, unfilled, unfilled, draft.source.path, 0)
    raw = message(draft)
    for passage in (subject, Passage(raw, raw, raw, draft.source.path, draft.line)):
        for gap in GAP.finditer(passage.raw):
            wanted = shorten(gap["wanted"].partition(" - ")[0].strip() or "something", 80, placeholder=" …")
            yield Verdict("gap", "", "error", f"still wants {wanted}", _FILL).at(passage, spot(gap))
    for passage in (subject, body(draft)):
        for span in (
            *map(spot, _PLACEHOLDER.finditer(passage.text)),
            *phrases_in(passage, text.phrases.pattern("gap", "words")),
        ):
            said = f"{passage.raw[span.start : span.end]!r} looks like a placeholder"
            yield Verdict("gap", "", "error", said, _FILL).at(passage, span)
