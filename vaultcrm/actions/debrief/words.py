"""What people type when they are asked something, as the notes have it: a choice, yes or no, a day, a promise. Pure.

In comes an answer, out comes a value; ``WrongUsage`` where it is none, with what would be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from vaultcrm.dates import parse_answer, parse_day
from vaultcrm.errors import WrongUsage
from vaultcrm.notes.links import plain

_YES, _NO = ("yes", "true", "ok"), ("no", "false")
_BY = re.compile(r"(?<![ ,(])[ ,(]+(?:by|on|until|due)(?= )", re.IGNORECASE)
_LONGEST = 60  # letters of a day in words


def choice(said: str, options: Sequence[str]) -> str:
    """The one option that begins with what was said; ``-`` and spaces are the same."""
    wanted = plain(said).replace(" ", "-")
    found = [option for option in options if wanted and option.startswith(wanted)]
    if len(found) != 1:
        raise WrongUsage(f"{said!r} is none of {', '.join(options)}")
    return found[0]


def flag(said: str) -> bool:
    """Yes or no, or the start of either."""
    return choice(said, (*_YES, *_NO)) in _YES


def day_said(words: str, asked: date) -> date:
    """The day that an answer names, counted from the interview's: all of it, or the most of its end that names a day (D1).

    ``second round, in about a week`` names the day a week later.
    """
    parts = re.split(r"[\s,;:]+", words.strip(" .!"))
    for start in range(len(parts)):
        said = " ".join(parts[start:])
        if found := parse_answer(said, asked) or parse_day(said, asked):
            return found
    raise WrongUsage(f"{words!r} names no day", "Say it as 2026-11-24, about a week, 10 days, fri, end of the month.")


def promise(said: str, today: date, people: Collection[tuple[str, str]]) -> str:
    """A task as it is written into a note: a day at its end as a date, and whoever of ``people`` is named as a link.

    ``people`` are names with their links.
    """
    text = " ".join(said.split())
    text = _dated(text, today)
    return f"- [ ] {text if '[[' in text else _linked(text, dict(people))}"


def _dated(text: str, today: date) -> str:
    """With a day at its end as a date: ``the talk on ports by fri``."""
    for found in _BY.finditer(text):
        words = text[found.end() :].strip(" ).")
        if len(words) <= _LONGEST and (day := parse_day(words, today)):
            return f"{text[: found.start()]} {day.isoformat()}"
    return text


def _linked(text: str, links: Mapping[str, str]) -> str:
    """Names as links, the longer ones first, in one go: ``Lee`` is not looked for within ``[[Dana Lee]]``."""
    names = "|".join(re.escape(name) for name in sorted(links, key=lambda name: (-len(name), name)) if name)
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda found: links[found[0]], text) if names else text
