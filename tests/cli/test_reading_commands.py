"""Transcripts: agenda, why, brief, list, doctor, playbook in a vault of one interview."""

from __future__ import annotations

import json

import pytest


def keys_of(run, **options):
    return {entry["title"]: entry["key"] for entry in json.loads(run("agenda", "--json", **options).stdout)}


def test_the_agenda_has_the_worked_example(run):
    shown = [
        (t["step"], t["person"] and t["person"]["id"], t["opens"], t["due"], t["planned"], t["state"], t["tentative"])
        for t in json.loads(run("agenda", "--json").stdout)
    ]
    assert ("thank-you", "dana-lee", "2026-11-17", "2026-11-17", "2026-11-18", "overdue", False) in shown
    assert ("thank-you", "sam-roe", "2026-11-17", "2026-11-17", "2026-11-18", "overdue", False) in shown
    assert ("call-1", "dana-lee", "2026-11-20", "2026-11-23", "2026-11-20", "upcoming", False) in shown
    assert ("call-2", "dana-lee", "2026-11-27", "2026-11-27", "2026-11-27", "upcoming", True) in shown
    pitch = ("pitch", "dana-lee", "2026-11-18T08:00:00-05:00", "2026-11-19T15:00:00-05:00", "2026-11-18", "open", False)
    assert pitch in shown


def test_the_agenda_in_words(run):
    result = run("agenda", "--days", "3")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Wednesday 18 November 2026"
    assert "  ask Ruth about her week in Lisbon" in lines
    headings = ["Inbox", "Overdue", "Today", "Coming"]
    assert [line for line in lines if line in headings] == headings
    assert any("Thank Dana Lee (Acme)" in line and "was due Tue 17" in line for line in lines)
    assert max(map(len, lines)) <= 80


def test_a_person_without_a_note_can_be_asked_for(run, vault):
    note = vault / "interviews/2026-11-17 Acme.md"
    note.write_text(note.read_text().replace('"[[Sam Roe]]"]', '"[[Sam Roe]]", Lin Zhao]'))
    people = [entry["person"] for entry in json.loads(run("agenda", "--with", "lin", "--json").stdout)]
    assert people
    assert all(person == {"id": None, "name": "Lin Zhao"} for person in people)


def test_people_without_notes_are_told_apart(run, vault):
    note = vault / "interviews/2026-11-17 Acme.md"
    note.write_text(note.read_text().replace('"[[Sam Roe]]"]', '"[[Sam Roe]]", Zoë, Zoë Zhao, Zora]'), encoding="utf-8")
    result = run("agenda", "--with", "zo")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == "vaultcrm: 'zo' fits 3; say which one\n  Zora\n  Zoë\n  Zoë Zhao\n"
    assert {one["person"]["name"] for one in json.loads(run("agenda", "--with", "zoe", "--json").stdout)} == {"Zoë"}
    assert run("agenda", "--with", "").exit_code == 4


def test_an_empty_vault_says_how_to_begin(run, vault):
    for note in vault.rglob("*.md"):
        note.unlink()
    result = run("agenda")
    assert (result.exit_code, result.stdout) == (0, "Wednesday 18 November 2026\n\nNothing to do in these days.\n")
    assert "vaultcrm new interview" in result.stderr


def test_count_is_a_number_for_a_prompt(run):
    in_words = run("agenda", "--days", "0").stdout.split("Coming")[0]
    assert run("agenda", "--count").stdout == f"{in_words.count('Wed 18  ')}\n"


def test_only_with_one_person_and_one_system(run):
    with_sam = json.loads(run("agenda", "--with", "sam", "--json").stdout)
    of_pitch = json.loads(run("agenda", "--system", "value-pitch", "--json").stdout)
    assert {touchpoint["person"]["id"] for touchpoint in with_sam} == {"sam-roe"}
    assert of_pitch
    assert all("value-pitch" in touchpoint["systems"] for touchpoint in of_pitch)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("agenda", "--with", "nobody"), "nobody is called 'nobody'"),
        (("agenda", "--system", "savvi"), "there is no system 'savvi'"),
        (("why", "zzzzz9"), "no touch-point has the key 'zzzzz9'"),
        (("brief", "nobody"), "nobody and no company is called 'nobody'"),
        (("playbook", "show", "savvi"), "there is no playbook 'savvi'"),
        (("feed", "build", "--feed", "none"), "the settings have no feed 'none'"),
    ],
)
def test_what_is_not_there_is_status_4(run, words, said):
    result = run(*words)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith(f"vaultcrm: {said}")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("brief", "dnaa"), "Dana Lee"),
        (("agenda", "--with", "sam reo"), "Sam Roe"),
        (("log", "Dana Lie", "call"), "Dana Lee"),
        (("rename", "Dana Lie", "Dana"), "Dana Lee"),
        (("prep", "dnaa"), "Dana Lee"),
    ],
)
def test_who_may_have_been_meant_is_said(run, words, meant):
    result = run(*words)
    assert result.exit_code == 4
    assert f"\nDid you mean {meant}?" in result.stderr


def test_the_last_name_is_enough(run):
    assert run("brief", "roe").stdout == run("brief", "sam roe").stdout != ""
    assert run("agenda", "--with", "roe").stdout == run("agenda", "--with", "sam roe").stdout


def test_who_is_called_just_so_and_has_no_note_goes_before_one_with_the_same_last_name(run, vault):
    talk = next((vault / "interviews").glob("*.md"))
    talk.write_text(talk.read_text().replace("interviewers:", "interviewers: [Roe]\nformer:", 1))
    for words in (("log", "Roe", "call"), ("brief", "Roe")):
        result = run(*words)
        assert (result.exit_code, "Roe has no note yet" in result.stderr) == (4, True)
    assert "Roe" in run("agenda", "--with", "roe").stdout


def test_two_that_fit_are_listed_and_nothing_is_chosen(run, vault):
    (vault / "contacts/Dana Leigh.md").write_text("---\ntype: contact\n---\n")
    result = run("brief", "dana")
    assert result.exit_code == 4
    assert result.stderr == (
        "vaultcrm: 'dana' fits 2; say which one\n  Dana Lee  (contacts/Dana Lee.md)\n  Dana Leigh  (contacts/Dana Leigh.md)\n"
    )


def test_why_answers_in_ten_lines(run):
    for key in keys_of(run).values():
        result = run("why", key)
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) <= 10


def test_why_takes_the_start_of_a_key(run):
    key = keys_of(run)["Call Dana Lee (Acme): first follow-up"]
    answer = json.loads(run("why", key[:4], "--json").stdout)
    assert (answer["step"], answer["source"]["path"]) == ("call-1", "interviews/2026-11-17 Acme.md")
    assert answer["reasons"]


def test_brief_shows_a_person(run):
    text = run("brief", "dana").stdout
    assert text.startswith("Dana Lee  Engineering Manager, Acme  contacts/Dana Lee.md\n")
    assert "Rows on the Charles." in text
    assert "Thu 12  e-mail: Sent the CV" in text
    assert "Staff Engineer, Acme (hiring manager, interviewer): interviewing" in text
    assert json.loads(run("brief", "dana", "--json").stdout)["contact"]["id"] == "dana-lee"


def test_brief_shows_a_company(run):
    text = run("brief", "acme").stdout
    assert text.startswith("Acme\n")
    assert "  Dana Lee, Engineering Manager, last contact yesterday" in text
    company = json.loads(run("brief", "acme", "--json").stdout)["company"]
    assert [person["id"] for person in company["people"]] == ["dana-lee", "sam-roe"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("contacts",), ["dana-lee", "sam-roe"]),
        (("contacts", "tag:panel"), ["dana-lee"]),
        (("contacts", "company:acme", "sam"), ["sam-roe"]),
        (("interviews", "kind:panel"), ["acme-screen"]),
        (("interviews", "kind:screen"), []),
        (("interviews", "company:acme", "with:dana"), ["acme-screen"]),
        (("jobs", "stage:interviewing"), ["acme-staff-engineer"]),
        (("jobs", "staff engineer"), ["acme-staff-engineer"]),
        (("jobs", "stage:offer"), []),
    ],
)
def test_a_list_is_what_fits_the_query(run, words, ids):
    assert [entry["id"] for entry in json.loads(run("list", *words, "--json").stdout)] == ids


def test_lists_in_words(run):
    assert run("list", "contacts").stdout == (
        "Dana Lee  Engineering Manager, Acme  yesterday\nSam Roe   Acme                       yesterday\n"
    )
    assert run("list", "jobs", today="2026-11-30").stdout == "Staff Engineer, Acme  interviewing  no news for 13 days\n"
    assert run("list", "interviews").stdout == "Tue 17 Nov 2026  Acme, panel  Dana Lee, Sam Roe\n"
    assert run("list", "jobs", "stage:offer").stderr == "Nothing fits.\n"


def test_the_doctor_counts_what_was_read(run):
    result = run("doctor", "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert list(report) == ["problems", "read", "kinds", "left_out"]
    assert report["kinds"]["contact"] == 2
    assert {problem["severity"] for problem in report["problems"]} <= {"hint"}


def test_the_doctor_tells_of_a_draft_that_cannot_be_read(run, vault):
    (vault / "drafts").mkdir()
    (vault / "drafts" / "Dana.md").write_text("---\ntype: draft\nmedium: email\n---\n\nDear Dana,\n", "utf-8")
    result = run("doctor")
    assert result.exit_code == 1
    assert "drafts/Dana.md:1:1: error: this draft does not say for what it is" in result.stdout


def test_the_doctor_finds_a_bad_note_and_says_where(run, vault):
    (vault / "contacts/Max.md").write_text("---\ntype: contact\nmet: 2026-02-30\n---\n")
    result = run("doctor")
    assert result.exit_code == 1
    assert "contacts/Max.md:3" in result.stdout
    assert "contacts/Max.md:3:1: error: " in result.stdout
    problem = next(p for p in json.loads(run("doctor", "--json").stdout)["problems"] if p["path"] == "contacts/Max.md")
    assert list(problem) == ["path", "line", "column", "severity", "message", "excerpt", "remedy"]


def test_playbooks_can_be_listed_and_read(run):
    assert "impressive" in run("playbook", "list").stdout
    assert "# Impressive follow-up" in run("playbook", "show", "impressive").stdout
    steps = json.loads(run("playbook", "show", "impressive", "--json").stdout)["steps"]
    assert [step["step"] for step in steps][:3] == ["prepare", "debrief", "thank-you"]


def test_a_built_in_playbook_is_copied_once(run, vault):
    assert run("playbook", "add", "impressive").exit_code == 0
    text = (vault / "playbooks/impressive.md").read_text()
    assert run("playbook", "add", "impressive").exit_code == 2
    assert (vault / "playbooks/impressive.md").read_text() == text
    assert run("playbook", "check").exit_code == 0


def test_a_wrong_playbook_is_reported_by_line(run, tmp_path):
    wrong = tmp_path / "wrong.md"
    wrong.write_text("---\ntype: playbook\nname: wrong\n---\n```yaml\nsteps:\n  - step: one\n    openz: start\n```\n")
    result = run("playbook", "check", str(wrong))
    assert result.exit_code == 1
    assert f"{wrong}:8" in result.stdout
    found = run("playbook", "check", str(wrong), "--json")
    assert (found.exit_code, json.loads(found.stdout)[0]["path"], json.loads(found.stdout)[0]["line"]) == (1, str(wrong), 8)
    assert run("playbook", "check", "--json").stdout == "[]\n"
