"""``vaultcrm draft``: what to write or say for a touch-point, as a note that can be found again by its key."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaultcrm.errors import WrongUsage
from vaultcrm.model import DRAFT_MEDIA, Draft
from vaultcrm.notes.drafts import gaps
from vaultcrm.views.counting import counted
from vaultcrm.views.draft import draft_data, draft_lines, listed_data, listed_lines

from . import completing
from .context import Context, pass_context
from .help import example
from .screen import say, show, show_json
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.actions.drafting import Drafted

_DOORS = ("eml", "mailto", "copy", "pdf", "card", "speak")


@click.command(
    epilog=example(
        "vaultcrm draft gsoga", "vaultcrm draft gsoga --edit", 'vaultcrm draft --interview "Acme"', "vaultcrm draft gsoga --eml"
    )
)
@click.argument("keys", nargs=-1, metavar="[KEY...]", shell_complete=completing.live_keys)
@click.option(
    "--interview", metavar="NAME", shell_complete=completing.interviews, help="All thank-yous of an interview at once."
)
@click.option("--medium", type=click.Choice(DRAFT_MEDIA), help="Another medium than the touch-point's.")
@click.option("--language", metavar="CODE", help="Another language than the settings': en, de.")
@click.option("--edit", is_flag=True, help="Open the draft in your editor.")
@click.option("--eml", is_flag=True, help="As a message that a mail program opens.")
@click.option("--mailto", is_flag=True, help="As an address that a mail program opens.")
@click.option("--copy", is_flag=True, help="Into the clipboard.")
@click.option("--pdf", is_flag=True, help="As a letter on paper.")
@click.option("--card", is_flag=True, help="Large, with the address, to be copied by hand.")
@click.option("--speak", is_flag=True, help="A call's script, large, with a clock; then it asks how it went.")
@click.option(
    "-o",
    "--out",
    type=Path,
    metavar="FILE",
    shell_complete=completing.files,
    help="Where --eml and --pdf go (beside the draft; - for stdout).",
)
@click.option("--open", "launch", is_flag=True, help="Open what --eml, --mailto or --pdf made.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_context
@click.pass_context
def draft(
    ctx: click.Context, context: Context, /, keys: tuple[str, ...], interview: str | None, as_json: bool, edit: bool, **how: Any
) -> None:
    """Write what a touch-point wants to say.

    From what your notes hold: the debrief, the contact, the job. What they lack is a marked gap. The draft is a note in
    drafts/; once you have edited it, it is never written over. Without KEY: what can be drafted.

    KEY is what the agenda shows before a touch-point, or the start of it. Ends with status 1 where a letter (--pdf) has a
    gap in it: what goes out by mail or by hand can still be filled.
    """
    door = _door(how, as_json)
    if not keys and not interview:
        if door or edit:
            raise WrongUsage(f"--{door or 'edit'}: of which draft?", "Name its key; vaultcrm draft shows them all.")
        _list(context, as_json)
        return
    drafted = _written(context, keys, interview, how)
    if door and len(drafted) > 1:
        raise WrongUsage(f"--{door}: one draft goes out at a time", "The drafts are written; ask for each by its key.")
    if edit:
        _edit(context, drafted)
    if as_json:
        show_json([draft_data(one.touchpoint, one.draft, one.outcome) for one in drafted])
    elif door:
        _deliver(context, drafted[0], door, how)
        ctx.exit(1 if door == "pdf" and _open_gaps(drafted[0].draft) else 0)
    elif not edit:
        _show(drafted)


def _written(context: Context, keys: Sequence[str], interview: str | None, how: dict[str, Any]) -> tuple[Drafted, ...]:
    from vaultcrm.actions.drafting import chosen, draft, thanks_of

    if keys and interview:
        raise WrongUsage("either keys, or --interview", "leave one of them out")
    vault, plan = context.vault, context.plan
    touchpoints = thanks_of(vault, plan, interview) if interview else chosen(vault, plan, keys)
    drafted = draft(vault, plan, touchpoints, how["medium"], how["language"])
    made = [one.draft.source.path for one in drafted if one.outcome in ("made", "again")]
    if made:
        commit(
            context, made, f"Draft: {drafted[0].touchpoint.title}" + (f", and {len(made) - 1} more" if len(made) > 1 else "")
        )
    _tell(drafted, how)
    return drafted


def _tell(drafted: Sequence[Drafted], how: dict[str, Any]) -> None:
    """What the user should know besides the text: edited ones are kept, templates are the program's, gaps are open."""
    for one in drafted:
        asked = how["medium"] not in (None, one.draft.medium) or how["language"] not in (None, one.draft.language)
        if one.outcome == "edited":
            remedy = "; delete or rename it to have another" if asked else ""
            say(f"{one.draft.source.path}: you have edited this draft, it stays as it is{remedy}")
        if open_gaps := len(_open_gaps(one.draft)):
            say(f"{one.draft.source.path}: {counted(open_gaps, 'gap')} to fill, marked [?: …]")
    if any(one.shipped for one in drafted):
        say("written from vaultcrm's own templates; `vaultcrm init` copies them into the vault, to be changed")


def _show(drafted: Sequence[Drafted]) -> None:
    for number, one in enumerate(drafted):
        if number:
            click.echo()
        show(draft_lines(one.touchpoint, one.draft, sys.stdout.isatty()))


def _list(context: Context, as_json: bool) -> None:
    from vaultcrm.actions.drafting import can_be_drafted
    from vaultcrm.vault.drafts import drafts_by_touchpoint

    there = {uid: one.source.path for uid, one in drafts_by_touchpoint(context.root).items()}
    touchpoints = can_be_drafted(context.plan)
    if as_json:
        show_json(listed_data(touchpoints, there))
        return
    show(listed_lines(touchpoints, there, context.today))
    if not touchpoints:
        say("There is nothing to write to anybody.")


def _door(how: dict[str, Any], as_json: bool) -> str | None:
    """The one way out that was asked for. Raises ``WrongUsage`` for several, JSON being one."""
    doors = [name for name in _DOORS if how[name]]
    if len(doors) + as_json > 1:
        asked = ", ".join(f"--{name}" for name in (*doors, *(["json"] if as_json else [])))
        raise WrongUsage(f"{asked}: a draft goes out by one way at a time", "Leave the others out.")
    return doors[0] if doors else None


def _edit(context: Context, drafted: Sequence[Drafted]) -> None:
    from .editor import edit

    for one in drafted:
        edit(context.root / one.draft.source.path, one.draft.line)
        say(f"{one.draft.source.path}; `vaultcrm check {one.touchpoint.key}` looks over it")


def _deliver(context: Context, one: Drafted, door: str, how: dict[str, Any]) -> None:
    from .draft_out import How, deliver

    ways: dict[str, How] = {"eml": "eml", "mailto": "mailto", "copy": "copy", "pdf": "pdf", "card": "card", "speak": "speak"}
    deliver(context, one.draft, one.touchpoint, ways[door], how["out"], how["launch"])


def _open_gaps(draft: Draft) -> tuple[str, ...]:
    """Those of the subject, too."""
    return gaps(f"{draft.subject}\n{draft.text}")
