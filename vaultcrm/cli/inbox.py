"""``vaultcrm inbox``: file the lines that were jotted down on the way, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from vaultcrm.errors import VaultcrmError, WrongUsage

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json
from .write_asking import ask, at_terminal, not_meant, typed_line
from .write_commit import commit
from .write_shown import show_written

if TYPE_CHECKING:
    from vaultcrm.actions.edits import Wrote
    from vaultcrm.model import Contact
    from vaultcrm.notes.inbox import InboxLine
    from vaultcrm.vault import NoteVault

_VERB = "  What was it (met, call, email ...; Enter: a note)"
_ASKED = "  [c]ontact, [n]ew contact, [t]ask, [d]rop, [s]kip, [q]uit"


@click.command(epilog=example("vaultcrm inbox", "vaultcrm inbox --file 2 --to 'Dana Lee' --verb met"))
@click.option("--file", "number", type=int, metavar="N", help="File the entry of this number.")
@click.option(
    "--to", "name", metavar="NAME", shell_complete=completing.people, help="Into this person's log or, as a task, note."
)
@click.option("--verb", default="note", show_default=True, metavar="VERB", help="What it was: note, met, call, heard ...")
@click.option("--new", "new", metavar="NAME", help="Into the log of somebody new.")
@click.option("--task", is_flag=True, help="As something to do, with --to for somebody.")
@click.option("--due", metavar="DATE", help="By when, of a task.")
@click.option("--drop", is_flag=True, help="Throw it away.")
@click.option("--list", "listed", is_flag=True, help="Only show them, with their numbers.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
def inbox(context: Context, /, number: int | None, listed: bool, as_json: bool, **said: str | bool | None) -> None:
    """File the lines of Inbox.md, one by one.

    Each leaves the inbox when it is written where it belongs. Without a terminal they are listed.
    """
    from vaultcrm.actions.filing import file_number
    from vaultcrm.actions.waiting import entries, passed_over

    if number is None and any(said[key] for key in ("name", "new", "task", "due", "drop")):
        raise WrongUsage("which entry is meant?", "Say --file N; vaultcrm inbox --list numbers them.")
    if number is not None:
        entry, wrote = file_number(context.vault, number, lambda entry: _filed(context, context.vault, entry, said))
        _commit(context, entry, wrote)
        show_written([(one, None) for one in wrote], as_json)
    elif as_json:
        show_json([{"number": n, "line": one.number, "text": one.words} for n, one in enumerate(entries(context.vault), 1)])
    elif listed or not at_terminal():
        _list(entries(context.vault))
    else:
        _file_all(context)
    if number is None and not as_json and passed_over(context.vault):
        say("Some of its lines are no list items, and are not shown; vaultcrm doctor tells which.")


def _filed(context: Context, vault: NoteVault, entry: InboxLine, said: dict[str, str | bool | None]) -> tuple[Wrote, ...]:
    """What the flags ask for: one of the four ways out of the inbox."""
    from vaultcrm.actions.filing import drop, file_as_new, file_as_task, file_under

    name, new, due, verb = (str(said[key]) if said[key] else None for key in ("name", "new", "due", "verb"))
    if sum(map(bool, (said["task"] or name, new, said["drop"]))) != 1:
        raise WrongUsage("where is it to go?", "Say one of --to NAME, --new NAME, --task, --drop.")
    if said["drop"]:
        return drop(vault, entry)
    if new:
        return file_as_new(vault, entry, new, verb or "note", context.today)
    if said["task"]:
        return file_as_task(vault, entry, name, context.day(due) if due else None)
    return file_under(vault, entry, name or "", verb or "note", context.today)


def _commit(context: Context, entry: InboxLine, wrote: Sequence[Wrote]) -> None:
    from vaultcrm.vault.within import INBOX

    if wrote:
        commit(context, {INBOX, *(one.path for one in wrote)}, f"File: {entry.words[:60]}")


def _list(found: Sequence[InboxLine], first: int = 1) -> None:
    from vaultcrm.views.spans import wrapped
    from vaultcrm.views.wording import readable

    for number, entry in enumerate(found, first):
        show(wrapped(f"{number:>3}  {readable(entry.words)}", hanging="     "))
    if not found:
        say("The inbox is empty.")


def _file_all(context: Context) -> None:
    """One after the other, as they stand now; what is skipped stays."""
    from vaultcrm.actions.waiting import entries

    skipped = 0
    while len(found := entries(context.vault)) > skipped:
        _list([found[skipped]], skipped + 1)
        try:
            wrote = _asked(context, context.fresh().vault, found[skipped])
        except click.Abort:
            say("")
            return
        except VaultcrmError as wrong:
            not_meant(wrong)
            continue
        if wrote is None:
            return
        _commit(context, found[skipped], wrote)
        skipped += not wrote
        show_written([(one, None) for one in wrote], as_json=False)
    say("That was all.")


def _asked(context: Context, vault: NoteVault, entry: InboxLine) -> Sequence[Wrote] | None:
    """Ask what becomes of an entry, and do it; nothing written where it is skipped, ``None`` to leave."""
    from vaultcrm.actions.filing import drop, file_as_new, file_under, meant

    likely = meant(vault, entry)
    usual = "c" if likely else "s"
    match said := typed_line(f"{_ASKED} [{usual}]", usual).casefold():
        case "c" | "contact":
            name = ask(f"  Whose log [{likely.name}]", None, likely.name) if likely else ask("  Whose log", None)
            return file_under(vault, entry, name, ask(_VERB, None, "note"), context.today)
        case "n" | "new" | "new contact":
            return file_as_new(vault, entry, ask("  Name", None), ask(_VERB, None, "note"), context.today)
        case "t" | "task":
            return _task(context, vault, entry, likely)
        case "d" | "drop":
            return drop(vault, entry)
        case "q" | "quit":
            return None
        case "s" | "skip":
            return ()
    raise WrongUsage(f"{said!r} is none of these", "The letter in brackets will do.")


def _task(context: Context, vault: NoteVault, entry: InboxLine, likely: Contact | None) -> Sequence[Wrote]:
    """Something to do, for whom and by when: without a day it is in no agenda."""
    from vaultcrm.actions.filing import file_as_task

    name = ask(f"  For whom [{likely.name}]", None, likely.name) if likely else ask("  For whom (Enter: yourself)", None, "")
    due = ask("  By when (fri, 2026-11-24; Enter: no day, and no agenda)", None, "")
    return file_as_task(vault, entry, name or None, context.day(due) if due else None)
