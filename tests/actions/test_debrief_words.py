"""What people type when they are asked: choices, yes and no, days, promises (B1, D1)."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.actions.debrief.words import choice, day_said, flag, promise
from vaultcrm.errors import WrongUsage

TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-24", "11-24"),
        ("about a week", "11-24"),
        ("Second round, in two weeks.", "12-01"),
        ("they call me; end of the month", "11-30"),
        ("panel on fri", "11-20"),
    ],
)
def test_the_day_stands_at_the_end_of_what_they_said(said: str, day: str) -> None:
    assert day_said(said, TUESDAY).isoformat() == f"2026-{day}"


@pytest.mark.parametrize("said", ["soon", "a second round", "when the budget is through", "..."])
def test_no_day_is_guessed(said: str) -> None:
    with pytest.raises(WrongUsage, match="names no day"):
        day_said(said, TUESDAY)


@pytest.mark.parametrize(
    ("said", "task"),
    [
        ("send the list", "- [ ] send the list"),
        ("send the list by fri", "- [ ] send the list 2026-11-20"),
        ("send the list (until 2026-12-01).", "- [ ] send the list 2026-12-01"),
        ("call by phone", "- [ ] call by phone"),
        ("send the talk on ports, by fri", "- [ ] send the talk on ports 2026-11-20"),
        ("call by phone on fri", "- [ ] call by phone 2026-11-20"),
        ("send Dana Lee and Lee the list", "- [ ] send [[Dana Lee]] and [[lee|Lee]] the list"),
        ("send [[Dana Lee]] what Lee said", "- [ ] send [[Dana Lee]] what Lee said"),
        ("ask Leeland", "- [ ] ask Leeland"),
    ],
)
def test_a_promise_as_a_task(said: str, task: str) -> None:
    people = [("Lee", "[[lee|Lee]]"), ("Dana Lee", "[[Dana Lee]]")]
    assert promise(said, TUESDAY, people) == task


def test_a_choice_by_its_beginning() -> None:
    assert choice("Not a", ("keen", "unsure", "not-a-fit")) == "not-a-fit"
    assert (flag("y"), flag("No")) == (True, False)
    for said in ("", "maybe", "e"):
        with pytest.raises(WrongUsage, match="is none of"):
            choice(said, ("email", "e-post"))
