"""Names as long as a file may have: 255 octets, with letters of two, and names that would be longer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

LONG = "Ä" * 63 + " " + "ö" * 62  # with its ending 255 octets less one
LONGEST = LONG + "s"


@pytest.fixture
def long_one(vault: Path) -> Path:
    note = vault / "contacts" / f"{LONGEST}.md"
    assert len(note.name.encode()) == 255
    note.write_text("---\ntype: contact\nemail: long@example.com\n---\n\nTalks.\n", encoding="utf-8")
    talk = vault / "interviews/2026-11-17 Acme.md"
    talk.write_text(talk.read_text("utf-8").replace('"[[Sam Roe]]"', f'"[[{LONGEST}]]"'), encoding="utf-8")
    return note


@pytest.mark.parametrize(
    "words",
    [
        ("log", LONG, "email", "the list"),
        ("heard", LONG, "yes"),
        ("brief", LONG),
        ("inbox", "--file", "1", "--to", LONG),
        ("draft", "--interview", "Acme"),
        ("export", "vcard"),
        ("new", "interview", "--start", "2026-11-23 14:00", "--with", LONGEST, "--company", LONG),
        ("new", "contact", LONGEST, "--second"),
        ("new", "contact", "Ü" * 400, "--company", "Ü" * 400),
        ("new", "job", "Ü" * 400, "--company", "Ü" * 400),
        ("rename", LONG, "Dana Roe"),
        ("rename", "Sam Roe", "é" * 400),
        ("merge", LONG, "Sam Roe", "--yes"),
        ("merge", "Sam Roe", LONG, "--yes"),
        ("forget", LONG, "--lines", "remove", "--yes"),
        ("doctor", "--fix", "--yes"),
        ("feed", "build"),
    ],
    ids=lambda words: " ".join(words[:2])[:20],
)
def test_every_command_takes_them_and_takes_them_back(
    run: Callable[..., Result], vault: Path, long_one: Path, words: tuple[str, ...]
) -> None:
    before = {path.name: path.read_bytes() for path in vault.rglob("*.md")}
    done = run(*words)
    assert done.exit_code == 0, done.output
    after = {path.name: path.read_bytes() for path in vault.rglob("*.md")}
    assert not [name for name in after if len(name.encode()) > 255]
    if after != before and words[0] != "forget":
        undone = run("undo")
        assert undone.exit_code == 0, undone.output
        assert {path.name: path.read_bytes() for path in vault.rglob("*.md")} == before


def test_of_two_that_are_alike_as_far_as_a_file_can_say_both_have_a_note(run: Callable[..., Result], vault: Path) -> None:
    for number in range(3):
        assert run("new", "contact", "ß" * 300 + str(number)).exit_code == 0
    assert len(list((vault / "contacts").iterdir())) == 5


def test_what_goes_out_of_a_draft_has_a_name_that_fits(run: Callable[..., Result], vault: Path, long_one: Path) -> None:
    waiting = json.loads(run("agenda", "--json", "--all").stdout)
    key = next(one["key"] for one in waiting if one["act"] == "thank-you" and one["person"]["name"] == LONGEST)
    done = run("draft", key, "--eml")
    assert done.exit_code == 0, done.output
    made = [path.name for path in (vault / "drafts").iterdir()]
    assert len([name for name in made if name.endswith(".eml") and "Ä" in name]) == 1
    assert all(len(name.encode()) <= 255 for name in made)
