"""``doctor --self`` as lines: one a section, each fact with its name."""

from __future__ import annotations

from collections.abc import Mapping

from .spans import Lines, Span, line, wrapped

_NAME = 11


def machine_lines(facts: Mapping[str, object]) -> Lines:
    """What is known of the program and the machine."""
    return tuple(one for name, fact in facts.items() for one in _section(name, fact))


def _section(name: str, fact: object) -> Lines:
    first, *more = wrapped(_words(fact) or "nothing", " " * _NAME)
    return (line(Span(f"{name:{_NAME}}", "heading"), *first[1:]), *more)


def _words(fact: object) -> str:
    match fact:
        case Mapping():
            return ", ".join(f"{name} {_words(each)}" for name, each in fact.items())
        case list():
            return ", ".join(map(_words, fact))
        case bool():
            return "yes" if fact else "no"
        case None:
            return "no"
        case int() if fact >= 1000:
            return f"{fact:,}"
        case _:
            return str(fact)
