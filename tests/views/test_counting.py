"""Numbers with the words they count."""

from __future__ import annotations

import pytest

from vaultcrm.views.counting import counted, noun
from vaultcrm.views.days import span_of


@pytest.mark.parametrize(
    ("count", "word", "said"),
    [
        (1, "job", "1 job"),
        (0, "job", "0 jobs"),
        (2, "company", "2 companies"),
        (1, "person", "1 person"),
        (3, "person", "3 people"),
    ],
)
def test_one_is_one_and_any_other_number_is_many(count: int, word: str, said: str) -> None:
    assert counted(count, word) == said
    assert said.endswith(noun(count, word))


@pytest.mark.parametrize(("days", "said"), [(1, "1 day"), (30, "4 weeks"), (90, "3 months"), (800, "2 years")])
def test_days_as_people_say_them(days: int, said: str) -> None:
    assert span_of(days) == said
