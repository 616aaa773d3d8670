"""Public holidays are the library's, whether the cache has them, has lost them, or holds nonsense."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vaultcrm.vault import holidays as edge
from vaultcrm.vault.holidays import PublicHolidays


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path))
    edge._in_year.cache_clear()
    return tmp_path


@pytest.mark.parametrize(
    ("day", "country", "name"),
    [
        (date(2026, 11, 26), "US", "Thanksgiving Day"),
        (date(2026, 4, 6), "de-be", "Easter Monday"),
        (date(2026, 11, 27), "US", None),
        (date(2026, 1, 1), "XX", None),
        (date(2026, 1, 1), "../US", None),
    ],
)
def test_the_same_with_and_without_the_cache(cache: Path, day: date, country: str, name: str | None) -> None:
    first = PublicHolidays().name(day, country)
    edge._in_year.cache_clear()
    assert (first, PublicHolidays().name(day, country)) == (name, name)


def test_what_is_kept_is_used_and_what_is_damaged_computed_anew(cache: Path) -> None:
    PublicHolidays().name(date(2026, 11, 26), "US")
    (kept,) = cache.rglob("US-2026.json")
    kept.write_text('{"2026-11-26": "Kept"}')
    edge._in_year.cache_clear()
    assert PublicHolidays().name(date(2026, 11, 26), "US") == "Kept"
    kept.write_text("[1, ")
    edge._in_year.cache_clear()
    assert PublicHolidays().name(date(2026, 11, 26), "US") == "Thanksgiving Day"


def test_a_cache_that_cannot_be_written_only_makes_it_slower(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "a-file").write_text("")
    monkeypatch.setenv("VAULTCRM_CACHE", str(cache / "a-file"))
    assert PublicHolidays().name(date(2026, 12, 25), "US") == "Christmas Day"
