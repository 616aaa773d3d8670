"""Which day it is for the user, and which days are holidays."""

from datetime import UTC, date, datetime

import pytest

from vaultcrm.model import Away, Me, Settings
from vaultcrm.vault.holidays import PublicHolidays
from vaultcrm.vault.today import today_for

NIGHT = datetime(2026, 11, 18, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"), [("America/New_York", 17), ("UTC", 18), ("Pacific/Auckland", 18), ("Pacific/Honolulu", 17)]
)
def test_the_date_is_that_of_the_settings_zone(zone: str, day: int) -> None:
    assert today_for(Settings(me=Me(timezone=zone)), NIGHT) == date(2026, 11, day)


def test_on_days_away_it_is_that_of_the_place() -> None:
    home = Me(timezone="America/New_York")
    away = Away(date(2026, 11, 18), date(2026, 11, 25), "Europe/Berlin")
    assert today_for(Settings(me=home, away=(away,)), NIGHT) == date(2026, 11, 18)
    later = Away(date(2026, 11, 19), date(2026, 11, 25), "Europe/Berlin")
    assert today_for(Settings(me=home, away=(later,)), NIGHT) == date(2026, 11, 17)
    without = Away(date(2026, 11, 17), date(2026, 11, 25))
    assert today_for(Settings(me=home, away=(without,)), NIGHT) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("day", "country", "name"),
    [
        (date(2026, 11, 26), "US", "Thanksgiving Day"),
        (date(2026, 11, 25), "US", None),
        (date(2026, 1, 6), "DE-BY", "Epiphany"),
        (date(2026, 1, 6), "DE", None),
        (date(2026, 4, 3), "DE-XX", "Good Friday"),
        (date(2026, 1, 1), "XX", None),
    ],
)
def test_public_holidays_by_country_and_part(day: date, country: str, name: str | None) -> None:
    assert PublicHolidays().name(day, country) == name
