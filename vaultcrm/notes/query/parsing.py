"""Pieces of a query put together: *not* before *and* before *or*, parentheses before all.

In: the text, and what makes a test of one piece. Out: one test. The depth of parentheses is bounded, so that no query is too
much for the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .errors import BadQuery
from .facts import Facts, Fits, Record
from .tokens import Token, tokens

DEEPEST = 20


def parsed(query: str, make: Callable[[Token], Fits]) -> Fits:
    """The test that ``query`` describes; an empty one fits everything. ``make`` gives that of a term or a saved query."""
    found = tokens(query)
    if not found:
        return _anything
    return _Parser(query, found, make).whole()


class _Parser:
    """Reads piece after piece; each method takes what it is called for and leaves the rest."""

    def __init__(self, query: str, pieces: Sequence[Token], make: Callable[[Token], Fits]) -> None:
        self._query, self._pieces, self._make = query, pieces, make
        self._at = 0
        self._depth = 0

    def whole(self) -> Fits:
        test = self._either()
        if (rest := self._next()) is not None:
            raise self._bad(rest, "this parenthesis was never opened", "take it out, or open it before")
        return test

    def _next(self) -> Token | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _took(self, sort: str) -> bool:
        """Whether the next piece is of this sort; then it is taken."""
        piece = self._next()
        found = piece is not None and piece.sort == sort
        self._at += found
        return found

    def _either(self) -> Fits:
        ways: list[Fits] = [self._both()]
        while self._took("or"):
            ways.append(self._both())
        return ways[0] if len(ways) == 1 else lambda record, facts: any(way(record, facts) for way in ways)

    def _both(self) -> Fits:
        parts: list[Fits] = [self._one()]
        while (piece := self._next()) is not None and piece.sort not in ("or", ")"):
            self._took("and")
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda record, facts: all(part(record, facts) for part in parts)

    def _one(self) -> Fits:
        turned = False
        while self._took("not"):
            turned = not turned
        test = self._group() if self._took("(") else self._term()
        return (lambda record, facts: not test(record, facts)) if turned else test

    def _group(self) -> Fits:
        opened = self._pieces[self._at - 1]
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._bad(opened, f"parentheses stand more than {DEEPEST} deep here", "take some out")
        test = self._either()
        self._depth -= 1
        if not self._took(")"):
            raise self._bad(opened, "this parenthesis is not closed", "close it")
        return test

    def _term(self) -> Fits:
        piece = self._next()
        if piece is None:
            last = self._pieces[-1]
            raise self._bad(last, "something is missing behind this", "write what is to fit, as in not tag:mentor")
        if piece.sort not in ("term", "@"):
            raise self._bad(piece, "something is missing before this", 'write what is to fit; "or" in quotes is a word')
        self._at += 1
        return self._make(piece)

    def _bad(self, piece: Token, message: str, remedy: str) -> BadQuery:
        return BadQuery(self._query, piece.start, piece.end, message, remedy)


def _anything(record: Record, facts: Facts) -> bool:
    return True
