"""``new``: notes that are models of the format; people and jobs are linked or made, names are safe, doubles are pointed out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from vaultcrm.actions.file_names import folded, free_stem, safe_stem
from vaultcrm.actions.init import init
from vaultcrm.actions.new import ContactFacts, InterviewFacts, JobFacts, contact_draft, create, interview_draft, job_draft
from vaultcrm.errors import CannotWrite, SeveralFit, WrongUsage
from vaultcrm.vault import NoteVault, load_vault

TODAY = date(2026, 11, 18)
START = datetime(2026, 11, 17, 14)


@pytest.fixture
def vault(tmp_path: Path) -> NoteVault:
    init(tmp_path)
    for name in ("Dana Lee", "Sam Roe", "Samira Khan"):
        (tmp_path / f"contacts/{name}.md").write_text(f"---\ntype: contact\nemail: {name[:3]}@example.com\n---\n")
    (tmp_path / "jobs/Acme Staff Engineer.md").write_text("---\ntype: job\ncompany: Acme\ntitle: Staff Engineer\n---\n")
    return load_vault(tmp_path)


def test_an_interview_links_whom_it_knows_and_makes_the_others(vault: NoteVault) -> None:
    people = ["dana", "Kim Novak <kim@example.com>"]
    facts = InterviewFacts(START, people, kind="panel", job="staff", place="Zoom: https://example.com")
    draft = interview_draft(vault, facts, TODAY)
    assert [note.path for note in draft.notes] == ["contacts/Kim Novak.md", "interviews/2026-11-17 Acme.md"]
    assert draft.asked.text.startswith(
        "---\ntype: interview\nid: acme-panel\nstart: 2026-11-17 14:00\nduration: 1 hour\n"
        f"timezone: {vault.settings.me.timezone}\n"
        'place: "Zoom: https://example.com"\nkind: panel\njob: "[[Acme Staff Engineer]]"\ncompany:\ninterviewers:\n'
        '  - "[[Dana Lee]]"\n  - "[[Kim Novak]]"\nverdict:\nwent:\nanswer_by:\nplaybooks: [savvy, value-pitch]\n---\n'
        "\n## Topics\n\n- [[Dana Lee]]:\n- [[Kim Novak]]:\n\n## What went well\n"
    )
    create(vault, draft)
    after = load_vault(vault.root)
    (interview,) = after.interviews
    assert [after.find_contact(ref).name for ref in interview.interviewers] == ["Dana Lee", "Kim Novak"]
    assert after.find_contact(interview.interviewers[1]).email == ("kim@example.com",)
    assert after.find_job(interview.job).title == "Staff Engineer"
    assert interview.playbooks == ("savvy", "value-pitch")
    assert not interview.debrief.begun
    assert [problem for problem in after.problems if problem.severity != "hint"] == []


def test_a_job_that_is_new_is_made_with_the_interview(vault: NoteVault) -> None:
    draft = interview_draft(vault, InterviewFacts(START, ["Dana Lee"], job="Fernway Nurse", company="Fernway"), TODAY)
    job, interview = draft.notes
    assert (job.path, interview.path) == ("jobs/Fernway Nurse.md", "interviews/2026-11-17 Fernway.md")
    assert "title: Nurse\nstage: interviewing\n" in job.text
    assert 'job: "[[Fernway Nurse]]"\n' in interview.text


def test_an_informational_talk_needs_no_job(vault: NoteVault) -> None:
    draft = interview_draft(vault, InterviewFacts(START, ["Sam Roe"], kind="informational"), TODAY)
    assert draft.asked.path == "interviews/2026-11-17 Sam Roe.md"
    assert "playbooks: [stay-in-touch]\n" in draft.asked.text


def test_a_name_that_fits_two_people_is_not_guessed(vault: NoteVault) -> None:
    with pytest.raises(SeveralFit):
        interview_draft(vault, InterviewFacts(START, ["Sam"]), TODAY)


def test_an_address_that_is_known_names_its_person(vault: NoteVault) -> None:
    draft = interview_draft(vault, InterviewFacts(START, ["D. Lee <DAN@example.com>"]), TODAY)
    assert '"[[Dana Lee]]"' in draft.asked.text
    assert draft.remarks == ("D. Lee: Dana Lee (contacts/Dana Lee.md)",)


def test_a_contact_has_what_was_said_and_room_for_the_rest(vault: NoteVault) -> None:
    said = {"phone": "+1 555 0100", "company": "Acme: Labs", "introduced_by": "Dana Lee"}
    draft = contact_draft(vault, ContactFacts("Kim Novak", met=TODAY, tags=["mentor"], **said))
    assert draft.asked.text == (
        '---\ntype: contact\nid: kim-novak\nname: Kim Novak\ntitle:\ncompany: "Acme: Labs"\nemail:\n'
        "phone: +1 555 0100\naddress:\nlinkedin:\nlinkedin_ok:\nprefers:\n"
        'introduced_by: "[[Dana Lee]]"\nmet: 2026-11-18\ntags: [mentor]\n---\n\n## Log\n'
    )


def test_a_job_dates_its_stage(vault: NoteVault) -> None:
    draft = job_draft(vault, JobFacts("Baker", "Fernway", applied=date(2026, 11, 2), hr="Kim Novak"), TODAY)
    assert [note.path for note in draft.notes] == ["contacts/Kim Novak.md", "jobs/Fernway Baker.md"]
    assert draft.asked.text.endswith("## Log\n\n- 2026-11-02 stage applied\n")
    assert 'hr: "[[Kim Novak]]"\n' in draft.asked.text
    assert "company: Fernway\n" in draft.notes[0].text


def test_near_names_are_pointed_out(vault: NoteVault) -> None:
    assert contact_draft(vault, ContactFacts("Dana Leigh")).doubts == ("Dana Leigh may be Dana Lee (contacts/Dana Lee.md)",)
    assert contact_draft(vault, ContactFacts("Kim Novak")).doubts == ()
    assert job_draft(vault, JobFacts("staff engineer", "ACME"), TODAY).doubts != ()


@pytest.mark.parametrize(
    ("email", "odd"),
    [
        ("kim@example.com", False),
        ("kim.novak+x@mail.example.org", False),
        ("kim@example", True),
        ("kim example.com", True),
        ("", False),
    ],
)
def test_an_address_of_a_wrong_form_is_pointed_out(vault: NoteVault, email: str, odd: bool) -> None:
    assert bool(contact_draft(vault, ContactFacts("Kim Novak", email=email)).doubts) == odd


def test_the_same_name_is_refused_unless_it_is_somebody_else(vault: NoteVault) -> None:
    with pytest.raises(WrongUsage, match="there already"):
        contact_draft(vault, ContactFacts("dana  lee"))
    second = contact_draft(vault, ContactFacts("dana lee"), second=True).asked
    assert (second.path, second.id) == ("contacts/dana lee 2.md", "dana-lee-2")


def test_a_note_of_that_name_that_is_not_read_is_told(vault: NoteVault) -> None:
    (vault.root / "contacts/Kim Novak.md").write_text("---\ntype: contact\narchived: true\n---\n")
    with pytest.raises(WrongUsage, match=r"contacts/Kim Novak\.md is there already, and is not read"):
        contact_draft(vault, ContactFacts("Kim Novak"))
    assert contact_draft(vault, ContactFacts("Kim Novak"), second=True).asked.path == "contacts/Kim Novak 2.md"
    talk = interview_draft(vault, InterviewFacts(datetime(2026, 11, 24, 9), people=["Kim Novak"]), TODAY)
    assert "contacts/Kim Novak.md is there already" in talk.doubts[0]


def test_a_template_of_ones_own_is_used(vault: NoteVault) -> None:
    own = "---\n# for me\nType: contact\nName:\nmood: {{mood}}\n# kept\nstars: []\n---\n## Met at\n"
    (vault.root / "templates/contact.md").write_text(own)
    assert contact_draft(vault, ContactFacts("Kim Novak")).asked.text == (
        "---\nType: contact\nName: Kim Novak\nmood: {{mood}}\n# kept\nstars: []\nid: kim-novak\n---\n## Met at\n"
    )


def test_new_notes_go_where_the_others_are(vault: NoteVault) -> None:
    (vault.root / "contacts").rename(vault.root / "People")
    assert contact_draft(load_vault(vault.root), ContactFacts("Kim Novak")).asked.path == "People/Kim Novak.md"


def test_nothing_is_written_where_a_name_was_taken_meanwhile(vault: NoteVault) -> None:
    draft = interview_draft(vault, InterviewFacts(START, ["Kim Novak"]), TODAY)
    (vault.root / draft.asked.path).write_text("mine")
    with pytest.raises(CannotWrite):
        create(vault, draft)
    assert not (vault.root / "contacts/Kim Novak.md").exists()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Dana Lee", "Dana Lee"),
        ("AC/DC: a|b?", "AC DC a b"),
        ("..hidden", "hidden"),
        ("ends with dots...", "ends with dots"),
        (" spaced\t\nout ", "spaced out"),
        ("con", "con_"),
        ("LPT1.txt", "LPT1_.txt"),
        ("Aux . B", "Aux_ . B"),
        ("Console", "Console"),
        ("[[Dana]]#1", "Dana 1"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("a\u202eb\u200b\x07", "a b"),
        ("???", "note"),
        ("", "note"),
        ("x" * 300, "x" * 100),
        ("田" * 300, "田" * 66),
        ("../../etc/passwd", "etc passwd"),
    ],
)
def test_file_names_are_safe_everywhere(name: str, stem: str) -> None:
    assert safe_stem(name) == stem


def test_names_that_differ_in_case_only_are_one() -> None:
    assert free_stem("Dana Lee", {folded("dana lee"), folded("DANA LEE 2")}) == "Dana Lee 3"
