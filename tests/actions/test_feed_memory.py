"""Feeds built with what is remembered, in the program and in the cache, are those built with nothing; and little is asked."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from vaultcrm.actions import feeding
from vaultcrm.actions.feed_memory import FeedMemory
from vaultcrm.model import FeedSettings
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.caches import store_file
from vaultcrm.vault.holidays import PublicHolidays
from vaultcrm.vault.kept import feeds
from vaultcrm.vault.kept.notes import KeptNotes, keep, recalled
from vaultcrm.vault.kept.store import fact, keep_fact, opened
from vaultcrm.vault.records import Found

TODAY = date(2026, 11, 18)
NAME = "feed follow-ups names"
TALK = """\
---
type: interview
start: {day} 14:00
timezone: America/New_York
interviewers: ["[[Dana Lee]]"]
---
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "cache"))
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "vaultcrm.toml").write_text('format = 1\nvault = "k3x9"\n\n[[feed]]\nname = "follow-ups"\nfile = "f.ics"\n')
    (vault / "Dana Lee.md").write_text("---\ntype: contact\nnext_contact: 2026-11-20\n---\n")
    for number, day in enumerate(("2026-11-17", "2026-12-03", "2024-01-08")):
        (vault / f"Talk {number}.md").write_text(TALK.format(day=day))
    return vault


def built(root: Path, memory: FeedMemory | None = None, today: date = TODAY, **settings: object) -> bytes:
    """The feed as the settings have it, on the disk."""
    vault = load_vault(root)
    feed = replace(vault.settings.feeds[0], **settings)
    path = root / feed.file
    feeding.build(vault, make_plan(vault, today, PublicHolidays()), feed, path, memory=memory)
    return path.read_bytes()


def anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The feed as it is built by who knows nothing of it."""
    (root / "f.ics").unlink(missing_ok=True)
    with monkeypatch.context() as without:
        without.setenv("VAULTCRM_CACHE", str(root / "vaultcrm.toml"))
        return built(root)


def test_the_next_run_writes_only_what_is_new(root, by_library):
    built(root)
    assert "Interview with Dana" in by_library
    by_library.clear()
    assert built(root) == built(root)
    assert by_library == []
    (root / "Dana Lee.md").write_text("---\ntype: contact\nnext_contact: 2026-12-21\n---\n")
    built(root)
    assert by_library == ["Get in touch with Dana"]


DAMAGE = [
    b"",
    b"\x00" * 40,
    (b"another program", {b"x" * 16: b"Evil"}),
    ("mark",),
    ("mark", {}, "more"),
    ("mark", "text"),
    ("mark", {b"x": 1}),
    ("mark", [b"x"]),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_kept_value_that_is_damaged_or_foreign_changes_nothing(root, by_library, monkeypatch, damage):
    wanted = anew(root, monkeypatch)
    (root / "f.ics").unlink()
    built(root)
    if isinstance(damage, bytes):
        with opened(root) as store:
            keep_fact(store, NAME, damage)
    else:
        keep(root, NAME, tuple(feeds._mark() if one == "mark" else one for one in damage))
    by_library.clear()
    (root / "f.ics").unlink()
    assert built(root) == wanted
    assert by_library
    by_library.clear()
    assert built(root) == wanted
    assert by_library == []


def test_a_bit_that_has_flipped_is_seen(root, monkeypatch):
    wanted = anew(root, monkeypatch)
    built(root)
    with opened(root) as store:
        kept = fact(store, NAME)
        keep_fact(store, NAME, kept.replace(b"Interview", b"Interveiw"))
    assert built(root) == wanted


def test_another_program_writes_all_anew(root, by_library, monkeypatch):
    built(root)
    by_library.clear()
    monkeypatch.setattr(feeds, "_mark", lambda: b"another")
    built(root)
    assert len(by_library) > 2


def test_where_the_settings_want_no_cache_nothing_is_kept_or_asked_for(root, by_library):
    settings = root / "vaultcrm.toml"
    built(root)
    settings.write_text(settings.read_text().replace("format = 1", "format = 1\ncache = false"))
    by_library.clear()
    built(root)
    assert len(by_library) > 2
    store_file(root).unlink()
    built(root)
    assert not store_file(root).exists()


def test_each_feed_and_level_is_kept_by_itself(root, by_library):
    for _ in range(2):
        by_library.clear()
        for level in ("names", "full"):
            built(root, level=level, file=f"{level}.ics")
    assert by_library == []
    assert recalled(root, "feed follow-ups full") is not None


def test_who_runs_on_writes_only_what_is_new_without_any_cache(root, by_library):
    settings, memory = root / "vaultcrm.toml", FeedMemory()
    settings.write_text(settings.read_text().replace("format = 1", "format = 1\ncache = false"))
    built(root, memory)
    by_library.clear()
    (root / "Dana Lee.md").write_text("---\ntype: contact\nnext_contact: 2026-12-21\n---\n")
    built(root, memory)
    assert by_library == ["Get in touch with Dana"]


def edit(chance: random.Random, root: Path, number: int) -> None:
    """Something that a person does to the notes, or somebody to the feed."""
    match chance.randrange(5):
        case 0:
            (root / f"Sam Roe {number}.md").write_text(f"---\ntype: contact\nnext_contact: 2026-12-0{number % 9 + 1}\n---\n")
        case 1:
            note = chance.choice(sorted(root.glob("*.md")))
            note.write_text(note.read_text() + f"- [ ] 2026-12-01 ask Sam Roe {chance.randrange(9)} about [[Dana Lee]]\n")
        case 2:
            chance.choice(sorted(root.glob("Talk*.md"))).write_text(TALK.format(day=f"2026-12-{10 + number}"))
        case 3:
            note = chance.choice(sorted(root.glob("*.md")))
            note.rename(note.with_name(f"Kim Poe {number}.md"))
        case _:
            feed = root / "f.ics"
            feed.write_bytes(feed.read_bytes().replace(b"DTEND", b"DT\r\n END").replace(b"a", b"b", chance.randrange(3)))


@pytest.mark.parametrize("seed", range(4))
def test_over_edits_and_days_what_is_remembered_changes_nothing(root, monkeypatch, seed):
    chance, memory, today = random.Random(seed), FeedMemory(), TODAY
    built(root)
    for number in range(8):
        edit(chance, root, number)
        today += timedelta(days=chance.choice((0, 0, 3)))
        before, found = (root / "f.ics").read_bytes(), set()
        for remembered, cache in ((None, "cache"), (memory, "cache"), (None, "vault/vaultcrm.toml")):
            monkeypatch.setenv("VAULTCRM_CACHE", os.fspath(root.parent / cache))
            (root / "f.ics").write_bytes(before)
            found.add(built(root, remembered, today))
        assert len(found) == 1


def test_no_interview_is_looked_into_that_the_feed_does_not_show(root, monkeypatch):
    vault = load_vault(root)
    plan, asked, look = make_plan(vault, TODAY, PublicHolidays()), [], Found.record.fget
    monkeypatch.setattr(Found, "record", property(lambda found: (asked.append(found.head.path), look(found))[1]))
    feeding.build(vault, plan, FeedSettings(), root / "f.ics")
    assert {path for path in asked if path.startswith("Talk")} == {"Talk 0.md", "Talk 1.md"}


def test_whoever_has_got_a_note_is_shortened_in_the_next_run(root, monkeypatch):
    monkeypatch.setattr("vaultcrm.vault.kept.notes._FEW", 0)
    monkeypatch.setattr("vaultcrm.vault.kept.notes._LITTLE", 0)
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))
    with (root / "Dana Lee.md").open("a") as note:
        note.write("- [ ] 2026-12-01 ask Sam Roe for the paper\n")
    shown = []
    for known in (False, False, True, True):
        if known:
            (root / "Sam Roe.md").write_text("---\ntype: contact\n---\n")
        vault = load_vault(root, KeptNotes(root))
        feeding.build(vault, make_plan(vault, TODAY, PublicHolidays()), vault.settings.feeds[0], root / "f.ics")
        data = (root / "f.ics").read_bytes()
        shown.append((b"sk Sam Roe for" in data, b"sk Sam for" in data))
    assert shown == [(True, False)] * 2 + [(False, True)] * 2
    assert recalled(root, "names in feeds") is not None
