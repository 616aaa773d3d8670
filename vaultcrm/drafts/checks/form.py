"""What a reader trips over: words twice, spaces twice, no greeting, no close, no subject (row C9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultcrm.model import Finding, Severity

from .text import Checked, Passage, Span, Verdict, body, passages, phrases_in, spot

_TWICE = re.compile(r"\b([^\W\d_]+)\s+\1\b(?![\w-])", re.IGNORECASE)
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_]) [,;.!?](?=\s|\Z)")
_WRITTEN = ("email", "letter", "express", "card")
_AT_THE_END = 9


def check(text: Checked) -> Iterator[Finding]:
    """Everything of these; a call and a LinkedIn note need less than a letter."""
    for passage in passages(text.draft):
        yield from _doubled(text, passage)
    yield from _frame(text, body(text.draft))


def _doubled(text: Checked, passage: Passage) -> Iterator[Finding]:
    meant = text.phrases.words("form", "twice")
    for found in _TWICE.finditer(passage.text):
        if (
            found[1].casefold() not in meant
            and passage.is_whole(spot(found))
            and not (found[0].isupper() and len(found[1]) < 3)
        ):
            message = f"{found[1]!r} stands twice"
            yield Verdict("form", "C9", "warning", message, "Take one out.").at(passage, spot(found))
    for found in _SPACES.finditer(passage.text):
        if passage.raw[slice(*spot(found))].strip():
            continue
        # two spaces after a full stop are how many have learnt to type
        severity: Severity = "hint" if passage.text[found.start() - 1] in ".!?:" else "warning"
        yield Verdict("form", "C9", severity, "two spaces", "One is enough.").at(passage, spot(found))
    for found in _BEFORE_MARK.finditer(passage.text):
        yield Verdict("form", "C9", "hint", "a space before the mark", "Take it out.").at(passage, spot(found))


def _frame(text: Checked, passage: Passage) -> Iterator[Finding]:
    medium = text.draft.medium
    if not passage.raw.strip():
        yield Verdict("form", "", "error", "there is nothing in it", "Write it, or delete the draft.").of(text.draft)
    if not text.phrases.known or not passage.text.strip():
        return
    if medium == "email" and text.draft.touchpoint and not text.draft.subject.strip():
        message, remedy = "an e-mail without a subject", "Write one: half of the mail is opened for it."
        yield Verdict("form", "", "warning", message, remedy).of(text.draft)
    severity: Severity = "warning" if medium in _WRITTEN else "hint"
    if greeting(text, passage) is None:
        verdict = Verdict("form", "", severity, "begins without a greeting", "Greet them by name.")
        yield verdict.of(text.draft, _line(passage, 0))
    if medium == "phone":
        if not any(phrases_in(passage, text.phrases.pattern("form", "ends-call"))):
            yield Verdict("form", "", "hint", "ends without a word of thanks", "Thank them before you hang up.").of(text.draft)
    elif medium != "linkedin" and not _is_closed(text, passage):
        severity = "hint" if medium == "card" else "warning"
        message, remedy = "ends without a close and your name", "Close it, and sign."
        yield Verdict("form", "", severity, message, remedy).of(text.draft, _line(passage, -1))


def greeting(text: Checked, passage: Passage) -> Span | None:
    """The line in which they are greeted: the first, or one of the first few below an address."""
    pattern, closes = text.phrases.pattern("form", "greetings"), text.phrases.pattern("form", "closes")
    start = 0
    for line in passage.text.splitlines(keepends=True)[:_AT_THE_END]:
        words = f"{line.rstrip()}\n"
        if pattern and line.strip() and pattern.match(words) and not (closes and closes.match(words)):
            return Span(start, start + len(line.rstrip()))
        start += len(line)
    return None


def _is_closed(text: Checked, passage: Passage) -> bool:
    """Whether the last lines have a close, or end with the user's name."""
    lines = [line for line in passage.text.splitlines() if line.strip()][-_AT_THE_END:]
    closes = text.phrases.pattern("form", "closes")
    names = {name.casefold() for name in text.material.me.name.split()}
    short = (line.split() for line in lines[-4:] if len(line.split()) < 5)
    signed = any({word.strip(".,").casefold() for word in words} & names for words in short)
    return signed or bool(closes and closes.search("\n".join(lines) + "\n"))


def _line(passage: Passage, which: int) -> str:
    return [line.strip() for line in passage.raw.splitlines() if line.strip()][which][:80]
