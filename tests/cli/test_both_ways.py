"""Whatever is asked, the answer with everything that was kept is the answer with nothing kept: over edits, moves and days."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaultcrm.cli import cli

EXAMPLE = Path(__file__).parents[2] / "example-vault"
BEGIN = date(2026, 11, 18)
QUESTIONS = (
    "agenda", "agenda --json --all", "agenda --days 3 --with dana", "list contacts silent>30d", "list jobs", "brief dana",
    "brief acme --json", "find migration", "stats", "tree", "doctor", "feed build -o {feed}", "day --list", "export json",
)  # fmt: skip
LINES = (
    "email [[Dana Lee]]: About the migration",
    "call [[Sam Roe]] #call-1",
    "heard [[Dana Lee]]",
    "did #keep-searching",
    "met",
)


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every vault is large enough to be kept, and a file that was just saved is believed to stay as it is."""
    monkeypatch.setattr("vaultcrm.vault.kept.notes._FEW", 0)
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))


def edit(chance: random.Random, root: Path, today: date) -> None:
    """Something that a person does to the notes."""
    notes = sorted((root / "contacts").glob("*.md")) + sorted((root / "jobs").glob("*.md"))
    note = chance.choice(notes)
    match chance.randrange(5):
        case 0 | 1:
            text = note.read_text("utf-8").rstrip()
            heading = "" if "## Log" in text else "\n## Log\n"
            note.write_text(f"{text}\n{heading}- {today} {chance.choice(LINES)}\n", "utf-8")
        case 2:
            note.write_text(note.read_text("utf-8").replace("---\n", "---\nprefers: phone\n", 1), "utf-8")
        case 3:
            note.rename(note.with_name(f"{note.stem} {chance.randint(2, 99)}.md"))
        case _:
            name = f"Somebody {chance.randint(1, 10**6)}"
            (root / f"contacts/{name}.md").write_text("---\ntype: contact\ncadence: 2 months\n---\nMigration.\n", "utf-8")


def answer(root: Path, today: date, words: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, bytes]:
    """Exit status, what was said, and the feed where one was written."""
    monkeypatch.setenv("VAULTCRM_CACHE", str(cache))
    feed = root.with_name("feed.ics")
    feed.unlink(missing_ok=True)
    asked = words.format(feed=feed).split()
    result = CliRunner().invoke(cli, ["--vault", str(root), "--today", str(today), *asked], catch_exceptions=False)
    return result.exit_code, result.output, feed.read_bytes() if feed.exists() else b""


def both_ways(tmp_path: Path, seed: int, rounds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "vault"))
    chance, today = random.Random(seed), BEGIN
    for _ in range(rounds):
        for words in QUESTIONS:
            kept = answer(root, today, words, tmp_path / "cache", monkeypatch)
            assert kept == answer(root, today, words, root / "vaultcrm.toml", monkeypatch), words
        for _ in range(chance.choice((0, 1, 2))):
            edit(chance, root, today)
        today += timedelta(days=chance.choice((0, 1, 4)))
    assert list((tmp_path / "cache").glob("vaults/*/notes.sqlite3"))


@pytest.mark.usefixtures("trusting")
def test_with_what_was_kept_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both_ways(tmp_path, 1, 2, monkeypatch)


@pytest.mark.slow
@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("seed", range(2, 5))
def test_with_what_was_kept_and_without_over_many_days(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    both_ways(tmp_path, seed, 8, monkeypatch)
