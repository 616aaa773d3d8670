"""How long a text may be, by the medium in which it goes out (rows A1, B4, D2, D4, E1, E4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from vaultcrm.model import Draft, Finding, Severity
from vaultcrm.notes.drafts import GAP, Variant, message, variants

from .text import Checked, Verdict, words_of

LINKEDIN = 300
A_MINUTE = 130
CALL = 3 * A_MINUTE
_VOICEMAIL = 100


class Limit(NamedTuple):
    """How many words, and which row asks for it."""

    words: int
    row: str
    severity: Severity = "warning"


_BY_ACT: Mapping[str, Limit] = {"decline": Limit(90, "E4"), "pitch": Limit(260, "E1"), "birthday": Limit(120, "A3")}
_BY_MEDIUM: Mapping[str, Limit] = {
    "card": Limit(100, "A1"),
    "email": Limit(300, "D4"),
    "express": Limit(300, "D4"),
    "letter": Limit(420, "C5"),
}


def check(text: Checked) -> Iterator[Finding]:
    """Where the text is longer than its medium or its act allows."""
    draft = text.draft
    if draft.medium == "linkedin":
        yield from _characters(draft)
    elif draft.medium == "phone":
        yield from _call(draft)
    else:
        limit = min((_BY_ACT.get(draft.act, Limit(1000, "")), _BY_MEDIUM[draft.medium]))
        words = count(message(draft))
        if words > limit.words:
            what = "decline" if draft.act == "decline" else draft.medium
            said = f"has {words} words; {limit.words} are enough for {'an' if what[0] == 'e' else 'a'} {what}"
            yield Verdict("length", limit.row, limit.severity, said, "Take out what they know already.").of(draft)


def count(text: str) -> int:
    """How many words a text has, gaps not counted."""
    return sum(1 for _ in words_of(GAP.sub("", text).replace("’", "'")))


def _characters(draft: Draft) -> Iterator[Finding]:
    length = len(message(draft).strip())
    if length > LINKEDIN:
        said = f"has {length} characters; LinkedIn takes {LINKEDIN}"
        yield Verdict("length", "D2", "error", said, f"Take out {length - LINKEDIN} or more.").of(draft)


def _call(draft: Draft) -> Iterator[Finding]:
    """A call takes less than three minutes; a voicemail less than one, or it is not heard out."""
    first, *further = variants(draft)
    for variant, most, row in ((first, CALL, "B4"), *((one, _VOICEMAIL, "C4") for one in further)):
        words = count(variant.text)
        if words >= most:
            took = f"{_named(variant)} takes {words / A_MINUTE:.1f} minutes at {A_MINUTE} words a minute"
            said = f"{took}; have it under {most / A_MINUTE:.1f}"
            yield Verdict("length", row, "warning", said, "Say one thing, and let the rest go.").of(draft, variant.title)


def _named(variant: Variant) -> str:
    return f"the part {variant.title!r}" if variant.title else "the call"
