"""Planning what was planned before: what is kept of it stays, and only what has changed is planned again.

One planner for a program that goes on running, one that takes up what another run has left in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from vaultcrm.digests import sha256
from vaultcrm.plan import make_plan
from vaultcrm.plan.again import Kept, again, keep
from vaultcrm.plan.followup import Assigned
from vaultcrm.plan.frozen import back, plain
from vaultcrm.plan.put import frame_of, put_together
from vaultcrm.plan.rulebook import Rulebook, read_rules
from vaultcrm.plan.shared import make_shared
from vaultcrm.plan.world import read_world
from vaultcrm.vault.changes import Calling, callings, changed_notes, renamed
from vaultcrm.vault.cores import on_all_cores
from vaultcrm.vault.kept.notes import KeptNotes, recalled
from vaultcrm.vault.kept.notes import keep as keep_value
from vaultcrm.vault.part import part_of
from vaultcrm.vault.seals import sealed, unsealed

if TYPE_CHECKING:
    from vaultcrm.model import Holidays, Plan
    from vaultcrm.vault import NoteVault

_FORMAT = 8
_FEW = 20  # notes: so many are planned anew more quickly than the whole is kept again


@dataclass(slots=True)
class Planner:
    """Plans one vault again and again; ``vault`` and ``kept`` are of the last time."""

    vault: NoteVault | None = None
    kept: Kept | None = None
    assigned: Assigned = field(default_factory=Assigned)

    def plan(self, vault: NoteVault, today: date, holidays: Holidays) -> Plan:
        """The same plan as ``make_plan`` gives."""
        kept = self._again(vault, today, holidays) or keep(read_world(vault, today, holidays))
        self.vault, self.kept = vault, kept
        frame = frame_of(kept.pieces, vault.settings, vault.search, read_rules(vault), today, holidays)
        return put_together(kept.pieces, frame, self.assigned)

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
        rules = read_rules(vault)
        basis = sha256(self.notes.basis + repr(rules.steps).encode("utf-8", "surrogatepass")).digest()
        before = _before(recalled(vault.root, "plan"), basis)
        news = _news(before, self.notes, vault) if before else NO_NEWS
        kept = _again_from(before, news.changed, vault, rules, today, holidays) if before else None
        enough = before and len(news.changed) < _FEW and before.day == today.toordinal() and not news.renamed
        if kept is None:
            kept, enough = keep(read_world(vault, today, holidays), partial(make_shared, share=_on_all_cores)), False
        if not enough:
            called = sealed({path: tuple(one) for path, one in callings(vault).items()})
            value = (_FORMAT, basis, self.notes.round, self.notes.heads, called, plain(kept, rules))
            keep_value(vault.root, "plan", value)
        return put_together(kept.pieces, frame_of(kept.pieces, vault.settings, vault.search, rules, today, holidays))


def _on_all_cores(work: Callable[[int], Any], parts: Sequence[int]) -> Mapping[int, Any]:
    """The way to share planning, however few the parts are."""
    return on_all_cores(work, parts, 2)


class _Before(NamedTuple):
    """A plan that was kept: the ``number`` of the round it saw, since which round the ``heads`` of its notes were what they
    were, by what everyone was known (``called``, sealed), and its pieces."""

    number: int
    heads: int | None
    called: bytes
    frozen: tuple[Any, ...]

    @property
    def day(self) -> int:
        return int(self.frozen[0])

    @property
    def paths(self) -> frozenset[str]:
        """Those of its notes."""
        return frozenset(self.frozen[2])


class _News(NamedTuple):
    """The notes that are to be looked at again; ``renamed``: somebody, or a job, is known by something else now."""

    changed: frozenset[str]
    renamed: bool


NO_NEWS = _News(frozenset(), False)


def _before(found: tuple[Any, ...] | None, basis: bytes) -> _Before | None:
    return _Before(*found[2:]) if found and found[:2] == (_FORMAT, basis) else None


def _news(before: _Before, notes: KeptNotes, vault: NoteVault) -> _News:
    """The notes that have been written since that round, are gone, or name who is called otherwise now."""
    written = notes.anew_since(before.number)
    if before.heads is not None and before.heads == notes.heads:
        return _News(written, False)
    called = {path: Calling(*known) for path, known in unsealed(before.called).items()}
    paths, others = vault.paths, renamed(called, vault)
    return _News(frozenset((written & paths) | (before.paths - paths) | others), bool(others))


def _again_from(
    before: _Before, changed: frozenset[str], vault: NoteVault, rules: Rulebook, today: date, holidays: Holidays
) -> Kept | None:
    """What is kept now: the pieces of before, with those made anew that hang on the notes that have changed."""
    kept = back(before.frozen, rules)
    if not changed and kept.day == today:
        return kept
    return again(kept, changed, partial(part_of, vault), today, holidays)
