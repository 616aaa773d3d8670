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
        found = [one for one in plan.touchpoints if one.step == step and person in (None, one.person and one.person.name)]
        assert len(found) == 1, [row(hit) for hit in found]
        return found[0]

    return find


def _note(path: str, keys: Mapping[str, object], log: str, body: str) -> dict[str, str]:
    front = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return {path: f"---\n{front}---\n{dedent(body)}\n## Log\n\n{dedent(log)}"}


def _links(names: str) -> str:
    return "[" + ", ".join(f'"[[{name}]]"' for name in names.split(", ")) + "]"


@pytest.fixture
def playbook() -> Callable[..., dict[str, str]]:
    """``playbook(steps, "mine", "job")``: a playbook with its steps, each a line ``step: keys``."""

    def make(steps: str, name: str = "mine", of: str = "interview") -> dict[str, str]:
        lines = "\n".join(f"  - {{step: {line.strip()}}}" for line in steps.strip().splitlines())
        text = f"---\ntype: playbook\nname: {name}\nfor: {of}\n---\n\n```yaml\nsteps:\n{lines}\n```\n"
        return {f"playbooks/{name}.md": text}

    return make


@pytest.fixture
def contact() -> Callable[..., dict[str, str]]:
    """``contact("Dana Lee", country="DE-BE")``: a note with everything that letters and calls need; empty keys as given."""

    def make(name: str, log: str = "", **keys: object) -> dict[str, str]:
        known = {"email": "someone@example.com", "phone": '"+1 555 0100"', "address": "1 Main Street", "linkedin": "someone"}
        return _note(f"contacts/{name}.md", {"type": "contact", "name": name, **known, **keys}, log, "")

    return make


@pytest.fixture
def interview() -> Callable[..., dict[str, str]]:
    """``interview("2026-11-17 14:00", "Dana Lee, Sam Roe", "[savvy]")``: a conversation of one hour in New York."""

    def make(start: str, people: str, systems: str = "", log: str = "", body: str = "", **keys: object) -> dict[str, str]:
        name = str(keys.get("id", "talk"))
        known: dict[str, object] = {"type": "interview", "id": name, "start": start, "timezone": "America/New_York"}
        known |= {"company": "Acme", "interviewers": _links(people)}
        known |= {"playbooks": systems} if systems else {}
        return _note(f"interviews/{name}.md", {**known, **keys}, log, body)

    return make


@pytest.fixture
def job() -> Callable[..., dict[str, str]]:
    """``job("Engineer", hr="Pat Hill", stage="interviewing")``: an opening at Acme."""

    def make(title: str, log: str = "", **keys: object) -> dict[str, str]:
        known: dict[str, object] = {"type": "job", "id": title.casefold(), "title": title, "company": "Acme"}
        return _note(f"jobs/{title}.md", {**known, **keys}, log, "")

    return make
