"""Pieces made in parts, by whomever, are those that one alone makes; and which cases must stay together in one part."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from vaultcrm.plan import shared
from vaultcrm.plan.caselog import open_logs
from vaultcrm.plan.circles import circles
from vaultcrm.plan.pieces import make_pieces
from vaultcrm.plan.shared import make_shared
from vaultcrm.plan.world import read_world
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

REPO = Path(__file__).parents[2]
TODAY = date(2026, 11, 18)
HELD = "2026-11-17 14:00"


def world_of(root):
    return read_world(load_vault(root), TODAY, PublicHolidays())


@pytest.fixture
def search(tmp_path, monkeypatch):
    """A believable vault, as if it were large."""
    monkeypatch.setattr(shared, "MANY", 0)
    return world_of(shutil.copytree(REPO / "example-vault", tmp_path / "example"))


@pytest.mark.parametrize(
    "shared_here",
    [
        lambda work, parts: {number: work(number) for number in parts},
        lambda work, parts: {number: work(number) for number in parts if number % 3},
        lambda work, parts: {},
    ],
    ids=["all parts", "some helpers stumbled", "nothing can be shared"],
)
def test_in_parts_the_pieces_are_the_same_and_in_the_same_order(search, shared_here) -> None:
    alone, together = make_pieces(search), make_shared(search, shared_here)
    assert together == alone
    assert list(together.notes) == list(alone.notes)
    assert list(together.cases) == list(alone.cases)


def test_parts_are_given_away(search) -> None:
    asked = list[int]()
    make_shared(search, lambda work, parts: asked.extend(parts) or {})
    assert asked == list(range(16))


def test_a_small_vault_is_planned_by_one(search, monkeypatch) -> None:
    monkeypatch.setattr(shared, "MANY", 10_000)
    assert make_shared(search, lambda work, parts: pytest.fail("shared")) == make_pieces(search)


@pytest.fixture
def circles_of(plan_of, tmp_path):
    """``circles_of(notes)``: the cases that hang together, each by its first note."""

    def found(notes):
        plan_of(notes, TODAY.isoformat())
        return [[log.case.notes[0] for log in circle] for circle in circles(open_logs(world_of(tmp_path / "vault")))]

    return found


ONE, TWO, THREE = (f"interviews/{number}.md" for number in ("one", "two", "three"))


def test_cases_hang_together_by_a_person_and_by_whom_that_one_meets(circles_of, interview) -> None:
    notes = interview(HELD, "Dana", "[savvy]", id="one") | interview(HELD, "Dana, Sam", "[savvy]", id="two")
    assert circles_of(notes | interview(HELD, "Kim", "[savvy]", id="three")) == [[ONE, TWO], [THREE]]
    assert circles_of(notes | interview(HELD, "Kim, Sam", "[savvy]", id="three")) == [[ONE, THREE, TWO]]


def test_a_line_in_a_note_of_one_case_can_be_meant_for_another_of_that_person(circles_of, interview) -> None:
    line = "- 2026-11-18 email [[Kim]] #thank-you\n"
    notes = interview(HELD, "Dana", "[savvy]", line, id="one") | interview(HELD, "Sam", "[savvy]", line, id="two")
    assert circles_of(notes) == [[ONE], [TWO]]
    assert circles_of(notes | interview(HELD, "Kim", "[savvy]", id="three")) == [[ONE, THREE, TWO]]


def test_whoever_is_to_be_told_of_an_offer_ties_the_jobs_together(circles_of, job) -> None:
    """F2: the other job's manager hears of it."""
    notes = job("Engineer", "- 2026-11-09 stage applied\n- 2026-11-16 stage offer\n", hr='"[[Pat]]"')
    notes |= job("Analyst", "- 2026-11-09 stage applied\n", hiring_manager='"[[Hana]]"', company="Bolt")
    assert circles_of(notes) == [["jobs/Analyst.md", "jobs/Engineer.md"]]
    apart = {path: text.replace("stage offer", "stage applied") for path, text in notes.items()}
    assert circles_of(apart) == [["jobs/Analyst.md"], ["jobs/Engineer.md"]]
