"""``export``: cards, tables, the whole vault, the record of the search; what goes out and comes in again changes nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from vaultcrm.vault.shipped import shipped

Run = Callable[..., Result]
FORMULA = '---\ntype: contact\nid: eve\nname: \'=HYPERLINK("http://x","Eve")\'\nphone: [+1 617 555 0142, 030 12]\n---\n'
LOGS = """\
## Log

- 2026-11-09 email [[Dana Lee]]: First word
- 2026-11-10 no-answer [[Dana Lee]] #call-1
- 2026-11-11 heard [[Dana Lee]]: They decide on Friday
- 2026-11-18 stage rejected
"""
RECORD = """\
2026-W44  26 Oct to 1 Nov 2026  0 (3 wanted)
2026-W45  2 to 8 Nov 2026  1 (3 wanted)
  Mon 2   Application: Acme; rejected 2026-11-18
2026-W46  9 to 15 Nov 2026  3 (3 wanted)
  Mon 9   Follow-up, e-mail: Dana Lee (Acme); answered 2026-11-11
  Tue 10  Follow-up, no answer: Dana Lee (Acme); not reached
  Thu 12  Contact, e-mail: Dana Lee (Acme)
2026-W47  16 to 22 Nov 2026  1 (3 wanted)
  Tue 17  Interview (panel): Dana Lee, Sam Roe (Acme); rejected 2026-11-18
"""


@pytest.fixture
def searching(vault: Path) -> Path:
    """A vault with a record of a few weeks, of which three activities a week are wanted."""
    (vault / "vaultcrm.toml").write_text((vault / "vaultcrm.toml").read_text() + "\n[work-log]\nweekly = 3\n")
    job = vault / "jobs" / "Acme Staff Engineer.md"
    job.write_text(job.read_text() + LOGS)
    return vault


def test_cards_go_out_and_come_in_again_without_a_change(run: Run, vault: Path, tmp_path: Path):
    (vault / "contacts/Dana Lee 2.md").write_text(
        "---\ntype: contact\nname: Dana Lee\naddress: nowhere\nbirthday: 02-29\n---\n"
    )
    for version in ("4.0", "3.0"):
        file = tmp_path / f"all-{version}.vcf"
        done = run("export", "vcard", "--version", version, "-o", str(file))
        assert (done.exit_code, done.stdout) == (0, "")
        again = json.loads(run("import", "vcard", str(file), "--json").stdout)
        assert again["counts"] == {"new": 0, "changed": 0, "doubtful": 0, "unchanged": 3, "not_picked": 0}
        assert not any(entry["kept"] for entry in again["entries"])
        assert file.read_bytes() == run("export", "vcard", "--version", version).stdout_bytes


def test_cards_of_those_who_fit(run: Run):
    assert run("export", "vcard", "tag:panel").stdout.count("BEGIN:VCARD") == 1
    assert "Nothing fits" in run("export", "vcard", "tag:nobody").stderr
    wrong = run("export", "vcard", "colour:red")
    assert wrong.exit_code == 2
    note = run("export", "vcard", "-o", "contacts/Dana Lee.md")
    assert (note.exit_code, "does not end in .vcf" in note.stderr) == (2, True)


def test_a_formula_does_not_come_out_live(run: Run, vault: Path, tmp_path: Path):
    (vault / "contacts/Eve.md").write_text(FORMULA)
    rows = list(csv.reader(io.StringIO(run("export", "csv", "contacts", "--columns", "name,phone").stdout)))
    assert ['\'=HYPERLINK("http://x","Eve")', "'+1 617 555 0142; 030 12"] in rows
    file = tmp_path / "all.csv"
    run("export", "csv", "contacts", "-o", str(file))
    assert file.read_bytes().startswith(b"\xef\xbb\xbfname,title,company,email,phone,address,")
    again = json.loads(run("import", "csv", str(file), "--json").stdout)
    assert again["counts"]["unchanged"] == 3
    assert not any(entry["kept"] for entry in again["entries"])


def test_tables_of_interviews_and_jobs(run: Run):
    (interview,) = csv.DictReader(io.StringIO(run("export", "csv", "interviews").stdout))
    assert (interview["start"], interview["company"], interview["interviewers"]) == (
        "2026-11-17 14:00",
        "Acme",
        "Dana Lee; Sam Roe",
    )
    (job,) = csv.DictReader(io.StringIO(run("export", "csv", "jobs", "stage:interviewing").stdout))
    assert (job["title"], job["applied"], job["hiring_manager"]) == ("Staff Engineer", "2026-11-02", "Dana Lee")


def test_the_whole_vault_keeps_to_the_schema_that_is_shipped(run: Run, searching: Path):
    (searching / "contacts/Sam Roe.md").write_text("---\ntype: contact\nid: sam-roe\npets:\n  - cat: Tom\n---\nRows.\n")
    schema = json.loads(run("export", "json", "--schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(run("export", "json").stdout)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)
    assert list(data) == schema["required"] == list(schema["properties"])
    sam = next(one for one in data["contacts"] if one["id"] == "sam-roe")
    assert (sam["own"], sam["body"]) == ({"pets": [{"cat": "Tom"}]}, "Rows.\n")
    line = data["jobs"][0]["log"][0]
    assert (line["verb"], line["people"]) == ("email", [{"id": "dana-lee", "name": "Dana Lee"}])
    assert {one["state"] for one in data["touchpoints"]} <= {"upcoming", "open", "due", "overdue", "done", "skipped", "missed"}


def test_the_example_vault_keeps_to_the_schema(run: Run):
    schema = json.loads(run("export", "json", "--schema").stdout)
    data = json.loads(run("--vault", str(shipped("example-vault")), "export", "json", today="2026-11-20").stdout)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert (len(data["contacts"]), len(data["interviews"]), len(data["jobs"])) == (27, 12, 6)


def test_a_schema_that_says_too_little_would_be_found(run: Run):
    """Every object of the schema closes itself: a key that is not described does not pass."""
    schema = json.loads(run("export", "json", "--schema").stdout)
    data = json.loads(run("export", "json").stdout) | {"more": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)
    objects = [one for one in (schema, *schema["$defs"].values()) if one["type"] == "object"]
    assert all(one["additionalProperties"] is False and one["required"] == list(one["properties"]) for one in objects)


def test_the_record_of_the_search_by_week(run: Run, searching: Path):
    assert run("export", "work-log").stdout == RECORD


def test_the_record_in_every_form(run: Run, searching: Path, tmp_path: Path):
    data = json.loads(run("export", "work-log", "--json", "--from", "2026-11-09", "--to", "2026-11-15").stdout)
    assert (data["from"], data["to"], data["minimum"], data["count"]) == ("2026-11-09", "2026-11-15", 3, 3)
    assert (data["weeks"][0]["week"], data["weeks"][0]["enough"]) == ("2026-W46", True)
    assert data["weeks"][0]["activities"][0]["source"] == {"path": "jobs/Acme Staff Engineer.md", "line": 12}
    rows = list(csv.reader(io.StringIO(run("export", "work-log", "--csv").stdout)))
    assert rows[0] == ["week", "date", "activity", "company", "person", "medium", "outcome"]
    assert ["2026-W45", "2026-11-02", "Application", "Acme", "", "", "rejected 2026-11-18"] in rows
    assert "| 2026-11-12 | Contact | Acme | Dana Lee | e-mail |   |" in run("export", "work-log", "--markdown").stdout
    page = tmp_path / "log.html"
    assert run("export", "work-log", "--html", str(page)).exit_code == 0
    assert "<td>rejected 2026-11-18</td>" in page.read_text()
    assert "<script" not in page.read_text()


def test_what_a_note_says_is_text_in_the_record(run: Run, vault: Path):
    (vault / "contacts/Sam Roe.md").write_text(
        "---\ntype: contact\nname: '<b>|=1'\ncompany: '=cmd'\n---\n## Log\n\n- 2026-11-17 email: x\n"
        "- 2026-11-16 email #birthday\n"
    )
    assert "'=cmd" in run("export", "work-log", "--csv").stdout
    assert r"\<b\>\|=1" in run("export", "work-log", "--markdown").stdout
    assert "&lt;b&gt;|=1" in run("export", "work-log", "--html", "-").stdout
    assert "Mon 16" not in run("export", "work-log").stdout


def test_days_the_wrong_way_round_are_refused(run: Run):
    done = run("export", "work-log", "--from", "2026-11-20", "--to", "2026-11-01")
    assert (done.exit_code, "comes after" in done.stderr) == (2, True)
