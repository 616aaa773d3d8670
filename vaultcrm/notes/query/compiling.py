"""A query as a test of one kind of note: fields found by name, saved queries put in, and everything that is wrong told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from vaultcrm.model import Settings

from ..frontmatter import normal
from .comparing import Unfit, is_there, test_of
from .errors import BadQuery
from .facts import Fits
from .fields import FIELDS, NEAR, PLAIN, Field, field_called
from .measures import is_relative
from .parsing import parsed
from .tokens import Token

MOST = 2_000
DEEPEST = 5
_GROUPS = "this changes from day to day, so that no group can be made by it"


@dataclass(slots=True)
class Asked:
    """What a query is asked of: a ``kind`` of note, with the settings' words, on a day (``None``: a group, for all days)."""

    kind: str
    settings: Settings
    today: date | None = None
    within: tuple[str, ...] = ()
    terms: list[str] = field(default_factory=list)

    @property
    def words(self) -> Mapping[str, str]:
        """The settings' words for keys (theirs = ours)."""
        return self.settings.fields.get(self.kind, {})


def compiled(query: str, asked: Asked) -> Fits:
    """The test that ``query`` describes; raises ``BadQuery``."""
    return parsed(query, lambda token: _made(query, token, asked))


def _made(query: str, token: Token, asked: Asked) -> Fits:
    asked.terms.append(token.value)
    if len(asked.terms) > MOST:
        raise BadQuery(query, token.start, token.end, f"more than {MOST:,} things are asked for", "ask for less at once")
    if token.sort == "@":
        return _saved(query, token, asked)
    try:
        return _term(query, token, asked)
    except Unfit as wrong:
        start = token.start if wrong.operator else token.at
        raise BadQuery(query, start, token.end, wrong.message, wrong.remedy) from None


def _term(query: str, token: Token, asked: Asked) -> Fits:
    name = normal(token.field)
    if not name:
        return _plain(token, asked)
    if name in ("has", "missing"):
        there = is_there(_field(query, token, token.value, token.at, asked))
        return there if (name == "has") == (token.operator != "!=") else lambda record, facts: not there(record, facts)
    return _test(query, token, _field(query, token, token.field, token.start, asked), asked)


def _test(query: str, token: Token, found: Field, asked: Asked) -> Fits:
    relative = found.sort in ("since", "ahead") or (found.sort == "date" and is_relative(token.value))
    if asked.today is None and relative and token.value != "*":
        raise BadQuery(query, token.start, token.end, _GROUPS, "write a date, or ask by tags, company or another key")
    value = token.value
    if found.choices and asked.kind == "job":
        value = asked.settings.stages.get(normal(value), value)
    return test_of(found, token.field, token.operator, value, asked.today)


def _field(query: str, token: Token, name: str, at: int, asked: Asked) -> Field:
    found = field_called(name, asked.kind, asked.words)
    if found is None:
        raise BadQuery(query, at, at + len(name), f"{asked.kind}s have no field `{name}`", _near(name, asked))
    if found.changing and asked.today is None:
        raise BadQuery(query, token.start, token.end, _GROUPS, "ask by tags, company or another key of the note")
    return found


def _alike(word: str, known: Iterable[str], most: int, least: float) -> list[str]:
    from difflib import get_close_matches  # needed for mistakes only

    return get_close_matches(word, sorted(known), most, least)


def _near(name: str, asked: Asked) -> str:
    known = {*FIELDS[asked.kind], *NEAR[asked.kind], *asked.words, "has", "missing"}
    if near := _alike(normal(name), known, 2, 0.7):
        return f"did you mean {' or '.join(f'`{one}`' for one in near)}?"
    return f"they have {', '.join(sorted(FIELDS[asked.kind]))}"


def _plain(token: Token, asked: Asked) -> Fits:
    """A word: everything for ``*``, a tag for ``#tag``, else whatever holds it."""
    word = token.value
    if word == "*":
        return lambda record, facts: True
    fields = FIELDS[asked.kind]
    if word.startswith("#") and len(word) > 1:
        return test_of(fields["tags"], "tag", ":", word, None)
    ways = [test_of(_as_text(fields[name]), name, ":", word, None) for name in PLAIN[asked.kind] if word != ""]
    return lambda record, facts: any(way(record, facts) for way in ways) or not ways


def _as_text(found: Field) -> Field:
    """One of several words as text, which a plain word may stand anywhere in."""
    return Field("text", found.read) if found.sort == "choice" else found


def _saved(query: str, token: Token, asked: Asked) -> Fits:
    """The query that is saved under a name; one that asks for itself, on whatever way, is reported."""
    name = _saved_as(token.value, asked.settings.queries)
    if name is None:
        saved = {normal(name): name for name in asked.settings.queries}
        near = _alike(normal(token.value), saved, 1, 0.6)
        known = f"did you mean @{saved[near[0]]}?" if near else _listing(asked)
        raise BadQuery(query, token.start, token.end, f"no query is saved as `{token.value}`", known)
    if name in asked.within:
        way = " -> ".join(f"@{one}" for one in (*asked.within[asked.within.index(name) :], name))
        raise BadQuery(query, token.start, token.end, f"this saved query asks for itself: {way}", "take one out")
    if len(asked.within) == DEEPEST:
        raise BadQuery(query, token.start, token.end, f"saved queries stand more than {DEEPEST} deep here", "take some out")
    inner = Asked(asked.kind, asked.settings, asked.today, (*asked.within, name), asked.terms)
    try:
        return compiled(asked.settings.queries[name], inner)
    except BadQuery as wrong:
        message = wrong.message if asked.within else f"in @{name}, {wrong.query!r}: {wrong.message}"
        raise BadQuery(query, token.start, token.end, message, wrong.remedy) from None


def _saved_as(word: str, queries: Mapping[str, str]) -> str | None:
    """The name that is meant by a word: the very same, else one that differs in case or dashes only."""
    return word if word in queries else next((name for name in queries if normal(name) == normal(word)), None)


def _listing(asked: Asked) -> str:
    names = ", ".join(f"@{name}" for name in sorted(asked.settings.queries))
    return f"there are {names}" if names else 'write it under [queries] in the settings: mentors = "tag:mentor"'
