"""Lists: queries on the command line, order, columns, CSV that no spreadsheet runs, saved queries, completion."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from vaultcrm.cli.completing import fields, queries
from vaultcrm.exchange.cells import csv_text, guarded, unguarded

SAVED = '\n[queries]\npanel = "tag:panel"\nquiet = "silent>1d missing:phone"\n'


def names(result) -> list[str]:
    return [entry.get("name") or entry["title"] for entry in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["missing:email"], ["Sam Roe"]),
        (["-tag:panel"], ["Sam Roe"]),
        (["tag:panel", "or", "name:sam"], ["Dana Lee", "Sam Roe"]),
        (["tag:panel or name:sam"], ["Dana Lee", "Sam Roe"]),
        (["Dana Lee"], ["Dana Lee"]),
        (["title:engineering manager"], ["Dana Lee"]),
        (["not (tag:panel or company:brook)"], ["Sam Roe"]),
        (["silent>0d", "due<7d"], ["Dana Lee", "Sam Roe"]),
        (["silent:3d"], []),
        (["has:due", "--sort", "-name"], ["Sam Roe", "Dana Lee"]),
        (["--sort", "email,name"], ["Dana Lee", "Sam Roe"]),
        (["--sort", "-silent,-name"], ["Sam Roe", "Dana Lee"]),
    ],
)
def test_contacts_that_fit_in_the_order_asked_for(run, words, found):
    assert names(run("list", "contacts", *words, "--json")) == found


def test_jobs_and_interviews_know_what_is_due_for_them(run):
    assert names(run("list", "jobs", "due<7d", "stage:interviewing", "--json")) == ["Staff Engineer"]
    (held,) = json.loads(run("list", "interviews", "due<7d status:held", "--json").stdout)
    assert held["id"] == "acme-screen"
    assert json.loads(run("list", "jobs", "due<today", "--json", today="2026-10-01").stdout) == []


def test_columns_of_ones_own_choice(run):
    assert run("list", "contacts", "--columns", "name,tags,silent,linkedin_ok").stdout == (
        "name      tags   silent  linkedin_ok\nDana Lee  panel  1\nSam Roe          1\n"
    )
    data = json.loads(run("list", "jobs", "--columns", "title,applied,due", "--json").stdout)
    assert data == [{"title": "Staff Engineer", "applied": "2026-11-02", "due": "2026-11-18"}]
    assert run("list", "contacts", "--columns", "id,company").stdout == "id        company\ndana-lee  Acme\nsam-roe   Acme\n"
    people = json.loads(run("list", "interviews", "--columns", "interviewers,company,job", "--json").stdout)
    assert people == [{"interviewers": ["Dana Lee", "Sam Roe"], "company": "Acme", "job": "Acme Staff Engineer"}]
    wide = run("list", "contacts", "--columns", ",".join(["name", "company", "title", "path", "email", "id"] * 3)).stdout
    assert max(map(len, wide.splitlines())) <= 80


def test_a_column_that_there_is_not_is_refused(run):
    for option in ("--columns", "--sort"):
        result = run("list", "contacts", option, "compny")
        assert (result.exit_code, result.stderr) == (2, "vaultcrm: contacts have no column 'compny'\nDid you mean company?\n")


def test_a_wrong_query_is_shown_with_its_place(run):
    result = run("list", "contacts", "tag:panel", "compny:acme")
    assert result.exit_code == 2
    assert result.stderr == (
        "vaultcrm: contacts have no field `compny`\n  tag:panel compny:acme\n            ^^^^^^\nDid you mean `company`?\n"
    )
    long = run("list", "contacts", "x " * 200 + "(" + " y" * 200).stderr.splitlines()
    assert long[1][long[2].index("^")] == "("
    assert max(map(len, long)) <= 80
    assert run("list", "contacts", "--jsn").stderr.startswith("vaultcrm: there is no option --jsn\n")


@pytest.mark.parametrize("word", ["and", "or", "not"])
def test_a_query_in_one_word_that_breaks_off_is_told(run, word):
    result = run("list", "contacts", f"tag:panel {word}")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"vaultcrm: something is missing behind this\n  tag:panel {word}\n            ^")


def test_what_the_notes_call_by_their_own_words(run, vault):
    with (vault / "vaultcrm.toml").open("a") as settings:
        settings.write('\n[fields.contact]\nrolle = "title"\n')
    assert names(run("list", "contacts", "rolle:manager", "--json")) == ["Dana Lee"]
    assert "Engineering Manager" in run("list", "contacts", "--columns", "name,Rolle").stdout


def test_saved_queries(run, vault):
    assert "None is saved" in run("list", "saved").stderr
    with (vault / "vaultcrm.toml").open("a") as settings:
        settings.write(SAVED)
    assert run("list", "saved").stdout == "@panel  tag:panel\n@quiet  silent>1d missing:phone\n"
    assert json.loads(run("list", "saved", "--json").stdout) == {"panel": "tag:panel", "quiet": "silent>1d missing:phone"}
    assert names(run("list", "contacts", "@panel", "--json")) == ["Dana Lee"]
    assert names(run("list", "contacts", "-@panel", "@quiet", "--json", today="2026-11-28")) == ["Sam Roe"]


def test_a_wrong_query_of_the_settings_is_a_problem_with_its_line(run, vault):
    with (vault / "vaultcrm.toml").open("a") as settings:
        settings.write('\n[[cadence]]\nquery = "silent>30d"\nevery = "90 days"\n\n[queries]\na = "@a"\nb = "(x"\n')
    problems = {one["line"]: one["message"] for one in json.loads(run("doctor", "--json").stdout)["problems"]}
    assert problems[11] == "in the query, at `silent>30d`: this changes from day to day, so that no group can be made by it"
    assert problems[15].endswith("this saved query asks for itself: @a -> @a")
    assert problems[16] == "in the query, at `(`: this parenthesis is not closed"


def test_csv_holds_what_json_holds(run):
    rows = list(csv.reader(io.StringIO(run("list", "contacts", "--csv").stdout)))
    assert rows[0] == list(json.loads(run("list", "contacts", "--json").stdout)[0])
    assert [row[1] for row in rows[1:]] == ["Dana Lee", "Sam Roe"]
    chosen = run("list", "contacts", "dana", "--csv", "--columns", "name,email").stdout
    assert chosen == "name,email\nDana Lee,dana@example.com\n"


@pytest.mark.parametrize("kind", ["contacts", "interviews", "jobs"])
def test_csv_of_nothing_has_the_same_header(run, kind):
    header = run("list", kind, "--csv").stdout.splitlines()[0]
    assert run("list", kind, "name:nothing", "--csv").stdout == f"{header}\n"


def test_a_table_is_utf_8_whatever_the_terminal_has(vault):
    (vault / "contacts/李小龍.md").write_text("---\ntype: contact\n---\n", encoding="utf-8")
    for words in (["list", "contacts", "--csv", "--columns", "name"], ["export", "csv", "contacts", "--columns", "name"]):
        command = [sys.executable, "-m", "vaultcrm", "--vault", str(vault), *words]
        done = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "cp1252"}, check=True)
        assert done.stdout.decode("utf-8") == "name\nDana Lee\nSam Roe\n李小龍\n"


def test_no_cell_is_a_formula_and_a_phone_number_stays_one(run, vault):
    (vault / "contacts/Eve.md").write_text(
        '---\ntype: contact\nname: "=HYPERLINK(\\"http://x.example\\")"\nphone: +49 30 1234\ntitle: "@SUM(A1)"\n---\n'
    )
    text = run("list", "contacts", "path:eve", "--csv", "--columns", "name,phone,title").stdout
    (row,) = list(csv.reader(io.StringIO(text)))[1:]
    assert row == ['\'=HYPERLINK("http://x.example")', "'+49 30 1234", "'@SUM(A1)"]
    assert [unguarded(cell) for cell in row] == ['=HYPERLINK("http://x.example")', "+49 30 1234", "@SUM(A1)"]


@pytest.mark.parametrize("cell", ["", "a", "-5", "'-5", "''+1", "\t=1", "\r=1", "＝1", "'tis", "@x", "'"])
def test_a_cell_comes_back_as_it_was(cell):
    (row,) = csv.reader(io.StringIO(csv_text([[cell]]), newline=""))
    assert unguarded(row[0] if row else "") == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_several_texts_stand_in_one_cell():
    assert csv_text([[("a", "b"), None, 3, "x, y"]]) == 'a; b,,3,"x, y"\n'


def offered(complete, vault, begun):
    import click

    context = click.Context(click.Command("vaultcrm"))
    context.params = {"vault": vault, "today": "2026-11-18"}
    return [item.value for item in complete(context, click.Argument(["query"]), begun)]


def test_the_shell_offers_fields_tags_and_saved_queries(vault):
    with (vault / "vaultcrm.toml").open("a") as settings:
        settings.write(SAVED)
    assert offered(queries("contact"), vault, "ta") == ["tags:", "tag:", "@panel", "tag:panel"]
    assert offered(queries("interview"), vault, "@") == ["@panel", "@quiet"]
    assert offered(queries("job"), vault, "sta")[:3] == ["stage:", "stage:lead", "stage:applied"]
    assert offered(fields("job"), vault, "si") == ["silent"]


@pytest.mark.parametrize("kind", ["contact", "interview", "job"])
def test_every_field_can_be_a_column_an_order_and_a_question(run, kind):
    from vaultcrm.notes.query import FIELDS

    for name in FIELDS[kind]:
        asked = ["list", f"{kind}s", "has:" + name, "or", "missing:" + name, "--columns", f"id,{name}"]
        forward = [row["id"] for row in json.loads(run(*asked, "--sort", name, "--json").stdout)]
        backward = [row["id"] for row in json.loads(run(*asked, "--sort", f"-{name}", "--json").stdout)]
        assert (
            sorted(forward)
            == sorted(backward)
            == sorted(one["id"] for one in json.loads(run("list", f"{kind}s", "--json").stdout))
        )


def test_a_vault_without_any_says_how_one_is_made(run, vault):
    (vault / "jobs/Acme Staff Engineer.md").unlink()
    assert run("list", "jobs").stderr == "There are no jobs yet; vaultcrm new job makes one.\n"
    assert run("list", "jobs", "acme").stderr == "Nothing fits.\n"


def test_the_greeting_of_letters_can_be_asked_for(run, vault):
    note = vault / "contacts/Dana Lee.md"
    text = note.read_text(encoding="utf-8").replace("company: Acme", "company: Acme\nsalutation: Dear Ms. Lee")
    note.write_text(text, encoding="utf-8")
    asked = run("list", "contacts", "has:salutation", "--columns", "name,salutation")
    assert asked.stdout == "name      salutation\nDana Lee  Dear Ms. Lee\n"
