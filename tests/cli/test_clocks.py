"""Clocks that are wrong: set back under the program's feet, notes written tomorrow, another time zone from run to run."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import vaultcrm.cli
from vaultcrm.feed import check_feed

EXAMPLE = Path(__file__).parents[2] / "example-vault"
NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
QUESTIONS = (
    "agenda", "agenda --json --all", "list contacts silent>30d", "brief dana", "brief acme --json", "find migration", "stats",
    "doctor", "feed build -o {feed}", "day --list", "export json",
)  # fmt: skip
Ask = Callable[..., tuple[int, str, bytes]]


class Clock:
    """What the program believes the time to be."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NOON
        clock = self

        class Told(datetime):
            @classmethod
            def now(cls, tz=None):
                return clock.now.astimezone(tz) if tz else clock.now

        monkeypatch.setattr(vaultcrm.cli, "datetime", Told)
        monkeypatch.setattr(time, "time_ns", lambda: int(self.now.timestamp() * 1_000_000_000))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Every vault is large enough to be kept."""
    monkeypatch.setattr("vaultcrm.vault.kept.notes._FEW", 0)
    return Clock(monkeypatch)


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was just saved is believed to stay as it is, so that all is kept."""
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The example, saved a month before noon."""
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "vault", ignore=shutil.ignore_patterns("*.ics")))
    for path in root.rglob("*"):
        os.utime(path, (NOON.timestamp() - 30 * 86_400,) * 2)
    return root


@pytest.fixture
def ask(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Exit status, what was said, and the feed where one was built; ``kept``: with what was kept by earlier questions."""

    def answer(words: str, kept: bool = True) -> tuple[int, str, bytes]:
        monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "cache" if kept else vault / "vaultcrm.toml"))
        feed = tmp_path / "feed.ics"
        feed.unlink(missing_ok=True)
        asked = words.format(feed=feed).split()
        done = CliRunner().invoke(vaultcrm.cli.cli, ["--vault", str(vault), *asked], catch_exceptions=False)
        return done.exit_code, done.output, feed.read_bytes() if feed.exists() else b""

    return answer


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    ("days", "questions"),
    [
        ([3, 0], QUESTIONS[:3]),
        *(pytest.param(days, QUESTIONS, marks=pytest.mark.slow) for days in ([3, 0], [0, -1, 1], [400, 0])),
    ],
)
def test_a_clock_that_is_set_back_changes_no_answer(
    ask: Ask, vault: Path, clock: Clock, days: list[int], questions: Sequence[str]
) -> None:
    for number, day in enumerate(days):
        clock.now = NOON + timedelta(days=day)
        for words in questions:
            assert ask(words) == ask(words, kept=False), words
        note = vault / "contacts" / "Sam Roe.md"
        note.write_text(note.read_text("utf-8").rstrip() + f"\n- 2026-11-1{number} email: again\n", "utf-8")
        os.utime(note, (clock.now.timestamp() - 86_400,) * 2)


def test_notes_that_were_written_tomorrow_are_read(ask: Ask, vault: Path, clock: Clock) -> None:
    note = vault / "contacts" / "Sam Roe.md"
    for text in ("first", "other"):  # as long as the one before, and at the same time
        note.write_text(f"---\ntype: contact\nid: sam-roe\n---\n\n{text} words of Sam\n", "utf-8")
        os.utime(note, (NOON.timestamp() + 86_400,) * 2)
        assert f"{text} words of Sam" in ask("brief sam")[1]
        assert ask("agenda") == ask("agenda", kept=False)


def test_a_feed_of_tomorrow_is_followed_by_one_of_today(ask: Ask, vault: Path, clock: Clock) -> None:
    clock.now = NOON + timedelta(days=2)
    assert ask("feed build")[0] == 0
    clock.now = NOON
    assert ask("log Dana email today", kept=True)[0] == 0
    assert ask("feed build")[0] == 0
    feed = (vault / "follow-ups.ics").read_bytes()
    assert check_feed(feed) == ()
    (vault / "follow-ups.ics").unlink()
    assert ask("feed build")[0] == 0
    afresh = (vault / "follow-ups.ics").read_bytes()
    assert events(feed) == events(afresh)


def events(feed: bytes) -> list[bytes]:
    """What a feed says, but for when it was said."""
    stamps = (b"DTSTAMP", b"CREATED", b"LAST-MODIFIED", b"SEQUENCE")
    return [line for line in feed.replace(b"\r\n ", b"").splitlines() if not line.startswith(stamps)]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """The machine is carried elsewhere."""

    def be_in(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield be_in
    monkeypatch.undo()
    time.tzset()


@pytest.mark.slow
@pytest.mark.usefixtures("trusting")
def test_the_machines_time_zone_changes_no_answer(ask: Ask, clock: Clock, zone: Callable[[str], None]) -> None:
    zone("UTC")
    first = [ask(words) for words in QUESTIONS]
    for name in ("Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"):
        zone(name)
        assert [ask(words) for words in QUESTIONS] == first, name
        assert [ask(words, kept=False) for words in QUESTIONS] == first, name


@pytest.mark.slow
@pytest.mark.usefixtures("trusting")
def test_another_time_zone_in_the_settings_counts_at_once(ask: Ask, vault: Path, clock: Clock) -> None:
    settings = vault / "vaultcrm.toml"
    text, said = settings.read_text("utf-8"), set()
    for name in ("America/New_York", "Pacific/Kiritimati", "Pacific/Honolulu", "America/New_York"):
        settings.write_text(text.replace('"America/New_York"', f'"{name}"', 1), "utf-8")
        os.utime(settings, (NOON.timestamp() - 86_400,) * 2)
        for words in QUESTIONS:
            assert ask(words) == ask(words, kept=False), (name, words)
        said.add(ask("agenda")[1].splitlines()[0])
    assert said == {"Friday 20 November 2026", "Saturday 21 November 2026"}
