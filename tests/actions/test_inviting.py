"""Interviews from invitations: made once with everybody linked, moved and called off when the invitation comes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vaultcrm.actions.init import init
from vaultcrm.actions.inviting import follow, invited, length_in_words, names_of
from vaultcrm.errors import WrongUsage
from vaultcrm.exchange import Guest, Invitation
from vaultcrm.model import Interview, Me
from vaultcrm.vault import NoteVault, load_vault

START = datetime(2026, 11, 24, 19, tzinfo=UTC)
GUESTS = (Guest("Dana Lee", "dana@acme.example"), Guest("Robin Hale", "robin@example.org"), Guest("", "kim.novak@acme.example"))
COMING = Invitation("abc@acme", "Acme panel", START, timedelta(minutes=45), "", "https://meet.example/1", GUESTS)
NOTE = """\
---
type: interview
start: 2026-11-24 14:00 # moved twice
duration: 45 minutes
timezone: America/New_York
place: https://meet.example/1
invitation: abc@acme
---
## Topics
"""


@pytest.fixture
def vault(tmp_path: Path) -> NoteVault:
    init(tmp_path)
    settings = tmp_path / "vaultcrm.toml"
    lines = (line for line in settings.read_text().splitlines() if not line.startswith(("timezone", "country")))
    settings.write_text('timezone = "America/New_York"\n' + "\n".join(lines))
    return load_vault(tmp_path)


def with_note(vault: NoteVault, text: str = NOTE) -> tuple[NoteVault, Interview]:
    (vault.root / "interviews/2026-11-24 Acme.md").write_text(text)
    after = load_vault(vault.root)
    return after, after.interviews[0]


def test_everybody_comes_but_the_user() -> None:
    others = ('"Dana Lee" <dana@acme.example>', "kim.novak@acme.example")
    assert names_of(COMING, Me(email="ROBIN@example.org")) == others
    assert names_of(COMING, Me(name="robin hale")) == others


def test_who_the_user_is_is_not_guessed() -> None:
    with pytest.raises(WrongUsage, match="which of these are you"):
        names_of(COMING, Me())
    assert names_of(replace(COMING, guests=()), Me()) == ()


def test_an_invitation_is_known_by_its_identity(vault: NoteVault) -> None:
    vault, interview = with_note(vault)
    assert invited(vault, COMING) == interview
    assert invited(vault, replace(COMING, uid="other")) is None
    assert invited(vault, replace(COMING, uid="")) is None


def test_the_same_invitation_changes_nothing(vault: NoteVault) -> None:
    vault, interview = with_note(vault)
    assert follow(vault, interview, COMING).changes == ()
    assert vault.text(interview.source.path) == NOTE


def test_a_moved_one_moves_the_interview_and_nothing_else(vault: NoteVault) -> None:
    vault, interview = with_note(vault)
    moved = replace(COMING, start=START + timedelta(days=1, hours=1), length=timedelta(hours=1), place="1 Main St")
    assert [key for key, _, _ in follow(vault, interview, moved).changes] == ["start", "duration", "place"]
    assert vault.text(interview.source.path) == (
        NOTE.replace("2026-11-24 14:00", "2026-11-25 15:00")
        .replace("45 minutes", "1 hour")
        .replace("https://meet.example/1", "1 Main St")
    )


def test_an_end_written_by_hand_is_moved_as_an_end(vault: NoteVault) -> None:
    vault, interview = with_note(vault, NOTE.replace("duration: 45 minutes", "end: 14:30"))
    assert follow(vault, interview, COMING).changes == (("end", "14:30", "14:45"),)


def test_one_that_is_called_off_says_so_and_keeps_its_time(vault: NoteVault) -> None:
    vault, interview = with_note(vault)
    off = replace(COMING, cancelled=True, start=START + timedelta(days=9))
    assert follow(vault, interview, off).changes == (("status", "", "cancelled"),)
    after = load_vault(vault.root)
    assert (after.interviews[0].status, after.interviews[0].start) == ("cancelled", interview.start)
    assert follow(after, after.interviews[0], COMING).changes == (("status", "cancelled", "scheduled"),)


@pytest.mark.parametrize(("minutes", "words"), [(45, "45 minutes"), (60, "1 hour"), (90, "90 minutes"), (120, "2 hours")])
def test_lengths_are_written_as_they_are_read(minutes: int, words: str) -> None:
    assert length_in_words(timedelta(minutes=minutes)) == words
