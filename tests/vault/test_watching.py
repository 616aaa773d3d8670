"""A note is saved, in whatever way an editor does it, and the feed is built anew: once, and not because of itself."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from vaultcrm.vault.watching import Told, matters, watch

PATIENCE = 10.0  # seconds until a test gives up waiting
QUIET = 0.3  # seconds in which nothing more may come


class Builds:
    """Counts the rebuilds, and waits for them."""

    def __init__(self) -> None:
        self.number = 0
        self.told: list[Told] = []

    def __call__(self, told: Told) -> None:
        self.told.append(told)
        self.number += 1

    def wait(self, number: int) -> None:
        """Until there were ``number`` of them; then, after the first, a while longer: there must not be another one."""
        until(lambda: self.number >= number)
        time.sleep(QUIET if number > 1 else 0)
        assert self.number == number


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "my search"
    (root / "contacts").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "vaultcrm.toml").write_text("format = 1\n")
    (root / "contacts" / "Dana Lee.md").write_text("# Dana\n")
    return root


@contextmanager
def watched(
    vault: Path,
    rebuild: Callable[[Told], object],
    ignore: tuple[Path, ...] = (),
    day: Callable[[], object] = lambda: None,
    poll: bool = False,
    calm: Callable[[], object] = lambda: None,
    settle: float = 0.1,
) -> Iterator[None]:
    """The vault is watched in another thread until the block ends; ``settle`` is long where a busy machine may write slowly."""
    stop = Event()
    how = {"ignore": ignore, "stop": stop, "day": day, "settle": settle, "pause": 0.05, "poll": poll, "calm": calm}
    thread = Thread(target=lambda: watch(vault, rebuild, **how))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def save_in_place(note: Path) -> None:
    with note.open("a") as file:
        file.write("- 2026-11-18 email [[Dana Lee]]\n")


def save_by_renaming(note: Path) -> None:
    temporary = note.with_name("4913~")
    temporary.write_text("# Dana, saved anew\n")
    temporary.replace(note)


def save_by_renaming_from_outside(note: Path) -> None:
    temporary = note.parents[2] / "swap"
    temporary.write_text("# Dana, saved anew\n")
    temporary.replace(note)


def rename(note: Path) -> None:
    note.rename(note.with_name("Dana Lee-Roe.md"))


def rename_its_folder(note: Path) -> None:
    note.parent.rename(note.parents[1] / "people")


def put_a_folder_of_notes_in(note: Path) -> None:
    shutil.copytree(note.parent, note.parent / "panel" / "acme")


@pytest.mark.parametrize(
    "change",
    [
        save_in_place,
        save_by_renaming,
        save_by_renaming_from_outside,
        rename,
        rename_its_folder,
        put_a_folder_of_notes_in,
        Path.unlink,
    ],
)
def test_a_change_of_a_note_is_one_rebuild(vault: Path, change: Callable[[Path], object]) -> None:
    builds = Builds()
    with watched(vault, builds):
        builds.wait(1)
        change(vault / "contacts" / "Dana Lee.md")
        builds.wait(2)


def test_the_settings_count_as_a_note(vault: Path) -> None:
    builds = Builds()
    with watched(vault, builds):
        builds.wait(1)
        (vault / "vaultcrm.toml").write_text("format = 1\nbirthdays = true\n")
        builds.wait(2)


def test_a_hundred_notes_at_once_are_one_rebuild(vault: Path) -> None:
    builds, settle = Builds(), 0.5
    with watched(vault, builds, settle=settle):
        builds.wait(1)
        for number in range(100):
            (vault / "contacts" / f"Person {number}.md").write_text("# Someone\n")
        builds.wait(2)
        time.sleep(settle)
    assert builds.number == 2


def test_a_checkout_is_one_rebuild_however_long_it_pauses(vault: Path) -> None:
    builds, lock = Builds(), vault / ".git" / "index.lock"
    with watched(vault, builds):
        builds.wait(1)
        lock.touch()
        for number in range(3):
            (vault / "contacts" / f"{number}.md").write_text("# Somebody\n")
            time.sleep(QUIET)
        assert builds.number == 1
        lock.unlink()
        builds.wait(2)


def test_a_lock_that_git_left_behind_holds_nothing_up(vault: Path) -> None:
    builds, lock = Builds(), vault / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    with watched(vault, builds):
        builds.wait(1)


def test_what_a_rebuild_reads_and_writes_is_no_change(vault: Path) -> None:
    """It reads every note, and writes a feed and a checklist, each by way of a temporary file."""
    builds, names = Builds(), count()

    def rebuild(told: Told) -> None:
        for note in vault.rglob("*.md"):
            note.read_text()
        for output in ("follow-ups.ics", "Today.md"):
            temporary = vault / f".vaultcrm-{next(names)}.tmp"
            temporary.write_text(f"built {builds.number} times")
            temporary.replace(vault / output)
        builds(told)

    with watched(vault, rebuild, ignore=(Path("Today.md"),)):
        builds.wait(1)
        save_in_place(vault / "contacts" / "Dana Lee.md")
        builds.wait(2)


def test_it_is_told_which_notes_were_saved(vault: Path) -> None:
    builds, dana = Builds(), vault / "contacts" / "Dana Lee.md"
    with watched(vault, builds):
        builds.wait(1)
        save_in_place(dana)
        builds.wait(2)
        dana.rename(dana.with_name("Dana.md"))
        (vault / "vaultcrm.toml").write_text("format = 1\nbirthdays = true\n")
        builds.wait(3)
        rename_its_folder(dana)
        builds.wait(4)
    moved = frozenset({"contacts/Dana Lee.md", "contacts/Dana.md", "vaultcrm.toml"})
    assert builds.told == [None, frozenset({"contacts/Dana Lee.md"}), moved, None]


def test_when_it_is_calm_again_whoever_went_by_what_was_told_can_look(vault: Path) -> None:
    builds, calms = Builds(), Builds()
    with watched(vault, builds, calm=lambda: calms(None)):
        builds.wait(1)
        time.sleep(QUIET)
        assert calms.number == 0
        save_in_place(vault / "contacts" / "Dana Lee.md")
        builds.wait(2)
        until(lambda: calms.number == 1)
        time.sleep(QUIET)
    assert (builds.number, calms.number) == (2, 1)


def test_a_save_during_a_rebuild_is_not_lost(vault: Path) -> None:
    builds = Builds()

    def rebuild(told: Told) -> None:
        if builds.number == 0:
            save_in_place(vault / "contacts" / "Dana Lee.md")
        builds(told)

    with watched(vault, rebuild):
        builds.wait(2)


def test_a_new_day_is_a_rebuild(vault: Path) -> None:
    builds, days = Builds(), ["2026-11-18"]
    with watched(vault, builds, day=lambda: days[-1]):
        builds.wait(1)
        days.append("2026-11-19")
        builds.wait(2)


def test_a_vault_that_goes_and_comes_back_is_watched_again(vault: Path) -> None:
    builds, elsewhere = Builds(), vault.with_name("elsewhere")
    with watched(vault, builds):
        builds.wait(1)
        vault.rename(elsewhere)
        time.sleep(QUIET)
        elsewhere.rename(vault)
        until(lambda: builds.number > 1)
        before = builds.number
        save_in_place(vault / "contacts" / "Dana Lee.md")
        until(lambda: builds.number > before)


def test_a_folder_that_goes_and_comes_back_is_watched_without_a_word(vault: Path) -> None:
    builds, elsewhere = Builds(), vault.with_name("elsewhere")
    with watched(vault, builds):
        builds.wait(1)
        (vault / "contacts").rename(elsewhere)
        builds.wait(2)
        elsewhere.rename(vault / "contacts")
        builds.wait(3)
        save_in_place(vault / "contacts" / "Dana Lee.md")
        builds.wait(4)


def test_a_vault_that_is_deleted_and_made_anew_at_once_is_watched_again(vault: Path) -> None:
    builds, copy = Builds(), shutil.copytree(vault, vault.with_name("copy"))
    with watched(vault, builds):
        builds.wait(1)
        shutil.rmtree(vault)
        shutil.copytree(copy, vault)
        until(lambda: builds.number > 1)
        time.sleep(QUIET)
        before = builds.number
        save_in_place(vault / "contacts" / "Dana Lee.md")
        until(lambda: builds.number > before)


def test_a_disk_that_tells_nothing_is_looked_at(vault: Path) -> None:
    builds = Builds()
    with watched(vault, builds, poll=True):
        until(lambda: builds.number == 1)
        save_by_renaming(vault / "contacts" / "Dana Lee.md")
        until(lambda: builds.number == 2)


WATCHING = """
import pathlib, sys
from vaultcrm.vault.watching import watch
watch(pathlib.Path(sys.argv[1]), lambda told: print("built", flush=True))
"""


def test_ctrl_c_ends_it_cleanly(vault: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WATCHING, vault], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "built\n"
        process.send_signal(signal.SIGINT)
        rest, complaint = process.communicate(timeout=PATIENCE)
    assert (process.returncode, rest, complaint) == (0, "", "")


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("contacts/Dana Lee.md", True),
        ("contacts/Dana Lee.MD", True),
        ("vaultcrm.toml", True),
        ("follow-ups.ics", False),
        ("contacts/Dana Lee.md~", False),
        ("contacts/.Dana Lee.md.swp", False),
        ("contacts/#Dana Lee.md#", False),
        ("contacts/.#Dana Lee.md", False),
        (".git/description.md", False),
        (".obsidian/plugins/readme.md", False),
        (".vaultcrm-k2j3.tmp", False),
        ("photos/dana.jpg", False),
        ("../other/Dana Lee.md", False),
    ],
)
def test_which_files_count(path: str, counts: bool) -> None:
    root = Path("vault").resolve()
    assert matters((root / path).resolve(), root) is counts


@pytest.mark.parametrize(("path", "counts"), [("contacts", True), (".git", False), ("contacts/.trash", False), (".", False)])
def test_which_folders_count(path: str, counts: bool) -> None:
    root = Path("vault").resolve()
    assert matters(root / path, root, folder=True) is counts
