"""Drafts on the terminal and as data: the text with its place, and what could be drafted.

In come touch-points and drafts, out come lines, or the JSON of ``draft --json``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from vaultcrm.model import Draft, Touchpoint

from .data import Data, touchpoint_data
from .days import short_day
from .spans import Line, Lines, Span, fit, line, pad, wrapped

WIDTH = 50


def draft_lines(touchpoint: Touchpoint, draft: Draft, fold: bool) -> Lines:
    """Where the draft stands, its subject, its text; ``fold`` wraps the paragraphs for a screen."""
    head = line(Span(touchpoint.key, "key"), "  ", Span(touchpoint.title, "heading"))
    place = line(Span(f"{draft.source.path}:{draft.line}", "soft"))
    subject = (line(Span("Subject: ", "soft"), draft.subject),) if draft.subject else ()
    return (head, place, (), *subject, *([()] if subject else []), *_text(draft.text, fold))


def _text(text: str, fold: bool) -> Iterator[Line]:
    for paragraph in text.splitlines():
        if fold and paragraph.strip():
            yield from wrapped(paragraph)
        else:
            yield line(paragraph)


def draft_data(touchpoint: Touchpoint, draft: Draft, outcome: str) -> Data:
    """One draft, as ``draft KEY --json`` shows it."""
    return {
        "path": draft.source.path,
        "line": draft.line,
        "outcome": outcome,
        "act": draft.act,
        "medium": draft.medium,
        "language": draft.language,
        "recipient": draft.recipient.name if draft.recipient else None,
        "subject": draft.subject,
        "text": draft.text,
        "touchpoint": touchpoint_data(touchpoint),
    }


def listed_lines(touchpoints: Sequence[Touchpoint], there: Mapping[str, str], today: date) -> Lines:
    """What can be drafted: key, day, what it is, and the draft that there is."""
    return tuple(
        line(
            Span(one.key, "key"),
            f"  {pad(short_day(one.planned, today), 6)}  {pad(fit(one.title, WIDTH), WIDTH)}  ",
            Span("drafted" if one.uid in there else "", "good"),
        )
        for one in touchpoints
    )


def listed_data(touchpoints: Sequence[Touchpoint], there: Mapping[str, str]) -> list[Data]:
    """The same, as ``draft --json`` shows it."""
    return [touchpoint_data(one) | {"draft": there.get(one.uid)} for one in touchpoints]
