"""Asking at a terminal for what was not given; without one, saying what is missing."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress

import click

from vaultcrm.errors import VaultcrmError, WrongUsage

from .screen import cleaned, say, told

# What arrow keys and the like send to a terminal that edits no lines, single controls, and halves of letters that were rubbed
# out there.
_KEYSTROKE = re.compile(r"\x1b(?:[\[O][0-9;]*[A-Za-z~])?|[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def at_terminal() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(label: str, given: str | None, default: str | None = None, flag: str = "") -> str:
    """What was given, else the answer to a question; without a terminal ``default``, or ``WrongUsage`` where there is none."""
    if given and given.strip():
        return given.strip()
    if at_terminal():
        return _answer(label, default)
    if default is None:
        raise WrongUsage(f"{flag or label.upper()} is missing", "at a terminal you are asked for it")
    return default


def not_meant(wrong: VaultcrmError) -> None:
    """Why an answer cannot be meant, and how it is written; then it is asked for again."""
    for part in told(wrong):
        say(f"  {part}")


def confirm(question: str, default: bool = False) -> bool:
    """Whether the user says yes to a question, which may hold what notes or settings say."""
    return click.confirm(cleaned(question), default=default, err=True)


def typed(label: str, default: str | None = None) -> str:
    """The answer to a question, with the lines of what was pasted; on a terminal it can be edited, as a line of a shell."""
    on_screen = sys.stdout.isatty()
    if on_screen:
        _edit_lines()
    answer = click.prompt(cleaned(label), default=default, show_default=False, err=not on_screen)
    return _KEYSTROKE.sub("", str(answer)).strip()


def typed_line(label: str, default: str | None = None) -> str:
    """The same as one line."""
    return " ".join(typed(label, default).splitlines())


def names_in(answer: str) -> tuple[str, ...]:
    """The names of an answer, with commas between them, or each on a line as they are pasted from a list."""
    return tuple(name.strip() for name in re.split(r"[,\n]", answer) if name.strip())


def meant_line(label: str, default: str, check: Callable[[str], object]) -> str:
    """An answer that passes the check; asked for again where it does not, before more is typed that would be lost with it."""
    while True:
        answer = typed_line(label, default)
        try:
            check(answer)
        except WrongUsage as wrong:
            not_meant(wrong)
        else:
            return answer


def _edit_lines() -> None:
    """Let the arrow keys move in an answer, and let what is pasted be one answer, where Python has a way to it.

    Not where the locale is none of UTF-8 (LC_ALL=C): there the way to it takes letters with accents for commands.
    """
    if locale.getencoding().casefold() != "utf-8":
        return
    with suppress(ImportError):
        import readline

        if os.environ.get("TERM", "dumb") != "dumb":
            readline.parse_and_bind("set enable-bracketed-paste on")


def _answer(label: str, default: str | None) -> str:
    """The answer without its margins; asked again while it is empty, unless there is a default."""
    while True:
        answer = typed_line(label, default)
        if answer or default is not None:
            return answer
