"""The checklist note: which lines are ticks, on which day, and that the text around the list is the user's own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.errors import EditRefused
from vaultcrm.notes.checklist import BEGIN, END, Tick, read_ticks, with_list

NOTE = f"""# Mine

- [x] milk ^abcde

{BEGIN}
### 2026-11-18

- [ ] Thank Dana ^k3mq7
- [x] Thank Sam (Acme): [sam@example.com](mailto:sam@example.com) ^b7svn ✅ 2026-11-19
- [X] Call Dana ^aaaaa
{END}

## Later
"""


def test_ticks_have_their_own_day_else_that_of_the_heading() -> None:
    found = [(tick.number, tick.key, tick.day) for tick in read_ticks(NOTE)]
    assert found == [(9, "b7svn", date(2026, 11, 19)), (10, "aaaaa", date(2026, 11, 18))]


@pytest.mark.parametrize(
    "line",
    [
        "- [x] Call ^k3mq7",
        "* [X] Call ✅ 2026-11-19 ^k3mq7",
        "\t- [x] Call ^k3mq7  ✅ [[2026-11-19]]",
        "- [x] x^2 ^k3mq7 \r",
        "- [x] ^k3mq7",
    ],
)
def test_ticks_in_the_ways_that_programs_write_them(line: str) -> None:
    assert [tick.key for tick in read_ticks(f"{BEGIN}\n{line}\n{END}\n")] == ["k3mq7"]


@pytest.mark.parametrize("line", ["- [ ] Call ^k3mq7", "- [x] Call", "- [-] Call ^k3mq7", "Call ^k3mq7", "    code ^k3mq7"])
def test_other_lines_are_none(line: str) -> None:
    assert read_ticks(f"{BEGIN}\n{line}\n{END}\n") == ()


def test_without_a_day_anywhere_there_is_none_and_a_heading_of_the_users_own_dates_it() -> None:
    block = f"{BEGIN}\n- [x] Call ^k3mq7\n{END}\n"
    assert read_ticks(block)[0].day is None
    assert read_ticks(f"## Wed 2026-11-18\n\n{block}")[0].day == date(2026, 11, 18)


def test_one_key_ticked_twice_is_one_tick() -> None:
    both = f"{BEGIN}\n<<<<<<< ours\n- [x] Call ^k3mq7\n=======\n- [x] Call ✅ 2026-11-19 ^k3mq7\n>>>>>>> theirs\n{END}\n"
    assert len(read_ticks(both)) == 1
    assert with_list(both, ["- [ ] Write ^aaaaa"]) == f"{BEGIN}\n- [ ] Write ^aaaaa\n{END}\n"


def test_the_list_is_replaced_and_nothing_else() -> None:
    new = with_list(NOTE, ["### 2026-11-19", "", "- [ ] Write ^ccccc"])
    assert new == NOTE[: NOTE.index("### 2026")] + "### 2026-11-19\n\n- [ ] Write ^ccccc\n" + NOTE[NOTE.index(END) :]
    assert with_list(new, ["### 2026-11-19", "", "- [ ] Write ^ccccc"]) == new


def test_a_tick_that_waits_and_what_others_wrote_there_stay() -> None:
    note = NOTE.replace("- [ ] Thank Dana ^k3mq7", "- [ ] Thank Dana ^k3mq7\nRemember the milk")
    waiting = Tick(10, "aaaaa", None, "- [X] Call Dana ^aaaaa")
    new = with_list(note, ["- [ ] Write ^ccccc"], [waiting])
    assert f"{BEGIN}\n- [ ] Write ^ccccc\n- [X] Call Dana ^aaaaa\nRemember the milk\n{END}\n" in new


@pytest.mark.parametrize(
    ("note", "gap"), [("", ""), ("# Mine", "\n\n"), ("# Mine\n", "\n"), ("# Mine\n\n", ""), ("a\r\n", "\r\n")]
)
def test_without_marks_the_list_comes_last(note: str, gap: str) -> None:
    end = "\r\n" if "\r\n" in note else "\n"
    assert with_list(note, ["- [ ] Write ^ccccc"]) == note + gap + end.join([BEGIN, "- [ ] Write ^ccccc", END, ""])


@pytest.mark.parametrize("marks", [[BEGIN], [END], [END, BEGIN], [BEGIN, BEGIN, END], [BEGIN, END, BEGIN, END]])
def test_marks_that_are_not_one_pair_are_left_alone(marks: list[str]) -> None:
    note = "\n- [x] Call ^k3mq7\n".join(marks)
    with pytest.raises(EditRefused, match="not one pair"):
        read_ticks(note)
    with pytest.raises(EditRefused, match="not one pair"):
        with_list(note, [])


line = st.sampled_from(["", "# H", "- [x] a ^k3mq7", "- [ ] b ^aaaaa", "text", "```", "### 2026-11-18", "  - x", "é 🎈"])
lines = st.lists(line, max_size=8)


@given(before=lines, inside=lines, after=lines, newline=st.sampled_from(["\n", "\r\n"]))
def test_the_text_around_is_never_touched(before: list[str], inside: list[str], after: list[str], newline: str) -> None:
    head, tail = newline.join([*before, BEGIN, ""]), newline.join([END, *after])
    new = with_list(head + newline.join([*inside, ""]) + tail, ["- [ ] Write ^ccccc"])
    assert new.startswith(head + "- [ ] Write ^ccccc" + newline)
    assert new.endswith(tail)
    assert all(text in new for text in inside if text in ("text", "# H", "  - x", "é 🎈"))
