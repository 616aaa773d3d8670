"""Which paths of a vault lie in it really; and where another program is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vaultcrm.errors import CannotWrite
from vaultcrm.vault.programs import program
from vaultcrm.vault.within import is_within, own_file, own_place


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    for path in (folder / "notes", tmp_path / "vault of another", folder / "away"):
        path.mkdir(parents=True)
    (folder / "notes/Dana.md").write_text("Dana", encoding="utf-8")
    (tmp_path / "vault of another/Sam.md").write_text("Sam", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("path", "within"),
    [
        ("notes/Dana.md", True), ("notes/New.md", True), ("new/folder/New.md", True), (".", True), ("notes/../notes/x", True),
        ("../vault of another/Sam.md", False), ("..", False), ("/etc/passwd", False), ("notes/../../x", False),
    ],
)  # fmt: skip
def test_a_path_by_its_words(vault: Path, path: str, within: bool) -> None:
    assert is_within(vault, path) == within


def test_a_path_by_the_links_on_its_way(vault: Path) -> None:
    for name, target in {"in": "notes", "out": "../vault of another", "round": "round"}.items():
        (vault / name).symlink_to(target)
    assert own_file(vault, "in/Dana.md") == vault / "in/Dana.md"
    assert own_file(vault, "out/Sam.md") is None
    assert own_file(vault, "round") is None
    assert own_place(vault, "in/New.md") == vault / "in/New.md"
    with pytest.raises(CannotWrite, match="leads out of the vault"):
        own_place(vault, "out/New.md")


def test_a_vault_that_is_reached_by_a_link_is_a_vault(vault: Path) -> None:
    (vault.parent / "short").symlink_to(vault)
    assert own_file(vault.parent / "short", "notes/Dana.md") == vault.parent / "short/notes/Dana.md"


def program_at(folder: Path, name: str) -> str:
    (folder / name).write_text("", encoding="utf-8")
    (folder / name).chmod(0o755)
    return str(folder / name)


def test_a_program_is_never_taken_from_the_current_folder(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(vault)
    program_at(vault, "git")
    there = program_at(vault / "notes", "git")
    relative = os.pathsep.join(["", ".", "notes"])
    assert program("git", {"PATH": relative}) is None
    assert program("git", {}) is None
    assert program("git", {"PATH": os.pathsep.join([relative, str(vault / "notes")])}) == there


def test_on_windows_a_program_is_no_script(vault: Path) -> None:
    program_at(vault / "notes", "git.bat")
    assert program("git", {"PATH": str(vault / "notes")}, windows=True) is None
    there = program_at(vault / "notes", "git.exe")
    assert program("git", {"PATH": str(vault / "notes")}, windows=True) == there


def test_what_cannot_be_run_is_no_program(vault: Path) -> None:
    (vault / "git").write_text("", encoding="utf-8")
    (vault / "git").chmod(0o644)
    assert program("git", {"PATH": str(vault)}) is None
