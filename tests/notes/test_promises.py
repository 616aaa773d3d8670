"""Promises: tasks in a note's text, with a date where they have one."""

from datetime import date

import pytest

from vaultcrm.model import Promise
from vaultcrm.notes.promises import read_promises

DAY = date(2026, 11, 30)


def promise(text: str) -> Promise:
    promises, problems = read_promises("contacts/Dana Lee.md", text, 1)
    assert problems == []
    return promises[0]


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] Send the paper 2026-11-30",
        "- [ ] Send the paper (2026-11-30)",
        "- [ ] Send the paper due 2026-11-30",
        "- [ ] Send the paper, due: 2026-11-30",
        "- [ ] Send the paper by [[2026-11-30]]",
        "* [ ] Send the paper (due 2026-11-30)",
        "- [ ] Send the paper 📅 2026-11-30",
        "- [ ] Send the paper bis 2026-11-30",
        "- [ ] Send the paper (bis zum 2026-11-30)",
        "1. [ ] 2026-11-30 Send the paper",
        "- [ ] Send the paper [due:: 2026-11-30]",
        "  - [ ] Send the paper ➕ 2026-11-01 📅 2026-11-30\r",
    ],
)
def test_a_date_in_any_of_its_forms_is_when_it_is_due(text: str) -> None:
    found = promise(text)
    assert (found.text, found.due, found.done) == ("Send the paper", DAY, False)


def test_without_a_date_it_is_a_promise_all_the_same() -> None:
    assert (promise("- [ ] Send the paper").due, promise("- [ ] Send the paper").text) == (None, "Send the paper")


def test_ticked_with_the_day() -> None:
    found = promise("- [x] Send the paper 📅 2026-11-30 ✅ 2026-11-20")
    assert (found.text, found.done, found.due, found.done_on) == ("Send the paper", True, DAY, date(2026, 11, 20))


def test_block_id_and_people() -> None:
    found = promise("- [ ] Send [[Dana Lee]] the paper by 2026-11-30 ^paper-1")
    assert (found.text, found.block, [ref.target for ref in found.people]) == (
        "Send [[Dana Lee]] the paper",
        "paper-1",
        ["Dana Lee"],
    )


def test_a_date_that_does_not_exist_is_said_with_its_line() -> None:
    promises, problems = read_promises("a.md", "\n- [ ] Send it 2026-11-31\n", 10)
    assert [(one.text, one.due) for one in promises] == [("Send it", None)]
    assert [(problem.source.line, problem.message) for problem in problems] == [(11, "the date 2026-11-31 does not exist")]


@pytest.mark.parametrize("text", ["- [ ] ", "- [ ]", "[ ] no item", "- [link](x) [ ]", "- [-] dropped"])
def test_what_is_no_promise(text: str) -> None:
    assert read_promises("a.md", text, 1) == ((), [])
