"""The checklist note between a phone and the commands: ticks move into the log, once and only once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

PANEL = "interviews/2026-11-17 Acme.md"
Run = Callable[..., Result]


@pytest.fixture
def today(vault: Path, run: Run) -> Path:
    """The checklist, as the first command that writes makes it."""
    with (vault / "vaultcrm.toml").open("a") as settings:
        settings.write('\n[checklist]\nfile = "Today.md"\n')
    assert run("heard", "sam", "Hello").exit_code == 0
    return vault / "Today.md"


def tick(note: Path, words: str, signed: str = "") -> str:
    """Tick the line with these words, as a phone does; its key."""
    (line,) = [line for line in note.read_text().splitlines() if words in line]
    note.write_text(note.read_text().replace(line, line.replace("[ ]", "[x]") + signed))
    return line.rpartition("^")[2].split()[0]


def test_a_line_a_touch_point_that_is_open_with_its_links(today: Path) -> None:
    text = today.read_text()
    assert text.startswith("# Today\n")
    assert "### 2026-11-18\n\n" in text
    assert "- [ ] Thank Dana Lee (Acme) (was due Tue 17): [dana@example.com](mailto:dana@example.com) ^" in text
    assert "second follow-up" not in text


def test_a_tick_is_moved_into_the_log_by_the_next_command_that_writes(run: Run, today: Path, vault: Path) -> None:
    tick(today, "Thank Dana", " ✅ 2026-11-17")
    tick(today, "Thank Sam")
    assert run("agenda").exit_code == 0
    assert "#thank-you" not in (vault / PANEL).read_text()
    moved = run("heard", "dana", "Hello", today="2026-11-19")
    assert "ticked: - 2026-11-17 email [[Dana Lee]] #thank-you\n" in moved.stderr
    log = (vault / PANEL).read_text()
    assert "- 2026-11-17 email [[Dana Lee]] #thank-you\n" in log
    assert "- 2026-11-18 email [[Sam Roe]] #thank-you\n" in log
    assert "Thank" not in today.read_text()
    run("heard", "dana", "Hello again", today="2026-11-19")
    assert (vault / PANEL).read_text() == log


def test_the_same_tick_from_another_machine_adds_nothing(run: Run, today: Path, vault: Path) -> None:
    tick(today, "Thank Dana")
    from_the_phone = today.read_text()
    run("feed", "build")
    log = (vault / PANEL).read_text()
    today.write_text(from_the_phone)
    again = run("feed", "build")
    assert again.stderr.count("ticked") == 0
    assert (vault / PANEL).read_text() == log


@pytest.mark.parametrize("line", ["email from [[Dana Lee]] #thank-you", "note [[Dana Lee]] #thank-you: to do"])
def test_a_tick_is_moved_though_a_line_of_that_day_has_its_tag(run: Run, today: Path, vault: Path, line: str) -> None:
    """What they wrote, and a note, fulfil nothing: the tick was dropped, and the thank-you stayed open."""
    panel = vault / PANEL
    panel.write_text(panel.read_text() + f"\n## Log\n\n- 2026-11-18 {line}\n")
    tick(today, "Thank Dana")
    run("heard", "sam", "x")
    assert "- 2026-11-18 email [[Dana Lee]] #thank-you\n" in panel.read_text()


def test_staying_in_touch_is_ticked_once_though_it_never_ends(run: Run, today: Path, vault: Path) -> None:
    ruth = vault / "contacts/Ruth Abrams.md"
    ruth.write_text("---\ntype: contact\ncadence: 3 months\nlast_contact: 2026-01-05\nemail: r@example.com\n---\n")
    run("heard", "sam", "x", today="2026-12-04")
    tick(today, "Ruth")
    from_the_phone = today.read_text()
    run("heard", "sam", "y", today="2026-12-05")
    once = ruth.read_text()
    assert once.count("#stay-in-touch") == 1
    today.write_text(from_the_phone)
    run("heard", "sam", "z", today="2026-12-06")
    assert ruth.read_text() == once


def test_a_promise_is_ticked_where_it_stands(run: Run, today: Path, vault: Path) -> None:
    sam = vault / "contacts/Sam Roe.md"
    sam.write_text(sam.read_text() + "\n- [ ] send [[Dana Lee]] the list 2026-11-18\n")
    run("heard", "sam", "x")
    tick(today, "the list")
    from_the_phone = today.read_text()
    run("feed", "build")
    once = sam.read_text()
    assert "- [x] send [[Dana Lee]] the list 2026-11-18 ✅ 2026-11-18\n" in once
    today.write_text(from_the_phone)
    assert "the tick stays" not in run("feed", "build").stderr
    assert sam.read_text() == once


def test_a_promise_is_ticked_though_a_line_of_that_day_has_its_tag(run: Run, today: Path, vault: Path) -> None:
    """Of two promises a line cannot say which was kept: the tick of one was dropped, and the promise stayed open."""
    sam = vault / "contacts/Sam Roe.md"
    promised = "\n- [ ] send the list 2026-11-18\n- [ ] send the book 2026-11-18\n"
    sam.write_text(sam.read_text() + promised + "\n## Log\n\n- 2026-11-18 email #promise: the book\n")
    run("heard", "sam", "x")
    tick(today, "the list")
    run("heard", "sam", "y")
    assert "- [x] send the list 2026-11-18 ✅ 2026-11-18\n- [ ] send the book 2026-11-18\n" in sam.read_text()


def test_a_tick_whose_touch_point_is_gone_is_said_and_kept(run: Run, today: Path, vault: Path) -> None:
    key = tick(today, "Thank Dana")
    note = (vault / PANEL).read_text()
    (vault / PANEL).write_text(note.replace('["[[Dana Lee]]", "[[Sam Roe]]"]', '["[[Sam Roe]]"]'))
    for _ in range(2):
        said = run("heard", "sam", "x").stderr
        assert f"({key}) is not in the plan any more; the tick stays there" in said
    assert today.read_text().count(f"^{key}") == 1


def test_one_note_that_cannot_be_written_keeps_only_its_own_tick(
    run: Run, today: Path, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vaultcrm.actions import checklist
    from vaultcrm.errors import CannotWrite

    def read_only_contacts(vault, edits):
        if edits[0].path.startswith("contacts/"):
            raise CannotWrite("the file is read-only")
        return write(vault, edits)

    write = checklist.write_edits
    sam = vault / "contacts/Sam Roe.md"
    sam.write_text(sam.read_text() + "\n- [ ] send the list 2026-11-18\n")
    run("heard", "dana", "x")
    key = tick(today, "send the list")
    tick(today, "Thank Dana")
    monkeypatch.setattr(checklist, "write_edits", read_only_contacts)
    assert "the file is read-only; the tick stays there" in run("feed", "build").stderr
    assert "email [[Dana Lee]] #thank-you" in (vault / PANEL).read_text()
    assert f"- [x] Promised Sam Roe: send the list ^{key}\n" in today.read_text()


def test_the_users_own_text_stays_and_undo_takes_back_the_command(run: Run, today: Path, vault: Path) -> None:
    today.write_text("# My day\n\nMilk.\n\n" + today.read_text() + "\nEggs.\n")
    key = json.loads(run("agenda", "--json").stdout)[0]["key"]
    run("done", key)
    assert f"^{key}" not in today.read_text()
    assert run("undo").exit_code == 0
    assert f"^{key}" in today.read_text()
    assert today.read_text().startswith("# My day\n\nMilk.\n\n# Today\n")
    assert today.read_text().endswith("\nEggs.\n")


def test_broken_marks_stop_no_command(run: Run, today: Path) -> None:
    today.write_text(today.read_text().replace("<!-- /vaultcrm -->", ""))
    broken = today.read_text()
    said = run("heard", "sam", "x")
    assert said.exit_code == 0
    assert "Today.md: the marks" in said.stderr
    assert today.read_text() == broken


def test_settings_of_a_stranger_lead_nowhere_else(run: Run, vault: Path) -> None:
    settings = (vault / "vaultcrm.toml").read_text()
    (vault / "vaultcrm.toml").write_text(settings + '\n[checklist]\nfile = "../Today.md"\n')
    assert run("heard", "sam", "x").exit_code == 0
    assert not (vault.parent / "Today.md").exists()
    (vault / "vaultcrm.toml").write_text(settings + '\n[checklist]\nfile = "today.sh"\n')
    assert "is no note in the vault" in run("heard", "sam", "x").stderr
    assert not (vault / "today.sh").exists()


def test_the_doctor_tells_of_ticks_that_wait_in_vain_and_moves_none(run: Run, today: Path, vault: Path) -> None:
    tick(today, "Thank Dana")
    assert "Today.md" not in run("doctor").stdout
    today.write_text(today.read_text().replace("<!-- /vaultcrm -->", "- [x] Call Ruth ^abcdefgh\n<!-- /vaultcrm -->"))
    before = today.read_text()
    told = run("doctor").stdout
    assert "what was ticked here (abcdefgh) is not in the plan any more" in told
    assert "Today.md:" in told
    assert (today.read_text(), "#thank-you" in (vault / PANEL).read_text()) == (before, False)
    today.write_text(before + "<!-- vaultcrm -->\n")
    assert "not one pair" in run("doctor").stdout
