"""A whole search replayed day by day: each thing is done on the day on which it is planned, and logged as a person would."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from vaultcrm.model import LIVE, Plan, Touchpoint
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

EXAMPLE = Path(__file__).parents[2] / "example-vault"
BEGIN = date(2026, 11, 18)
HOLIDAYS = PublicHolidays()
# What goes on for ever under one identity.
ENDLESS = {"stay-in-touch", "next-contact", "keep-searching"}
# What is sent to everyone at once, however many they are.
PROMPT = {"thank-you", "pitch", "card", "linkedin", "decline", "appreciate", "promise", "birthday"}
VERBS = {"email": "email", "phone": "call", "post": "letter", "linkedin": "linkedin", None: "did"}


def line_for(one: Touchpoint, today: date) -> str:
    verb = "card" if one.step == "card" else VERBS[one.via if one.person else None]
    person = f" [[{one.person.name}]]" if one.person else ""
    return f"- {today} {verb}{person} #{one.step}: Done on its day\n"


def do(root: Path, one: Touchpoint, today: date) -> None:
    """Tick the promise where it stands, or put a line under the heading *Log* of the touch-point's note."""
    path = root / (one.source.path if one.step == "promise" else one.note.path)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    if one.step == "promise":
        number = one.source.line - 1
        lines[number] = lines[number].replace("[ ]", "[x]", 1)
    else:
        if "## Log\n" not in lines:
            lines += ["\n", "## Log\n"]
        lines.insert(lines.index("## Log\n") + 1, "\n" + line_for(one, today))
    path.write_text("".join(lines), "utf-8")


def plan(root: Path, today: date) -> Plan:
    return make_plan(load_vault(root), today, HOLIDAYS)


def check(found: Plan, done: dict[str, str], today: date) -> None:
    """What must hold on each morning, with ``done``: the identities of what was done before."""
    live = [one for one in found.touchpoints if one.state in LIVE]
    assert [one.title for one in live if one.uid in done and one.step not in ENDLESS] == []
    assert [one.title for one in live if one.planned < today] == []
    assert len({one.uid for one in found.touchpoints}) == len(found.touchpoints)
    chasing = [one for one in live if one.person and one.step not in PROMPT and one.state != "overdue" and one.company]
    crowded = Counter((one.company, one.planned) for one in chasing)
    assert [at for at, number in crowded.items() if number > 3] == []


def replay(root: Path, days: int) -> Counter[str]:
    """Do everything for so many days; how often each step was done."""
    shutil.copytree(EXAMPLE, root)
    done: dict[str, str] = {}
    steps: Counter[str] = Counter()
    for number in range(days):
        today = BEGIN + timedelta(days=number)
        found = plan(root, today)
        check(found, done, today)
        now = [one for one in found.touchpoints if one.state in LIVE and one.planned == today and not one.tentative]
        for one in now:
            do(root, one, today)
            steps[one.step] += 1
        done |= {one.uid: one.step for one in now}
        evening = {one.uid: one for one in plan(root, today).touchpoints if one.state in LIVE} if now else {}
        left = [one.title for one in now if one.uid in evening and evening[one.uid].planned <= today]
        assert left == [], f"{today}: {left}"
    return steps


def test_three_weeks_of_a_search(tmp_path: Path) -> None:
    steps = replay(tmp_path / "vault", 21)
    assert {"thank-you", "call-1", "call-2"} <= set(steps)


@pytest.mark.slow
def test_four_months_of_a_search(tmp_path: Path) -> None:
    steps = replay(tmp_path / "vault", 120)
    assert {"thank-you", "call-3", "follow-up-day", "stay-in-touch", "keep-searching"} <= set(steps)
