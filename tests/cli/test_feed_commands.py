"""Building, checking and finding the feed from the command line."""

from __future__ import annotations

import json

import pytest


def test_build_writes_the_feed_and_says_where(run, vault):
    result = run("feed", "build")
    feed = vault / "follow-ups.ics"
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{feed}: ")
    assert b"Call Dana (Acme)" in feed.read_bytes().replace(b"\r\n ", b"")


def test_a_feed_may_lie_in_a_folder_that_is_not_there_yet(run, vault):
    settings = vault / "vaultcrm.toml"
    settings.write_text(settings.read_text().replace("follow-ups.ics", "out/calendar/mine.ics"))
    assert run("feed", "build").exit_code == 0
    assert (vault / "out/calendar/mine.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_feed_that_has_a_notes_name_is_written_elsewhere(run, vault):
    settings, note = vault / "vaultcrm.toml", vault / "contacts/Dana Lee.md"
    settings.write_text(settings.read_text().replace("follow-ups.ics", "contacts/Dana Lee.md"))
    before = note.read_bytes()
    assert run("feed", "build").stdout.startswith(f"{note}.ics: ")
    assert note.read_bytes() == before


def test_building_again_changes_nothing(run, vault):
    run("feed", "build")
    before = (vault / "follow-ups.ics").stat()
    assert run("feed", "build").stdout.endswith(", as before\n")
    assert (vault / "follow-ups.ics").stat().st_mtime_ns == before.st_mtime_ns


def test_a_feed_can_go_elsewhere_and_reveal_less(run, vault, tmp_path):
    shared = tmp_path / "shared.ics"
    assert run("feed", "build", "-o", str(shared), "--level", "busy").exit_code == 0
    assert b"Dana" not in shared.read_bytes()
    assert not (vault / "follow-ups.ics").exists()


def test_a_vault_that_lost_its_notes_does_not_empty_the_calendar(run, vault):
    run("feed", "build")
    good = (vault / "follow-ups.ics").read_bytes()
    for note in vault.rglob("*.md"):
        note.unlink()
    result = run("feed", "build")
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert (vault / "follow-ups.ics").read_bytes() == good
    assert run("feed", "build", "--force").exit_code == 0
    assert (vault / "follow-ups.ics").read_bytes() != good


def test_a_nudge_that_is_left_does_not_count_as_a_calendar(run, vault):
    run("feed", "build")
    good = (vault / "follow-ups.ics").read_bytes()
    for folder in ("contacts", "interviews", "jobs"):
        (vault / folder).rename(vault.parent / folder)
    assert run("feed", "build").exit_code == 1
    assert (vault / "follow-ups.ics").read_bytes() == good


def test_a_vault_that_lost_its_people_does_not_empty_the_calendar(run, vault):
    for n in range(1, 9):
        (vault / f"contacts/Person {n}.md").write_text(f"---\ntype: contact\nnext_contact: 2026-12-0{n}\n---\n")
    run("feed", "build")
    feed = vault / "follow-ups.ics"
    good = feed.read_bytes()
    for note in [*vault.glob("contacts/*.md"), *vault.glob("interviews/*.md")]:
        note.unlink()
    result = run("feed", "build")
    assert (result.exit_code, feed.read_bytes()) == (1, good)
    assert "people" in result.stderr
    assert "--force" in result.stderr
    assert run("feed", "build", "--force").exit_code == 0
    assert len(feed.read_bytes()) < len(good) / 3


@pytest.mark.parametrize("stage", ["rejected", "withdrawn", "hired"])
def test_a_search_that_ends_empties_the_calendar(run, vault, stage):
    run("feed", "build")
    assert run("stage", "acme", stage).exit_code == 0
    assert run("feed", "build").exit_code == 0
    later = run("feed", "build", today="2027-02-18")
    assert later.exit_code == 0


@pytest.mark.parametrize("file", ["../outside.ics", "link.ics"])
def test_a_strangers_vault_does_not_write_outside_itself(run, vault, tmp_path, file):
    settings = vault / "vaultcrm.toml"
    settings.write_text(settings.read_text().replace("follow-ups.ics", file))
    (vault / "link.ics").symlink_to(tmp_path / "outside.ics")
    run("feed", "build")
    assert not (tmp_path / "outside.ics").exists()


def test_a_feed_that_leads_out_of_the_vault_is_refused_with_a_way_out(run, vault, tmp_path):
    (vault / "follow-ups.ics").symlink_to(tmp_path / "outside.ics")
    result = run("feed", "build")
    assert result.exit_code == 2
    assert "outside the vault" in result.stderr
    assert "-o FILE" in result.stderr


def test_settings_that_cannot_be_read_leave_every_feed_as_it_is(run, vault):
    run("feed", "build")
    good = (vault / "follow-ups.ics").read_bytes()
    (vault / "vaultcrm.toml").write_text("format = [")
    result = run("feed", "build")
    assert result.exit_code == 3
    assert result.stderr.startswith("vaultcrm: vaultcrm.toml")
    assert (vault / "follow-ups.ics").read_bytes() == good
    assert sorted(path.name for path in vault.glob("*.ics")) == ["follow-ups.ics"]


def test_a_feed_of_ours_has_no_findings(run, vault):
    run("feed", "build")
    result = run("feed", "check", str(vault / "follow-ups.ics"))
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_faulty_feed_is_status_1(run, tmp_path):
    faulty = tmp_path / "faulty.ics"
    faulty.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    result = run("feed", "check", str(faulty))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{faulty}:")
    findings = json.loads(run("feed", "check", str(faulty), "--json").stdout)
    assert list(findings[0]) == ["line", "rule", "message", "clients", "instead"]


def test_the_address_says_how_to_subscribe(run, vault):
    text = run("feed", "address").stdout
    assert f"file://{vault}/follow-ups.ics" in text
    assert "Thunderbird" in text
    assert "not built yet" in text
    address = json.loads(run("feed", "address", "--json").stdout)
    assert (address[0]["name"], address[0]["built"]) == ("follow-ups", False)


def test_promises_in_the_search_note_alone_are_a_calendar(run, vault):
    for folder in ("contacts", "interviews", "jobs"):
        if (vault / folder).exists():
            (vault / folder).rename(vault.parent / folder)
    search = "---\ntype: search\nstatus: active\n---\n" + "".join(f"- [ ] Read chapter {n} 2026-11-2{n}\n" for n in range(7))
    (vault / "search.md").write_text(search)
    assert run("feed", "build").exit_code == 0
    (vault / "search.md").write_text(search + "- [ ] Read chapter 7 2026-11-27\n")
    assert run("feed", "build").exit_code == 0
    assert b"chapter 7" in (vault / "follow-ups.ics").read_bytes()
