"""What the writing commands show: the line that was written, where it stands, and what comes next for that person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .screen import say, show_json

if TYPE_CHECKING:
    from vaultcrm.actions.edits import Wrote
    from vaultcrm.actions.undoing import Undone
    from vaultcrm.model import Touchpoint


def show_written(written: Sequence[tuple[Wrote, Touchpoint | None]], as_json: bool, taken_out: bool = False) -> None:
    """Each line with its place, then the next touch-point; as JSON a list with one object a line."""
    from vaultcrm.views.data import touchpoint_data

    if as_json:
        show_json([_data(wrote) | {"next": touchpoint_data(then) if then else None} for wrote, then in written])
        return
    for wrote, then in written:
        click.echo(f"{_clean(wrote.line)}\n  {'taken out of' if taken_out else 'in'} {_clean(wrote.place)}")
        if then:
            click.echo(f"  next: {then.key}  {then.planned:%a} {then.planned.day} {then.planned:%b}  {_clean(then.title)}")


def show_undone(undone: Sequence[Undone], as_json: bool) -> None:
    """What went and what is back, note by note."""
    if as_json:
        keys = ("path", "again", "removed", "taken_out", "put_back")
        show_json([{key: getattr(one, key) for key in keys} for one in undone])
        return
    if not undone:
        say("Nothing of it is left to take back.")
    for one in undone:
        became = " is gone" if one.removed else f" -> {one.again}" if one.again else ""
        click.echo(_clean(f"{one.path}{became}"))
        for mark, lines in (("-", one.taken_out), ("+", one.put_back)):
            for line in lines:
                click.echo(f"  {mark} {_clean(line)}")


def _data(wrote: Wrote) -> dict[str, object]:
    return {"path": wrote.path, "line": wrote.number, "text": wrote.line}


def _clean(text: str) -> str:
    from vaultcrm.views.spans import clean

    return "\n".join(clean(line) for line in text.splitlines())
