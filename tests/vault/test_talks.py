"""Interviews by id and by day: what is not asked for is not read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vaultcrm.vault import load_vault
from vaultcrm.vault.kept.notes import KeptNotes
from vaultcrm.vault.part import part_of
from vaultcrm.vault.records import Found

DAYS = ("2026-11-30 23:59", "2026-12-01 00:00", "2026-12-31 23:59", "2027-01-01 00:00")
TALK = "---\ntype: interview\nid: talk-{number}\nstart: {start}\ntimezone: Asia/Kolkata\n---\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("vaultcrm.vault.kept.notes._FEW", 0)
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "cache"))
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "vaultcrm.toml").write_text('format = 1\nvault = "k3x9"\n')
    for number, start in enumerate(DAYS):
        (vault / f"Talk {number}.md").write_text(TALK.format(number=number, start=start))
    return vault


def test_the_interviews_of_some_days_are_those_that_begin_then_where_they_are_held(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        vault = load_vault(root, KeptNotes(root))
        found = vault.interviews_between(date(2026, 12, 1), date(2026, 12, 31))
        assert [one.id for one in found] == ["talk-1", "talk-2"]
    monkeypatch.setattr(Found, "record", property(lambda found: pytest.fail(f"{found.head.path} is looked into")))
    assert len(vault.interviews_between(date(2026, 12, 31), date(2027, 1, 1))) == 2


def test_an_interview_is_found_by_its_id(root: Path) -> None:
    vault = load_vault(root)
    found = vault.interview("talk-3")
    assert found is vault.interviews[3]
    assert vault.interview("talk") is None
    part = part_of(vault, ["Talk 0.md"])
    assert part.interview("talk-3") is found
    assert list(part.interviews_between(date(2027, 1, 1), date.max)) == [found]
