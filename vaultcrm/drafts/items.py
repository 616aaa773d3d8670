"""What stands under a heading of the debrief, item by item, each on one line as a reader takes it.

In comes the text of a section, out come items: list marks, links' brackets, emphasis and wrapped lines are gone, and so is what
says nothing (``-``, ``none``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .material import Person, Topic
from .people import folded, names_for, spelt, without_form

MOST, LONGEST = 40, 600
_NARROWEST = 60
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<text>.*)")
_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]*/)?([^\[\]|/\n]+?)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]+))?\]\]")
_WEB_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)")
_STRONG = re.compile(r"(\*\*|__|==|~~)(?=\S)(.+?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
# Pictures are for notes: paper has no type for them, and no letter to a stranger wants one.
_PICTURES = re.compile("[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff][\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]*+")
_NOTHING = re.compile(
    r"[-–—?/]*|n/?a|(?:none|no|nope|nothing|nada|keine?[nrs]?|nichts|nix|nein|entfällt)"
    r"(?:,? (?:really|at all|so far|yet|much|special|else|that i know of|i think|wirklich|bisher|besonderes|eigentlich))*",
    re.IGNORECASE,
)
# What the note itself says is not to be spoken of.
_PRIVATE = re.compile(
    r"\b(?:do not|don['’]?t|never|must not|nicht|keinesfalls)\b[^.;]{0,20}?\b(?:mention|repeat|quote|tell anyone|bring it up|"
    r"erwähnen|zitieren|ansprechen|weitersagen)\b|\boff the record\b|\bin confidence\b|\bconfidential(?:ly)?\b|"
    r"\bbetween (?:us|you and me)\b|\bvertraulich\b|\bunter uns\b|\bim vertrauen\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:(?<!\s)\s++)?\((?P<who>[^()]{1,60})\)\s*\.?$")
_BEHIND_DASH = re.compile(r"(?<!\s)\s++[–—-]{1,2}\s+(?P<who>[^–—]{1,40})$")
_BEFORE_COLON = re.compile(r"(?P<who>[^:]{1,80}?)(?:\s*+:|\s++[–—-])\s++(?P<rest>\S.*)", re.DOTALL)
_BETWEEN = re.compile(r"(?:(?<!\s)\s++)?(?:,|&|/|\+|\band\b|\bund\b|\bet\b|\by\b)\s*")


class Entry(NamedTuple):
    """One item: how deep its list mark stands, and its text."""

    depth: int
    text: str


def readable(text: str) -> str:
    """Text on one line: links as their names, without emphasis, pictures and control characters."""
    text = _LINK.sub(lambda link: (link[2] or link[1]).strip(), text[: 4 * LONGEST])
    text = _WEB_LINK.sub(r"\1", text)
    text = _SLANTED.sub(r"\1", _STRONG.sub(r"\2", text))
    return " ".join(_UNFIT.sub(" ", _PICTURES.sub(" ", text)).split())[:LONGEST]


def entries(text: str) -> tuple[Entry, ...]:
    """The items of a section; wrapped lines belong to the item above them, what begins before it had to is one of its own."""
    found: list[list[str]] = []
    depths: list[int] = []
    before, width, small = "", max((len(line) for line in text.splitlines()), default=0), text.lstrip()[:1].islower()
    for line in text.splitlines():
        bullet, above, before = _BULLET.match(line), before, line
        if bullet or not found or not line.strip() or _ended(above, line, width, small):
            found.append([bullet["text"] if bullet else line.strip().lstrip("#> ")])
            depths.append(len(bullet["indent"].expandtabs(4)) if bullet else 0)
        else:
            found[-1].append(line.strip())
    made = (Entry(depth, readable(" ".join(parts))) for depth, parts in zip(depths, found, strict=True))
    said = (entry for entry in made if not _NOTHING.fullmatch(entry.text.strip(" .!()")))
    return tuple(entry for entry in said if not _PRIVATE.search(entry.text))[:MOST]


def _ended(above: str, line: str, width: int, small: bool) -> bool:
    """Whether the line above ended on purpose: the next word would have fitted, it begins anew, and neither is of a list.

    In small letters a line begins anew where the first does (``small``), or below one that is half empty, unless a sentence
    ends with it.
    """
    wide, long = max(width, _NARROWEST), len(above.rstrip())
    fits = long + 1 + len(line.split()[0]) <= wide
    scribbled = small or (2 * long < wide and line.rstrip()[-1:] not in ".!?")
    anew = scribbled or not line[:1].islower() or above.rstrip()[-1:] in ".!?"
    return fits and anew and not (_BULLET.match(above) or above[:1].isspace() or line[:1].isspace())


def items(text: str) -> tuple[str, ...]:
    """The texts of all items; what only opens a list of others (``Dana:``) is left out."""
    return tuple(entry.text for entry in entries(text) if not entry.text.endswith(":"))


def topics(text: str, panel: Sequence[Person]) -> tuple[Topic, ...]:
    """The topics of a section, with those who raised them, as far as it says so; a semicolon parts two."""
    return tuple(_topics(entries(text), panel))


def named_in(text: str, panel: Sequence[Person]) -> tuple[str, ...]:
    """The names of those of the panel whom a text mentions, in the panel's order."""
    return tuple(person.name for person in panel if any(_holds(text, name) for name in names_for(person, panel)))


def _topics(listed: Sequence[Entry], panel: Sequence[Person]) -> Iterator[Topic]:
    above: list[tuple[int, tuple[str, ...]]] = []
    for entry in listed:
        above = [one for one in above if one[0] < entry.depth]
        whose, text = attributed(entry.text, panel)
        whose = whose or next((names for _, names in reversed(above) if names), ())
        if not text.strip(" :"):
            above.append((entry.depth, whose))
            continue
        yield from (Topic(part, whose or named_in(part, panel)) for part in _parts(text))
        above.append((entry.depth, whose))


def _parts(text: str) -> Iterator[str]:
    for part in re.split(r";\s+", text):
        if part.strip(" ."):
            yield part.strip()


def attributed(text: str, panel: Sequence[Person]) -> tuple[tuple[str, ...], str]:
    """Whose an item is where a name stands before a colon, or behind it; and the item without that."""
    if text.endswith(":") and (whose := _all_named(text[:-1], panel)):
        return whose, ""
    if whose := _all_named(text, panel):
        return whose, ""
    before = _BEFORE_COLON.fullmatch(text)
    if before and (whose := _all_named(before["who"], panel)):
        return whose, before["rest"]
    for behind in (_ASIDE.search(text), _BEHIND_DASH.search(text)):
        if behind and (whose := named_in(behind["who"], panel)) and len(behind["who"].split()) < 6:
            return whose, text[: behind.start()].rstrip()
    return (), text


def _all_named(words: str, panel: Sequence[Person]) -> tuple[str, ...]:
    """The people that a text names, where it names nothing else."""
    parts = [without_form(part) for part in _BETWEEN.split(words.strip()) if part]
    whose = [next((one.name for one in panel if folded(part) in _folded(one, panel)), None) for part in parts]
    return tuple(name for name in whose if name) if parts and all(whose) else ()


def _folded(person: Person, panel: Sequence[Person]) -> frozenset[str]:
    return frozenset(folded(without_form(name)) for name in names_for(person, panel))


def _holds(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){spelt(name, text)}(?:'s|’s|s)?(?!\w)", text) is not None
