"""Playbooks that another run has read: the very same, as long as the text and the program are the same."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from vaultcrm.notes.playbook import parse_playbook
from vaultcrm.vault import load_vault
from vaultcrm.vault.caches import vault_cache
from vaultcrm.vault.kept.playbooks import read_playbooks
from vaultcrm.vault.shipped import shipped

STEPS = """---
type: playbook
---
```yaml
steps:
  - step: hello
    opens: 3 business days after interview at 09:30
    due: 1 week before hello
    expires: 10 days or at last-contact or with hello
    every: [14 days, 6 months]
    fulfilled-by: {hello: card}
  - step: Nonsense
```
"""
SHIPPED = sorted(shipped("templates").glob("playbooks/*.md"))
TEXTS = [(f"playbooks/{file.name}", file.read_text("utf-8"), True) for file in SHIPPED]
TEXTS += [("playbooks/mine.md", STEPS, False), ("playbooks/none.md", "# Without steps\n", False)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "playbooks"


def test_what_was_kept_is_the_very_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_playbooks(TEXTS, file)
    assert first == [parse_playbook(*one) for one in TEXTS]
    monkeypatch.setitem(sys.modules, "vaultcrm.notes.playbook", None)  # nobody may parse any more
    again = read_playbooks(TEXTS, file)
    assert repr(again) == repr(first)
    assert again == first


def test_it_is_for_its_owner_alone(file: Path) -> None:
    read_playbooks(TEXTS, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_another_text_is_read_anew_and_what_is_gone_is_not_kept(file: Path) -> None:
    read_playbooks(TEXTS, file)
    other = ("playbooks/mine.md", STEPS.replace("3 business days", "4 business days"), False)
    assert read_playbooks([other], file) == [parse_playbook(*other)]
    assert b"3 business days" not in file.read_bytes()


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: b"", lambda data: data[:40] + b"\0" + data[41:]])
def test_damage_is_seen(file: Path, damage: object) -> None:
    first = read_playbooks(TEXTS, file)
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    assert read_playbooks(TEXTS, file) == first


def test_what_another_program_kept_is_not_taken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_playbooks(TEXTS, file)
    kept = file.read_bytes()
    monkeypatch.setattr("vaultcrm.vault.kept.playbooks.program_mark", lambda: b"another")
    assert read_playbooks(TEXTS, file)
    assert file.read_bytes() != kept


def test_where_nothing_can_be_kept_all_goes_on(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert read_playbooks(TEXTS, tmp_path / "kept" / "playbooks") == [parse_playbook(*one) for one in TEXTS]


@pytest.mark.parametrize("cache", ["true", "false"])
def test_a_vault_keeps_its_own_only_where_the_settings_let_it(tmp_path: Path, cache: str) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks/mine.md").write_text(STEPS)
    (tmp_path / "vaultcrm.toml").write_text(f'vault = "k3x9"\ncache = {cache}\n')
    first, second = load_vault(tmp_path), load_vault(tmp_path)
    assert first.playbooks["mine"].steps == second.playbooks["mine"].steps
    assert first.problems == second.problems
    assert (vault_cache(tmp_path) / "playbooks").exists() == (cache == "true")
