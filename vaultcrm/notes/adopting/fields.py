"""Which keys the notes of a kind use for ours, and which words they have for a job's stage.

In: the notes of one kind. Out: findings. A key counts where its values read as ours do: a ``follow_up`` of words is no day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from vaultcrm.model import STAGES as OURS
from vaultcrm.model import Settings
from vaultcrm.notes.frontmatter import normal
from vaultcrm.notes.ids import stem_of
from vaultcrm.notes.links import plain, unwrapped
from vaultcrm.notes.moments import parse_moment
from vaultcrm.notes.schema import KEYS as OUR_KEYS
from vaultcrm.notes.values import (
    Wrong,
    as_birthday,
    as_cadence,
    as_date,
    as_length,
    as_text,
    as_time,
    is_empty,
    of_text,
)
from vaultcrm.notes.yamltext import Entry, Value
from vaultcrm.notes.zones import as_zone

from .proposal import Finding
from .vocabulary import KEYS, STAGES, squeezed

Notes: TypeAlias = Sequence[tuple[str, Mapping[str, Entry]]]
_SELDOM = 0.02
_READERS: Mapping[str, Callable[[Value], object]] = {
    "start": of_text(parse_moment, "", ""), "time": as_time, "duration": as_length, "birthday": as_birthday,
    "cadence": as_cadence, "timezone": as_zone,
    **dict.fromkeys(("met", "next_contact", "last_contact", "applied", "decide_by"), as_date),
}  # fmt: skip
_OPEN = "?"


def field_findings(kind: str, notes: Notes) -> Iterator[Finding]:
    """The words for our keys, those that most notes use first."""
    own = _own_title(notes) if kind == "contact" else None
    if own:
        yield own
    for (_, ours), found in sorted(_by_key(kind, notes, own).items(), key=lambda item: (-len(item[1]), item[0])):
        if len(found) >= _SELDOM * len(notes) and _reads_as(ours, found):
            spelled = Counter(entry.key for _, entry in found).most_common(1)[0][0]
            yield Finding(f"fields.{kind}", spelled, ours, len(found), found[0][0])


def _by_key(kind: str, notes: Notes, own: Finding | None) -> dict[tuple[str, str], list[tuple[str, Entry]]]:
    """The notes where a word for one of our keys says something, and our key does not."""
    groups: dict[tuple[str, str], list[tuple[str, Entry]]] = defaultdict(list)
    for path, entries in notes:
        for key, entry in entries.items():
            ours = _ours(kind, key)
            if ours and not is_empty(entry.value) and ((own and ours == own.word) or not _says(entries, ours)):
                groups[key, ours].append((path, entry))
    return groups


def _says(entries: Mapping[str, Entry], key: str) -> bool:
    return key in entries and not is_empty(entries[key].value)


def _ours(kind: str, key: str) -> str | None:
    """Our key that a word is known for; none where it is one of ours itself."""
    if key in OUR_KEYS[kind] or not key.isprintable():
        return None
    same = next((ours for ours in OUR_KEYS[kind] if squeezed(ours) == squeezed(key)), None)
    return same or KEYS[kind].get(squeezed(key))


def _reads_as(ours: str, found: Sequence[tuple[str, Entry]]) -> bool:
    """Whether most values are what the key wants."""
    reader = _READERS.get(ours)
    return reader is None or sum(not isinstance(reader(entry.value), Wrong) for _, entry in found) > len(found) / 2


def _own_title(notes: Notes) -> Finding | None:
    """``title`` where it is the note's own title, and so the person's name."""
    titles = [(path, _text(entries["title"].value)) for path, entries in notes if "title" in entries]
    titled = [(path, title) for path, title in titles if title]
    same = [path for path, title in titled if plain(title) == plain(stem_of(path))]
    return Finding("fields.contact", "title", "name", len(same), same[0]) if len(same) > len(titled) / 2 else None


def stage_findings(jobs: Notes, settings: Settings) -> Iterator[Finding]:
    """The words for stages; one that nobody can know the meaning of (``declined``, by whom?) is left open."""
    theirs = [word for word, ours in settings.fields.get("job", {}).items() if ours == "stage"]
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, entries in jobs:
        word = next((_text(entries[key].value) for key in ("stage", *theirs) if _says(entries, key)), "")
        if word and word.isprintable() and normal(word) not in OURS:
            groups[normal(word)].append((word, path))
    for _, found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        word, path = found[0]
        ours = STAGES.get(squeezed(word)) or next((stage for stage in OURS if squeezed(stage) == squeezed(word)), None)
        yield Finding("stages", word, ours or _OPEN, len(found), path, ours is not None)


def _text(value: Value) -> str:
    text = as_text(value)
    return "" if isinstance(text, Wrong) else unwrapped(text)
