"""The whole plan of a day, made from a vault in one go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultcrm.model import Holidays, Plan, Touchpoint, Vault

from .pieces import make_pieces
from .put import frame_of, put_together
from .world import read_world


def make_plan(vault: Vault, today: date, holidays: Holidays) -> Plan:
    """All touch-points of ``vault`` on ``today``, in the agenda's order, with what else is to be said."""
    world = read_world(vault, today, holidays)
    pieces = make_pieces(world)
    return put_together(pieces, frame_of(pieces, vault.settings, vault.search, world.rules, today, holidays))


def touchpoints(vault: Vault, today: date, holidays: Holidays) -> Sequence[Touchpoint]:
    """The program in one call: a vault and a day make touch-points."""
    return make_plan(vault, today, holidays).touchpoints
