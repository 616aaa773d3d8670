"""Many new files: all of them whole, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaultcrm.errors import CannotWrite
from vaultcrm.vault.creating import create_notes


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


@pytest.mark.parametrize("count", [2, 60])
def test_every_file_stands_there_whole(tmp_path: Path, count: int) -> None:
    ticks: list[int] = []
    create_notes({tmp_path / f"contacts/{n}.md": f"Note {n} ü\n" for n in range(count)}, lambda: ticks.append(1))
    assert len(ticks) == count
    assert len(files(tmp_path)) == count + 1
    assert (tmp_path / "contacts/1.md").read_bytes() == "Note 1 ü\n".encode()


def test_where_a_name_is_taken_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("mine")
    with pytest.raises(CannotWrite, match="such a file already"):
        create_notes({tmp_path / "a/a.md": "new", tmp_path / "b.md": "new", tmp_path / "c/c.md": "new"}, lambda: None)
    assert [name for name in files(tmp_path) if name.endswith(".md")] == ["b.md"]
    assert (tmp_path / "b.md").read_text() == "mine"


def test_without_hard_links_no_file_is_replaced_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr("vaultcrm.vault.creating.os.link", refuse)
    create_notes({tmp_path / "a.md": "new"}, lambda: None)
    with pytest.raises(CannotWrite, match="such a file already"):
        create_notes({tmp_path / "a.md": "newer"}, lambda: None)
    assert files(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "new"
