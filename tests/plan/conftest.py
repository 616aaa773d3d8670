"""A vault from text, planned on a day, shown as rows that a person can compare with what was worked out on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from vaultcrm.model import Plan, Touchpoint
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

SETTINGS = """
format = 1
vault = "test"
timezone = "America/New_York"
country = "US"
"""

PlanOf = Callable[..., Plan]
Row = tuple[str, ...]


@pytest.fixture
def plan_of(tmp_path: Path) -> PlanOf:
    """``plan_of({path: text}, "2026-11-18")``: the plan of that vault on that day."""

    def plan(notes: Mapping[str, str], today: str, settings: str = "") -> Plan:
        root = tmp_path / "vault"
        root.mkdir(exist_ok=True)
        for path, text in {"vaultcrm.toml": SETTINGS + dedent(settings), **notes}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return make_plan(load_vault(root), date.fromisoformat(today), PublicHolidays())

    return plan


def _say(moment: date | None) -> str:
    if moment is None:
        return "never"
    return moment.strftime("%Y-%m-%d %H:%M%z") if isinstance(moment, datetime) else moment.isoformat()


def row(one: Touchpoint) -> Row:
    """step, person, opens, due, planned, state"""
    state = "tentative" if one.tentative else one.state
    return one.step, one.person.name if one.person else "me", _say(one.opens), _say(one.due), one.planned.isoformat(), state


@pytest.fixture
def rows() -> Callable[..., list[Row]]:
    """The plan's live touch-points (of the steps named, or all) as rows, sorted."""

    def of(plan: Plan, *steps: str) -> list[Row]:
        live = ("upcoming", "open", "due", "overdue")
        return sorted(row(one) for one in plan.touchpoints if one.state in live and (not steps or one.step in steps))

    return of


@pytest.fixture
def one() -> Callable[..., Touchpoint]:
    """The only touch-point of a step (and person), in whatever state."""

    def find(plan: Plan, step: str, person: str | None = None) -> Touchpoint:
        found = [one for one in plan.touchpoints if one.step == step and (not person or (one.person and one.person.name == person))]
        assert len(found) == 1, [row(hit) for hit in found]
        return found[0]

    return find
