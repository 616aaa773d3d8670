"""A person taken out of a note that names them: links become ``someone``, lists of people lose them.

In: a note's text, and which links and names mean that person. Out: the new text. In a log the people whom a line names stay a
link (``[[someone]]``), so that the line keeps its verb and its step, and is taken for nobody else's. Names that are no links
are left: whose they are, only a reader can say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from vaultcrm.errors import EditRefused
from vaultcrm.model import Settings, Source

from .edit import read_key, remove_key, set_key
from .edit.block import open_note
from .edit.lines import splice, take_lines
from .edit.log_line import link_text, without_source
from .edit.log_places import Place, log_places
from .fence import split_note
from .links import SOMEONE, as_refs
from .log import log_words
from .schema import NAME_PEOPLE
from .sections import without_code

_LINK = re.compile(
    r"!?\[\[[ \t]*+(?P<target>[^\[\]|#^\\\n]+?)(?:\.md)?(?:(?<![ \t])[ \t]++)?(?:[#^][^\[\]|\\\n]*)?(?:\\?\|[^\[\]\n]*)?\]\]",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
Means = Callable[[str], bool]


def without_person(text: str, means: Means, settings: Settings, also: Callable[[str], Sequence[str]]) -> str:
    """The note without the person; ``means`` says of a link or a name whether it is they, ``also`` a key's other words.

    Raises ``EditRefused`` where that cannot be done without changing more.
    """
    for key in NAME_PEOPLE:
        text = _without_name(text, key, means, also(key))
    fenced = split_note(text)
    head = text[: len(text) - len(fenced.body)]
    return _front(head, means) + _body(text, len(head), means, settings)


def without_their_lines(text: str, means: Means, settings: Settings) -> str:
    """The note without the log lines that name this person and nobody else."""
    for place in reversed(log_places(text, log_words(settings))):
        if place.line.people and all(means(ref.target) for ref in place.line.people):
            text = take_lines(text, place.start, place.end)
    return text


def _without_name(text: str, key: str, means: Means, also: Sequence[str]) -> str:
    """A key that names people, without this one; gone where it names nobody else."""
    found = read_key(text, key, also) if split_note(text).head else None
    refs = as_refs([found] if isinstance(found, str) else list(found or ()), Source(""))
    refs = tuple(part for ref in refs for part in (as_refs(ref.target, Source("")) if not ref.linked else (ref,)))
    others = [ref for ref in refs if not means(ref.target)]
    if len(others) == len(refs):
        return text
    names = [link_text(ref) if ref.linked else ref.target for ref in others]
    if not names:
        return remove_key(text, key, also)
    return set_key(text, key, names if isinstance(found, list) or len(names) > 1 else names[0], also)


def _front(head: str, means: Means) -> str:
    """Links in other keys, in the form in which they stand."""
    new = _LINK.sub(lambda found: SOMEONE if means(found["target"].strip()) else found[0], head)
    if new != head and [one.key for one in open_note(new).entries] != [one.key for one in open_note(head).entries]:
        raise EditRefused("a link in the front matter cannot be taken out without changing more", "take it out by hand")
    return new


def _body(text: str, start: int, means: Means, settings: Settings) -> str:
    words = log_words(settings)
    places = log_places(text, words)
    prose = text[:start] + without_code(text[start:])
    new = text
    for found in reversed(list(_LINK.finditer(prose, start))):
        if means(found["target"].strip()):
            said = f"[[{SOMEONE}]]" if _names_people(prose, found, places) else SOMEONE
            new = splice(new, found.start(), found.end(), said)
    before, after = ([_rest(place) for place in log_places(one, words)] for one in (text, new))
    if before != after:
        raise EditRefused("a line of the log cannot be changed without changing more", "take the name out by hand")
    return new[start:]


def _names_people(prose: str, found: re.Match[str], places: Iterable[Place]) -> bool:
    """Whether a link is one of those by which a line of the log says whom it was with."""
    place = next((one for one in places if one.start <= found.start() < one.end), None)
    if place is None:
        return False
    number = sum(1 for _ in _links(prose[place.start : found.start()]))
    return number < len(place.line.people)


def _links(text: str) -> Iterator[str]:
    return (found["target"] for found in _LINK.finditer(text) if not _DAY.fullmatch(found["target"].strip()))


def _rest(place: Place) -> tuple[object, ...]:
    """What of a line must stay: everything but whom it names, and the names in its text."""
    line = without_source(place.line)
    return line.day, line.at, line.verb, line.incoming, line.step, line.until, line.fact, len(line.people)
