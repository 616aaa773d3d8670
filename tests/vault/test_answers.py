"""Answers given before: kept only while nothing that has a say in them has changed, and never another than without them."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vaultcrm.vault.answers import Answer, answers_folder, remembered
from vaultcrm.vault.stamps import Stamps

WORKING_DAY = timedelta(hours=9)
Ask = Callable[..., object]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault whose files were written long ago, and a cache of its own."""
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "cache"))
    vault = tmp_path / "vault"
    (vault / "contacts").mkdir(parents=True)
    for path in ("vaultcrm.toml", "contacts/Dana Lee.md", "contacts/Sam Roe.md"):
        (vault / path).write_text("x", "utf-8")
        age(vault / path)
    return vault


def age(path: Path) -> None:
    os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def ask(root: Path) -> Ask:
    """``ask()``: how often the question had to be answered by then. A file's change of state lies before ``now``."""
    answered = []

    def answer(
        now: datetime | None = None, question: object = "agenda", until: timedelta | None = timedelta(hours=9)
    ) -> object:
        moment = now or datetime.now(UTC) + timedelta(seconds=10)

        def find(stamps: Stamps) -> Answer:
            answered.append(question)
            return Answer([len(answered)], moment + until if until else None)

        return remembered(root, (question,), moment, find)

    return answer


def test_what_was_answered_is_not_asked_again(ask: Ask) -> None:
    assert [ask(), ask(), ask()] == [[1], [1], [1]]


def test_another_question_is_another(ask: Ask) -> None:
    assert [ask(), ask(question="agenda --all"), ask()] == [[1], [2], [1]]


def test_a_note_that_was_written_makes_all_answers_old(ask: Ask, root: Path) -> None:
    ask()
    (root / "contacts/Dana Lee.md").write_text("y", "utf-8")
    assert ask() == [2]


def test_a_note_of_the_same_length_and_time_is_another_all_the_same(ask: Ask, root: Path) -> None:
    ask()
    (root / "contacts/Dana Lee.md").write_text("y", "utf-8")
    age(root / "contacts/Dana Lee.md")
    assert ask() == [2]


@pytest.mark.parametrize("path", ["contacts/New.md", "Inbox.md", "deep/er/note.markdown"])
def test_a_new_note_makes_all_answers_old(ask: Ask, root: Path, path: str) -> None:
    ask()
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("y", "utf-8")
    assert ask() == [2]


def test_a_note_that_is_gone_or_renamed_too(ask: Ask, root: Path) -> None:
    ask()
    (root / "contacts/Dana Lee.md").rename(root / "contacts/Dana Roe.md")
    assert ask() == [2]
    (root / "contacts/Dana Roe.md").unlink()
    assert ask() == [3]


def test_the_settings_too(ask: Ask, root: Path) -> None:
    ask()
    (root / "vaultcrm.toml").write_text("format = 1", "utf-8")
    assert ask() == [2]


def test_what_lies_in_hidden_folders_says_nothing(ask: Ask, root: Path) -> None:
    ask()
    (root / ".git").mkdir()
    (root / ".git/x.md").write_text("y", "utf-8")
    assert ask() == [1]


def test_a_file_saved_a_moment_ago_may_be_saved_again_and_look_the_same(ask: Ask, root: Path) -> None:
    (root / "contacts/Dana Lee.md").write_text("y", "utf-8")
    now = datetime.now(UTC) + timedelta(seconds=1)
    assert [ask(now), ask(now)] == [[1], [2]]


def test_a_note_behind_a_link_is_looked_at_where_it_lies(ask: Ask, root: Path) -> None:
    (root / "linked").mkdir()
    (root / "linked/Dana.md").symlink_to(root / "contacts/Dana Lee.md")
    (root / "linked/Gone.md").symlink_to(root / "contacts/Nobody.md")
    ask()
    (root / "contacts/Dana Lee.md").write_text("longer", "utf-8")
    assert ask() == [2]


def test_an_answer_holds_until_its_day_is_over(ask: Ask) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=10)
    assert [ask(soon), ask(soon + timedelta(hours=8)), ask(soon + timedelta(hours=9))] == [[1], [1], [2]]


def test_a_clock_that_was_set_back_makes_it_doubtful(ask: Ask) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=10)
    assert [ask(soon), ask(soon - timedelta(minutes=5))] == [[1], [2]]


def test_where_the_settings_want_no_cache_nothing_is_kept(ask: Ask, root: Path) -> None:
    assert [ask(until=None), ask(until=None)] == [[1], [2]]
    assert not answers_folder(root).exists()


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"\xff\xfe", b'{"mark": 1, "value": [], "since": "a", "until": []}'])
def test_damage_means_slower_and_never_wrong(ask: Ask, root: Path, damage: bytes) -> None:
    ask()
    (kept,) = answers_folder(root).iterdir()
    kept.write_bytes(damage)
    assert [ask(), ask()] == [[2], [2]]


def test_only_its_owner_can_read_it(ask: Ask, root: Path) -> None:
    ask()
    (kept,) = answers_folder(root).iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(answers_folder(root).stat().st_mode) == 0o700


def test_a_cache_that_cannot_be_written_stops_nothing(ask: Ask, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULTCRM_CACHE", str(root / "vaultcrm.toml"))
    assert [ask(), ask()] == [[1], [2]]


def test_there_is_room_for_so_many_and_no_more(ask: Ask, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultcrm.vault.answers.MOST_KEPT", 10)
    for number in range(25):
        ask(question=f"agenda --days {number}")
    assert 5 <= len(list(answers_folder(root).iterdir())) <= 10


def test_asking_a_thousand_files_for_their_stamps_takes_a_blink(root: Path, ask: Ask) -> None:
    for number in range(1000):
        (root / f"contacts/{number}.md").touch()
    ask()
    begun = time.process_time()
    ask()
    assert time.process_time() - begun < 0.1
