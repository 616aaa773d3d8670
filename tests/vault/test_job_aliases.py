"""A job that was renamed is still found by its old name, in links and on the command line."""

from __future__ import annotations

from pathlib import Path

from vaultcrm.model import Ref
from vaultcrm.vault import load_vault


def test_by_its_alias(tmp_path: Path) -> None:
    (tmp_path / "vaultcrm.toml").write_text('format = 1\nvault = "v"\n')
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "Acme Principal.md").write_text("---\ntype: job\nid: acme\naliases: [Acme Staff Engineer]\n---\n")
    vault = load_vault(tmp_path)
    found = vault.find_job(Ref("Acme Staff Engineer"))
    assert found is not None
    assert [found.id] == [job.id for job in vault.candidates("Acme Staff", "job")] == ["acme"]
