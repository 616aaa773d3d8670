"""The checklist note: ticks go into the log, once and only once, and the list says what is open now (``[checklist]``).

In comes a way to read and plan the vault, out comes what was moved and which ticks could not be. Two machines that see one tick
write the very same line, which their merge keeps once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from vaultcrm.errors import EditRefused, VaultcrmError, WrongUsage
from vaultcrm.model import LIVE, Plan, Problem, Source, Touchpoint
from vaultcrm.notes.checklist import Tick, read_ticks, with_list
from vaultcrm.plan import kept_promises
from vaultcrm.vault.within import is_within
from vaultcrm.vault.writing import Snapshot, create_note, read_for_edit, write_if_unchanged
from vaultcrm.views.checklist import checklist_lines

from .closing_lines import is_logged
from .doing import Said, done_edit, refuse_let_go
from .edits import Edit, Wrote, refuse_newer_format, write_edits

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault

Look = Callable[[], "tuple[NoteVault, Plan]"]
TITLE = "# Today\n\nTick what is done; what stands between the marks is written anew.\n\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the ticks: the lines that were ``moved`` into logs, and those that could not be."""

    moved: tuple[Wrote, ...] = ()
    lost: tuple[Problem, ...] = ()


@dataclass
class _Sorted:
    """Ticks by what is to be done with them; ``edits`` by the note that they change."""

    edits: dict[str, list[tuple[Tick, Edit]]] = field(default_factory=dict)
    lost: dict[Tick, str] = field(default_factory=dict)


def keep_checklist(look: Look) -> Kept:
    """Move the ticks and write the list; nothing where the settings name no checklist. ``look`` reads and plans the vault.

    Raises ``WrongUsage`` for a file outside the vault, ``EditRefused`` where the marks are not one pair.
    """
    vault, plan = look()
    path = _checklist(vault)
    if path is None:
        return Kept()
    refuse_newer_format(vault)
    snapshot = read_for_edit(path) if path.exists() else None
    found = _sorted(vault, plan, _ticks(snapshot))
    moved = _moved(vault, found)
    if moved:
        vault, plan = look()
    _write_list(path, snapshot, checklist_lines(vault, plan), tuple(found.lost))
    name = vault.settings.checklist or ""
    return Kept(moved, tuple(_lost(name, tick, why) for tick, why in found.lost.items()))


def lost_ticks(vault: NoteVault, plan: Plan) -> tuple[Problem, ...]:
    """The ticks that stay in the checklist because they cannot be moved; or why it cannot be read at all. Writes nothing."""
    name = vault.settings.checklist or ""
    try:
        path = _checklist(vault)
        ticks = _ticks(read_for_edit(path)) if path and path.exists() else ()
    except VaultcrmError as refusal:
        return (Problem(Source(name), refusal.message, refusal.remedy, severity="warning"),)
    lost = _sorted(vault, plan, ticks).lost
    return tuple(_lost(name, tick, why) for tick, why in lost.items())


def _lost(name: str, tick: Tick, why: str) -> Problem:
    remedy = "if it was done, write the line into the log; then delete this one"
    return Problem(Source(name, tick.number), why, remedy, tick.line, "warning")


def _ticks(snapshot: Snapshot | None) -> tuple[Tick, ...]:
    try:
        return read_ticks(snapshot.text) if snapshot else ()
    except EditRefused as refusal:
        path = snapshot.path if snapshot else ""
        raise EditRefused(f"{path}: {refusal.message}", refusal.remedy) from refusal


def _checklist(vault: NoteVault) -> Path | None:
    """Where the checklist is. A vault may come from a stranger: it is a note, and lies in the vault."""
    if not vault.settings.checklist:
        return None
    path = vault.root / vault.settings.checklist
    if not is_within(vault.root, path) or path.suffix.lower() != ".md":
        raise WrongUsage(f"the checklist {vault.settings.checklist!r} is no note in the vault", "name one, as in Today.md")
    return path


def _sorted(vault: NoteVault, plan: Plan, ticks: Sequence[Tick]) -> _Sorted:
    found = _Sorted()
    kept = tuple(kept_promises(vault)) if ticks else ()
    for tick in ticks:
        meant = plan.touchpoints.starting(tick.key)
        meant = tuple(one for one in meant if one.key == tick.key) or meant
        if not meant and any(uid.startswith(tick.key) for uid in kept):
            continue
        if len(meant) != 1:
            found.lost[tick] = f"what was ticked here ({tick.key}) is not in the plan any more"
        elif meant[0].state in LIVE or meant[0].state == "missed":
            _sort_one(vault, plan, tick, meant[0], found)
    return found


def _sort_one(vault: NoteVault, plan: Plan, tick: Tick, touchpoint: Touchpoint, found: _Sorted) -> None:
    """One that is logged already, by another machine, say, needs nothing; staying in touch is always open again."""
    day = min(tick.day or plan.today, plan.today)
    if is_logged(vault, touchpoint, day):
        return
    try:
        refuse_let_go(plan, touchpoint, day)
        edit = done_edit(vault, touchpoint, Said(day))
    except VaultcrmError as refusal:
        found.lost[tick] = refusal.message
    else:
        found.edits.setdefault(edit.path, []).append((tick, edit))


def _moved(vault: NoteVault, found: _Sorted) -> tuple[Wrote, ...]:
    """Write note by note, so that one that cannot be written keeps only its own ticks waiting."""
    wrote: list[Wrote] = []
    for pairs in found.edits.values():
        try:
            wrote += write_edits(vault, [edit for _, edit in pairs])
        except VaultcrmError as refusal:
            found.lost |= {tick: refusal.message for tick, _ in pairs}
    return tuple(wrote)


def _write_list(path: Path, snapshot: Snapshot | None, lines: Sequence[str], waiting: Sequence[Tick]) -> None:
    """Into the note as it was when the ticks were read: a tick of meanwhile refuses it. No part of what ``undo`` takes back."""
    if snapshot is None:
        create_note(path, with_list(TITLE, lines))
    else:
        write_if_unchanged(snapshot, with_list(snapshot.text, lines, waiting))
