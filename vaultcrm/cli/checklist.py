"""The checklist note, kept after every command that writes, and by ``watch`` and ``feed build``: ticks move into the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.errors import VaultcrmError

from .context import Context
from .screen import say
from .write_commit import commit

if TYPE_CHECKING:
    from vaultcrm.model import Plan
    from vaultcrm.vault import NoteVault


def kept(context: Context) -> Context:
    """Keep the checklist and say what was ticked; the vault as it is now. What stands in the way is said, and stops nothing."""
    if not context.vault.settings.checklist:
        return context
    from vaultcrm.actions.checklist import keep_checklist

    try:
        done = keep_checklist(lambda: _look(context))
    except VaultcrmError as stop:
        say(f"vaultcrm: the checklist is as it was: {stop.message}\n{stop.remedy}".rstrip())
        return context
    for wrote in done.moved:
        say(f"ticked: {wrote.line}\n  in {wrote.place}")
    for problem in done.lost:
        say(f"{problem.source}: {problem.message}; the tick stays there: {problem.excerpt}")
    if done.moved:
        touched = {context.vault.settings.checklist, *(one.path for one in done.moved)}
        commit(context, touched, f"Tick {len(done.moved)} off the checklist")
    return context.fresh() if done.moved else context


def _look(context: Context) -> tuple[NoteVault, Plan]:
    now = context.fresh()
    return now.vault, now.plan
