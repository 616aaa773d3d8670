"""``undo``: what a command wrote goes again, unless somebody has changed the note since."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from vaultcrm.actions.edits import Edit, write_edits
from vaultcrm.actions.init import init
from vaultcrm.actions.logging_contact import heard
from vaultcrm.actions.new import ContactFacts, contact_draft, create
from vaultcrm.actions.renaming import carry_out, renaming
from vaultcrm.actions.stage import set_stage
from vaultcrm.actions.undoing import Undone, undo
from vaultcrm.errors import ChangedMeanwhile, EditRefused, NotFound
from vaultcrm.notes.edit import Written
from vaultcrm.vault import load_vault
from vaultcrm.vault.state import state_home
from vaultcrm.vault.undo import KEPT

TODAY = date(2026, 11, 18)
DANA = "---\r\ntype: contact\r\n---\r\nClimbs."
# The path, the text before, and whether it was begun only: of another kind, or not to be written.
_UNSOUND = [
    ("5", "null", "true"),
    ('"a.md"', "5", "true"),
    ('"a.md"', "[]", "true"),
    ('"a.md"', '"x"', '"yes"'),
    (r'"a\u0000.md"', '"x"', "true"),
    ('"a.md"', r'"\ud800"', "true"),
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTCRM_STATE", str(tmp_path / "state"))
    init(tmp_path / "vault")
    (tmp_path / "vault/contacts/Dana Lee.md").write_bytes(DANA.encode())
    (tmp_path / "vault/jobs/Acme.md").write_text("---\ntype: job\nstage: applied # yes\n---\n")
    return tmp_path / "vault"


def test_the_last_line_goes_again_and_then_the_one_before(root: Path) -> None:
    heard(load_vault(root), "dana", "one", TODAY)
    heard(load_vault(root), "dana", "two", TODAY)
    assert undo(root) == (Undone("contacts/Dana Lee.md", ("- 2026-11-18 heard: two",)),)
    assert undo(root) == (Undone("contacts/Dana Lee.md", ("## Log", "- 2026-11-18 heard: one")),)
    assert (root / "contacts/Dana Lee.md").read_bytes() == DANA.encode()
    with pytest.raises(NotFound, match="nothing to take back"):
        undo(root)


def test_a_note_without_a_byte_is_written_to_and_is_empty_again(root: Path) -> None:
    (root / "contacts/Sam Roe.md").write_bytes(b"")
    heard(load_vault(root), "sam", "one", TODAY)
    assert (root / "contacts/Sam Roe.md").read_text() == "## Log\n\n- 2026-11-18 heard: one\n"
    undo(root)
    assert (root / "contacts/Sam Roe.md").read_bytes() == b""


def test_a_stage_goes_with_its_log_line(root: Path) -> None:
    set_stage(load_vault(root), "Acme", "offer", TODAY)
    (undone,) = undo(root)
    assert undone.put_back == ("stage: applied # yes",)
    assert (root / "jobs/Acme.md").read_text() == "---\ntype: job\nstage: applied # yes\n---\n"


def test_notes_that_were_made_are_gone(root: Path) -> None:
    vault = load_vault(root)
    create(vault, contact_draft(vault, ContactFacts("Kim Novak", introduced_by="Sam Roe")))
    assert [(one.path, one.removed) for one in undo(root)] == [("contacts/Sam Roe.md", True), ("contacts/Kim Novak.md", True)]
    assert [path.name for path in (root / "contacts").iterdir()] == ["Dana Lee.md"]


def test_a_note_that_has_changed_since_stays(root: Path) -> None:
    vault = load_vault(root)
    create(vault, contact_draft(vault, ContactFacts("Kim Novak", introduced_by="Sam Roe")))
    (root / "contacts/Kim Novak.md").write_text("mine")
    with pytest.raises(ChangedMeanwhile):
        undo(root)
    assert (root / "contacts/Sam Roe.md").exists()
    (root / "contacts/Kim Novak.md").unlink()
    with pytest.raises(ChangedMeanwhile):
        undo(root)


def test_what_was_cut_short_is_taken_back_to_the_end(root: Path) -> None:
    (root / "contacts/Sam Roe.md").write_text("Knows [[Dana Lee]].\n")
    old, new, link = (root / f"contacts/{name}.md" for name in ("Dana Lee", "Dana Leigh", "Sam Roe"))
    vault = load_vault(root)
    carry_out(vault, renaming(vault, "Dana Lee", "Dana Leigh"))
    new.write_bytes(DANA.encode())
    new.rename(old)  # so far it came
    undo(root)
    assert (old.read_bytes(), link.read_text(), new.exists()) == (DANA.encode(), "Knows [[Dana Lee]].\n", False)
    vault = load_vault(root)
    carry_out(vault, renaming(vault, "Dana Lee", "Dana Leigh"))
    new.write_bytes(DANA.encode())  # or only so far
    undo(root)
    assert (old.read_bytes(), link.read_text(), new.exists()) == (DANA.encode(), "Knows [[Dana Lee]].\n", False)


def test_only_so_much_is_kept_and_only_for_its_owner(root: Path) -> None:
    vault = load_vault(root)
    for number in range(KEPT + 3):
        heard(vault, "dana", str(number), TODAY)
    for _ in range(KEPT):
        undo(root)
    with pytest.raises(NotFound):
        undo(root)
    assert (root / "contacts/Dana Lee.md").read_text().endswith("heard: 2")
    assert (state_home() / "undo").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "kept",
    ["", "{", "5", "[5]", '[["x"]]', '[[{"path": "a.md"}]]', '[[{"path": "a", "new": 1}]]']
    + [f'[[{{"path": {path}, "before": {before}, "after": "x", "begun": {begun}}}]]' for path, before, begun in _UNSOUND]
    + ["[" * 100_000],
)
def test_what_is_kept_may_be_damaged_or_another_versions(root: Path, kept: str) -> None:
    heard(load_vault(root), "dana", "one", TODAY)
    (file,) = (state_home() / "undo").glob("*.json")
    file.write_text(kept)
    with pytest.raises(NotFound, match="nothing to take back"):
        undo(root)
    heard(load_vault(root), "dana", "two", TODAY)
    assert undo(root) == (Undone("contacts/Dana Lee.md", ("- 2026-11-18 heard: two",)),)


def test_an_edit_that_changes_nothing_is_none_to_take_back(root: Path) -> None:
    heard(load_vault(root), "dana", "one", TODAY)
    for change in (lambda text: Written(text, "", 1), _refused):
        with suppress(EditRefused):
            write_edits(load_vault(root), [Edit("contacts/Dana Lee.md", change)])
    assert undo(root) == (Undone("contacts/Dana Lee.md", ("## Log", "- 2026-11-18 heard: one")),)


def _refused(text: str) -> Written:
    raise EditRefused("it cannot be")


def test_a_rename_that_was_killed_before_the_file_moved_is_taken_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, link = root / "contacts/Dana Lee.md", root / "contacts/Sam Roe.md"
    link.write_text("Knows [[Dana Lee]].\n")
    vault = load_vault(root)
    wanted = renaming(vault, "Dana Lee", "Dana Leigh")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            carry_out(vault, wanted)
    assert old.read_bytes() != DANA.encode()
    (undone,) = undo(root)
    assert (undone.path, undone.again) == ("contacts/Dana Leigh.md", "contacts/Dana Lee.md")
    assert (old.read_bytes(), link.read_text()) == (DANA.encode(), "Knows [[Dana Lee]].\n")


def test_a_state_folder_that_cannot_be_written_stops_nothing(root: Path) -> None:
    state_home().parent.mkdir(exist_ok=True)
    state_home().write_text("a file, no folder")
    heard(load_vault(root), "dana", "one", TODAY)
    assert "one" in (root / "contacts/Dana Lee.md").read_text()
    with pytest.raises(NotFound):
        undo(root)


def test_an_undo_that_was_killed_is_finished_by_the_next(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = load_vault(root)
    create(vault, contact_draft(vault, ContactFacts("Kim Novak", introduced_by="Sam Roe")))
    unlink = Path.unlink

    def killed(path: Path, missing_ok: bool = False) -> None:
        if path.name == "Kim Novak.md":
            raise KeyboardInterrupt
        unlink(path, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            undo(root)
    assert not (root / "contacts/Sam Roe.md").exists()
    assert [one.path for one in undo(root)] == ["contacts/Kim Novak.md"]
    assert [path.name for path in (root / "contacts").iterdir()] == ["Dana Lee.md"]
