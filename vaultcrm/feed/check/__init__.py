"""A strict linter of any calendar feed: RFC 5545, RFC 7986, and what subscribing clients really do.

Before: the bytes of a file. After: what is wrong in it, line by line, who suffers from it, and what to write instead.
The rules are a table; each is one small function over the file as ``document`` reads it, by hand and without a library.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import alarms, calendars, octets, recurrence, shape, spans, texts, times, values, zones
from .document import Document
from .rule import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: ``line`` from 1, the ``rule``'s name, what is wrong, which ``clients`` suffer, what to write ``instead``."""

    line: int
    rule: str
    message: str
    clients: str
    instead: str


# Of a web page, or of nothing, there is no more to say.
_FIRST = shape.NOT_A_CALENDAR
_MOST = 16_000_000  # octets, which take some ten seconds; of what is larger no client reads a word
RULES: tuple[Rule, ...] = (
    _FIRST,
    *octets.RULES,
    *shape.RULES,
    *calendars.RULES,
    *texts.RULES,
    *times.RULES,
    *spans.RULES,
    *values.RULES,
    *zones.RULES,
    *recurrence.RULES,
    *alarms.RULES,
)


def check_feed(data: bytes) -> tuple[Finding, ...]:
    """Everything that is wrong in a feed, by line; nothing where it keeps every rule. Takes time in proportion to its size."""
    document = Document(data)
    if len(data) > _MOST:
        return tuple(_findings(calendars.TOO_LARGE, document))
    rules = RULES if document.is_calendar else (_FIRST,)
    findings = [finding for rule in rules for finding in _findings(rule, document)]
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.rule, finding.message)))


def _findings(rule: Rule, document: Document) -> list[Finding]:
    return [Finding(hit.line, rule.name, hit.message, rule.clients, rule.instead) for hit in rule.find(document)]
