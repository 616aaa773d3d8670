"""Planning what was planned before: what is kept of it stays, and only what has changed is planned again.

One planner for a program that goes on running, one that takes up what another run has left in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from vaultcrm.dataclasses import dataclass
from vaultcrm.digests import sha256
from vaultcrm.plan import make_plan
from vaultcrm.plan.again import Kept, again, keep
from vaultcrm.plan.frozen import back, plain
from vaultcrm.plan.put import frame_of, put_together
from vaultcrm.plan.rulebook import Rulebook, read_rules
from vaultcrm.plan.shared import make_shared
from vaultcrm.plan.world import read_world
from vaultcrm.vault.changes import Calling, callings, changed_notes, with_renamed
from vaultcrm.vault.cores import on_all_cores
from vaultcrm.vault.kept.notes import KeptNotes, recalled
from vaultcrm.vault.kept.notes import keep as keep_value
from vaultcrm.vault.part import part_of

if TYPE_CHECKING:
    from vaultcrm.model import Holidays, Plan
    from vaultcrm.vault import NoteVault

_FORMAT = 5
_FEW = 20  # notes: so many are planned anew more quickly than the whole is kept again


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


@dataclass(slots=True)
class KeptPlanner:
    """Plans a vault that was read with ``notes``, from what another run of the program has kept of its plan."""

    notes: KeptNotes

    def plan(self, vault: NoteVault, today: date, holidays: Holidays) -> Plan:
        """The same plan as ``make_plan`` gives."""
        if self.notes.round is None:
            return make_plan(vault, today, holidays)
        rules, called = read_rules(vault), callings(vault)
        basis = sha256(self.notes.basis + repr(rules.steps).encode("utf-8", "surrogatepass")).digest()
        before = _before(recalled(vault.root, "plan"), basis)
        changed = _changed_since(before, self.notes, vault) if before else frozenset[str]()
        kept = _again_from(before, changed, vault, rules, today, holidays) if before else None
        enough = before and len(changed) < _FEW and before.day == today.toordinal() and before.called == called
        if kept is None:
            kept, enough = keep(read_world(vault, today, holidays), partial(make_shared, share=_on_all_cores)), False
        if not enough:
            keep_value(vault.root, "plan", (_FORMAT, basis, self.notes.round, _plain(called), plain(kept, rules)))
        return put_together(kept.pieces, frame_of(kept.pieces, vault.settings, vault.search, rules, today, holidays))


def _on_all_cores(work: Callable[[int], Any], parts: Sequence[int]) -> Mapping[int, Any]:
    """The way to share planning, however few the parts are."""
    return on_all_cores(work, parts, 2)


class _Before(NamedTuple):
    """A plan that was kept: the ``number`` of the round it saw, its ``day``, by what everyone was known, and its pieces.

    ``paths`` are those of its notes.
    """

    number: int
    day: int
    called: Mapping[str, Calling]
    frozen: tuple[Any, ...]

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(path for path, _ in self.frozen[3])


def _before(found: tuple[Any, ...] | None, basis: bytes) -> _Before | None:
    if found is None or found[:2] != (_FORMAT, basis):
        return None
    _, _, number, called, frozen = found
    return _Before(number, frozen[0], {path: Calling(*known) for path, known in called.items()}, frozen)


def _plain(called: Mapping[str, Calling]) -> dict[str, tuple[object, ...]]:
    return {path: tuple(known) for path, known in called.items()}


def _changed_since(before: _Before, notes: KeptNotes, vault: NoteVault) -> frozenset[str]:
    """The notes that have been written since that round, are gone, or name who is called otherwise now."""
    paths, since = vault.paths, before.number
    written = {path for path in paths if notes.rounds.get(path, since + 1) > since}
    return with_renamed(written | (before.paths - paths), before.called, vault)


def _again_from(
    before: _Before, changed: frozenset[str], vault: NoteVault, rules: Rulebook, today: date, holidays: Holidays
) -> Kept | None:
    """What is kept now: the pieces of before, with those made anew that hang on the notes that have changed."""
    homes = {known.id: path for path, known in before.called.items() if known.kind == "contact"}
    kept = back(before.frozen, rules, homes)
    if not changed and kept.day == today:
        return kept
    return again(kept, changed, partial(part_of, vault), today, holidays)
