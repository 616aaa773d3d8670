"""The example vault is what newcomers learn the format from: it must hold every kind of note, and read without a complaint."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from vaultcrm.model import ENDED, Contact, Debrief, Interview, Job, LogLine
from vaultcrm.vault import NoteVault, load_vault

ROOT = Path(__file__).parent.parent / "example-vault"
DEMO_DAY = date(2026, 11, 18)
HEADINGS = (
    "Topics",
    "What went well",
    "What I said and wish I had not",
    "What I did not say and wish I had",
    "Requirement I did not meet",
    "Promised",
)


@pytest.fixture(scope="module")
def vault() -> NoteVault:
    return load_vault(ROOT)


def interview(vault: NoteVault, id: str) -> Interview:
    return next(note for note in vault.interviews if note.id == id)


def log_lines(vault: NoteVault) -> list[LogLine]:
    notes: list[Contact | Interview | Job] = [*vault.contacts, *vault.interviews, *vault.jobs]
    lines = [line for note in notes for line in note.log]
    return lines + list(vault.search.log if vault.search else ())


def own_text() -> dict[str, str]:
    folders = ("contacts", "interviews", "jobs")
    paths = [*ROOT.glob("*.md"), *(path for folder in folders for path in ROOT.glob(f"{folder}/*.md"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


def test_a_search_of_about_25_people_12_interviews_and_6_jobs(vault: NoteVault) -> None:
    assert (len(vault.contacts), len(vault.interviews), len(vault.jobs)) == (27, 12, 6)
    assert vault.search is not None
    assert vault.search.status == "active"


def test_nothing_in_it_is_more_than_a_hint(vault: NoteVault) -> None:
    assert [problem for problem in vault.problems if problem.severity != "hint"] == []


def test_every_kind_of_interview(vault: NoteVault) -> None:
    kinds = {note.kind for note in vault.interviews}
    assert kinds == {"informational", "screen", "technical", "panel", "onsite", "final"}


def test_one_interview_is_cancelled_one_comes_next_week_and_one_later(vault: NoteVault) -> None:
    assert [note.id for note in vault.interviews if note.status == "cancelled"] == ["katrin-october"]
    coming = [note.start.date() for note in vault.interviews if note.start.date() > DEMO_DAY]
    assert coming == [date(2026, 11, 24), date(2026, 12, 3)]
    assert coming[0] - DEMO_DAY <= timedelta(days=7) < coming[1] - DEMO_DAY


def test_jobs_in_every_stage_that_matters(vault: NoteVault) -> None:
    stages = Counter(job.stage for job in vault.jobs)
    assert stages == Counter(["lead", "applied", "interviewing", "offer", "rejected", "withdrawn"])
    offer = next(job for job in vault.jobs if job.stage == "offer")
    assert offer.decide_by == date(2026, 11, 30)
    assert {"references", "rejected"} <= {line.fact for job in vault.jobs for line in job.log}


def test_all_five_systems_are_used_and_mostly_the_defaults(vault: NoteVault) -> None:
    chosen = Counter(note.playbooks for note in vault.interviews)
    assert {name for names in chosen for name in names or ()} == {
        "stay-in-touch", "impressive", "persistent", "savvy", "value-pitch",
    }  # fmt: skip
    assert chosen[("savvy", "value-pitch")] + chosen[("stay-in-touch",)] + chosen[("savvy",)] == 10


def test_the_worked_example_stands_in_it_with_nothing_logged(vault: NoteVault) -> None:
    acme = interview(vault, "acme-screen")
    assert (acme.start, acme.end) == (datetime(2026, 11, 17, 14), datetime(2026, 11, 17, 15))
    assert acme.timezone == "America/New_York"
    assert [person.name for person in acme.interviewers] == ["Dana Lee", "Sam Roe"]
    assert acme.playbooks == ("impressive", "value-pitch")
    assert acme.debrief.names_requirement
    assert acme.log == ()


def test_a_not_a_fit_one_that_went_badly_and_keen_ones(vault: NoteVault) -> None:
    verdicts = Counter(note.verdict for note in vault.interviews)
    assert verdicts["not-a-fit"] == 1
    assert verdicts["keen"] > 1
    assert [note.id for note in vault.interviews if note.went == "badly"] == ["harborline-technical"]


def test_every_held_interview_has_a_full_debrief(vault: NoteVault) -> None:
    held = [note for note in vault.interviews if note.end.date() < DEMO_DAY and note.status != "cancelled"]
    empty = [
        (note.id, heading)
        for note in held
        for heading in (field.name for field in fields(Debrief))
        if not getattr(note.debrief, heading).strip()
    ]
    assert empty == []


def test_every_debrief_heading_stands_in_every_interview_that_is_not_cancelled(vault: NoteVault) -> None:
    texts = own_text()
    missing = [
        (note.id, heading)
        for note in vault.interviews
        for heading in HEADINGS
        if note.status != "cancelled" and f"\n## {heading}\n" not in texts[note.source.path]
    ]
    assert missing == []


def test_logs_have_every_verb_and_what_they_wrote_back(vault: NoteVault) -> None:
    lines = log_lines(vault)
    verbs = {line.verb for line in lines}
    assert verbs >= {
        "email", "call", "voicemail", "card", "letter", "linkedin", "message", "met", "sent", "heard",
        "no-answer", "skipped", "snoozed", "stage", "verdict", "went", "did", "note",
    }  # fmt: skip
    assert sum(line.incoming for line in lines) > 15


@pytest.mark.parametrize(
    "written",
    [
        r"^- \*\*2026-\d\d-\d\d\*\* ",
        r"^\+ \[\[2026-\d\d-\d\d\]\] ",
        r"^\* 2026-",
        r"^- \[x\] 2026-",
        r"^- 2026-\d\d-\d\d: ",
        r"^- 2026-\d\d-\d\d \d\d:\d\d ",
        r"\]\] & \[\[",
        r"\]\] and \[\[",
        r"\]\] with \[\[",
        r"\]\], \[\[",
        r"^- 2026-.*\n  \S",
    ],
    ids=["bold date", "linked date", "star", "ticked", "colon", "time", "&", "and", "with", "comma", "continued"],
)
def test_logs_are_written_in_every_way_that_is_read(written: str) -> None:
    assert any(re.search(written, text, re.MULTILINE) for text in own_text().values())


def test_some_logs_run_oldest_first_and_some_newest_first(vault: NoteVault) -> None:
    by_path = {path: [line.day for line in log_lines(vault) if line.source.path == path] for path in own_text()}
    long = [days for days in by_path.values() if len(set(days)) > 2]
    assert any(days == sorted(days) for days in long)
    assert any(days == sorted(days, reverse=True) for days in long)


def test_promises_with_and_without_a_date_kept_and_open(vault: NoteVault) -> None:
    notes: list[Contact | Interview | Job] = [*vault.contacts, *vault.interviews, *vault.jobs]
    promises = [promise for note in notes for promise in note.promises]
    assert {(promise.done, promise.due is not None) for promise in promises} == {
        (True, True), (True, False), (False, True), (False, False),
    }  # fmt: skip


def test_people_far_away_and_people_with_wishes(vault: NoteVault) -> None:
    by_id = {contact.id: contact for contact in vault.contacts}
    assert (by_id["katrin-vogel"].timezone, by_id["katrin-vogel"].country) == ("Europe/Berlin", "DE-BE")
    assert by_id["anjali-rao"].timezone == "Asia/Kolkata"
    assert (by_id["walter-osei"].prefers, bool(by_id["walter-osei"].address)) == ("post", True)
    assert by_id["trent-voss"].cadence == "never"
    introduced = [contact.introduced_by.name for contact in vault.contacts if contact.introduced_by]
    assert Counter(introduced)["Maya Lindqvist"] == 2
    assert sum("reference" in contact.tags for contact in vault.contacts) == 3


def test_each_group_of_the_settings_has_somebody_in_it(vault: NoteVault) -> None:
    for group in vault.settings.cadences:
        assert any(vault.contact_matches(group.query, contact) for contact in vault.contacts), group.query


def test_jobs_that_ended_have_no_open_promise(vault: NoteVault) -> None:
    ended = [job for job in vault.jobs if job.stage in ENDED]
    assert len(ended) == 2
    assert [promise for job in ended for promise in job.promises if not promise.done] == []


def test_nobody_real_can_be_reached_through_it() -> None:
    text = "\n".join(own_text().values()) + (ROOT / "vaultcrm.toml").read_text(encoding="utf-8")
    hosts = re.findall(r"(?:@|://)([\w.-]+\.\w+)", text)
    assert {".".join(host.split(".")[-2:]) for host in hosts} == {"example.com", "example.org"}
    phones = re.findall(r"^phone[ =:\"]+(.+?)\"?$", text, re.MULTILINE)
    assert len(phones) > 10
    assert [phone for phone in phones if not re.search(r"555[- ]01\d\d$", phone)] == []
