"""Which interview a command means: by note, by company, by person, or the next and the last one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vaultcrm.actions.interviews import coming_interview, past_interview
from vaultcrm.errors import NotFound, SeveralFit
from vaultcrm.vault import NoteVault, load_vault

TODAY = date(2026, 11, 18)
NOTES = {
    "vaultcrm.toml": 'format = 1\nvault = "k3x9"\ntimezone = "America/New_York"\n',
    "contacts/Dana Lee.md": "---\ntype: contact\n---\n",
    "interviews/2026-11-10 Acme.md": "---\nstart: 2026-11-10 14:00\ncompany: Acme\nwith: x\n---\n## Topics\n\nThe ledger\n",
    "interviews/2026-11-17 Acme.md": '---\nstart: 2026-11-17 14:00\ncompany: Acme\ninterviewers: "[[Dana Lee]]"\n---\n',
    "interviews/2026-11-24 Acme.md": "---\nstart: 2026-11-24 14:00\ncompany: Acme\n---\n",
    "interviews/2026-11-20 Bolt.md": "---\nstart: 2026-11-20 14:00\ncompany: Bolt\nstatus: cancelled\n---\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> NoteVault:
    for name, text in NOTES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return load_vault(tmp_path)


def test_without_a_name_it_is_the_next_or_the_last_one(vault: NoteVault) -> None:
    assert coming_interview(vault, None, TODAY).stem == "2026-11-24 Acme"
    assert past_interview(vault, None, TODAY).stem == "2026-11-17 Acme"


def test_a_company_or_a_person_names_the_one_that_is_meant(vault: NoteVault) -> None:
    assert coming_interview(vault, "acme", TODAY).stem == "2026-11-24 Acme"
    assert past_interview(vault, "acme", TODAY).stem == "2026-11-17 Acme"
    assert coming_interview(vault, "dana", TODAY).stem == "2026-11-17 Acme"
    assert past_interview(vault, "2026-11-10", TODAY).stem == "2026-11-10 Acme"


def test_words_of_its_name_mean_it_where_nobody_is_called_so(tmp_path: Path) -> None:
    for name in ("2026-10-07 Harborline screen", "2026-10-27 Harborline panel"):
        (tmp_path / "interviews").mkdir(exist_ok=True)
        (tmp_path / f"interviews/{name}.md").write_text(f"---\nstart: {name[:10]} 14:00\ncompany: Harborline\n---\n")
    (tmp_path / "vaultcrm.toml").write_text(NOTES["vaultcrm.toml"])
    found = load_vault(tmp_path)
    assert past_interview(found, "Harborline panel", TODAY).stem == "2026-10-27 Harborline panel"
    assert past_interview(found, "screen", TODAY).stem == "2026-10-07 Harborline screen"
    with pytest.raises(SeveralFit):
        past_interview(found, "Harborline", TODAY)


def test_of_several_none_is_taken(vault: NoteVault) -> None:
    with pytest.raises(SeveralFit, match="fits 2") as refused:
        coming_interview(vault, "acme", date(2026, 11, 11))
    assert "2026-11-24 Acme" in refused.value.remedy


def test_what_is_not_there_is_said(vault: NoteVault, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        coming_interview(vault, "nothing", TODAY)
    with pytest.raises(NotFound):
        coming_interview(vault, None, date(2027, 1, 1))
    with pytest.raises(NotFound):
        past_interview(vault, None, date(2020, 1, 1))
