"""Every problem that reading and planning a vault came upon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultcrm.model import Plan, Problem

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def problems_of(vault: NoteVault, plan: Plan) -> tuple[Problem, ...]:
    """All problems of notes, settings, playbooks and log lines, each once, in the order of path and line."""
    return tuple(sorted({*vault.problems, *plan.problems, *plan.questions}))
