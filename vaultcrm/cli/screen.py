"""Lines and data onto the terminal: the only place where styles become colours."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from .streams import give_up

if TYPE_CHECKING:
    from vaultcrm.errors import VaultcrmError
    from vaultcrm.views.spans import Line, Style

COLORS: Mapping[Style, Mapping[str, Any]] = {
    "plain": {},
    "heading": {"bold": True},
    "key": {"fg": "cyan"},
    "late": {"fg": "red", "bold": True},
    "now": {"fg": "yellow"},
    "soft": {"dim": True},
    "missing": {"fg": "magenta"},
    "good": {"fg": "green"},
}


def color_wish(choice: str) -> bool | None:
    """What ``--color`` asks of click: always, never, or (``None``) where the output is a terminal; ``NO_COLOR`` is honoured."""
    if choice != "auto":
        return choice == "always"
    return False if os.environ.get("NO_COLOR") else None


def show(lines: Iterable[Line]) -> None:
    """Write lines to stdout, in colour where that is wanted."""
    for line in lines:
        click.echo("".join(click.style(span.text, **COLORS[span.style]) if COLORS[span.style] else span.text for span in line))


def show_text(text: str) -> None:
    """Write a note to stdout, line by line, without what a terminal might obey."""
    from vaultcrm.views.spans import clean

    for part in text.splitlines():
        click.echo(clean(part.replace("\t", "    ")))


def put(text: str) -> None:
    """Write a path, or a text for a file, to stdout as it is; a terminal gets it without what it might obey."""
    click.echo(cleaned(text) if sys.stdout.isatty() else text, nl=False)


def say(text: str) -> None:
    """Talk: one sentence to stderr, so that stdout holds results only; on a terminal, broken between words.

    What is done is no less done where nobody can be told: a service goes on when the disk with its journal is full.
    """
    try:
        click.echo(_folded(cleaned(text)) if sys.stderr.isatty() else cleaned(text), err=True)
    except OSError:
        give_up(sys.stderr)


def _folded(text: str) -> str:
    from shutil import get_terminal_size

    from vaultcrm.views.spans import folded

    return folded(text, get_terminal_size().columns)


def told(stop: VaultcrmError) -> tuple[str, ...]:
    """What is in the way, and below it what to do: a sentence, a command, or names one below the other."""
    return (*stop.message.splitlines(), *_sentence(stop.remedy).splitlines())


def _sentence(text: str) -> str:
    if not text[:1].islower() or text.startswith("vaultcrm "):
        return text
    return f"{text[0].upper()}{text[1:]}{'.' if text[-1].isalpha() else ''}"


def cleaned(text: str) -> str:
    """A text of several lines without what a terminal might obey."""
    from vaultcrm.views.spans import clean

    return "\n".join(map(clean, text.split("\n")))


def show_json(data: object) -> None:
    """Write data to stdout as JSON, two spaces deep; names readable where the encoding has their letters."""
    import json
    import re

    text = json.dumps(data, ensure_ascii=not sys.stdout.encoding.casefold().startswith("utf"), indent=2)
    # What JSON may hold and a terminal should not see as it is: C1 controls, marks of direction, halves of characters.
    risky = r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    click.echo(re.sub(risky, lambda found: f"\\u{ord(found[0]):04x}", text))
