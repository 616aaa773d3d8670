"""How things stand with each contact: the last contact, the cadence, the tie, and the silence measured by the cadence."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.model import Interval
from vaultcrm.plan.keeping import Keeping, Tie, keeping
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays


@pytest.fixture
def keeping_of(plan_of, tmp_path):
    """The figures of a vault on a day."""

    def figures(notes, today, settings="") -> Keeping:
        plan_of(notes, today, settings)
        return keeping(load_vault(tmp_path / "vault"), date.fromisoformat(today), PublicHolidays())

    return figures


def person(name, keys="", log=""):
    return {f"contacts/{name}.md": f"---\ntype: contact\n{keys}---\n\n## Log\n\n{log}"}


def test_the_silence_is_measured_by_the_cadence_of_each(keeping_of):
    monthly = person("Ann", "cadence: 1 month\n", "- 2026-09-04 met\n")
    yearly = person("Ben", "cadence: 1 year\n", "- 2025-12-04 met\n- 2025-12-01 call\n")
    found = keeping_of(monthly | yearly | person("Cy", "cadence: 1 month\n") | person("Di"), "2026-12-04").ties
    assert found["ann"] == Tie(date(2026, 9, 4), Interval(1, "month"), 1, 91 / 30)
    assert found["ben"] == Tie(date(2025, 12, 4), Interval(1, "year"), 2, 1.0)
    assert (found["cy"].last, found["cy"].share) == (None, float("inf"))
    assert "di" not in found


def test_introductions_strengthen_the_tie(keeping_of):
    led = person("Ben", 'introduced_by: "[[Ann]]"\n') | {"jobs/J.md": '---\ntype: job\nreferred_by: "[[Ann]]"\n---\n'}
    found = keeping_of(person("Ann", "cadence: 1 month\n", "- 2026-09-04 met\n") | led, "2026-12-04").ties
    assert found["ann"].strength == 3


@pytest.mark.parametrize(
    ("today", "is_one", "after", "closed"),
    [
        ("2026-12-04", True, "2027-01-04", True),
        ("2026-12-05", False, "2027-01-04", False),
        ("2026-12-03", False, "2026-12-04", False),
        ("2027-01-04", True, "2027-02-05", False),
    ],
    ids=["worked through", "the day after", "the day before", "moved for the holiday"],
)
def test_the_follow_up_days(keeping_of, today, is_one, after, closed):
    search = {
        "search.md": "---\ntype: search\n---\n\n## Log\n\n- 2026-12-04 did #follow-up-day\n- 2026-12-03 did #follow-up-day\n"
    }
    found = keeping_of(search, today)
    day = date.fromisoformat(today)
    assert (found.is_one(day), found.after(day).isoformat(), found.closed) == (is_one, after, closed)


def test_the_playbook_says_what_keeping_in_touch_is_called(keeping_of):
    assert keeping_of({}, "2026-12-04").acts == {"stay-in-touch"}
