"""From a raw value to what its key wants: text, list of text, date, interval, yes or no, one of several words.

In: a raw value that is not empty. Out: the typed value, or ``Wrong`` with what to say to the user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal, TypeVar

from vaultcrm.dates import parse_every
from vaultcrm.model import Interval, PartialDate

from .frontmatter import normal
from .links import unwrapped, without_empty
from .moments import parse_birthday, parse_date, parse_length, parse_time
from .yamltext import Value

_T = TypeVar("_T")
_YES, _NO = frozenset({"true", "yes", "y", "1", "on"}), frozenset({"false", "no", "n", "0", "off"})
_COUNTRY = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_TAG = re.compile(r"[^\s,#]+")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a value is not what its key wants, and what to write."""

    reason: str
    remedy: str


def is_empty(value: Value) -> bool:
    """Whether there is nothing behind the key: not known, never an error."""
    if isinstance(value, str):
        return not without_empty(value).strip()
    return all(map(is_empty, value)) if isinstance(value, list) else not value


def as_text(value: Value) -> str | Wrong:
    """Text as it stands; a list of texts is joined, for ``[Senior] Engineer`` without quotes is one too."""
    if isinstance(value, dict):
        return Wrong("it holds keys of its own", "write plain text")
    if isinstance(value, list):
        return ", ".join(_texts(value))
    return (value or "").strip()


def as_texts(value: Value) -> tuple[str, ...] | Wrong:
    """A list of texts; one text is a list of one."""
    if isinstance(value, dict):
        return Wrong("it holds keys of its own", "write a list of texts")
    return tuple(_texts(value if isinstance(value, list) else [value]))


def _texts(values: Iterable[Value]) -> list[str]:
    """All texts of a list, those of lists within it too, in their order."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found += _texts(value)
        elif isinstance(value, str) and value.strip():
            found.append(value.strip())
    return found


_SEVERAL_WORDS = re.compile(r"\b(?:stay[\s_-]+in[\s_-]+touch|value[\s_-]+pitch)\b")


def as_words(value: Value) -> tuple[str, ...] | Wrong:
    """A list of names without spaces; one text with commas between them is a list too. ``none`` is an empty list.

    The names of the systems are known when they are written in several words, as people do: ``Value pitch``.
    """
    texts = as_texts(value)
    if isinstance(texts, Wrong):
        return texts
    joined = (_SEVERAL_WORDS.sub(lambda name: re.sub(r"[\s_]+", "-", name[0]), unwrapped(text).casefold()) for text in texts)
    words = [word for text in joined for word in re.split(r"[,;\s]+", text) if word]
    return () if words == ["none"] else tuple(dict.fromkeys(words))


def as_tags(value: Value) -> tuple[str, ...] | Wrong:
    """Tags, with or without ``#``, as a list or in one text."""
    texts = as_texts(value)
    return texts if isinstance(texts, Wrong) else tuple(dict.fromkeys(tag for text in texts for tag in _TAG.findall(text)))


def as_addresses(value: Value) -> tuple[str, ...] | Wrong:
    """E-mail addresses: a list, or one text with commas between them."""
    texts = as_texts(value)
    if isinstance(texts, Wrong):
        return texts
    parts = [part.strip().removeprefix("mailto:") for text in texts for part in re.split(r"[,;]\s*", text)]
    return tuple(part for part in parts if part)


def of_text(parse: Callable[[str], _T | None], reason: str, remedy: str) -> Callable[[Value], _T | Wrong]:
    """A reader for text that ``parse`` understands; otherwise ``Wrong`` with ``reason`` and ``remedy``."""

    def read(value: Value) -> _T | Wrong:
        text = as_text(value)
        if isinstance(text, Wrong):
            return text
        found = parse(text)
        return Wrong(reason, remedy) if found is None else found

    return read


def one_of(words: Mapping[str, _T]) -> Callable[[Value], _T | Wrong]:
    """A reader for one of several words, compared as keys are."""
    known = {normal(word): meant for word, meant in words.items()}
    shown = ", ".join(dict.fromkeys(str(meant) for meant in words.values()))
    return of_text(lambda text: known.get(normal(unwrapped(text))), "this word is not known here", f"write one of {shown}")


as_date: Callable[[Value], date | Wrong] = of_text(
    parse_date, "there is no such date", "write a date that exists, as in 2026-11-17"
)
as_time: Callable[[Value], time | Wrong] = of_text(parse_time, "this is no time of day", "write it as in 14:00")
as_length: Callable[[Value], timedelta | Wrong] = of_text(
    parse_length, "this is no length of time", "write it as in `45 minutes` or `1 hour`"
)
as_birthday: Callable[[Value], PartialDate | Wrong] = of_text(
    parse_birthday, "there is no such day", "write 1980-05-02, or 05-02 without the year"
)
as_country: Callable[[Value], str | Wrong] = of_text(
    lambda text: text.upper() if _COUNTRY.fullmatch(text.upper()) else None,
    "this is no country's code",
    "write its ISO 3166 code, as in US or DE-BY",
)
as_flag: Callable[[Value], bool | Wrong] = of_text(
    lambda text: True if text.casefold() in _YES else False if text.casefold() in _NO else None,
    "this is neither yes nor no",
    "write true or false",
)


def _cadence(text: str) -> Interval | Literal["never"] | None:
    return "never" if text.casefold() in ("never", "none") else parse_every(text)


as_cadence: Callable[[Value], Interval | Literal["never"] | Wrong] = of_text(
    _cadence, "this is no interval", "write it as in `3 months` or `90 days`, or `never`"
)
