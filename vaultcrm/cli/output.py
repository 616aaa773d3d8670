"""A drawing or a page to where the user wants it; and whether the output can show a letter at all."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vaultcrm.errors import WrongUsage

from .screen import put, say


def has_letters(letters: str) -> bool:
    """Whether the encoding of the output has all of these."""
    try:
        letters.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def output(text: str, where: str, ending: str) -> None:
    """Write ``text`` to the file ``where``, or to the output for ``-``.

    Raises ``WrongUsage`` where the file's name does not end as it should (a note is never written over), ``CannotWrite``.
    """
    if where == "-":
        if sys.stdout.isatty():
            put(text)
        else:
            click.echo(text.encode("utf-8"), nl=False)
        return
    if not where.casefold().endswith(ending):
        raise WrongUsage(f"the file {where!r} does not end in {ending}", f"Write its name as in `search{ending}`.")
    from vaultcrm.vault.writing import write_output

    write_output(Path(where), text.encode("utf-8"))
    say(f"Wrote {where}.")
