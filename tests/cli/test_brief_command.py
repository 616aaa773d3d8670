"""``brief`` in a vault on the disk: clock, own keys, drafts, the company's note, and the forms it takes."""

from __future__ import annotations

import json
import re

import pytest

DRAFT = """\
---
type: draft
touchpoint: {uid}
act: thank-you
recipient: "[[Dana Lee]]"
medium: email
subject: Thank you for Tuesday
made: x
---

Dear Dana,

It was good to meet you.
"""


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_keys_of_ones_own_are_shown_and_those_for_other_programs_are_not(run, vault):
    more = "spouse: Jo\nkids: [Ida, Max]\ncssclasses: wide\nemployee: \ntags:"
    edit(vault / "contacts/Dana Lee.md", "tags:", more)
    found = json.loads(run("brief", "dana", "--json").stdout)["contact"]
    assert found["own"] == {"spouse": "Jo", "kids": "Ida, Max"}
    text = run("brief", "dana").stdout
    assert "            spouse: Jo\n            kids: Ida, Max\n" in text
    assert "wide" not in text


def test_a_word_that_the_settings_map_is_no_key_of_ones_own(run, vault):
    settings = vault / "vaultcrm.toml"
    settings.write_text(settings.read_text() + '\n[fields.contact]\nrole = "title"\n')
    edit(vault / "contacts/Dana Lee.md", "title: Engineering Manager", "Role: Engineering Manager")
    found = json.loads(run("brief", "dana", "--json").stdout)["contact"]
    assert (found["title"], found["own"]) == ("Engineering Manager", {})


def test_what_was_drafted_waits_until_a_line_links_it_and_is_in_the_timeline_then(run, vault):
    path = vault / "drafts/2026-11-18 Dana Lee thank-you.md"
    path.parent.mkdir()
    path.write_text(DRAFT.format(uid="a" * 52))
    assert "drafted, not sent: Thank you for Tuesday (drafts/2026-11-18" in run("brief", "dana").stdout
    edit(vault / "contacts/Dana Lee.md", "Sent the CV", "[[drafts/2026-11-18 Dana Lee thank-you|what was said]]")
    text = run("brief", "dana").stdout
    assert "  Thu 12  e-mail: “Thank you for Tuesday”\n" in text
    assert "not sent" not in text


def test_a_company_has_its_own_note(run, vault):
    path = vault / "companies/Acme.md"
    path.parent.mkdir()
    path.write_text("---\nfounded: 1999\n---\n\nMoves money about.\n")
    text = run("brief", "acme").stdout
    assert text.startswith("Acme  companies/Acme.md\nnotes       Moves money about.\n            founded: 1999\n")
    found = json.loads(run("brief", "acme", "--json").stdout)["company"]
    assert (found["path"], found["own"]) == ("companies/Acme.md", {"founded": "1999"})


def test_by_the_clock_it_says_what_time_it_is_there_and_on_a_day_made_up_how_far_ahead_they_are(run, vault):
    edit(vault / "contacts/Dana Lee.md", "tags:", "timezone: Asia/Kolkata\ntags:")
    assert "where       Asia/Kolkata time, 10½ hours ahead of you\n" in run("brief", "dana").stdout
    made_up = json.loads(run("brief", "dana", "--json").stdout)["contact"]["there"]
    assert made_up == {"timezone": "Asia/Kolkata", "ahead": 630, "now": None, "working": None}


def test_without_a_day_made_up_the_clock_counts(vault):
    from click.testing import CliRunner

    from vaultcrm.cli import cli

    edit(vault / "contacts/Dana Lee.md", "tags:", "timezone: Asia/Kolkata\ntags:")
    text = CliRunner().invoke(cli, ["--vault", str(vault), "brief", "dana"]).stdout
    assert re.search(r"^where +\d{1,2}:\d\d on \w+day there", text, re.MULTILINE)


def test_the_page_is_written_where_it_is_wanted_and_never_over_a_note(run, vault, tmp_path):
    page = tmp_path / "dana.html"
    assert run("brief", "dana", "--html", str(page)).exit_code == 0
    assert page.read_text().startswith("<!DOCTYPE html>")
    before = (vault / "contacts/Dana Lee.md").read_text()
    assert run("brief", "dana", "--html", str(vault / "contacts/Dana Lee.md")).exit_code == 2
    assert (vault / "contacts/Dana Lee.md").read_text() == before


@pytest.mark.parametrize("name", ["dana", "acme"])
def test_markdown_has_a_heading_and_lists(run, name):
    text = run("brief", name, "--markdown").stdout
    assert text.startswith("# ")
    assert "\n## To do\n\n- Wed 18 Nov 2026: Thank Dana Lee (Acme) (e-mail, was due Tue 17) `" in text


def test_an_interview_ahead_leads_on_to_prep(run, vault):
    edit(vault / "interviews/2026-11-17 Acme.md", "start: 2026-11-17 14:00", "start: 2026-11-19 14:00")
    for name in ("dana", "acme"):
        assert "vaultcrm prep acme-screen: what to take along and to ask\n" in run("brief", name).stdout
    assert run("prep", "acme-screen").exit_code == 0


@pytest.mark.parametrize("words", [(), ("--all",)])
def test_every_line_fits_80_columns(run, words):
    for name in ("dana", "sam", "acme"):
        assert max(map(len, run("brief", name, *words).stdout.splitlines())) <= 80


def test_people_and_companies_are_found_without_their_accents(run, vault):
    (vault / "contacts/Zoë Brandt.md").write_text("---\ntype: contact\ncompany: Fähre AG\n---\n")
    assert run("brief", "zoe").stdout.startswith("Zoë Brandt  Fähre AG")
    assert run("brief", "Faehre").stdout.startswith("Fähre AG")
    assert run("brief", "fahre ag").stdout.startswith("Fähre AG")
    assert "Did you mean Zoë Brandt?" in run("brief", "Zoee").stderr


def test_one_form_at_a_time(run):
    found = run("brief", "dana", "--json", "--html", "-")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "--html, --json or --markdown, one of them" in found.stderr


def test_a_high_terminal_is_used_and_a_low_one_scrolls(monkeypatch):
    import os

    from vaultcrm.cli import brief

    monkeypatch.setattr(brief.sys.stdout, "isatty", lambda: True, raising=False)
    found = {lines: _on_terminal(monkeypatch, brief, os.terminal_size((80, lines))) for lines in (10, 24, 50)}
    assert found == {10: 23, 24: 23, 50: 49}


def _on_terminal(monkeypatch, brief, size):
    monkeypatch.setattr(brief.shutil, "get_terminal_size", lambda fallback: size)
    return brief._screen()
