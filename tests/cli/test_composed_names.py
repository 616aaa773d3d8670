"""Names with accents: a Mac's disk may hold them decomposed (NFD), keyboards type them composed (NFC), and links are either."""

from __future__ import annotations

import itertools
import json
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli

Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
EVERY_FORM = pytest.mark.parametrize(("disk", "links", "typed"), list(itertools.product(FORMS, FORMS, FORMS)))
NAMES = ("Jörg Müller", "Åsa Ångström", "Nguyễn Thị Hồng")
INTERVIEW = """\
---
type: interview
start: 2026-11-17 14:00
timezone: America/New_York
kind: panel
job: "[[Société Générale Ingénieur]]"
interviewers: ["[[Jörg Müller]]", "[[contacts/Åsa Ångström|Åsa]]", "[[Nguyễn Thị Hồng]]"]
---

## Log

- 2026-11-17 met [[Jörg Müller]] & [[Nguyễn Thị Hồng]]: talked
"""
JOB = """\
---
type: job
title: Ingénieur
company: Société Générale
stage: interviewing
hiring_manager: "[[Jörg Müller]]"
---
"""


@pytest.fixture
def lay_out(tmp_path: Path) -> Callable[[Form, Form], Callable[..., Result]]:
    """A vault whose file names are of one form and whose links of the other; out comes how to type commands in it."""

    def build(disk: Form, links: Form) -> Callable[..., Result]:
        notes = {
            f"contacts/{name}.md": f"---\ntype: contact\ncompany: Société Générale\n---\n\nWith {name}.\n" for name in NAMES
        }
        notes |= {"interviews/2026-11-17 Société.md": INTERVIEW, "jobs/Société Générale Ingénieur.md": JOB}
        notes |= {"vaultcrm.toml": 'format = 1\nvault = "test"\ntimezone = "America/New_York"\n[[feed]]\nname = "f"\n'}
        notes |= {"Inbox.md": "# Inbox\n\n- Jörg Müller climbs\n"}
        for path, text in notes.items():
            place = tmp_path / "vault" / unicodedata.normalize(disk, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(unicodedata.normalize(links, text), encoding="utf-8")
        runner = CliRunner()
        return lambda *words: runner.invoke(cli, ["--vault", str(tmp_path / "vault"), "--today", "2026-11-18", *words])

    return build


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.md"))


@EVERY_FORM
def test_people_are_found_whichever_form_they_have(lay_out, disk: Form, links: Form, typed: Form) -> None:
    run = lay_out(disk, links)
    said = run("doctor").output
    assert not {wrong for wrong in ("fits several", "is no contact", "is no job") if wrong in said}
    for name in NAMES:
        found = run("brief", unicodedata.normalize(typed, name), "--json")
        assert found.exit_code == 0, found.output
        assert "interview (panel)" in [talk["what"] for talk in json.loads(found.stdout)["contact"]["talks"]], name


@pytest.mark.parametrize("links", FORMS)
def test_two_machines_have_the_same_keys_and_identities(lay_out, tmp_path: Path, links: Form) -> None:
    """A Mac and another one with one vault between them: what one has shown in a calendar, the other shows no second time."""

    def said(disk: Form) -> tuple[object, list[str]]:
        shutil.rmtree(tmp_path / "vault", ignore_errors=True)
        run, feed = lay_out(disk, links), tmp_path / "feed.ics"
        assert run("feed", "build", "-o", str(feed)).exit_code == 0
        lines = feed.read_text("utf-8").replace("\n ", "").splitlines()
        feed.unlink()
        keys = sorted((one["key"], one["uid"], one["due"]) for one in json.loads(run("agenda", "--json").stdout))
        return keys, sorted(line for line in lines if line.startswith(("UID:", "DTSTART", "DUE")))

    assert said("NFC") == said("NFD")


WRITING = [
    ("log", "Jörg Müller", "email", "the list"),
    ("heard", "Åsa Ångström", "she says yes"),
    ("log", "asa angstrom", "call", "typed on another keyboard"),
    ("stage", "Société Générale Ingénieur", "offer"),
    ("debrief", "Société", "--went-well", "the cutover"),
    ("inbox", "--file", "1", "--to", "Jörg Müller"),
    ("new", "interview", "--start", "2026-11-23 14:00", "--with", "Nguyễn Thị Hồng", "--with", "Jörg Müller"),
    ("new", "job", "Chef", "--company", "Société Générale", "--hiring-manager", "Åsa Ångström"),
]


@EVERY_FORM
def test_what_is_written_goes_into_the_note_that_is_there(
    lay_out, tmp_path: Path, disk: Form, links: Form, typed: Form
) -> None:
    run, root = lay_out(disk, links), tmp_path / "vault"
    people = files(root / "contacts")
    for words in WRITING:
        done = run(*(unicodedata.normalize(typed, word) for word in words))
        assert done.exit_code == 0, (words, done.output)
    assert files(root / "contacts") == people
    jörg = next(path for path in (root / "contacts").iterdir() if path.name.startswith("J")).read_text()
    assert "the list" in jörg
    assert "climbs" in jörg
    refused = run("new", "contact", unicodedata.normalize(typed, "Jörg Müller"))
    assert refused.exit_code == 2, refused.output
    said = run("doctor").output
    assert "is no contact" not in said, said
    assert "fits several" not in said, said


@EVERY_FORM
def test_renamed_merged_and_forgotten_they_are_so_in_every_link(
    lay_out, tmp_path: Path, disk: Form, links: Form, typed: Form
) -> None:
    run, root = lay_out(disk, links), tmp_path / "vault"

    def form(text: str) -> str:
        return unicodedata.normalize(typed, text)

    def everything() -> str:
        return unicodedata.normalize("NFC", "\n".join(path.read_text("utf-8") for path in sorted(root.rglob("*.md"))))

    assert run("rename", form("Jörg Müller"), form("Jürg Mäder")).exit_code == 0
    assert "[[Jörg Müller]]" not in everything()
    assert everything().count("[[Jürg Mäder]]") == 3
    assert run("undo").exit_code == 0
    assert everything().count("[[Jörg Müller]]") == 3
    assert run("merge", form("Jörg Müller"), form("Åsa Ångström"), "--yes").exit_code == 0
    assert len(files(root / "contacts")) == 2
    assert "Ångström|" not in everything()
    assert run("undo").exit_code == 0
    assert len(files(root / "contacts")) == 3
    forgotten = run("forget", form("Nguyễn Thị Hồng"), "--lines", "remove", "--yes")
    assert forgotten.exit_code == 0, forgotten.output
    assert "Hồng" not in everything()
    assert "Hồng" not in " ".join(unicodedata.normalize("NFC", name) for name in files(root))
