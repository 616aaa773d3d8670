"""The feeds that are served: always the newest that could be built."""

from __future__ import annotations

from datetime import date

import pytest

from vaultcrm.actions.serving import Shelf
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

SETTINGS = """\
format = 1
vault = "k3x9"
timezone = "America/New_York"

[[feed]]
name = "follow-ups"

[[feed]]
name = "shared"
level = "busy"
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "vaultcrm.toml").write_text(SETTINGS)
    (tmp_path / "Dana Lee.md").write_text("---\ntype: contact\nnext_contact: 2026-11-20\n---\n")
    return tmp_path


def look(root, today=date(2026, 11, 18)):
    vault = load_vault(root)
    return vault, make_plan(vault, today, PublicHolidays())


def test_each_feed_has_its_address(root):
    shelf = Shelf(print)
    shelf.refresh(lambda: look(root))
    found = {feed.file: (path.split("/")[1], feed.data) for path, feed in shelf.by_path().items()}
    assert found["follow-ups.ics"][0] != found["shared.ics"][0]
    assert b"Dana" in found["follow-ups.ics"][1]
    assert b"Dana" not in found["shared.ics"][1]


def test_what_is_unchanged_keeps_its_time(root):
    shelf = Shelf(print)
    shelf.refresh(lambda: look(root))
    before = shelf.by_path()
    shelf.refresh(lambda: look(root))
    assert shelf.by_path() == before


def test_every_change_has_a_later_time(root):
    shelf, times = Shelf(print), []
    for day in range(20, 24):
        (root / "Dana Lee.md").write_text(f"---\ntype: contact\nnext_contact: 2026-11-{day}\n---\n")
        shelf.refresh(lambda: look(root))
        times.append(next(iter(shelf.by_path().values())).changed)
    assert times == sorted(set(times))


def test_a_feed_that_is_taken_from_the_settings_is_gone(root):
    shelf = Shelf(print)
    shelf.refresh(lambda: look(root))
    (root / "vaultcrm.toml").write_text(SETTINGS.partition('[[feed]]\nname = "shared"')[0])
    shelf.refresh(lambda: look(root))
    assert [feed.file for feed in shelf.by_path().values()] == ["follow-ups.ics"]


def test_one_feed_that_cannot_be_written_does_not_hold_up_the_other(root):
    told: list[str] = []
    shelf = Shelf(told.append)
    shelf.refresh(lambda: look(root))
    before = {feed.file: feed for feed in shelf.by_path().values()}
    (root / "follow-ups.ics").unlink()
    (root / "follow-ups.ics").mkdir()
    shelf.refresh(lambda: look(root, date(2026, 11, 19)))
    shelf.refresh(lambda: look(root, date(2026, 11, 19)))
    after = {feed.file: feed for feed in shelf.by_path().values()}
    assert after["follow-ups.ics"] == before["follow-ups.ics"]
    assert after["shared.ics"] != before["shared.ics"]
    assert len(told) == 1
    (root / "follow-ups.ics").rmdir()
    shelf.refresh(lambda: look(root, date(2026, 11, 19)))
    assert told[1:] == ["All is well again."]
