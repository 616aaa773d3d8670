"""The text that is checked, and places in it.

In: a draft with all that is known of it (``Checked``). Out: what is sent of it, as passages, in which phrases can be looked for
whatever the form of their apostrophes and line breaks; and findings that say where they are. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from vaultcrm.drafts.material import Material
from vaultcrm.model import Draft, Finding, Severity, Source
from vaultcrm.notes.drafts import GAP, message
from vaultcrm.notes.sections import without_code

from .phrases import Phrases, phrases

# As long as before, so that a place in the one is the place in the other.
_ALIKE = str.maketrans("’‘ʼ´“”„‟«»‐‑–—−\u00a0\u202f\u2009\t", "''''" + '"' * 6 + "-" * 5 + " " * 4)
_QUOTED = re.compile(r'(?<!\w)"[^"\n]{1,200}(?:\n(?!\s*\n)[^"\n]{0,200}){0,3}"(?!\w)|^[ ]*>[^\n]*$', re.MULTILINE)
_END = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*+(?=\s)|\n[ ]*(?=\n)|\n(?=[ ]*(?:[-*+]|\d+\.)[ ])|\n(?=##)")
_SHORT = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Jr|Sr|Nr|Str|bzw|usw|ca|vgl|e\.g|i\.e|approx|etc|No)|\b[A-Za-z])\.$")
_ADDRESS = re.compile(r"\b\w+://\S+|\bwww\.\S+|(?<!\S)[^\s@]+@\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_EXCERPT, _SHORTEST = 100, 12  # the second is as long as any word that ``_SHORT`` knows


class Span(NamedTuple):
    """A stretch of a passage: from ``start`` to before ``end``."""

    start: int
    end: int


def spot(found: re.Match[str], group: str | int = 0) -> Span:
    """Where a match stands."""
    return Span(*found.span(group))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of what is sent: the ``subject``, or the text. ``raw`` is as it was written, ``text`` with plain apostrophes.

    ``text`` has no comments and no code, ``said`` no quotations either; all three are of one length. ``line`` is that of the
    note on which it begins (0: none).
    """

    raw: str
    text: str
    said: str
    path: str
    line: int

    def place(self, start: int) -> Source:
        """Where in the note ``start`` stands."""
        before = self.raw[:start]
        return Source(self.path, self.line + before.count("\n"), start - before.rfind("\n")) if self.line else Source(self.path)

    def excerpt(self, span: Span) -> str:
        """The span with what stands around it in its sentence, on one line."""
        sentence = next((one for one in sentences(self.text) if one.start <= span.start < one.end), span)
        start = sentence.start
        if span.end - start > _EXCERPT:
            start = self.raw.find(" ", max(start, span.start - _EXCERPT // 3), span.start) + 1 or span.start
        shown = " ".join(self.raw[start : max(sentence.end, span.end)].split())
        shown = shown if start == sentence.start else f"… {shown}"
        return shown if len(shown) <= _EXCERPT else f"{shown[: _EXCERPT - 1].rstrip()}…"

    def is_whole(self, span: Span) -> bool:
        """Whether the span was written as it stands: no gap and no code was taken out of it."""
        return self.raw[slice(*span)].split() == self.text[slice(*span)].split()


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft, and all that a check may compare it with.

    ``siblings`` are the drafts for the others of the same interview, ``earlier`` those of them with which no one has compared
    this one yet. ``words`` are names and terms of the vault as they are written, ``companies`` all of its companies.
    """

    draft: Draft
    material: Material
    siblings: tuple[Draft, ...] = ()
    earlier: tuple[Draft, ...] = ()
    words: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()

    @property
    def phrases(self) -> Phrases:
        """The phrases of the draft's language."""
        return phrases(self.draft.language)


@lru_cache(maxsize=32)
def body(draft: Draft) -> Passage:
    """What is sent of a draft, without its subject."""
    raw = message(draft)
    text = blanked(GAP, without_code(raw)).translate(_ALIKE)
    return Passage(raw, text, blanked(_QUOTED, text), draft.source.path, draft.line)


def passages(draft: Draft) -> tuple[Passage, ...]:
    """Subject and text; the subject where there is one that is sent."""
    subject = draft.subject if draft.medium in ("email", "letter", "express") else ""
    plain = subject.translate(_ALIKE)
    return (*([Passage(subject, plain, plain, draft.source.path, 0)] if subject else []), body(draft))


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """A text with spaces for what the pattern finds, as long as before."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


@lru_cache(maxsize=16)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, one behind the other; a blank line and a list's item begin a new one."""
    found = []
    start = 0
    for end in _END.finditer(text):
        if _SHORT.search(text, max(start, end.start() - _SHORTEST), end.start() + 1) and "\n" not in end[0]:
            continue
        found.append(Span(start, end.end()))
        start = end.end()
    return tuple(span for span in (*found, Span(start, len(text))) if text[span.start : span.end].strip())


def words_of(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, as matches, without addresses of pages and mailboxes."""
    return _WORD.finditer(blanked(_ADDRESS, text))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check thinks of a phrase: everything of a ``Finding`` but its place."""

    rule: str
    row: str
    severity: Severity
    message: str
    remedy: str = ""

    def at(self, passage: Passage, span: Span) -> Finding:
        """The finding where ``span`` stands."""
        return Finding(
            passage.place(span.start), self.rule, self.severity, self.message, self.remedy, self.row, passage.excerpt(span)
        )

    def of(self, draft: Draft, excerpt: str = "") -> Finding:
        """The finding about a draft as a whole."""
        place = Source(draft.source.path, draft.line)
        return Finding(place, self.rule, self.severity, self.message, self.remedy, self.row, excerpt)

    def but(self, severity: Severity) -> Verdict:
        """The same, more or less severe."""
        return replace(self, severity=severity)


def phrases_in(passage: Passage, pattern: re.Pattern[str] | None, unless: re.Pattern[str] | None = None) -> Iterator[Span]:
    """Where a phrase is said in one's own words; not where its sentence, up to its end, is said to be ``unless``."""
    if pattern is None:
        return
    spans = sentences(passage.said)
    for found in pattern.finditer(passage.said):
        start = max((span.start for span in spans if span.start <= found.start()), default=0)
        if not (unless and unless.search(passage.said[start : found.start()])):
            yield Span(found.start(), found.end())
