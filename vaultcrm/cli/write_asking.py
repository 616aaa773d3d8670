"""Asking at a terminal for what was not given; without one, saying what is missing."""

from __future__ import annotations

import sys

import click

from vaultcrm.errors import VaultcrmError, WrongUsage

from .screen import cleaned, say, told


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


def _answer(label: str, default: str | None) -> str:
    """The answer without its margins; asked again while it is empty, unless there is a default."""
    while True:
        answer = str(click.prompt(cleaned(label), default=default, show_default=False, err=True)).strip()
        if answer or default is not None:
            return answer
