"""Planning for a program that goes on running: what was planned before is kept, and only what has changed is planned again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from vaultcrm.plan.again import Kept, again, keep
from vaultcrm.plan.put import frame_of, put_together
from vaultcrm.plan.rulebook import read_rules
from vaultcrm.plan.world import read_world
from vaultcrm.vault.changes import changed_notes
from vaultcrm.vault.part import part_of

if TYPE_CHECKING:
    from vaultcrm.model import Holidays, Plan
    from vaultcrm.vault import NoteVault


@dataclass(slots=True)
class Planner:
    """Plans one vault again and again; ``vault`` and ``kept`` are of the last time."""

    vault: NoteVault | None = None
    kept: Kept | None = None

    def plan(self, vault: NoteVault, today: date, holidays: Holidays) -> Plan:
        """The same plan as ``make_plan`` gives."""
        kept = self._again(vault, today, holidays) or keep(read_world(vault, today, holidays))
        self.vault, self.kept = vault, kept
        frame = frame_of(kept.pieces, vault.settings, vault.search, read_rules(vault), today, holidays)
        return put_together(kept.pieces, frame)

    def _again(self, vault: NoteVault, today: date, holidays: Holidays) -> Kept | None:
        if self.vault is None or self.kept is None:
            return None
        changed = changed_notes(self.vault, vault)
        return None if changed is None else again(self.kept, changed, partial(part_of, vault), today, holidays)
