"""Planning again after changes gives what planning everything gives: random edits of believable vaults, day after day."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from vaultcrm.actions.planning import KeptPlanner
from vaultcrm.model import Plan
from vaultcrm.plan import make_plan
from vaultcrm.plan.again import Kept, again, keep
from vaultcrm.plan.pieces import make_pieces
from vaultcrm.plan.put import frame_of, put_together
from vaultcrm.plan.rulebook import read_rules
from vaultcrm.plan.world import read_world
from vaultcrm.vault import NoteVault, load_vault
from vaultcrm.vault.changes import changed_notes
from vaultcrm.vault.holidays import PublicHolidays
from vaultcrm.vault.kept.notes import KeptNotes
from vaultcrm.vault.part import part_of

REPO = Path(__file__).parents[2]
HOLIDAYS = PublicHolidays()
BEGIN = date(2026, 11, 18)
VERBS = ("email", "call", "voicemail", "met", "card", "letter", "email from", "heard", "did", "skipped", "no-answer", "note")
TAGS = ("", "", "", " #thank-you", " #call-1", " #check-in", " #stay-in-touch", " #pitch", " #keep-searching", " #weekly")
KEYS = """
prefers: phone|prefers: post|verdict: keen|verdict: not-a-fit|went: badly|stage: applied|stage: rejected|stage: hired
linkedin_ok: true|cadence: 2 months|cadence: never|next_contact: 2026-12-01|status: cancelled|answer_by: 2026-12-02
birthday: 11-28|country: DE|playbooks: [impressive, persistent]|aliases: [Dana, Sam]|company: Globex|name: Someone Else
met: 2026-11-20|last_contact: 2026-11-19|timezone: Asia/Kolkata|kind: screen|stage: offer|decide_by: 2026-12-04
"""


def put(kept: Kept, vault: NoteVault, today: date) -> Plan:
    rules = read_rules(vault)
    return put_together(kept.pieces, frame_of(kept.pieces, vault.settings, vault.search, rules, today, HOLIDAYS))


def same(one: Plan, other: Plan) -> None:
    assert one.touchpoints == other.touchpoints
    assert (one.questions, sorted(one.problems), one.notices, one.missed, one.news) == (
        other.questions, sorted(other.problems), other.notices, other.missed, other.news,
    )  # fmt: skip


def line(chance: random.Random, names: list[str], today: date) -> str:
    day = today + timedelta(days=chance.choice((-30, -9, -3, -2, -1, 0, 0, 0, 2)))
    people = chance.sample(names, chance.choice((0, 1, 1, 2)))
    linked = " ".join(f" [[{name}]]" for name in people)
    return f"- {day} {chance.choice(VERBS)}{linked}{chance.choice(TAGS)}: Said something\n"


def add_line(chance: random.Random, note: Path, names: list[str], today: date) -> None:
    text = note.read_text("utf-8")
    heading = "" if "## Log" in text else "\n## Log\n\n"
    note.write_text(f"{text.rstrip()}\n{heading}{line(chance, names, today)}", "utf-8")


def add_key(chance: random.Random, note: Path, names: list[str], today: date) -> None:
    text = note.read_text("utf-8")
    key = chance.choice(
        (
            *KEYS.strip().replace("\n", "|").split("|"),
            f'introduced_by: "[[{chance.choice(names)}]]"',
            f'hr: "[[{chance.choice(names)}]]"',
        )
    )
    kept = [one for one in text.split("\n") if one.partition(":")[0] != key.partition(":")[0]]
    note.write_text("\n".join([kept[0], key, *kept[1:]]), "utf-8")


def promise(chance: random.Random, note: Path, names: list[str], today: date) -> None:
    due = today + timedelta(days=chance.randint(-3, 20))
    note.write_text(f"{note.read_text('utf-8').rstrip()}\n\n- [ ] {due} send [[{chance.choice(names)}]] the paper\n", "utf-8")


def move(chance: random.Random, note: Path, names: list[str], today: date) -> None:
    note.rename(note.with_name(f"{note.stem} {chance.randint(2, 9)}.md"))


def drop(chance: random.Random, note: Path, names: list[str], today: date) -> None:
    note.unlink()


def meet(chance: random.Random, note: Path, names: list[str], today: date) -> None:
    """A new interview, of a job that there is, or of none."""
    jobs = sorted(path.stem for path in (note.parents[1] / "jobs").glob("*.md"))
    day = today + timedelta(days=chance.randint(-6, 6))
    who = "".join(f'  - "[[{name}]]"\n' for name in chance.sample([*names, "Nobody Yet"], 2))
    job = f'job: "[[{chance.choice(jobs)}]]"\n' if jobs and chance.random() < 0.7 else ""
    text = f"---\ntype: interview\nstart: {day} 10:00\nkind: panel\n{job}interviewers:\n{who}---\n"
    (note.parents[1] / "interviews" / f"{day} Talk {chance.randint(1, 10**6)}.md").write_text(text, "utf-8")


EDITS: tuple[tuple[Callable[[random.Random, Path, list[str], date], None], int], ...] = (
    (add_line, 12), (add_key, 8), (promise, 4), (move, 1), (drop, 1), (meet, 3),
)  # fmt: skip


def replayed(root: Path, seed: int, rounds: int) -> int:
    """Edit and plan, both ways; how often the short way was taken."""
    chance, today = random.Random(seed), BEGIN
    vault = load_vault(root)
    kept = keep(read_world(vault, today, HOLIDAYS))
    short = 0
    for _ in range(rounds):
        notes = sorted(path for folder in ("contacts", "interviews", "jobs") for path in (root / folder).glob("*.md"))
        names = sorted(path.stem for path in (root / "contacts").glob("*.md"))
        for _ in range(chance.choice((0, 1, 1, 1, 3))):
            edit = chance.choices([edit for edit, _ in EDITS], [weight for _, weight in EDITS])[0]
            note = chance.choice(notes)
            if note.exists():
                edit(chance, note, names, today)
        today += timedelta(days=chance.choice((0, 0, 1, 1, 3, 30)))
        before, vault = vault, load_vault(root)
        changed = changed_notes(before, vault)
        assert changed is not None
        found = again(kept, changed, partial(part_of, vault), today, HOLIDAYS)
        short += found is not None
        kept = found or keep(read_world(vault, today, HOLIDAYS))
        same(put(kept, vault, today), make_plan(vault, today, HOLIDAYS))
    return short


@pytest.mark.parametrize("seed", range(3))
def test_a_search_edited_day_by_day_is_planned_as_if_from_nothing(tmp_path: Path, seed: int) -> None:
    root = Path(shutil.copytree(REPO / "example-vault", tmp_path / "vault"))
    replayed(root, seed, 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(16))
def test_many_edits_of_a_search(tmp_path: Path, seed: int) -> None:
    root = Path(shutil.copytree(REPO / "example-vault", tmp_path / "vault"))
    replayed(root, 100 + seed, 25)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_many_edits_of_a_large_vault_mostly_take_the_short_way(tmp_path: Path, seed: int) -> None:
    subprocess.run([sys.executable, REPO / "tests/bench/generate.py", tmp_path / "vault", "300"], check=True)
    assert replayed(tmp_path / "vault", seed, 15) == 15


def replayed_from_the_store(root: Path, seed: int, rounds: int) -> int:
    """Edit, and plan from what the run before has kept, as from nothing; how many notes were not read again."""
    chance, today, spared = random.Random(seed), BEGIN, 0
    for _ in range(rounds):
        notes = sorted(path for folder in ("contacts", "interviews", "jobs") for path in (root / folder).glob("*.md"))
        names = sorted(path.stem for path in (root / "contacts").glob("*.md"))
        for _ in range(chance.choice((0, 1, 3))):
            edit = chance.choices([edit for edit, _ in EDITS], [weight for _, weight in EDITS])[0]
            note = chance.choice(notes)
            if note.exists():
                edit(chance, note, names, today)
        today += timedelta(days=chance.choice((-1, 0, 0, 1, 3)))
        kept, fresh = KeptNotes(root), load_vault(root)
        vault = load_vault(root, kept)
        spared += kept.recalled
        assert (vault.contacts, vault.interviews, vault.jobs, vault.others) == (
            fresh.contacts, fresh.interviews, fresh.jobs, fresh.others,
        )  # fmt: skip
        assert (vault.problems, vault.stats, vault.search) == (fresh.problems, fresh.stats, fresh.search)
        same(KeptPlanner(kept).plan(vault, today, HOLIDAYS), make_plan(fresh, today, HOLIDAYS))
    return spared


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every vault is large enough to be kept, and planned in parts; a file that was just saved is believed to stay as it is."""
    monkeypatch.setattr("vaultcrm.plan.shared.MANY", 0)
    monkeypatch.setattr("vaultcrm.vault.kept.notes._FEW", 0)
    monkeypatch.setattr("vaultcrm.vault.stamps.FRESH", -(10**18))


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("seed", [1, 2])
def test_what_another_run_has_kept_gives_the_same_plan(tmp_path: Path, seed: int) -> None:
    root = Path(shutil.copytree(REPO / "example-vault", tmp_path / "vault"))
    assert replayed_from_the_store(root, seed, 12) > 300


@pytest.mark.slow
@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("seed", range(12))
def test_what_other_runs_have_kept_over_many_edits(tmp_path: Path, seed: int) -> None:
    root = Path(shutil.copytree(REPO / "example-vault", tmp_path / "vault"))
    assert replayed_from_the_store(root, 50 + seed, 40) > 1000


def edited(root: Path, seed: int, edits: int) -> None:
    """A vault with so many random edits."""
    chance = random.Random(seed)
    for _ in range(edits):
        notes = sorted(path for folder in ("contacts", "interviews", "jobs") for path in (root / folder).glob("*.md"))
        names = sorted(path.stem for path in (root / "contacts").glob("*.md"))
        edit = chance.choices([edit for edit, _ in EDITS], [weight for _, weight in EDITS])[0]
        edit(chance, chance.choice(notes), names, BEGIN)


def turned(root: Path, days: int) -> int:
    """Day after day, each case that is said to stay as it is must be what planning everything gives; how many were."""
    vault, stayed = load_vault(root), 0
    kept = keep(read_world(vault, BEGIN, HOLIDAYS))
    for number in range(1, days + 1):
        today = BEGIN + timedelta(days=number)
        made = make_pieces(read_world(vault, today, HOLIDAYS)).cases
        for key, case in kept.pieces.cases.items():
            if case.until is None or case.until > today:
                stayed += 1
                assert case._replace(until=None) == made[key]._replace(until=None)
        found = again(kept, [], partial(part_of, vault), today, HOLIDAYS)
        assert found is not None
        assert {key: case._replace(until=None) for key, case in found.pieces.cases.items()} == {
            key: case._replace(until=None) for key, case in made.items()
        }
        kept = found
    return stayed


@pytest.mark.parametrize("seed", range(2))
def test_a_case_stays_as_it_is_until_the_day_it_names(tmp_path: Path, seed: int) -> None:
    root = Path(shutil.copytree(REPO / "example-vault", tmp_path / "vault"))
    edited(root, seed, 30)
    assert turned(root, 20) > 50


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_many_cases_stay_as_they_are_until_the_days_they_name(tmp_path: Path, seed: int) -> None:
    root = Path(shutil.copytree(REPO / "example-vault", tmp_path / "vault"))
    edited(root, 507 + seed, 60)
    assert turned(root, 40) > 100
