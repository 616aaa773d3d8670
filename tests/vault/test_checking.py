"""What is wrong between notes: links, stages, lines dated ahead, and systems that do not exist."""

from datetime import date
from typing import Protocol

import pytest

from vaultcrm.vault import NoteVault
from vaultcrm.vault.checking import dated_ahead

TALK = "---\nstart: 2026-11-17 14:00\ntimezone: America/New_York\n{}\n---\n"


class Read(Protocol):
    def __call__(self, files: dict[str, str]) -> NoteVault: ...


def said(vault: NoteVault) -> list[str]:
    problems = [problem for problem in vault.problems if "built-in ones are used" not in problem.message]
    return [f"{problem.source.path}:{problem.source.line}: {problem.severity}: {problem.message}" for problem in problems]


def test_a_link_that_fits_nobody_is_a_warning_and_offers_who_could_be_meant(read: Read) -> None:
    vault = read({"contacts/Dana Lee.md": "", "contacts/Sam Roe.md": '---\nintroduced_by: "[[Dana Lea]]"\n---\n'})
    assert said(vault) == ["contacts/Sam Roe.md:2: warning: [[Dana Lea]] is no contact of this vault"]
    assert any("[[Dana Lee]]" in problem.remedy for problem in vault.problems)


def test_a_plain_name_without_a_note_is_a_hint(read: Read) -> None:
    vault = read({"interviews/Acme.md": TALK.format("interviewers: [Lin Zhao]")})
    assert said(vault) == ["interviews/Acme.md:4: hint: `Lin Zhao` has no note yet"]


def test_who_has_no_note_is_told_once_and_not_in_every_log_line(read: Read) -> None:
    log = "## Log\n- 2026-11-17 email [[Lin Zhao]]\n- 2026-11-18 call\n"
    vault = read({"interviews/Acme.md": TALK.format("interviewers: [Lin Zhao]") + log})
    assert len(said(vault)) == 1


@pytest.mark.parametrize("key", ["contact", "hiring_manager", "hr", "referred_by", "references"])
def test_every_link_of_a_job_is_followed(read: Read, key: str) -> None:
    vault = read({"jobs/Acme.md": f'---\n{key}: "[[Dana Lee]]"\n---\n'})
    assert said(vault) == ["jobs/Acme.md:2: warning: [[Dana Lee]] is no contact of this vault"]


def test_the_job_of_an_interview_and_the_people_of_a_log_too(read: Read) -> None:
    vault = read(
        {
            "interviews/Acme.md": TALK.format('job: "[[Acme]]"'),
            "daily/x.md": "# Log\n- 2026-11-17 met [[Nobody]]: about [[Nothing]]\n",
        }
    )
    assert said(vault) == [
        "daily/x.md:2: warning: [[Nobody]] is no contact of this vault",
        "interviews/Acme.md:4: warning: [[Acme]] is no job of this vault",
    ]


def test_a_tie_shows_both(read: Read) -> None:
    log = "# Log\n- 2026-11-17 met [[Mei]]\n"
    vault = read({"contacts/a/Mei.md": "", "contacts/b/Mei.md": "---\nid: b\n---\n", "search.md": log})
    assert said(vault) == ["search.md:2: error: [[Mei]] fits several: contacts/a/Mei.md, contacts/b/Mei.md"]


def test_a_tie_is_told_though_each_of_the_two_means_itself(read: Read) -> None:
    own = "---\nid: {}\n---\n# Log\n- 2026-11-17 met [[Mei]]\n"
    vault = read(
        {
            "contacts/a/Mei.md": own.format("a"),
            "contacts/b/Mei.md": own.format("b"),
            "x.md": "# Log\n- 2026-11-17 met [[Mei]]\n",
        }
    )
    assert said(vault) == ["x.md:2: error: [[Mei]] fits several: contacts/a/Mei.md, contacts/b/Mei.md"]


def test_in_a_tie_each_note_still_knows_whom_its_own_lines_mean(read: Read) -> None:
    log = "# Log\n- 2026-11-17 met\n"
    vault = read({"contacts/a/Mei.md": log, "contacts/b/Mei.md": "---\nid: b\n---\n" + log})
    found = [vault.find_contact(contact.log[0].people[0]) for contact in vault.contacts]
    assert (found, said(vault)) == (list(vault.contacts), [])


def test_a_stage_of_which_key_and_log_disagree_is_told_with_the_day(read: Read) -> None:
    vault = read(
        {
            "jobs/Acme.md": "---\nstage: applied\n---\n# Log\n- 2026-10-01 stage applied\n",
            "interviews/x.md": TALK.format("job: Acme") + "# Log\n- 2026-11-17 stage interviewing\n",
        }
    )
    assert said(vault) == [
        "jobs/Acme.md:2: warning: `stage` says applied, and the log says interviewing on 2026-11-17 (interviews/x.md:7)"
    ]


def test_lines_dated_ahead_are_hinted_at_on_the_day(read: Read) -> None:
    vault = read({"contacts/Dana.md": "# Log\n- 2026-11-17 met\n- 2027-11-17 call\n"})
    assert [problem.source.line for problem in dated_ahead(vault, date(2026, 11, 18))] == [3]
    assert dated_ahead(vault, date(2027, 11, 17)) == ()


def test_a_system_that_exists_nowhere_is_told_where_it_is_asked_for(read: Read) -> None:
    vault = read(
        {
            "vaultcrm.toml": 'vault = "x"\n[playbooks]\nscreen = ["savy"]\n',
            "contacts/Dana.md": "---\nplaybooks: stay-in-tuch\n---\n",
        }
    )
    assert said(vault) == [
        "contacts/Dana.md:2: error: there is no playbook `stay-in-tuch`",
        "vaultcrm.toml:3: error: there is no playbook `savy`",
    ]
    assert [problem.remedy for problem in vault.problems if "there is no playbook" in problem.message] == [
        "did you mean `stay-in-touch`?", "did you mean `savvy`?",
    ]  # fmt: skip


def test_built_in_playbooks_stand_in_and_one_hint_says_so(read: Read) -> None:
    vault = read({})
    assert {"savvy", "value-pitch", "stay-in-touch", "impressive", "persistent", "application"} <= set(vault.playbooks)
    assert all(playbook.builtin for playbook in vault.playbooks.values())
    assert [problem.severity for problem in vault.problems] == ["hint"]


def test_the_vaults_own_playbook_goes_before_the_built_in_one(read: Read) -> None:
    own = "---\ntype: playbook\nname: savvy\n---\n```yaml\nsteps:\n  - step: nudge\n    title: Nudge {who}\n    with: each\n"
    own += "    via: email\n    opens: interview\n    due: 1 day after interview\n```\n"
    vault = read({"playbooks/savvy.md": own, "playbooks/copy.md": own})
    assert [step.name for step in vault.playbooks["savvy"].steps] == ["nudge"]
    message = "the playbook `savvy` stands in playbooks/copy.md already; that one is used"
    assert said(vault) == [f"playbooks/savvy.md:1: error: {message}"]
