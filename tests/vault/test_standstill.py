"""Who waits for a folder that does not answer is told so, once, and once more when it answers."""

from __future__ import annotations

import time

from vaultcrm.vault.standstill import noticed


def until(told: list[bool], wanted: list[bool]) -> None:
    end = time.monotonic() + 10
    while told != wanted and time.monotonic() < end:
        time.sleep(0.01)
    assert told == wanted


def test_a_standstill_is_told_once_and_its_end() -> None:
    told: list[bool] = []
    with noticed(told.append, longest=0.1) as beat:
        until(told, [True])
        time.sleep(0.3)
        assert told == [True]
        beat()
        until(told, [True, False])
        until(told, [True, False, True])


def test_what_goes_on_is_not_talked_about() -> None:
    told: list[bool] = []
    with noticed(told.append, longest=20) as beat:
        for _ in range(5):
            beat()
            time.sleep(0.01)
    assert told == []


def test_the_end_is_not_waited_for() -> None:
    began = time.monotonic()
    with noticed(lambda stands: None, longest=60):
        pass
    assert time.monotonic() - began < 10
