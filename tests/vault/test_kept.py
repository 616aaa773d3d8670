"""What is kept of a vault's notes between two runs: the very same records, and nothing that is not so any more."""

from __future__ import annotations

import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from vaultcrm.actions.planning import KeptPlanner
from vaultcrm.errors import VaultcrmError
from vaultcrm.model import Ref, Settings
from vaultcrm.vault import load_vault, stamps
from vaultcrm.vault.caches import store_file
from vaultcrm.vault.checking import Between
from vaultcrm.vault.holidays import PublicHolidays
from vaultcrm.vault.kept import made as made_notes
from vaultcrm.vault.kept import store
from vaultcrm.vault.kept.notes import KeptNotes, keep, recalled
from vaultcrm.vault.kept.store import fact, opened, records, renew
from vaultcrm.vault.loading import Heap, Reading
from vaultcrm.vault.scanning import Scan

SETTINGS = 'format = 1\nvault = "k3x9"\n'
CONTACT = """---
type: contact
name: {name}
company: "[[Acme]]"
met: 2026-01-02
birthday: 05-02
cadence: 3 months
introduced_by: "[[Dana]]"
email: [a@example.com, b@example.com]
linkedin_ok: yes
soonish: {name
---
- [ ] 2026-12-01 send [[Dana]] the paper ^p1

## Log

- 2026-11-20 16:40 voicemail [[Dana|D]] and [[Sam]] #call-1: No answer
- 2026-11-21 snoozed [[Dana]] #call-1 until 2026-12-01
- 2026-13-45 nonsense
"""
INTERVIEW = """---
type: interview
start: 2026-11-17 14:00
duration: 90 minutes
timezone: Europe/Berlin
interviewers: ["[[Dana]]", Sam]
job: "[[Cook]]"
answer_by: about a week
playbooks: [savvy]
---
## Topics
- Soup
"""


@pytest.fixture(autouse=True)
def _trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every vault is large enough to be kept, and a file that was just saved is believed to stay as it is."""
    monkeypatch.setattr("vaultcrm.vault.kept.notes._FEW", 0)
    monkeypatch.setattr("vaultcrm.vault.kept.notes._LITTLE", 0)
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTCRM_CACHE", str(tmp_path / "cache"))
    vault = tmp_path / "vault"
    notes = {
        "vaultcrm.toml": SETTINGS,
        "contacts/Dana.md": CONTACT.replace("{name}", "Dana"),
        "contacts/Sam.md": "---\ntype: contact\n",
        "interviews/Talk.md": INTERVIEW,
        "jobs/Cook.md": "---\ntype: job\nstage: applied\napplied: 2026-11-01\n---\n",
        "search.md": "---\nstatus: active\n---\n## Log\n- 2026-11-02 did #keep-searching\n",
        "Notes.md": "## Log\n- 2026-11-02 met [[Dana]]\n",
        "README.md": "Nothing",
        "old/Gone.md": "---\ntype: contact\narchived: true\n---\n",
        "latin.md": "---\ntype: contact\n---\n\udcff",
    }
    for path, text in notes.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text, "utf-8", "surrogateescape")
    return vault


def read(root: Path) -> KeptNotes:
    """Read the vault with what is kept; it must be what is there."""
    kept = KeptNotes(root)
    assert load_vault(root, kept) == load_vault(root)
    return kept


def test_the_second_run_reads_no_note_and_has_the_same_records_and_problems(root: Path) -> None:
    assert [read(root).recalled, read(root).recalled, read(root).recalled] == [0, 9, 9]


def test_a_note_that_was_written_is_read(root: Path) -> None:
    read(root)
    (root / "contacts/Sam.md").write_text("---\ntype: contact\nname: Samuel\n---\n", "utf-8")
    after = read(root)
    assert (after.recalled, after.rounds["contacts/Sam.md"], after.rounds["contacts/Dana.md"]) == (8, 2, 1)


def test_a_few_notes_that_were_written_are_read_each_time_rather_than_all_kept_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultcrm.vault.kept.notes._LITTLE", 2)
    read(root)
    (root / "contacts/Sam.md").write_text("---\ntype: contact\nname: Samuel\n---\n", "utf-8")
    (root / "latin.md").unlink()
    after = read(root)
    assert (read(root).recalled, after.round, after.rounds.get("contacts/Sam.md")) == (7, 1, None)
    (root / "search.md").unlink()
    assert (read(root).round, read(root).recalled) == (2, 7)


def test_a_note_that_is_gone_is_forgotten(root: Path) -> None:
    read(root)
    (root / "contacts/Sam.md").unlink()
    read(root)
    with opened(root) as store:
        assert store.execute("SELECT count(*) FROM records").fetchone() == (8,)
    assert read(root).recalled == 8


def test_other_settings_read_every_note_again(root: Path) -> None:
    read(root)
    (root / "vaultcrm.toml").write_text(f'{SETTINGS}timezone = "Asia/Tokyo"\n', "utf-8")
    assert read(root).recalled == 0


def test_another_program_reads_every_note_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(root)
    monkeypatch.setattr("vaultcrm.vault.kept.notes.program_mark", lambda: b"another")
    assert read(root).recalled == 0


def test_a_file_saved_a_moment_ago_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", 10**12)
    assert [read(root).recalled, read(root).recalled] == [0, 0]


def test_where_the_settings_want_no_cache_what_there_is_of_it_goes(root: Path) -> None:
    read(root)
    folder = store_file(root).parent
    for name in ("find.sqlite3", "playbooks"):
        (folder / name).write_bytes(b"what was read of notes")
    (root / "vaultcrm.toml").write_text(f"cache = false\n{SETTINGS}", "utf-8")
    assert read(root).round is None
    assert not folder.exists()


def test_a_few_notes_are_not_worth_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultcrm.vault.kept.notes._FEW", 200)
    read(root)
    assert not store_file(root).exists()


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_store_means_slower_and_never_wrong(root: Path, damage: bytes) -> None:
    read(root)
    for file in store_file(root).parent.glob("notes.sqlite3-*"):
        file.unlink()
    store_file(root).write_bytes(damage)
    read(root)
    read(root)
    assert read(root).recalled == 9


DAMAGE = [b"", b"x", b"\xe9\x00\x00\x00\x00", b"(\x04\x00\x00\x00NNNN"]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_row_is_read_again(root: Path, damage: bytes) -> None:
    read(root)
    with opened(root) as store:
        store.execute("UPDATE facts SET value = ? WHERE name = 'index'", (damage,))
    assert [read(root).recalled, read(root).recalled] == [0, 9]


@pytest.mark.parametrize("damage", DAMAGE)
def test_for_a_damaged_record_the_note_is_read_when_it_is_asked_for(root: Path, damage: bytes) -> None:
    read(root)
    with opened(root) as store:
        store.execute("UPDATE records SET record = ?", (damage,))
    assert read(root).recalled == 9


def test_a_record_that_is_asked_for_by_the_thousand_comes_with_all_others(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultcrm.vault.kept.store.ONE_BY_ONE", 2)
    read(root)
    assert read(root).recalled == 9


def test_a_store_that_is_damaged_while_it_is_open_means_slower_and_never_wrong(root: Path) -> None:
    read(root)
    vault = load_vault(root, KeptNotes(root))
    assert vault.jobs[0] == load_vault(root).jobs[0]
    store_file(root).write_bytes(b"SQLite format 3\0" + b"\xff" * 200_000)
    assert tuple(vault.contacts) == tuple(load_vault(root).contacts)


@pytest.mark.parametrize("where", ["record", "opened"])
@pytest.mark.parametrize("stumble", [sqlite3.OperationalError("locked"), sqlite3.DatabaseError("malformed"), OSError()])
def test_where_the_store_stumbles_there_is_nothing_and_the_next_is_asked_for_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, stumble: Exception, where: str
) -> None:
    read(root)
    reader, there, stumbles = store.Reader(root), getattr(store, where), [stumble]

    def stumbling(*asked: object) -> object:
        if stumbles:
            raise stumbles.pop()
        return there(*asked)

    monkeypatch.setattr(store, where, stumbling)
    damaged = where == "record" and isinstance(stumble, sqlite3.DatabaseError) and "malformed" in str(stumble)
    assert reader.record("contacts/Dana.md") == (0, b"")
    assert reader.record("contacts/Dana.md")[0] == (0 if damaged else 1)


def test_a_record_that_is_gone_with_its_note_says_so(root: Path) -> None:
    read(root)
    vault = load_vault(root, KeptNotes(root))
    with opened(root) as store:
        store.execute("DELETE FROM records")
    (root / "contacts/Sam.md").unlink()
    with pytest.raises(VaultcrmError, match=r"contacts/Sam\.md was changed while it was read"):
        tuple(vault.contacts)


def test_no_record_is_made_before_it_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(root)
    made = []
    back = made_notes.record_back
    monkeypatch.setattr(made_notes, "record_back", lambda path, plain: made.append(path) or back(path, plain))
    vault = load_vault(root, KeptNotes(root))
    assert made == ["search.md"]
    assert vault.find_contact(Ref("Dana")) == load_vault(root).find_contact(Ref("Dana"))
    assert made == ["search.md", "contacts/Dana.md"]


def test_what_is_wrong_between_notes_is_found_again_only_where_one_was_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(root)
    looked = []
    links = Between.links
    monkeypatch.setattr(Between, "links", lambda self, note: looked.append(note.source.path) or links(self, note))
    (root / "Notes.md").write_text("## Log\n- 2026-11-02 met [[Dona]]\n", "utf-8")
    problems = load_vault(root, KeptNotes(root)).problems
    assert looked == ["Notes.md", "search.md"]
    assert problems == load_vault(root).problems
    assert [str(one.source) for one in problems if "Dona" in one.message] == ["Notes.md:2"]


def test_a_new_name_has_all_links_looked_at(root: Path) -> None:
    (root / "Notes.md").write_text("## Log\n- 2026-11-02 met [[Dona]]\n", "utf-8")
    read(root)
    (root / "contacts/Dona.md").write_text("---\ntype: contact\n---\n", "utf-8")
    read(root)
    assert not [one for one in load_vault(root, KeptNotes(root)).problems if "Dona" in one.message]


def test_a_store_in_use_is_gone_without(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(root)
    monkeypatch.setattr("vaultcrm.vault.kept.store._WAIT", 0.0)
    with sqlite3.connect(store_file(root), isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        (root / "contacts/Sam.md").write_text("---\ntype: contact\nname: Samuel\n---\n", "utf-8")
        assert read(root).round is None
        other.execute("ROLLBACK")


def test_only_its_owner_can_read_it(root: Path) -> None:
    before = os.umask(0)
    try:
        read(root)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(file.stat().st_mode) for file in store_file(root).parent.iterdir()} <= {0o600, 0o700}


def test_who_has_missed_what_another_has_seen_builds_nothing_on_it(root: Path) -> None:
    read(root)
    (root / "contacts/Sam.md").write_text("---\ntype: contact\nname: Samuel\n---\n", "utf-8")

    def read_by_another_meanwhile(path: str) -> Heap:
        read(root)
        return Heap()

    mine, settings = KeptNotes(root), load_vault(root).settings
    paths = sorted(str(file.relative_to(root)) for file in root.rglob("*.md"))
    stamp = {path: found for path in paths if (found := stamps.stamp_at(root / path))}
    mine.heap(Reading(root, settings, Scan(paths), stamp, read_by_another_meanwhile))
    assert (mine.round, mine.heads) == (None, None)


def test_what_was_planned_is_kept_as_it_is(root: Path) -> None:
    read(root)
    assert recalled(root, "plan") is None
    keep(root, "plan", (1, b"basis", ("text", None, 3)))
    assert recalled(root, "plan") == (1, b"basis", ("text", None, 3))


def test_several_at_once(root: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = [*pool.map(lambda root: read(root).recalled, [root] * 40)]
    assert {*found} <= {0, 9}
    assert 9 in found


def test_a_damaged_plan_is_none(root: Path) -> None:
    read(root)
    keep(root, "plan", (1, b"basis", ("text", None, 3)))
    with opened(root) as store:
        (plan,) = store.execute("SELECT value FROM facts WHERE name = 'plan'").fetchone()
        store.execute("UPDATE facts SET value = ? WHERE name = 'plan'", (plan[:-3] + b"xyz",))
    assert recalled(root, "plan") is None


def test_what_was_planned_by_another_program_is_not_built_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def basis() -> object:
        kept = KeptNotes(root)
        KeptPlanner(kept).plan(load_vault(root, kept), date(2026, 11, 20), PublicHolidays())
        found = recalled(root, "plan")
        return found[1] if found else None

    before = basis()
    assert before == basis()
    monkeypatch.setattr("vaultcrm.vault.kept.notes.program_mark", lambda: b"another")
    assert before != basis()


@pytest.mark.parametrize("value", ["text", 3])
def test_a_fact_of_another_kind_is_none(root: Path, value: object) -> None:
    read(root)
    with opened(root) as store:
        store.execute("UPDATE facts SET value = ?", (value,))
    assert read(root).recalled == 0


def test_a_file_system_with_very_large_numbers_is_kept_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's number fits in no signed word: some network disks have such."""
    numbers = stamps.stamp_of

    def far(found: os.stat_result) -> stamps.Stamp:
        return numbers(os.stat_result((*found[:1], (1 << 64) - 7, *found[2:10]), {"st_mtime_ns": 1, "st_ctime_ns": 1}))

    monkeypatch.setattr("vaultcrm.vault.stamps.stamp_of", far)
    assert [read(root).recalled, read(root).recalled] == [0, 9]


def test_a_note_that_vanishes_while_the_folder_is_looked_at_stops_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultcrm.vault import loading

    scan = loading.scan

    def gone(root: Path, settings: Settings) -> Scan:
        found = scan(root, settings)
        (root / "contacts/Sam.md").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(loading, "scan", gone)
    assert [one.name for one in load_vault(root, KeptNotes(root)).contacts] == ["Dana", "latin"]


def test_a_disk_that_fills_up_in_the_midst_leaves_what_was_kept_before(root: Path) -> None:
    read(root)
    with opened(root) as store:
        before = records(store), fact(store, "index")
        (pages,) = store.execute("PRAGMA page_count").fetchone()
        store.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(sqlite3.OperationalError):
            renew(store, b"another", {"big.md": bytes(1 << 20)}, ["contacts/Dana.md"], lambda number: b"index")
        assert all(before)
        assert (records(store), fact(store, "index")) == before


def test_who_stops_the_program_in_the_midst_leaves_what_was_kept_before(root: Path) -> None:
    class Stopped(dict[str, bytes]):
        def items(self) -> NoReturn:
            raise KeyboardInterrupt

    read(root)
    with opened(root) as store:
        before = records(store), fact(store, "index")
        with pytest.raises(KeyboardInterrupt):
            renew(store, b"another", Stopped(), ["contacts/Dana.md"], lambda number: b"index")
        assert all(before)
        assert (records(store), fact(store, "index")) == before
