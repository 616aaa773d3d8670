"""What every part of the feed looks at: the vault, the plan, the feed's settings, and look-ups by id made once.

Here too the names of people, which a feed shortens to first names until it is allowed to show more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from vaultcrm.dates.days import add_months
from vaultcrm.model import FeedSettings, Interview, Plan, Ref, Touchpoint, Vault

from .words import one_line, shows, without_details

_HONORIFIC = re.compile(r"\s*(?:(?:dr|prof|mr|mrs|ms|mx|sir|dame|herr|frau|mme)\b\.?\s+)+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Scene:
    """``interviews`` by id; ``names`` maps the first word of each full name to (full name, first name)."""

    vault: Vault
    plan: Plan
    feed: FeedSettings
    interviews: Mapping[str, Interview]
    names: Mapping[str, tuple[tuple[str, str], ...]]

    @property
    def today(self) -> date:
        """The day for which the plan was made."""
        return self.plan.today


def look_at(vault: Vault, plan: Plan, feed: FeedSettings) -> Scene:
    """The scene of one feed on the plan's day."""
    interviews = {interview.id: interview for interview in vault.interviews}
    return Scene(vault, plan, feed, interviews, _by_first_word(frozenset(_full_names(vault, plan.touchpoints))))


def horizon(today: date) -> tuple[date, date]:
    """The first and the last day of a feed: from 30 days back to 12 months ahead."""
    return today - timedelta(days=30), add_months(today, 12)


def first_name(name: str) -> str:
    """``Dana`` of ``Dr. Dana Lee``, of ``Lee, Dana`` and of ``Dana Lee, PhD``."""
    last, comma, rest = name.partition(",")
    given = rest if comma and rest.strip() and len(last.split()) == 1 else last
    honorific = _HONORIFIC.match(given)
    words = given[honorific.end() if honorific else 0 :].split()
    return words[0] if words else name


def _last_name(name: str) -> str:
    """``Lee`` of ``Dr. Dana Lee``, of ``Lee, Dana`` and of ``Dana Lee, PhD``."""
    words = name.partition(",")[0].split()
    return words[-1] if words else name


def person_name(scene: Scene, name: str) -> str:
    """A person's name as the feed's level shows it."""
    return one_line(name if shows(scene.feed.level, "private") else first_name(name))


def ref_name(scene: Scene, ref: Ref) -> str:
    """The full name of whom a note links to; what the note says where there is no note of the person."""
    contact = scene.vault.find_contact(ref)
    return contact.name if contact else ref.name


def revealed(scene: Scene, text: str, spoken_of: Iterable[str] = ()) -> str:
    """One line of text as the feed's level shows it: below *private* with first names, and without numbers and addresses.

    The last names of those who are ``spoken_of`` (by full name) are first names too where they stand alone.
    """
    line = one_line(text)
    if shows(scene.feed.level, "private"):
        return line
    shown = _with_first_names(scene, line)
    for name in spoken_of:
        shown = first_name(name).join(re.split(rf"(?<!\w){re.escape(_last_name(name))}(?!\w)", shown))
    return without_details(shown)


def _with_first_names(scene: Scene, text: str) -> str:
    words = {word.casefold() for word in _WORD.findall(text)}
    known = {name.lower(): first for word in sorted(words) for name, first in scene.names.get(word, ())}
    longest_first = sorted((name for name in known if name in text.lower()), key=lambda name: (-len(name), name))
    if not longest_first:
        return text
    # However they are written: an act's words may have been put in small letters.
    found = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first), re.IGNORECASE)
    return found.sub(lambda match: known.get(match[0].lower(), "…"), text)


def _full_names(vault: Vault, touchpoints: Iterable[Touchpoint]) -> Iterator[tuple[str, str]]:
    for names in vault.called():
        first = first_name(names[0])
        yield from ((name, first) for name in names)
    yield from ((point.person.name, first_name(point.person.name)) for point in touchpoints if point.person)


# Found: who runs on builds a feed after every save, of the same people.
@lru_cache(maxsize=8)
def _by_first_word(names: frozenset[tuple[str, str]]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for full, first in sorted(names):
        word, line = _first_word(full)
        if word and " " in line:
            found.setdefault(word, []).append((line, one_line(first)))
    return {word: tuple(pairs) for word, pairs in found.items()}


@lru_cache(maxsize=1 << 15)
def _first_word(name: str) -> tuple[str, str]:
    """The first word of a name, as it is looked for, and the name as one line."""
    line = one_line(name)
    word = _WORD.search(line)
    return (word[0].casefold() if word else "", line)
