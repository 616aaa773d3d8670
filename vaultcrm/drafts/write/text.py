"""From what a template gave to what a draft says: subject and text, paragraph by paragraph.

In comes the rendered template, out come the subject and the text: lines of a paragraph joined (a line that ends in ``\\`` keeps
its break), one blank line between paragraphs, no doubled spaces, no rule with nothing below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = "\x00"
_TAGS = re.compile(r"(?:\s*+(?>\{%.*?%\}|\{#.*?#\}))++\s*")
_SUBJECT = re.compile(r"\s*Subject:[ \t]*(?P<subject>[^\n]*)(?:\n|\Z)")
_RULE = re.compile(r"-{3,}")
_OWN_LINE = re.compile(r"(?:[-*+] |\d+[.)] |#{1,6} |-{3,}$|> )")


class Written(NamedTuple):
    """What a draft says."""

    subject: str
    text: str


def with_marks(template: str) -> str:
    """A template whose lines of nothing but tags are marked, for they are no lines of the text; every line keeps its number."""
    lines = template.replace("\r\n", "\n").replace(_MARK, "").removesuffix("\n").split("\n")
    return "\n".join(f"{line.strip()}{_MARK}" if _TAGS.fullmatch(line) else line for line in lines) + "\n"


def laid_out(rendered: str) -> Written:
    """Subject (from a first line ``Subject: …``) and text."""
    rendered = rendered.replace(f"{_MARK}\n", "").replace(_MARK, "")
    head = _SUBJECT.match(rendered)
    body = rendered[head.end() :] if head else rendered
    paragraphs = (list(_lines(part)) for part in re.split(r"\n[ \t]*\n", body))
    kept = [lines for lines in paragraphs if lines]
    while kept and _RULE.fullmatch(kept[-1][-1]):
        kept.pop()
    text = "\n\n".join("\n".join(lines) for lines in kept)
    return Written(_tidy(head["subject"]) if head else "", text)


def _lines(paragraph: str) -> Iterator[str]:
    """The lines of a paragraph: what was wrapped in the template is joined again."""
    current = ""
    for raw in paragraph.splitlines():
        line = raw.strip()
        if _OWN_LINE.match(line) and current:
            yield _tidy(current)
            current = ""
        current = f"{current} {line.removesuffix(chr(92))}".strip()
        if line.endswith("\\") and current:
            yield _tidy(current)
            current = ""
    if current:
        yield _tidy(current)


def _tidy(line: str) -> str:
    """One space between words, none before a full stop or comma, and one full stop behind ``Zeta, Inc.``"""
    line = re.sub(r" ([.,;:!?])(?=\s|$)", r"\1", " ".join(line.split()))
    return re.sub(r"(?<=\w)\.\.(?=\s|$)", ".", line)
