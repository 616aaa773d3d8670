"""Rules of alarms (RFC 5545, 3.6.6): with words, with a trigger that can be reckoned, of a kind that clients know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..lines import ContentLine
from .document import Component, Document, Hit
from .rule import Rule, duration, moment

_ACTIONS = frozenset({"DISPLAY", "AUDIO", "EMAIL", "NONE"})  # the last is Apple's word for silence, and hurts nobody
_SIDES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "START": {"VTODO": ("DTSTART",)},
    "END": {"VTODO": ("DUE", "DURATION"), "VEVENT": ("DTEND", "DURATION")},
}


def alarm_without_description(document: Document) -> Iterator[Hit]:
    for alarm in document.named("VALARM"):
        action = alarm.first("ACTION")
        if action and action.value.upper() in ("DISPLAY", "EMAIL") and not alarm.first("DESCRIPTION"):
            yield Hit(alarm.line, "an alarm without a DESCRIPTION")


def alarm_bad_trigger(document: Document) -> Iterator[Hit]:
    for alarm in document.named("VALARM"):
        for line in alarm.all("TRIGGER"):
            fault = _fault(document, alarm, line)
            if fault:
                yield Hit(line.number, fault)


def _fault(document: Document, alarm: Component, line: ContentLine) -> str | None:
    if duration(line.value):
        if line.parameter("VALUE") not in (None, "DURATION"):
            return f"a duration with VALUE={line.parameter('VALUE')}"
        return _relation_fault(document, alarm, (line.parameter("RELATED") or "START").upper())
    found = moment(line.value, line.parameter("TZID"))
    return None if found and found.form == "utc" else f"no duration and no time in UTC: {line.value[:40]!r}"


def _relation_fault(document: Document, alarm: Component, related: str) -> str | None:
    """A VEVENT without DTSTART lacks more than an alarm, and is reported for that."""
    if related not in _SIDES:
        return f"RELATED={related[:20]} is neither START nor END"
    parent = document.components[alarm.parent] if alarm.parent is not None else None
    if parent is None or parent.name not in _SIDES[related] or any(parent.first(name) for name in _SIDES[related][parent.name]):
        return None
    return f"counted from the {related.lower()}, which is not given"


def alarm_bad_action(document: Document) -> Iterator[Hit]:
    for alarm in document.named("VALARM"):
        action = alarm.first("ACTION")
        if action and action.value.upper() not in _ACTIONS:
            yield Hit(action.number, f"ACTION:{action.value[:40]}")


def alarm_repeat(document: Document) -> Iterator[Hit]:
    for alarm in document.named("VALARM"):
        repeat, pause = alarm.first("REPEAT"), alarm.first("DURATION")
        if bool(repeat) != bool(pause):
            yield Hit((repeat or pause or alarm.properties[0]).number, "REPEAT and DURATION want each other")


RULES = (
    Rule(
        "alarm-without-description",
        "Home Assistant refuses the whole file",
        "the event's SUMMARY as DESCRIPTION",
        alarm_without_description,
    ),
    Rule(
        "alarm-bad-trigger",
        "Apple and libical refuse the event",
        "TRIGGER:-PT15M, or VALUE=DATE-TIME and UTC",
        alarm_bad_trigger,
    ),
    Rule("alarm-bad-action", "strict clients refuse the file, others pass it over", "ACTION:DISPLAY", alarm_bad_action),
    Rule("alarm-repeat", "libical and Home Assistant refuse it", "both or neither", alarm_repeat),
)
