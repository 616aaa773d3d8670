"""A query's text cut into parentheses, the words *and*, *or*, *not*, the names of saved queries, and terms.

A term is a word, or a field, an operator and a value; what has a space in it stands in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .errors import BadQuery

LONGEST = 10_000
_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"(?P<field>[^\W\d_][\w-]*)(?:\s*:?(?P<op>!=|>=|<=|[=<>])|(?P<colon>:))\s*")
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”]")
_WORD = re.compile(r"[^\s()]+")
_KEYWORDS = frozenset({"and", "or", "not"})


class Token(NamedTuple):
    """A piece of a query: ``sort`` is ``(``, ``)``, ``and``, ``or``, ``not``, ``@`` (a saved query) or ``term``.

    Of a term, ``field`` is empty for a plain word; ``start`` and ``end`` are its places in the query, ``at`` that of its value.
    """

    sort: str
    start: int
    end: int
    field: str = ""
    operator: str = ":"
    value: str = ""
    at: int = 0


def tokens(query: str) -> tuple[Token, ...]:
    """The pieces of ``query`` in their order. Raises ``BadQuery`` for a quote that is not closed, and for a missing value."""
    if len(query) > LONGEST:
        raise BadQuery(query, LONGEST, LONGEST + 1, f"the query is longer than {LONGEST:,} letters", "ask for less at once")
    return tuple(_pieces(query))


def _pieces(query: str) -> Iterator[Token]:
    at = 0
    while at < len(query):
        if space := _SPACE.match(query, at):
            at = space.end()
            continue
        token = _piece(query, at)
        yield token
        at = token.end


def _piece(query: str, at: int) -> Token:
    if query[at] in "()":
        return Token(query[at], at, at + 1)
    if query.startswith("--", at):
        end = at + len(_SPACE.split(query[at : at + 40])[0])
        raise BadQuery(query, at, end, f"there is no option {query[at:end]}", "in quotes it is a word like others")
    if query[at] == "-" and at + 1 < len(query) and not query[at + 1].isspace():
        return Token("not", at, at + 1)
    if field := _FIELD.match(query, at):
        value, value_at, end = _value(query, field.end(), at)
        return Token("term", at, end, field["field"], field["op"] or ":", value, value_at)
    word, _, end = _value(query, at, at)
    if end == at + len(word) and word.casefold() in _KEYWORDS:
        return Token(word.casefold(), at, end)
    if end == at + len(word) and word.startswith("@") and len(word) > 1:
        return Token("@", at, end, value=word[1:])
    return Token("term", at, end, value=word, at=at)


def _value(query: str, at: int, start: int) -> tuple[str, int, int]:
    """The value at ``at`` of the term that begins at ``start``, the place of its first letter, and where it ends."""
    if quoted := _QUOTED.match(query, at):
        return quoted[1], at + 1, quoted.end()
    if query[at : at + 1] in tuple('"“”„'):
        raise BadQuery(query, at, at + 1, "this quote is not closed", 'write it as in company:"Acme GmbH"')
    word = _WORD.match(query, at)
    if word is None:
        remedy = "write it behind, as in company:acme; has:company asks for any, missing:company for none"
        raise BadQuery(query, start, len(query[:at].rstrip()), "a value is missing here", remedy)
    return word[0], at, word.end()
