"""Rules of recurrence (RFC 5545, 3.3.10): rules that are some, that end as they began, and that clients read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from ..lines import ContentLine
from .document import Component, Document, Hit
from .rule import Rule, When, moment, when

# The numbers that each part may have, and which of them may count from the end.
_BOUNDS = {
    "BYSECOND": (0, 60), "BYMINUTE": (0, 59), "BYHOUR": (0, 23), "BYMONTHDAY": (1, 31), "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53), "BYMONTH": (1, 12), "BYSETPOS": (1, 366),
}  # fmt: skip
_SIGNED = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
# The parts that a frequency excludes.
_EXCLUDED = {
    "WEEKLY": ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"), "DAILY": ("BYYEARDAY", "BYWEEKNO"), "MONTHLY": ("BYYEARDAY", "BYWEEKNO"),
    **dict.fromkeys(("SECONDLY", "MINUTELY", "HOURLY"), ("BYWEEKNO",)),
}  # fmt: skip
_DAYS = r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)"
_PARTS = {
    "FREQ": re.compile("SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY"),
    "UNTIL": re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII),
    "COUNT": re.compile(r"[1-9]\d{0,8}", re.ASCII),
    "INTERVAL": re.compile(r"[1-9]\d{0,8}", re.ASCII),
    "BYDAY": re.compile(rf"{_DAYS}(,{_DAYS})*", re.ASCII),
    "WKST": re.compile("MO|TU|WE|TH|FR|SA|SU"),
    **dict.fromkeys(_BOUNDS, re.compile(r"[+-]?\d{1,3}(,[+-]?\d{1,3})*", re.ASCII)),
}
_UNPORTABLE = frozenset({"BYSETPOS", "BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND"})
_SUBDAILY = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_COUNTED_DAY = re.compile(r"[+-]?(\d+)", re.ASCII)
_A_DAY = timedelta(days=1)
_LATE_DAYS = frozenset({"29", "30", "31"})


def bad_recurrence(document: Document) -> Iterator[Hit]:
    for component, line in _rules(document):
        fault = _fault(line) or _never(component, line)
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
    return "a part given twice" if len(set(names)) < len(names) else _contradiction(dict(pairs))


def _contradiction(parts: Mapping[str, str]) -> str | None:
    """What is written as it should be, and out of bounds or beside a part that it does not go with."""
    wide = next((name for name in _BOUNDS if name in parts and not _in_bounds(name, parts[name].split(","))), None)
    if wide:
        return f"{wide}={parts[wide][:20]} is out of bounds"
    excluded = next((name for name in _EXCLUDED.get(parts["FREQ"], ()) if name in parts), None)
    if excluded:
        return f"{excluded} does not go with FREQ={parts['FREQ']}"
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        return "BYSETPOS alone"
    if "UNTIL" in parts and not moment(parts["UNTIL"], None):
        return f"UNTIL is no date: {parts['UNTIL']}"
    return _day_fault(parts)


def _in_bounds(name: str, numbers: list[str]) -> bool:
    low, high = _BOUNDS[name]
    return all(low <= abs(int(number)) <= high and (number[0].isdigit() or name in _SIGNED) for number in numbers)


def _day_fault(parts: Mapping[str, str]) -> str | None:
    """``-1FR`` counts within months and years, and there are 53 weeks at most."""
    counted = [int(number) for number in _COUNTED_DAY.findall(parts.get("BYDAY", ""))]
    if not all(1 <= number <= 53 for number in counted):
        return "BYDAY is out of bounds"
    within = parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and "BYWEEKNO" not in parts)
    return None if within or not counted else "a numbered BYDAY goes with months and years only"


def _never(component: Component, line: ContentLine) -> str | None:
    """Zones are within a day of each other."""
    start = component.first("DTSTART")
    begun, until = when(start) if start else None, moment(_parts(line).get("UNTIL", ""), None)
    return "UNTIL lies before DTSTART" if begun and until and begun.value - until.value > _A_DAY else None


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
