"""Days are given out in the order of due, opens, identity: what comes later in it crowds nobody."""

from datetime import date

import pytest

from vaultcrm.model import NoteKey, Settings, Source
from vaultcrm.plan.frame import Frame, Looks, Touch
from vaultcrm.plan.items import Item
from vaultcrm.plan.people import Who
from vaultcrm.plan.rulebook import Rulebook
from vaultcrm.plan.spread import spread
from vaultcrm.plan.windows import Window
from vaultcrm.vault.holidays import PublicHolidays

TODAY = date(2026, 11, 20)
KIM = Touch(TODAY, "kim", None)
SAM = Touch(TODAY, "sam", None)
SOONER, LATER = (date(2026, 11, 19),) * 2, (date(2026, 11, 30),) * 2


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ([((*SOONER, "a"), KIM)], 22),
        ([((*LATER, "a"), KIM)], 20),
        ([((*LATER, "a"), SAM), ((*SOONER, "b"), KIM)], 22),
        ([((*SOONER, "a"), SAM), ((*LATER, "b"), KIM)], 20),
    ],
    ids=["a touch that is due sooner", "one that is due later", "the sooner of two", "somebody else's, and a later one"],
)
def test_a_touch_that_has_its_day_keeps_others_apart_if_its_turn_comes_first(given, day) -> None:
    """*Together*: less than two days between two touches of a person."""
    frame = Frame(Settings(), None, TODAY, PublicHolidays(), Rulebook(()), (), frozenset(), Looks(0, None, None))
    item = Item(
        "m", NoteKey("talk", "Talk.md"), Source("Talk.md"), (), "word", "word", "Write to Kim", Who("kim", "Kim", None, True),
        Window(TODAY, date(2026, 11, 23)),
    )  # fmt: skip
    assert [one.day for one in spread(frame, [item], given)] == [date(2026, 11, day)]
