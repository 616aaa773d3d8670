"""Reading a folder: which files are notes, what they are, and what is said of the rest."""

import os
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol

import pytest

from vaultcrm.model import Ref, Settings
from vaultcrm.vault import NoteVault, load_vault, loading
from vaultcrm.vault.scanning import Scan, scan

BUILT_IN = "built-in ones are used"


class Read(Protocol):
    def __call__(self, files: dict[str, str]) -> NoteVault: ...


def yes(follow_symlinks: bool = True) -> bool:
    return True


def no(follow_symlinks: bool = True) -> bool:
    return False


def said(vault: NoteVault) -> list[str]:
    return [f"{problem.source}: {problem.message}" for problem in vault.problems if BUILT_IN not in problem.message]


def names(vault: NoteVault) -> list[str]:
    return [contact.name for contact in vault.contacts]


def test_an_empty_vault_is_a_vault(read: Read) -> None:
    vault = read({})
    assert (len(vault.contacts), vault.stats.read, said(vault)) == (0, 0, [])


def test_every_run_can_say_what_it_read_and_what_it_left_out(read: Read) -> None:
    vault = read(
        {
            "contacts/Dana Lee.md": "",
            "contacts/README.md": "People",
            "contacts/Old.md": "---\narchived: true\n---\n",
            "contacts/Sam (Conflicted copy 2026-11-22).md": "",
            "interviews/2026-11-17 Acme.md": "---\nstart: 2026-11-17 14:00\ntimezone: America/New_York\n---\n",
            "interviews/Soon.md": "",
            "jobs/Acme.md": "",
            "drafts/x.md": "## Log\n- 2026-11-17 email [[Dana Lee]]\n",
            "companies/Acme.md": "",
            "recipes/Bread.md": "Flour",
            "Inbox.md": "- a line",
            "daily/2026-11-17.md": "# Log\n- 2026-11-17 met [[Dana Lee]]\n",
            "search.md": "---\nstatus: active\n---\n",
            "templates/contact.md": "---\n{{x}}: [\n---\n",
            ".obsidian/x.md": "",
            "photo.png": "",
        }
    )
    assert dict(vault.stats.kinds) == {
        "company": 1, "contact": 1, "interview": 1, "job": 1, "other": 1, "playbook": 0, "search": 1,
    }  # fmt: skip
    assert dict(vault.stats.left_out) == {
        "README, index or note about its folder": 1,
        "archived": 1,
        "conflict copy": 1,
        "could not be read": 1,
        "draft": 1,
        "of no type that is ours, and without a log": 1,
        "folder of templates": 1,
        "inbox": 1,
    }
    assert vault.search is not None
    assert [line.verb for line in vault.others[0].log] == ["met"]


@pytest.mark.parametrize(
    "copy",
    [
        "Dana.sync-conflict-20261122-101500-ABCDEFG.md",
        "Dana (Conflicted copy 2026-11-22).md",
        "Dana (Robin's conflicted copy 2026-11-22).md",
    ],
)
def test_a_sync_programs_copy_is_reported_and_not_read(read: Read, copy: str) -> None:
    vault = read({"contacts/Dana.md": "", f"contacts/{copy}": ""})
    assert names(vault) == ["Dana"]
    assert [(problem.source.path, problem.severity) for problem in vault.problems if BUILT_IN not in problem.message] == [
        (f"contacts/{copy}", "warning")
    ]


def test_a_note_whose_name_is_not_utf_8_is_told_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """No link to it could be written. The folder is made up, since not every system has files of such names."""
    named = [SimpleNamespace(name=name, is_dir=no, is_file=yes) for name in ("D\udceana.md", "Zoë.md")]
    monkeypatch.setattr(os, "scandir", lambda _: nullcontext(named))
    found = scan(Path("vault"), Settings())
    assert (found.paths, dict(found.left_out)) == (["Zoë.md"], {"with a name that is not UTF-8": 1})
    assert [(told.source.path, told.severity) for told in found.problems] == [("D\udceana.md", "error")]


def test_folders_limit_where_the_program_looks(read: Read) -> None:
    settings = 'vault = "test"\nfolders = ["CRM"]\nignore = ["CRM/old", "*secret*"]\n'
    vault = read(
        {
            "vaultcrm.toml": settings,
            "CRM/contacts/Dana.md": "",
            "CRM/contacts/secret Sam.md": "",
            "CRM/old/contacts/Mei.md": "",
            "contacts/Ann.md": "",
            "search.md": "",
        }
    )
    assert (names(vault), vault.search is not None) == (["Dana"], True)


def test_the_checklist_is_written_and_not_read(read: Read) -> None:
    settings = 'vault = "x"\n[checklist]\nfile = "Today.md"\n'
    vault = read({"vaultcrm.toml": settings, "Today.md": "# Log\n- [ ] 2026-11-17 call\n"})
    assert not vault.others


def test_a_link_out_of_the_vault_is_not_followed(read: Read, tmp_path: Path) -> None:
    read({"contacts/Dana.md": "", "store/contacts/Sam.md": "", ".hidden/Mei.md": "---\nname: Mei\n---\n"})
    outside = tmp_path.parent / "outside.md"
    outside.write_text("---\nname: Stranger\n---\n", encoding="utf-8")
    (tmp_path / "contacts" / "Stranger.md").symlink_to(outside)
    (tmp_path / "contacts" / "Again.md").symlink_to(tmp_path / "contacts" / "Dana.md")
    (tmp_path / "contacts" / "Broken.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "contacts" / "Mei.md").symlink_to(tmp_path / ".hidden" / "Mei.md")
    (tmp_path / "contacts" / "loop").symlink_to(tmp_path)
    vault = load_vault(tmp_path)
    assert names(vault) == ["Dana", "Mei", "Sam"]
    assert vault.stats.left_out["symbolic link"] == 3


def test_what_is_no_ordinary_file_is_not_opened(read: Read, tmp_path: Path) -> None:
    read({"contacts/Dana.md": ""})
    os.mkfifo(tmp_path / "contacts" / "pipe.md")
    (tmp_path / "contacts" / "folder.md").mkdir()
    vault = load_vault(tmp_path)
    assert (names(vault), dict(vault.stats.left_out)) == (["Dana"], {"no ordinary file": 1})


def test_a_note_that_cannot_be_opened_is_told_and_the_others_read(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read({"contacts/Dana.md": ""})
    monkeypatch.setattr(loading, "scan", lambda *_: Scan(["contacts/Dana.md", "contacts/gone.md"]))
    vault = load_vault(tmp_path)
    assert (names(vault), said(vault)) == (
        ["Dana"],
        ["contacts/gone.md: the note cannot be read: No such file or directory"],
    )


def test_utf_16_is_read_and_reported(read: Read, tmp_path: Path) -> None:
    read({})
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts" / "Zoë.md").write_bytes("---\nname: Zoë\n---\n".encode("utf-16"))
    vault = load_vault(tmp_path)
    assert names(vault) == ["Zoë"]
    assert "contacts/Zoë.md:1: this is not UTF-8; it was read as UTF-16" in said(vault)


def test_what_another_program_appended_in_its_own_encoding_costs_no_key(read: Read, tmp_path: Path) -> None:
    read({})
    (tmp_path / "contacts").mkdir()
    note = "\ufeff---\nname: Dana\n---\n\n".encode() + "Zoë\n".encode("cp1252")
    (tmp_path / "contacts" / "D.md").write_bytes(note)
    vault = load_vault(tmp_path)
    assert names(vault) == ["Dana"]
    assert "contacts/D.md:5: this is not UTF-8; it was read as Windows-1252" in said(vault)


def test_the_vault_gives_the_text_of_its_notes(read: Read) -> None:
    assert read({"contacts/Dana.md": "Ça va"}).text("contacts/Dana.md") == "Ça va"


def test_of_two_notes_with_one_id_the_one_whose_file_fits_keeps_it(read: Read) -> None:
    vault = read({"contacts/Ann.md": "---\nid: dana\n---\n", "contacts/Dana.md": "", "contacts/Zed.md": "---\nid: dana\n---\n"})
    assert [contact.id for contact in vault.contacts] == ["ann", "dana", "zed"]
    assert said(vault) == [
        "contacts/Ann.md:2: the id `dana` is that of contacts/Dana.md already; `ann` is used for this note",
        "contacts/Zed.md:2: the id `dana` is that of contacts/Dana.md already; `zed` is used for this note",
    ]


def test_of_two_files_with_one_name_the_second_is_called_by_its_path(read: Read) -> None:
    vault = read({"contacts/a/Dana.md": "", "contacts/b/Dana.md": "", "jobs/Dana.md": ""})
    assert [contact.id for contact in vault.contacts] == ["dana", "contacts-b-dana"]
    assert vault.jobs[0].id == "dana"


def test_people_and_jobs_are_found_by_what_they_are_called(read: Read) -> None:
    vault = read(
        {
            "contacts/Dana Lee.md": "---\nname: Dana R. Lee\naliases: [DL]\n---\n",
            "contacts/Dan Roe.md": "",
            "jobs/Acme Staff Engineer.md": "---\ntitle: Staff Engineer\ncompany: Acme\n---\n",
        }
    )
    found = vault.find_contact(Ref("dl"))
    job = vault.find_job(Ref("staff engineer"))
    assert found is not None
    assert job is not None
    assert (found.stem, job.stem) == ("Dana Lee", "Acme Staff Engineer")
    assert vault.find_contact(Ref("Nobody")) is None
    assert [one.stem for one in vault.candidates("dan", "contact")] == ["Dan Roe", "Dana Lee"]
    assert [one.stem for one in vault.candidates("DANA-LEE", "contact")] == ["Dana Lee"]
    assert [one.stem for one in vault.candidates("acme", "job")] == ["Acme Staff Engineer"]
    assert vault.candidates("", "contact") == vault.candidates("x", "interview") == ()


def test_a_later_word_is_enough_to_mean_somebody_and_not_to_be_somebody(read: Read) -> None:
    vault = read(
        {
            "contacts/Dana Roe.md": "",
            "contacts/Roe Acker.md": "",
            "contacts/Sam Lee.md": "",
            "jobs/Acme Staff Engineer.md": "---\ntitle: Staff Engineer\ncompany: Acme\n---\n",
            "interviews/Acme Lee.md": "---\nstart: 2026-11-17 10:00\n---\n",
        }
    )
    assert [one.stem for one in vault.candidates("roe", "contact")] == ["Roe Acker"]
    assert [one.stem for one in vault.candidates("lee", "contact")] == ["Sam Lee"]
    assert [one.stem for one in vault.candidates("engineer", "job")] == ["Acme Staff Engineer"]
    assert vault.called_so("lee", "contact") == vault.called_so("engineer", "job") == vault.candidates("lee", "interview") == ()
