"""``new`` from what others send: invitations, vCards, signatures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli

INVITE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
METHOD:REQUEST
BEGIN:VEVENT
UID:abc@acme
DTSTART;TZID=America/Chicago:20261201T100000
DTEND;TZID=America/Chicago:20261201T104500
SUMMARY:Panel with Acme
LOCATION:1 Main St\\, Chicago
ORGANIZER;CN=Dana Lee:mailto:dana@example.com
ATTENDEE;CN="Novak, Kim":mailto:kim@acme.example
ATTENDEE;CN=Robin:mailto:robin@example.org
END:VEVENT
END:VCALENDAR
"""
Run = Callable[..., Result]


@pytest.fixture
def run(vault: Path) -> Run:
    def typed(*words: str, paste: str = "") -> Result:
        return CliRunner().invoke(cli, ["--vault", str(vault), "--today", "2026-11-18", *words], input=paste)

    return typed


@pytest.fixture
def me(vault: Path) -> None:
    settings = vault / "vaultcrm.toml"
    settings.write_text(settings.read_text() + '\n[me]\nemail = "robin@example.org"\n')


@pytest.mark.usefixtures("me")
def test_an_invitation_becomes_an_interview(run: Run, vault: Path) -> None:
    done = run("new", "interview", "--from-invite", "-", "--company", "Acme", "--kind", "panel", paste=INVITE)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == ["contacts/Kim Novak.md", "interviews/2026-12-01 Acme.md"]
    text = (vault / "interviews/2026-12-01 Acme.md").read_text()
    for line in (
        "start: 2026-12-01 10:00", "duration: 45 minutes", "timezone: America/Chicago", "place: 1 Main St, Chicago",
        '  - "[[Kim Novak]]"\n  - "[[Dana Lee]]"', "title: Panel with Acme", "invitation: abc@acme",
    ):  # fmt: skip
        assert f"{line}\n" in text
    assert "email: kim@acme.example\n" in (vault / "contacts/Kim Novak.md").read_text()


@pytest.mark.usefixtures("me")
def test_the_same_invitation_again_moves_it_and_makes_nothing(run: Run, vault: Path) -> None:
    run("new", "interview", "--from-invite", "-", paste=INVITE)
    before = sorted(vault.rglob("*.md"))
    again = run("new", "interview", "--from-invite", "-", paste=INVITE)
    assert "nothing new" in again.stderr
    later = INVITE.replace("20261201", "20261202")
    moved = json.loads(run("new", "interview", "--from-invite", "-", "--json", paste=later).stdout)
    assert moved["changes"] == [{"key": "start", "before": "2026-12-01 10:00", "after": "2026-12-02 10:00"}]
    off = run("new", "interview", "--from-invite", "-", paste=later.replace("METHOD:REQUEST", "METHOD:CANCEL"))
    assert "status: nothing -> cancelled" in off.stdout
    assert sorted(vault.rglob("*.md")) == before


def test_without_a_terminal_the_user_is_not_guessed_among_the_guests(run: Run) -> None:
    refused = run("new", "interview", "--from-invite", "-", paste=INVITE)
    assert (refused.exit_code, "which of these are you? Kim Novak, Robin, Dana Lee" in refused.stderr) == (2, True)
    assert run("new", "interview", "--from-invite", "-", "--with", "Dana Lee", paste=INVITE).exit_code == 0


def test_what_is_no_invitation_is_refused(run: Run, vault: Path) -> None:
    assert run("new", "interview", "--from-invite", "-", paste="hello").exit_code == 2
    gone = run("new", "interview", "--from-invite", str(vault / "gone.ics"))
    assert (gone.exit_code, "cannot be read" in gone.stderr) == (2, True)


def test_a_signature_becomes_a_contact_and_is_shown_first(run: Run, vault: Path) -> None:
    pasted = (
        "Kim Novak\nHead of Data, Fernway\nkim@fernway.example\n+1 617 555 0142\n1 Summer Street\nBoston, MA 02110\nSecret.\n"
    )
    done = run("new", "contact", "--from-file", "-", "--phone", "+1 555 0100", paste=pasted)
    assert (done.exit_code, done.stdout) == (0, "contacts/Kim Novak.md\n")
    assert "  title     Head of Data\n" in done.stderr
    assert "  left out  Secret.\n" in done.stderr
    text = (vault / "contacts/Kim Novak.md").read_text()
    assert "title: Head of Data\ncompany: Fernway\nemail: kim@fernway.example\nphone: +1 555 0100\n" in text
    from vaultcrm.vault import load_vault

    kim = next(one for one in load_vault(vault).contacts if one.name == "Kim Novak")
    assert kim.address == "1 Summer Street\nBoston, MA 02110"


def test_a_vcard_becomes_a_contact(run: Run, vault: Path, tmp_path: Path) -> None:
    card = tmp_path / "kim.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Kim Novak\nORG:Fernway\nEND:VCARD\n")
    assert run("new", "contact", "--from-file", str(card)).exit_code == 0
    assert "company: Fernway\n" in (vault / "contacts/Kim Novak.md").read_text()


def test_whoever_is_there_already_is_pointed_out(run: Run, vault: Path) -> None:
    same = run("new", "contact", "--from-file", "-", paste="D. M. Lee\nAcme\nDANA@example.com\n")
    assert (same.exit_code, "Dana Lee has the address DANA@example.com" in same.stderr) == (2, True)
    near = run("new", "contact", "--from-file", "-", paste="Dana Leigh\nAcme\n")
    assert "look twice: Dana Leigh may be Dana Lee" in near.stderr
