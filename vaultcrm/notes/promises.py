"""Promises: ``- [ ]`` tasks anywhere in a note, with a date where they have one.

In: a note's text without code. Out: ``Promise``s. Dates are read as ``2026-11-30``, ``due 2026-11-30`` and as the plugin Tasks
of Obsidian writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vaultcrm.model import Problem, Promise, Source

from .links import find_links
from .moments import DATE, iso_day
from .placing import numbered

_TASK = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<tick>[ xX])\][ \t]+(?P<text>[^\n]*)", re.MULTILINE)
_ANY = re.compile(r"\[[ xX]\]")
_DAY = rf"(?:\[\[)?(?P<day>{DATE})(?:\]\])?"
_BLOCK = re.compile(r"(?:^| )\^(?P<id>[\w-]+)$")
_DONE = re.compile(rf"✅\ufe0f?[ ]?{_DAY}")
_OTHER_SIGNS = re.compile(rf"[➕⏳🛫❌]\ufe0f?[ ]?{_DAY}")
_DUE = (
    re.compile(rf"[📅🗓📆]\ufe0f?[ ]?{_DAY}"),
    re.compile(rf"[\[(]due::?[ ]?{_DAY}[\])]", re.IGNORECASE),
    re.compile(rf"[(,]?[ ]?\b(?:due(?: on| by)?|by|until|bis(?: zum)?|spätestens(?: am)?)\b:? {_DAY}\)?", re.IGNORECASE),
    re.compile(rf"[(,]?[ ]?(?<![\w/-]){_DAY}(?![\w/-])\)?"),
)


def read_promises(path: str, prose: str, first_line: int) -> tuple[tuple[Promise, ...], list[Problem]]:
    """All tasks of a note's text, which begins on line ``first_line``; an empty one is none."""
    if not _ANY.search(prose):
        return (), []
    promises: list[Promise] = []
    problems: list[Problem] = []
    for line, match in numbered(_TASK.finditer(prose), prose, first_line):
        source = Source(path, line)
        promise, wrong = read_promise(source, match["text"], match["tick"] != " ")
        promises += [promise] if promise.text else []
        problems += [_no_such_day(source, day) for day in wrong]
    return tuple(promises), problems


def read_promise(source: Source, text: str, done: bool) -> tuple[Promise, list[str]]:
    """One task without its list mark, and the dates in it that do not exist."""
    text = " ".join(text.split())
    block = _BLOCK.search(text)
    text = text[: block.start()] if block else text
    done_on, text, bad = _take(_DONE, text)
    text = _OTHER_SIGNS.sub("", text)
    due, text, worse = _due(text)
    people = find_links(text, source)
    promise = Promise(source, " ".join(text.split()), done, due, done_on, people, block["id"] if block else None)
    return promise, [*bad, *worse]


def _due(text: str) -> tuple[date | None, str, list[str]]:
    for sign in _DUE:
        if sign.search(text):
            return _take(sign, text)
    return None, text, []


def _take(sign: re.Pattern[str], text: str) -> tuple[date | None, str, list[str]]:
    """The last date after ``sign``, the text without it, and the date's words where it does not exist."""
    found = _last(sign.finditer(text))
    if not found:
        return None, text, []
    day = iso_day(found["day"])
    before, after = text[: found.start()].rstrip(), text[found.end() :]
    return day, before + ("" if after[:1] in (".", ",", ";", ":", "") else " ") + after.lstrip(), [] if day else [found["day"]]


def _last(found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    matches = list(found)
    return matches[-1] if matches else None


def _no_such_day(source: Source, day: str) -> Problem:
    return Problem(source, f"the date {day} does not exist", "write one that does")
