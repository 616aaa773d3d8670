"""Rules of recurrence (RFC 5545, 3.3.10): rules that are some, that end as they began, and that clients read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lines import ContentLine
from .document import Component, Document, Hit
from .rule import Rule, When, moment, when

_BY_NUMBER = ("BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS")
_DAYS = r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)"
_PARTS = {
    "FREQ": re.compile("SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY"),
    "UNTIL": re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII),
    "COUNT": re.compile(r"[1-9]\d{0,8}", re.ASCII),
    "INTERVAL": re.compile(r"[1-9]\d{0,8}", re.ASCII),
    "BYDAY": re.compile(rf"{_DAYS}(,{_DAYS})*", re.ASCII),
    "WKST": re.compile("MO|TU|WE|TH|FR|SA|SU"),
    **dict.fromkeys(_BY_NUMBER, re.compile(r"[+-]?\d{1,3}(,[+-]?\d{1,3})*", re.ASCII)),
}
_UNPORTABLE = frozenset({"BYSETPOS", "BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND"})
_SUBDAILY = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_LATE_DAYS = frozenset({"29", "30", "31"})


def bad_recurrence(document: Document) -> Iterator[Hit]:
    for _, line in _rules(document):
        fault = _fault(line)
        if fault:
            yield Hit(line.number, f"{line.name}: {fault}")


def unportable_recurrence(document: Document) -> Iterator[Hit]:
    for component, line in _rules(document):
        reason = _reason(component, line) if component.name in ("VEVENT", "VTODO", "VJOURNAL") else None
        if reason and not _fault(line):
            yield Hit(line.number, reason)
    periods = (line for _, line in document.properties() if line.name == "RDATE" and line.parameter("VALUE") == "PERIOD")
    yield from (Hit(line.number, "RDATE with periods") for line in periods)


def moved_occurrence(document: Document) -> Iterator[Hit]:
    for _, line in document.properties():
        if line.name == "RECURRENCE-ID":
            yield Hit(line.number, "an occurrence that was moved or changed")


def rule_end_type(document: Document) -> Iterator[Hit]:
    for component, line in _rules(document):
        start = component.first("DTSTART")
        begun, until = when(start) if start else None, moment(_parts(line).get("UNTIL", ""), None)
        if begun and until and until.form != _wanted_end(component, begun):
            yield Hit(line.number, f"UNTIL is {_FORMS[until.form]}, and must be {_FORMS[_wanted_end(component, begun)]}")


def _wanted_end(component: Component, begun: When) -> str:
    if component.name in ("STANDARD", "DAYLIGHT"):
        return "utc"
    return "utc" if begun.form == "zoned" else begun.form


def _fault(line: ContentLine) -> str | None:
    pairs = [part.partition("=")[::2] for part in line.value.upper().split(";")]
    names = [name for name, _ in pairs]
    wrong = next((n for n, value in pairs if not n.startswith("X-") and not (n in _PARTS and _PARTS[n].fullmatch(value))), None)
    if wrong is not None:
        return f"{wrong[:20]!r} is not understood"
    if "FREQ" not in names:
        return "no FREQ"
    if "COUNT" in names and "UNTIL" in names:
        return "both COUNT and UNTIL"
    return "a part given twice" if len(set(names)) < len(names) else None


def _reason(component: Component, line: ContentLine) -> str | None:
    parts = _parts(line)
    if line.name == "EXRULE":
        return "EXRULE, which RFC 5545 dropped"
    if parts.get("FREQ") in _SUBDAILY:
        return f"FREQ={parts['FREQ']}"
    odd = next((name for name in parts if name in _UNPORTABLE), None)
    return odd or _late_day(component, parts)


def _late_day(component: Component, parts: dict[str, str]) -> str | None:
    """Days that not every month or year has: some skip them, some clamp them."""
    start = component.first("DTSTART")
    begun = when(start) if start else None
    plain = not any(name.startswith("BY") and name != "BYMONTH" for name in parts)
    if begun and plain and parts.get("FREQ") == "YEARLY" and (begun.value.month, begun.value.day) == (2, 29):
        return "every year on 29 February"
    if begun and plain and parts.get("FREQ") == "MONTHLY" and begun.value.day > 28:
        return f"every month on day {begun.value.day}"
    late = parts.get("FREQ") == "MONTHLY" and _LATE_DAYS & set(parts.get("BYMONTHDAY", "").split(","))
    return "every month on a day that not all have" if late else None


def _parts(line: ContentLine) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in line.value.upper().split(";"))


def _rules(document: Document) -> Iterator[tuple[Component, ContentLine]]:
    return ((component, line) for component, line in document.properties() if line.name in ("RRULE", "EXRULE"))


_FORMS = {"date": "a date", "utc": "a time in UTC", "local": "a floating time", "zoned": "a time in a zone"}

RULES = (
    Rule(
        "bad-recurrence",
        "all: the rule is passed over, or the event lost",
        "FREQ=…;INTERVAL=…;COUNT=… or UNTIL=…",
        bad_recurrence,
    ),
    Rule(
        "unportable-recurrence",
        "calcurse, Emacs, Google and Outlook show other days",
        "one event each, written out",
        unportable_recurrence,
    ),
    Rule(
        "moved-occurrence",
        "calcurse and Emacs show it twice or on the old day",
        "one event each, written out",
        moved_occurrence,
    ),
    Rule(
        "rule-end-type",
        "Google and Outlook drop the last one or go on for ever",
        "UNTIL as a date for dates, in UTC for times",
        rule_end_type,
    ),
)
