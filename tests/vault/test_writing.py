"""Guarded, atomic, durable writes: the old text or the new one, whole, and never somebody else's change lost."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vaultcrm.errors import CannotWrite, ChangedMeanwhile, EditRefused, NotFound
from vaultcrm.vault import writing
from vaultcrm.vault.writing import (
    create_note,
    read_for_edit,
    write_all_if_unchanged,
    write_if_unchanged,
    write_output,
)

NOBODY = 65534
OLD, NEW = "name: Dana\n" * 2000, "name: Sam\n" * 3000


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "Dana Lee.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\nname: Dana\r\n---\nText without a last newline")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_reading_keeps_bom_and_line_endings(note: Path) -> None:
    assert read_for_edit(note).text == "\ufeff---\r\nname: Dana\r\n---\nText without a last newline"


def test_writing_puts_exactly_these_bytes(note: Path) -> None:
    snapshot = read_for_edit(note)
    write_if_unchanged(snapshot, snapshot.text.replace("Dana", "Zoë"))
    assert note.read_bytes() == b"\xef\xbb\xbf---\r\nname: Zo\xc3\xab\r\n---\nText without a last newline"
    assert names(note.parent) == ["Dana Lee.md"]


def test_unchanged_means_untouched(note: Path) -> None:
    before = note.stat()
    snapshot = read_for_edit(note)
    write_if_unchanged(snapshot, snapshot.text)
    assert (note.stat().st_ino, note.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_made_meanwhile_stays(note: Path) -> None:
    snapshot = read_for_edit(note)
    note.write_text("changed on the phone")
    with pytest.raises(ChangedMeanwhile) as caught:
        write_if_unchanged(snapshot, "ours")
    assert caught.value.status == 5
    assert note.read_text() == "changed on the phone"
    assert names(note.parent) == ["Dana Lee.md"]


def test_a_note_deleted_meanwhile_is_not_brought_back(note: Path) -> None:
    snapshot = read_for_edit(note)
    note.unlink()
    with pytest.raises(ChangedMeanwhile):
        write_if_unchanged(snapshot, "ours")
    assert names(note.parent) == []


def test_of_several_files_none_is_written_where_one_has_changed(note: Path) -> None:
    other = note.with_name("Sam Roe.md")
    other.write_text("Sam")
    both = [(read_for_edit(note), "new Dana"), (read_for_edit(other), "new Sam")]
    other.write_text("Sam, changed")
    with pytest.raises(ChangedMeanwhile):
        write_all_if_unchanged(both)
    assert note.read_bytes().endswith(b"last newline")
    assert names(note.parent) == ["Dana Lee.md", "Sam Roe.md"]


def test_mode_is_kept(note: Path) -> None:
    note.chmod(0o640)
    write_if_unchanged(read_for_edit(note), "new")
    assert stat.S_IMODE(note.stat().st_mode) == 0o640


def test_a_symbolic_link_is_written_through(note: Path, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    link = folder / "Dana.md"
    link.symlink_to("../Dana Lee.md")
    write_if_unchanged(read_for_edit(link), "new")
    assert link.is_symlink()
    assert note.read_text() == "new"
    assert names(folder) == ["Dana.md"]


def test_bytes_that_are_no_utf_8_are_refused(note: Path) -> None:
    note.write_bytes("Zoë".encode("latin-1"))
    with pytest.raises(EditRefused, match="not UTF-8"):
        read_for_edit(note)


def test_a_missing_note_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_for_edit(tmp_path / "nobody.md")


def test_a_full_disk_loses_nothing(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    snapshot = read_for_edit(note)
    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(CannotWrite, match="no space left on device"):
        write_if_unchanged(snapshot, "new")
    assert note.read_bytes() == snapshot.data
    assert names(note.parent) == ["Dana Lee.md"]


def test_a_read_only_folder_loses_nothing(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> tuple[int, str]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    snapshot = read_for_edit(note)
    monkeypatch.setattr(tempfile, "mkstemp", refused)  # a mode would not stop root
    with pytest.raises(CannotWrite, match="permission denied") as caught:
        write_if_unchanged(snapshot, "new")
    assert caught.value.status == 3
    assert note.read_bytes() == snapshot.data


@contextmanager
def ordinary_user(*folders: Path) -> Iterator[None]:
    """Whom permissions bind: where root runs the tests, nobody meanwhile, to whom the folders are given."""
    if os.geteuid() != 0:
        yield
        return
    for folder in folders:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    os.setresgid(NOBODY, NOBODY, 0)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder in which notes can be read, and nothing written."""
    with tempfile.TemporaryDirectory() as name:  # a test's own folder lies in one that is root's alone
        folder = Path(name)
        (folder / "Dana Lee.md").write_text(OLD)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


@pytest.mark.parametrize(
    "write",
    [
        lambda folder: write_if_unchanged(read_for_edit(folder / "Dana Lee.md"), NEW),
        lambda folder: create_note(folder / "Sam Roe.md", NEW),
        lambda folder: create_note(folder / "contacts" / "Sam Roe.md", NEW),
        lambda folder: write_output(folder / "follow-ups.ics", b"BEGIN:VCALENDAR"),
        lambda folder: write_output(folder / "Dana Lee.md", b"BEGIN:VCALENDAR"),
    ],
)
def test_an_ordinary_user_loses_nothing_in_a_folder_that_is_locked(locked: Path, write: Callable[[Path], object]) -> None:
    with ordinary_user(locked), pytest.raises(CannotWrite, match="nothing was written"):
        write(locked)
    assert {path.name: path.read_text() for path in locked.iterdir()} == {"Dana Lee.md": OLD}


def test_an_ordinary_user_is_told_of_a_note_that_cannot_be_read_or_written(locked: Path) -> None:
    note = locked / "Dana Lee.md"
    snapshot = read_for_edit(note)
    locked.chmod(0o755)
    note.chmod(0o444)
    with ordinary_user(locked), pytest.raises(CannotWrite, match="read-only"):
        write_if_unchanged(snapshot, NEW)
    note.chmod(0)
    with ordinary_user(locked), pytest.raises(CannotWrite, match="cannot be read"):
        read_for_edit(note)
    note.chmod(0o644)
    assert note.read_text() == OLD


def test_a_note_made_read_only_is_not_replaced(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing.os, "access", lambda *_: False)  # a mode would not stop root
    with pytest.raises(CannotWrite, match="read-only"):
        write_if_unchanged(read_for_edit(note), "new")
    assert names(note.parent) == ["Dana Lee.md"]


def test_a_new_note_comes_with_its_folders(tmp_path: Path) -> None:
    create_note(tmp_path / "contacts" / "Dana Lee.md", "Dana")
    assert (tmp_path / "contacts" / "Dana Lee.md").read_text() == "Dana"
    assert names(tmp_path / "contacts") == ["Dana Lee.md"]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_note_never_replaces_another(note: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not links:
        monkeypatch.setattr(writing.os, "link", unsupported)
    before = note.read_bytes()
    with pytest.raises(CannotWrite, match="already"):
        create_note(note, "new")
    assert note.read_bytes() == before
    create_note(note.with_name("Sam Roe.md"), "new")
    assert names(note.parent) == ["Dana Lee.md", "Sam Roe.md"]


def test_an_output_with_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "follow-ups.ics"
    assert write_output(path, b"one") is True
    before = path.stat()
    assert write_output(path, b"one") is False
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert write_output(path, b"two") is True
    assert path.read_bytes() == b"two"


KILLED = """
import sys
from pathlib import Path
from vaultcrm.vault.writing import read_for_edit, write_if_unchanged
path, texts = Path(sys.argv[1]), [sys.argv[2] * 2000, sys.argv[3] * 3000]
print("ready", flush=True)
while True:
    snapshot = read_for_edit(path)
    write_if_unchanged(snapshot, texts[snapshot.text == texts[0]])
"""


def kill_while_writing(path: Path, after: float) -> str:
    arguments = [sys.executable, "-c", KILLED, str(path), "name: Dana\n", "name: Sam\n"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    return path.read_text()


def test_a_process_killed_while_writing_leaves_the_old_or_the_new_text(tmp_path: Path) -> None:
    path = tmp_path / "Dana Lee.md"
    path.write_text(OLD)
    assert {kill_while_writing(path, after / 1000) for after in (1, 4, 9)} <= {OLD, NEW}


@pytest.mark.slow
def test_a_process_killed_at_thirty_instants_leaves_the_old_or_the_new_text(tmp_path: Path) -> None:
    path = tmp_path / "Dana Lee.md"
    path.write_text(OLD)
    found = {kill_while_writing(path, 0.0007 * instant) for instant in range(30)}
    assert found <= {OLD, NEW}


@pytest.mark.parametrize(("busy", "written"), [(2, True), (3, False)])
def test_a_file_that_somebody_is_just_reading_is_tried_again(
    note: Path, monkeypatch: pytest.MonkeyPatch, busy: int, written: bool
) -> None:
    """As on Windows, where a file that is open cannot be replaced."""
    replace, refusals = os.replace, iter([PermissionError(errno.EACCES, "in use")] * busy)

    def replaced(source: Path, target: Path) -> None:
        for refusal in refusals:
            raise refusal
        replace(source, target)

    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(writing, "_WAITS", (0.0, 0.0))
    before = read_for_edit(note)
    if written:
        write_if_unchanged(before, "new")
    else:
        with pytest.raises(CannotWrite, match="in use"):
            write_if_unchanged(before, "new")
    assert note.read_bytes() == (b"new" if written else before.data)
    assert [path.name for path in note.parent.iterdir() if path.name.endswith(".tmp")] == []
