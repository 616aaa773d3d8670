"""A note gets another name: every link follows, what is shown stays, and it is all or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from vaultcrm.actions.renaming import carry_out, renaming
from vaultcrm.actions.undoing import undo
from vaultcrm.errors import CannotWrite, ChangedMeanwhile, EditRefused, SeveralFit, WrongUsage
from vaultcrm.model import Ref
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.holidays import PublicHolidays

NOTES = {
    "vaultcrm.toml": 'format = 1\nvault = "test"\n',
    "contacts/Dana Lee.md": "---\ntype: contact\nname: Dana Lee # 2024\nemail: d@a.io\n---\n\n## Log\n\n- 2026-11-12 email\n",
    "contacts/Sam Roe.md": "---\ntype: contact\nintroduced_by: [[Dana Lee]]\n---\nKnows [[dana lee|Dana]] from school.\n",
    "interviews/2026-11-17 Acme.md": """\
---
type: interview
start: 2026-11-17 14:00
interviewers:
  - '[[Dana Lee]]'
  - "[[contacts/Dana Lee|Dana]]"   # twice
  - [[Sam Roe]]
note: |
  ask [[Dana Lee]] twice
---

| who | what |
| --- | --- |
| [[Dana Lee\\|Dana]] | [[Dana Lee#Log]] ![[Dana Lee.md]] |

```
[[Dana Lee]] in code
```

## Log

- 2026-11-17 email [[Dana Lee]], [[Sam Roe]] #thank-you: See [[Dana Leeson]]
""",
    "drafts/letter.md": "---\ntype: draft\n---\r\nDear [[Dana Lee]]\r\n",
    "Notes.md": "Nothing of ours.\n",
}
AFTER = {
    "contacts/Dana O'Neil.md": (
        "---\ntype: contact\nname: Dana O'Neil # 2024\nemail: d@a.io\nid: dana-lee\naliases:\n  - Dana Lee\n---\n\n"
        "## Log\n\n- 2026-11-12 email\n"
    ),
    "contacts/Sam Roe.md": (
        "---\ntype: contact\nintroduced_by: \"[[Dana O'Neil]]\"\n---\nKnows [[Dana O'Neil|Dana]] from school.\n"
    ),
    "interviews/2026-11-17 Acme.md": """\
---
type: interview
start: 2026-11-17 14:00
interviewers:
  - '[[Dana O''Neil]]'
  - "[[contacts/Dana O'Neil|Dana]]"   # twice
  - [[Sam Roe]]
note: |
  ask [[Dana O'Neil]] twice
---

| who | what |
| --- | --- |
| [[Dana O'Neil\\|Dana]] | [[Dana O'Neil#Log]] ![[Dana O'Neil.md]] |

```
[[Dana Lee]] in code
```

## Log

- 2026-11-17 email [[Dana O'Neil]], [[Sam Roe]] #thank-you: See [[Dana Leeson]]
""",
    "drafts/letter.md": "---\ntype: draft\n---\r\nDear [[Dana O'Neil]]\r\n",
    "Notes.md": "Nothing of ours.\n",
    "vaultcrm.toml": 'format = 1\nvault = "test"\n',
}


def write(root: Path, notes: dict[str, str]) -> None:
    for path, text in notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def texts(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_bytes().decode() for p in root.rglob("*") if p.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, NOTES)
    return tmp_path


def rename(root: Path, old: str, new: str) -> None:
    vault = load_vault(root)
    carry_out(vault, renaming(vault, old, new))


def test_file_name_alias_id_and_every_link_change_and_nothing_else(root: Path) -> None:
    rename(root, "dana", "Dana O'Neil")
    assert texts(root) == AFTER


def test_it_stays_the_same_person_and_the_old_name_still_finds_them(root: Path) -> None:
    before = load_vault(root).contacts[0].id
    rename(root, "Dana Lee", "Dana Smith")
    vault = load_vault(root)
    found = vault.find_contact(Ref("Dana Lee"))
    assert found is not None
    assert (found.id, found.name, found.aliases) == (before, "Dana Smith", ("Dana Lee",))
    assert [vault.find_contact(ref) for ref in vault.interviews[0].interviewers[:2]] == [found, found]


def test_nothing_is_written_while_it_is_only_worked_out(root: Path) -> None:
    wanted = renaming(load_vault(root), "Dana Lee", "Dana Smith")
    assert texts(root) == NOTES
    assert {changed.path: changed.links for changed in wanted.others} == {
        "contacts/Sam Roe.md": 2, "drafts/letter.md": 1, "interviews/2026-11-17 Acme.md": 7,
    }  # fmt: skip


def test_it_can_be_taken_back_with_every_link(root: Path) -> None:
    rename(root, "Dana Lee", "Dana Smith")
    assert undo(root)[0].again == "contacts/Dana Lee.md"
    assert texts(root) == NOTES
    rename(root, "Dana Lee", "Dana Smith")
    write(root, {"contacts/Dana Lee.md": "somebody else\n"})
    before = texts(root)
    with pytest.raises(CannotWrite):
        undo(root)
    assert texts(root) == before


def test_a_name_of_their_own_stays_unless_it_was_asked_for(root: Path) -> None:
    write(root, {"contacts/dl.md": "---\ntype: contact\nname: Dora Long\n---\n", "Who.md": "[[dl]] and [[Dora Long]]\n"})
    rename(root, "dl", "dora")
    assert texts(root)["contacts/dora.md"] == ("---\ntype: contact\nname: Dora Long\nid: dl\naliases:\n  - dl\n---\n")
    assert texts(root)["Who.md"] == "[[dora]] and [[Dora Long]]\n"
    rename(root, "Dora Long", "Dora Short")
    assert "name: Dora Short" in texts(root)["contacts/Dora Short.md"]
    assert texts(root)["Who.md"] == "[[Dora Short]] and [[Dora Short]]\n"


def test_in_a_whole_search_no_touch_point_becomes_another(tmp_path: Path) -> None:
    """Promises apart, whose identity is their words."""
    shutil.copytree(Path(__file__).parents[2] / "example-vault", tmp_path / "search")
    before = _identities(tmp_path / "search")
    vault = load_vault(tmp_path / "search")
    for number, record in enumerate((*vault.contacts[::6], vault.interviews[0], vault.jobs[0])):
        rename(tmp_path / "search", record.source.path, f'No. {number}: "x"')
    assert load_vault(tmp_path / "search").problems == vault.problems
    assert _identities(tmp_path / "search") == before


def _identities(root: Path) -> set[tuple[str, str, date]]:
    plan = make_plan(load_vault(root), date(2026, 11, 18), PublicHolidays())
    return {(one.uid, one.state, one.planned) for one in plan.touchpoints if one.step != "promise"}


def test_a_job_and_an_interview_are_renamed_too(root: Path) -> None:
    write(root, {"jobs/Acme.md": "---\ntype: job\ntitle: Staff Engineer\n---\n"})
    write(
        root, {"interviews/One.md": '---\ntype: interview\nstart: 2026-11-17\njob: "[[Acme]]"\n---\nSee [[2026-11-17 Acme]].\n'}
    )
    rename(root, "jobs/Acme.md", "Acme Staff Engineer")
    rename(root, "2026-11-17 Acme", "2026-11-18 Acme")
    assert texts(root)["interviews/One.md"] == (
        '---\ntype: interview\nstart: 2026-11-17\njob: "[[Acme Staff Engineer]]"\n---\nSee [[2026-11-18 Acme]].\n'
    )
    assert "id: acme\n" in texts(root)["jobs/Acme Staff Engineer.md"]


def test_a_link_that_may_mean_another_note_is_left_where_nothing_says_which(root: Path) -> None:
    write(root, {"jobs/Acme.md": "---\ntype: job\n---\n", "companies/Acme.md": "---\ntype: company\n---\n"})
    write(
        root,
        {"interviews/One.md": '---\ntype: interview\nstart: 2026-11-17\njob: "[[Acme]]"\ncompany: "[[Acme]]"\n---\n[[Acme]]\n'},
    )
    rename(root, "jobs/Acme.md", "Acme Staff Engineer")
    assert texts(root)["interviews/One.md"].endswith('job: "[[Acme Staff Engineer]]"\ncompany: "[[Acme]]"\n---\n[[Acme]]\n')


def test_a_draft_goes_on_to_be_for_whom_it_was_where_a_company_is_called_so_too(root: Path) -> None:
    write(root, {"companies/Dana Lee.md": "---\ntype: company\n---\n"})
    write(root, {"drafts/letter.md": '---\ntype: draft\nrecipient: "[[Dana Lee]]"\ncompany: "[[Dana Lee]]"\n---\nHello.\n'})
    rename(root, "contacts/Dana Lee.md", "Dana O'Neil")
    assert 'recipient: "[[Dana O\'Neil]]"\ncompany: "[[Dana Lee]]"\n' in texts(root)["drafts/letter.md"]


def test_a_file_name_that_is_taken_elsewhere_is_linked_by_its_path(root: Path) -> None:
    write(root, {"companies/Lee.md": "---\ntype: company\n---\n"})
    rename(root, "Dana Lee", "Lee")
    assert 'introduced_by: "[[contacts/Lee]]"' in texts(root)["contacts/Sam Roe.md"]


def test_a_name_that_no_file_may_have_stands_in_the_note(root: Path) -> None:
    rename(root, "Dana Lee", "Dana Lee: CTO?")
    assert 'name: "Dana Lee: CTO?" # 2024' in texts(root)["contacts/Dana Lee CTO.md"]


@pytest.mark.parametrize(
    ("new", "refusal"),
    [("sam roe", CannotWrite), ("Samuel", SeveralFit), ("Dana Lee", WrongUsage), (" ", WrongUsage)],
)
def test_a_name_that_is_taken_or_none_is_refused(root: Path, new: str, refusal: type[Exception]) -> None:
    write(root, {"contacts/Sam Roe.md": "---\ntype: contact\naliases: [Samuel]\n---\n"})
    before = texts(root)
    with pytest.raises(refusal):
        rename(root, "Dana Lee", new)
    assert texts(root) == before


def test_a_note_changed_meanwhile_leaves_everything_as_it_was(root: Path) -> None:
    vault = load_vault(root)
    wanted = renaming(vault, "Dana Lee", "Dana Smith")
    write(root, {"drafts/letter.md": "another text\n"})
    with pytest.raises(ChangedMeanwhile):
        carry_out(vault, wanted)
    assert texts(root) == {**NOTES, "drafts/letter.md": "another text\n"}


def test_a_disk_that_refuses_halfway_leaves_everything_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = load_vault(root)
    wanted = renaming(vault, "Dana Lee", "Dana Smith")
    replace: Callable[[str, str], None] = os.replace
    done: list[str] = []

    def refuses_the_third(source: str, target: str) -> None:
        done.append(target)
        if len(done) == 3:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuses_the_third)
    with pytest.raises(CannotWrite):
        carry_out(vault, wanted)
    assert texts(root) == NOTES


@pytest.mark.parametrize("old", ["Dana Lee", "dana l", "contacts/Dana Lee.md"])
@pytest.mark.parametrize("writes", range(1, 6))
def test_what_a_kill_cut_short_the_same_words_finish(
    root: Path, old: str, writes: int, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As a kill leaves it: so many files are written or renamed, and nobody puts them back."""
    whole = shutil.copytree(root, tmp_path_factory.mktemp("whole"), dirs_exist_ok=True)
    rename(whole, old, "Dana Smith")
    vault = load_vault(root)
    wanted = renaming(vault, old, "Dana Smith")
    done: list[object] = []

    class Killed(BaseException):
        """Not to be caught by what puts things back."""

    def counted(move: Callable[..., object]) -> Callable[..., object]:
        def moved(*words: object) -> object:
            done.append(words)
            if len(done) > writes:
                raise Killed
            return move(*words)

        return moved

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", counted(os.replace))
        patched.setattr(Path, "rename", counted(Path.rename))
        with suppress(Killed):
            carry_out(vault, wanted)
    if texts(root) != texts(whole):
        rename(root, old, "Dana Smith")
    assert texts(root) == texts(whole)
    with pytest.raises(WrongUsage):
        rename(root, old, "Dana Smith")


def test_what_was_finished_can_be_taken_back(root: Path) -> None:
    rename(root, "Dana Lee", "Dana Smith")
    write(root, {"drafts/letter.md": NOTES["drafts/letter.md"]})
    before = texts(root)
    rename(root, "Dana Lee", "Dana Smith")
    assert "[[Dana Smith]]" in texts(root)["drafts/letter.md"]
    undo(root)
    assert texts(root) == before


def test_a_file_that_is_no_utf8_stops_it_only_where_it_links_there(root: Path) -> None:
    (root / "Old.md").write_bytes(b"R\xfcdert mit [[Sam Roe]]\n")
    rename(root, "Dana Lee", "Dana Smith")
    (root / "Older.md").write_bytes(b"R\xfcdert mit [[Dana Smith]]\n")
    with pytest.raises(EditRefused, match=r"Older\.md"):
        rename(root, "Dana Smith", "Dana Jones")
    assert (root / "contacts/Dana Smith.md").exists()
