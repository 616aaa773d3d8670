"""Transcripts: ``tree`` and ``stats``, and what the doctor says of introductions that go round in a circle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest


@pytest.fixture
def introduced(vault):
    """Dana came through Maya, who has no note, and Sam through Dana."""
    dana = vault / "contacts/Dana Lee.md"
    dana.write_text(dana.read_text().replace("company: Acme\n", "company: Acme\nintroduced_by: Maya Lindqvist\n"))
    (vault / "contacts/Sam Roe.md").write_text(
        '---\ntype: contact\nid: sam-roe\ncompany: Acme\nintroduced_by: "[[Dana Lee]]"\n---\n'
    )
    return vault


def test_the_tree_of_all(run, introduced):
    result = run("tree")
    assert result.exit_code == 0
    assert result.stdout == (
        "Maya Lindqvist\n"
        "└─ Dana Lee, Acme  1 interview\n"
        "   └─ Sam Roe, Acme  1 interview\n"
        "\n"
        "From 2 introductions came 1 interview, no offer yet.\n"
    )
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("name", "first"), [("maya", "Maya Lindqvist"), ("Sam", "introduced by Dana Lee, who was introduced by Maya Lindqvist")]
)
def test_from_one_person_on_with_a_note_or_without(run, introduced, name, first):
    assert run("tree", name).stdout.splitlines()[0] == first


def test_nobody_of_that_name_is_status_4(run, introduced):
    result = run("tree", "Mia")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "nobody is called 'Mia'" in result.stderr


def test_two_who_have_no_note_are_both_listed(run, introduced):
    (introduced / "contacts/Lin Zhao.md").write_text("---\ntype: contact\nintroduced_by: Maya Roth\n---\n")
    result = run("tree", "maya")
    assert result.exit_code == 4
    assert ("Maya Lindqvist" in result.stderr, "Maya Roth" in result.stderr) == (True, True)
    assert run("tree", "maya roth").stdout.startswith("Maya Roth\n")


def test_a_circle_is_told_with_its_line_and_not_followed(run, introduced):
    dana = introduced / "contacts/Dana Lee.md"
    dana.write_text(dana.read_text().replace("Maya Lindqvist", '"[[Sam Roe]]"'))
    told = "contacts/Dana Lee.md:6: the introductions go round in a circle: Dana Lee by Sam Roe, Sam Roe by Dana Lee\n"
    result = run("tree")
    assert (result.exit_code, result.stderr) == (0, told)
    assert result.stdout.splitlines()[:2] == ["Dana Lee, Acme  1 interview", "└─ Sam Roe, Acme  1 interview"]
    problems = json.loads(run("doctor", "--json").stdout)["problems"]
    (found,) = [one for one in problems if "circle" in one["message"]]
    assert (found["path"], found["line"], found["severity"]) == ("contacts/Dana Lee.md", 6, "warning")
    assert found["excerpt"] == 'introduced_by: "[[Sam Roe]]"'
    assert json.loads(run("tree", "--json").stdout)["problems"][0]["line"] == 6


def test_what_a_friend_got_is_logged_and_shown(run, introduced):
    assert run("log", "Sam", "note", "#friend-hired: Lea, at Saffron Pay").exit_code == 0
    assert "Sam Roe, Acme  1 interview, job for Lea, at Saffron Pay" in run("tree").stdout
    assert "for friends: 1 job." in run("tree").stdout
    assert "friend-hired" not in run("doctor").stdout


def test_the_tree_as_mermaid_and_as_a_drawing_in_a_file(run, introduced, tmp_path):
    assert run("tree", "--mermaid").stdout.startswith("flowchart LR\n")
    target = tmp_path / "tree.svg"
    result = run("tree", "--svg", str(target))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Wrote {target}.\n")
    assert ElementTree.parse(target).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert run("tree", "--svg").stdout_bytes == target.read_bytes()


@pytest.mark.parametrize("words", [("tree", "--svg", "contacts/Dana Lee.md"), ("stats", "--html", "contacts/Dana Lee.md")])
def test_a_note_is_never_written_over(run, introduced, words):
    before = (introduced / "contacts/Dana Lee.md").read_bytes()
    result = run(*words[:2], str(introduced / words[2]))
    assert result.exit_code == 2
    assert "does not end in ." in result.stderr
    assert (introduced / "contacts/Dana Lee.md").read_bytes() == before


@pytest.mark.parametrize("words", [("tree", "--json", "--mermaid"), ("stats", "--json", "--html", "a.html")])
def test_one_form_at_a_time(run, words):
    assert run(*words).exit_code == 2


def test_the_figures(run, introduced):
    result = run("stats")
    assert result.exit_code == 0
    assert result.stdout.startswith("Since Mon 2 Nov 2026: 1 opening, 1 interview, 1 touch, 2 people in all.\n")
    assert "  Maya Lindqvist  █  1 interview, by 1 introduction\n" in result.stdout
    assert "  2 open now\n" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_figures_as_data_and_as_a_page(run, introduced, tmp_path):
    data = json.loads(run("stats", "--json", "--since", "2026-11-10").stdout)
    assert (data["since"], data["totals"]["openings"], data["totals"]["touches"]) == ("2026-11-10", 0, 1)
    assert run("stats", "--html", str(tmp_path / "a.html")).stderr == f"Wrote {tmp_path / 'a.html'}.\n"
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == run("stats", "--html", "-").stdout


@pytest.mark.parametrize(
    ("since", "said"), [("tomorrow", "2026-11-19 is still to come"), ("soon", "'soon' is no day that I know")]
)
def test_a_day_that_cannot_be_counted_from(run, since, said):
    result = run("stats", "--since", since)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_an_empty_vault_hears_how_it_begins(run, vault):
    for note in vault.rglob("*.md"):
        note.unlink()
    assert "Nothing to count yet" in run("stats").stdout
    assert "introduced_by" in run("tree").stdout


@pytest.mark.parametrize("word", ["tree", "stats"])
def test_an_output_without_blocks_gets_plain_characters(introduced, word):
    result = subprocess.run(
        [sys.executable, "-m", "vaultcrm", "--vault", str(introduced), "--today", "2026-11-18", word],
        check=True, capture_output=True, cwd="/", env={**os.environ, "PYTHONIOENCODING": "ascii"}, timeout=60,
    )  # fmt: skip
    assert result.stderr == b""
    assert b"?" not in result.stdout
    assert {"tree": b"`- Dana Lee", "stats": b"  #  "}[word] in result.stdout
