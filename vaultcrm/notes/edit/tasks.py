"""Tick a promise (``- [ ] send her the article``), or give it another date; every other byte stays.

In comes a note's text and the task's line number, out comes the new text. The note's tasks are read before and after.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from vaultcrm.errors import EditRefused
from vaultcrm.model import Promise
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.promises import read_promises
from vaultcrm.notes.sections import without_code

from .lines import line_end, line_number, line_offset, splice
from .log import Written

_BOX = re.compile(r"(?P<before>[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[)(?P<tick>[ xX])\]")
_TAIL = re.compile(r"(?<![ \t])(?:[ \t]++\^[\w-]++)?[ \t]*+$")


def tick_promise(text: str, number: int, day: date) -> Written:
    """Tick the task on line ``number``: ``[x]``, and ``✅`` with the day, before a ``^block-id``."""
    line = _line(text, number)
    box, tail = _BOX.match(line), _TAIL.search(line)
    if not box or not tail or box["tick"] != " ":
        raise EditRefused(f"line {number} is not an open task")
    ticked = f"{box['before']}x]{line[box.end() : tail.start()]} ✅ {day.isoformat()}{tail[0]}"
    return _changed(text, number, ticked, lambda task: replace(task, done=True, done_on=day))


def redate_promise(text: str, number: int, day: date) -> Written:
    """Give the task on line ``number``, which has a date, another one."""
    line = _line(text, number)
    due = next((task.due for task in _tasks(text) if task.source.line == number), None)
    if due is None or line.count(due.isoformat()) != 1:
        raise EditRefused(f"line {number} is not a task with one date", "change its date by hand")
    if due == day:
        raise EditRefused(f"the task on line {number} is due on {day} already")
    return _changed(text, number, line.replace(due.isoformat(), day.isoformat()), lambda task: replace(task, due=day))


def _line(text: str, number: int) -> str:
    start = line_offset(text, number)
    return text[start : line_end(text, start)]


def _changed(text: str, number: int, line: str, change: Callable[[Promise], Promise]) -> Written:
    """The text with that line in the place of the old one, once it is proved that just this task has changed, and so."""
    start, before = line_offset(text, number), _tasks(text)
    new = splice(text, start, line_end(text, start), line)
    expected = [change(task) if task.source.line == number else task for task in before]
    if _tasks(new) != expected or before == expected:
        raise EditRefused(f"the task on line {number} could not be changed without changing more", "change it by hand")
    return Written(new, line.strip(), number)


def _tasks(text: str) -> list[Promise]:
    body = split_note(text).body
    first = line_number(text, len(text) - len(body))
    return list(read_promises("", without_code(body), first)[0])
